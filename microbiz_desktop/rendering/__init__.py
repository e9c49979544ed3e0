"""AgreementText to HTML and PDF."""
