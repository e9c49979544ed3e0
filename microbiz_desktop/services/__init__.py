"""User actions, one short transaction each; they give back frozen values."""
