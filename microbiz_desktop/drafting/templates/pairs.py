"""Answers that meet: what was decided for each pair of options, kept beside the template.

`pairs.toml` lists the questions that meet, the states that were read, why most go together
(`fine`), and each pair that does not: not offered, an error, or a warning. The interview leaves out
and the check warns by the same table; a new option that nobody has read yet is a defect.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from types import MappingProxyType

from ...domain.deal import Answer
from ...domain.errors import BadTemplate
from ..asking.questions import Circumstances, Question
from .states import State, possible, state_words, states, states_of
from .toml_source import TomlFile


class Decision(StrEnum):
    """What is done about options that do not go together."""

    NOT_OFFERED = "not_offered"
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class PairFix:
    """An answer that mends a pair, and what the button says."""

    question: str
    value: Answer
    label: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One state of each question, or one of several; `says` and `why` are what the user reads."""

    values: tuple[State | tuple[State, ...], ...]
    decision: str
    reason: str
    says: str
    why: str
    mend: PairFix | None = None

    def wanted(self) -> tuple[tuple[State, ...], ...]:
        """The states meant, for each question."""
        return tuple(v if isinstance(v, tuple) else (v,) for v in self.values)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Questions that meet, the states of each that were read, and the pairs that are not fine."""

    questions: tuple[str, ...]
    options: tuple[tuple[State, ...], ...]
    fine: str = ""
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class PairsFile:
    """The whole of `pairs.toml`."""

    meet: tuple[Meeting, ...] = field(default=())


def in_state(question: Question | None, wanted: Sequence[State], facts: Circumstances) -> bool:
    """Whether a question is asked and its answer is in one of these states."""
    if question is None or not facts.hold(question.shown_when):
        return False
    return not states_of(question, facts.answers.get(question.id)).isdisjoint(wanted)


def holding(
    meetings: Sequence[Meeting], by_id: Mapping[str, Question], facts: Circumstances
) -> Iterator[tuple[Meeting, Pair]]:
    """The decided pairs that these answers make."""
    for meeting in meetings:
        for pair in meeting.pairs:
            sides = zip(meeting.questions, pair.wanted(), strict=True)
            if all(in_state(by_id.get(name), wanted, facts) for name, wanted in sides):
                yield meeting, pair


def left_out(
    meetings: Sequence[Meeting], by_id: Mapping[str, Question], facts: Circumstances
) -> Mapping[str, frozenset[State]]:
    """The options not offered now, of the last question of a pair; what is chosen stays."""
    found: dict[str, frozenset[State]] = {}
    for meeting in meetings:
        *others, last = meeting.questions
        for pair in meeting.pairs:
            *sides, out = pair.wanted()
            if pair.decision == Decision.NOT_OFFERED and all(
                in_state(by_id.get(name), wanted, facts)
                for name, wanted in zip(others, sides, strict=True)
            ):
                found[last] = found.get(last, frozenset()) | set(out)
    return MappingProxyType(
        {
            name: out - states_of(by_id[name], facts.answers.get(name))
            for name, out in found.items()
            if name in by_id
        }
    )


def undecided(meeting: Meeting, by_id: Mapping[str, Question]) -> Iterator[str]:
    """The states of its questions that nobody has read yet."""
    for name, read in zip(meeting.questions, meeting.options, strict=True):
        for state in states(by_id[name]):
            if state not in read:
                yield f"{name} = {state_words(state)} beside {_others(meeting, name)}"


def _others(meeting: Meeting, name: str) -> str:
    return " and ".join(other for other in meeting.questions if other != name) or "nothing"


def pair_defects(
    meetings: Sequence[Meeting], questions: Sequence[Question], file: TomlFile
) -> Iterator[BadTemplate]:
    """Whatever in `pairs.toml` names what is not there or leaves a decision out, with its line."""
    by_id = {question.id: question for question in questions}
    seen: set[frozenset[str]] = set()
    line = 0
    for meeting in meetings:
        line = file.line_of("questions", after=file.line_of("[[meet]]", after=line))
        found = list(_meeting_defects(meeting, by_id))
        if frozenset(meeting.questions) in seen:
            found.append("these questions meet twice")
        seen.add(frozenset(meeting.questions))
        yield from (file.problem(message, line) for message in found)
        if not found:
            yield from _pairs_defects(meeting, by_id, file, line)


def _meeting_defects(meeting: Meeting, by_id: Mapping[str, Question]) -> Iterator[str]:
    if not meeting.questions or len(meeting.options) != len(meeting.questions):
        yield "there is one list of options for each question"
        return
    for name, options in zip(meeting.questions, meeting.options, strict=True):
        if name not in by_id:
            yield f"there is no question “{name}”"
        elif unknown := [o for o in options if o not in possible(by_id[name])]:
            yield f"“{name}” is never {', '.join(state_words(o) for o in unknown)}"
    if not meeting.fine and not _covers(meeting):
        yield "“fine” says why the other pairs go together"


def _covers(meeting: Meeting) -> bool:
    """Whether every combination of what was read is one of the pairs."""
    decided = {combination for pair in meeting.pairs for combination in product(*pair.wanted())}
    return decided >= set(product(*meeting.options))


def _pairs_defects(
    meeting: Meeting, by_id: Mapping[str, Question], file: TomlFile, after: int
) -> Iterator[BadTemplate]:
    for pair in meeting.pairs:
        after = file.line_of("values", after=file.line_of("[[meet.pairs]]", after=after))
        for message in _pair_defects(pair, meeting, by_id):
            yield file.problem(message, after)


def _pair_defects(pair: Pair, meeting: Meeting, by_id: Mapping[str, Question]) -> Iterator[str]:
    if len(pair.values) != len(meeting.questions):
        yield "a pair has one value for each question"
        return
    for name, wanted, read in zip(meeting.questions, pair.wanted(), meeting.options, strict=True):
        unread = [state_words(state) for state in wanted if state not in read]
        if unread:
            yield f"“{', '.join(unread)}” is not among the options of “{name}” that were read"
    if not (pair.reason and pair.says and pair.why):
        yield "a pair that is not fine has a “reason”, and “says” and “why” for the user"
    yield from _decision_defects(pair, by_id[meeting.questions[-1]], by_id)


def _decision_defects(pair: Pair, last: Question, by_id: Mapping[str, Question]) -> Iterator[str]:
    if pair.decision not in set(Decision):
        yield f"“{pair.decision}” is not a decision: not_offered, error or warning"
    if pair.decision == Decision.NOT_OFFERED and not last.options:
        yield f"only an option can be left out, and “{last.id}” has none"
    if pair.mend is not None and pair.mend.question not in by_id:
        yield f"the mend names “{pair.mend.question}”, which is not a question here"
