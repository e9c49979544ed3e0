"""Settings: look, own businesses, backups, checking a PDF."""
