"""Finished lines for screens: those of documents, and what levels and stages are called."""

from datetime import timedelta

from ...domain.contacts.contacts import Level, Stage
from ...domain.words.phrases import (
    capital,
    counted,
    day,
    day_of,
    day_time,
    iso_day,
    joined,
    number_word,
)

__all__ = [
    "STAGES",
    "capital",
    "counted",
    "day",
    "day_of",
    "day_time",
    "how_long",
    "iso_day",
    "joined",
    "levels",
    "number_word",
]


def how_long(span: timedelta) -> str:
    """`3 days`, `2 hours`, `5 minutes`: the largest that it fills, rounded down."""
    for seconds, word in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if span.total_seconds() >= seconds:
            return counted(int(span.total_seconds() // seconds), word)
    return "less than a minute"


def levels(unsaid: str) -> dict[Level, str]:
    """The levels of a skill in words; `unsaid` stands for the one that says none."""
    said = (Level.LEARNING, Level.CAPABLE, Level.GOOD, Level.EXPERT)
    return {Level.UNSAID: unsaid, **{level: level.name.capitalize() for level in said}}


#: How far working together has come, in words.
STAGES = {
    Stage.PROSPECT: "Prospect",
    Stage.TALKING: "Talking",
    Stage.FIRST_WORK: "First piece of work",
    Stage.TRUSTED: "Trusted",
    Stage.PAUSED: "Paused",
    Stage.NOT_AGAIN: "Not again",
}
