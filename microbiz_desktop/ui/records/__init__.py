"""Lists with cards and editors: what all pages of records share."""
