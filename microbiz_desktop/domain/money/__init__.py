"""Money, figures and how they are shared."""
