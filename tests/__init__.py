"""Tests mirror the package; real things, no network, no sleeping."""
