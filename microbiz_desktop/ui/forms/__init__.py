"""Fields that people fill in, and tables of them."""
