"""What keys are called on this system: Ctrl is the command key of a Mac, and drawn as on it."""

import sys

_ON_A_MAC = (("Ctrl+Shift+", "⇧⌘"), ("Shift+", "⇧"), ("Alt+", "⌥"), ("Ctrl+", "⌘"))


def key_words(keys: str, system: str = sys.platform) -> str:
    """As the keys of this system are marked."""
    if system == "darwin":
        for written, drawn in _ON_A_MAC:
            keys = keys.replace(written, drawn)
    return keys
