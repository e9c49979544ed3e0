"""The worker process: its jobs, its limits, its deaths."""
