"""Deal and template to AgreementText; checks; comparison."""
