"""Template folders: read, checked, and run in a sandbox."""
