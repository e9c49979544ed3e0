"""What differs between two deals or two texts."""
