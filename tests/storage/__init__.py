"""Storage on real files, with real faults."""
