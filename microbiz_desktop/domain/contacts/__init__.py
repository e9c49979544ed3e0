"""Associates and people as frozen values, and which of them are one."""
