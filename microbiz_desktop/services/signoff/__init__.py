"""Understand and agree: the ledger, who may sign, what the room shows, the executed copy."""
