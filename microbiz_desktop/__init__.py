"""Team up for one piece of work: terms drafted, understood, agreed and kept, on this computer."""

__version__ = "0.1.0"
