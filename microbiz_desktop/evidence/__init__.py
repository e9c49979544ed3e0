"""Fingerprint, ledger chain, identity, verification."""
