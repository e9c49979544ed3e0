"""Pages of a PDF on the screen."""
