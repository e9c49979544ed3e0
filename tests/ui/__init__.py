"""Tests of the window and its parts, with real widgets."""
