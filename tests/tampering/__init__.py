"""Copies that somebody altered, copies that were only saved again, and what is said of each."""
