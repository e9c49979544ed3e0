"""Colours, type, icons and pills."""
