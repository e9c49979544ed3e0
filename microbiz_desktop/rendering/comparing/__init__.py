"""Whether two files show the same, page by page."""
