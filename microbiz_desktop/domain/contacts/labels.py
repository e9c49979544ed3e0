"""Labels of one's own: the colours they can have, and the one that each begins with."""

#: Words for the colours, in the order of the tokens that paint them.
COLOURS = ("violet", "green", "rose", "brown", "blue", "olive", "rust", "teal")


def usual_colour(name: str) -> str:
    """The colour of a label nobody chose one for: the same in every list and at every start."""
    return COLOURS[sum(map(ord, name.strip().casefold())) % len(COLOURS)]
