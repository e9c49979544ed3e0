"""Projects: list, card and editor of one piece of work together."""
