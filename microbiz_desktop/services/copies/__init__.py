"""Copies of agreements as files: made, kept, read back and checked."""
