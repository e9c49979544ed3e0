"""The words read back out of one of our PDFs."""
