"""Agreements from the first answer to the offer."""
