"""The agreement check: one function a rule, each giving findings with a place and a reason."""
