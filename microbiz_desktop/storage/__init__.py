"""The database file: engines, migrations, backup."""
