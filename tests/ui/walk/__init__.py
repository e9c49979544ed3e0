"""A walk over every page and dialog, looking at what is painted and where the keyboard goes."""
