"""The questions of an agreement, section by section."""
