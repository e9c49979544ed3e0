"""Pages and files: what is printed, how it fits, and that nothing reaches outside."""
