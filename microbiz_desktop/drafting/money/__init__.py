"""The worked example of the money, and the terms it reads."""
