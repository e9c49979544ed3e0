"""Home: what needs the user today."""
