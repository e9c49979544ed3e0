"""One warm, limited child process that runs templates and renders pages."""
