"""The window: talks to services and frozen values only."""
