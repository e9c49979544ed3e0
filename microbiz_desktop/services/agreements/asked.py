"""What the interview and the comparison show, in the shapes that drafting gives them."""

from ...drafting.asking.answer_kinds import AnswerKind, Editor
from ...drafting.asking.questions import (
    ColumnSpec,
    Option,
    Question,
    Section,
    alphabet_of,
    is_answered,
)
from ...drafting.asking.register import ROWS
from ...drafting.comparing.redline import Change, Fate, WordRun

__all__ = [
    "ROWS",
    "AnswerKind",
    "Change",
    "ColumnSpec",
    "Editor",
    "Fate",
    "Option",
    "Question",
    "Section",
    "WordRun",
    "alphabet_of",
    "is_answered",
]
