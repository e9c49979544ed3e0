"""The first run: your business, or the sample network."""
