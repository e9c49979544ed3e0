"""Contacts in: files to a proposal to a report; duplicates made one; somebody forgotten."""
