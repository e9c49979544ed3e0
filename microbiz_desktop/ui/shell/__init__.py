"""The window around the pages: navigation, command box, opening and closing."""
