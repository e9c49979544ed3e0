"""Entities: typed mapped classes whose rules are methods."""
