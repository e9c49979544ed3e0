"""What touches the interpreter: the collector, giving way to other threads, values made fast."""
