"""Contacts in and out: import, merge, forget, export."""
