"""The pages of a draft: only what changed is laid out again."""
