"""Tests of the services: real files, a still clock."""
