"""Plain rules about people who know each other."""
