"""The states a question can be in, as pairs of answers name them: options, yes and no, or empty."""

from collections.abc import Mapping

from ...domain.deal import Answer
from ..asking.questions import Question, is_answered

#: An option value, a yes or no, or one of the words below.
State = str | bool

EMPTY, FILLED = "empty", "filled"
TWO, MORE = "two", "more"

_LISTS = frozenset({"per_party", "rows", "several_parties"})


def states(question: Question) -> tuple[State, ...]:
    """Every state of a question that offers choices, or is a list that may be empty; else none."""
    if question.kind == "yes_no":
        return (True, False)
    if question.kind == "parties":
        return (TWO, MORE) if question.max is None or question.max > len((TWO, MORE)) else (TWO,)
    options = tuple(option.value for option in question.options)
    if question.kind == "one_of":
        return options
    may_be_empty = not question.required or bool(question.required_when)
    if question.kind == "several_of":
        return (*options, EMPTY) if may_be_empty else options
    return (FILLED, EMPTY) if may_be_empty and question.kind in _LISTS else ()


def possible(question: Question) -> tuple[State, ...]:
    """Every state that can be named: those to choose from, or filled and empty."""
    return states(question) or (FILLED, EMPTY)


def states_of(question: Question, value: Answer) -> frozenset[State]:
    """The states that an answer is in; several chosen options are several states."""
    if question.kind == "parties":
        return frozenset({TWO if isinstance(value, tuple) and len(value) == 2 else MORE})
    if question.kind == "yes_no" and isinstance(value, bool):
        return frozenset({value})
    if question.kind == "one_of" and isinstance(value, str):
        return frozenset({value})
    if question.kind == "several_of" and isinstance(value, tuple) and value:
        return frozenset(item for item in value if isinstance(item, str))
    if isinstance(value, Mapping) and not any(map(is_answered, value.values())):
        return frozenset({EMPTY})
    return frozenset({FILLED if is_answered(value) else EMPTY})


def state_words(state: State) -> str:
    """A state as the file writes it."""
    return str(state).lower() if isinstance(state, bool) else state
