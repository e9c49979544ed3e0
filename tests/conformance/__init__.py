"""Do our files conform to PDF/A-3a and PDF/UA-1? Asked of a real validator, not of ourselves."""
