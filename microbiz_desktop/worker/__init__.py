"""One warm, limited child process that runs templates, renders pages and verifies files."""
