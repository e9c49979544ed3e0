"""The contact list: associates kept, found, counted and shown."""
