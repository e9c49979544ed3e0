"""Text as people type it and read it."""
