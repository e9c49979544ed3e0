"""The text form of a deal: read and written."""
