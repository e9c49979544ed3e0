"""The program itself: backups and sample data."""
