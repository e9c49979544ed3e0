"""Fingerprints, ledger, keys and verification."""
