"""The agreements list and the drafting studio."""
