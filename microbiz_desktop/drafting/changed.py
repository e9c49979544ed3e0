"""What differs from the usual: every answer, every rewording and every special term, by clause.

The compile prints it on page 1 under the deal in short. Whoever has read the usual text once need
read only these lines to know this agreement, so nothing that differs may be missing from them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..domain.deal import Answer, as_rows
from ..domain.text import Clause, Run, RunKind, Runs, SubClause
from ..domain.words.phrases import small
from .asking.answer_kinds import Shape
from .asking.questions import Question, is_answered, shown
from .asking.register import ROWS
from .asking.telling import told
from .writer import TextWriter

#: A line that belongs to no clause comes last.
_NOWHERE = ""


@dataclass(frozen=True, slots=True)
class _Change:
    """A change: the clause or schedule it belongs to, its words, and whether they name it."""

    seat: str
    runs: Runs
    named: bool


def changes(writer: TextWriter, clauses: Sequence[Clause]) -> tuple[Runs, ...]:
    """A line for each clause with something unusual in it, in the order of the text."""
    by_seat: dict[str, list[_Change]] = defaultdict(list)
    for change in (*_answers(writer, clauses), *_own_wording(writer, clauses)):
        by_seat[change.seat].append(change)
    order = [clause.id for clause in clauses]
    order += [plan.id for plan in writer.scope.template.schedules]
    seats = [*(seat for seat in order if seat in by_seat), *(s for s in by_seat if s not in order)]
    anchors = [line.id for clause in clauses for line in clause.subclauses]
    places = {anchor: i for i, anchor in enumerate(anchors)}
    return tuple(_line(by_seat[seat], places, writer) for seat in seats)


def _line(group: Sequence[_Change], places: Mapping[str, int], writer: TextWriter) -> Runs:
    """The changes of one clause by number; words that do not name it stand after its number."""
    named = [change for change in group if change.named]
    named.sort(key=lambda change: places.get(_anchor(change.runs), len(places)))
    bare = [change for change in group if not change.named]
    made: list[Run] = []
    for change in (*named, *bare):
        made += [Run("; ")] if made else []
        if bare and change is bare[0] and (place := _place(change.seat, writer)):
            made += [place, Run(", ")]
        made += change.runs
    return tuple(made)


def _place(seat: str, writer: TextWriter) -> Run | None:
    target = writer.filler.targets.get(seat)
    return Run(target.label.replace(" ", "\u00a0"), RunKind.REFERENCE, seat) if target else None


def differs(question: Question, value: Answer) -> bool:
    """Whether an answer is not the usual one; several choices have no order."""
    usual = question.usual
    if question.no_usual or usual is None or (not is_answered(value) and not is_answered(usual)):
        return False
    if ROWS[question.kind].shape is Shape.LIST and isinstance(value, tuple):
        return set(value) != set(as_rows(usual))
    return value != usual


def _answers(writer: TextWriter, clauses: Sequence[Clause]) -> Iterator[_Change]:
    facts = writer.scope.facts
    for question in writer.scope.template.questions:
        value = facts.answers.get(question.id)
        unanswered = value is None
        if unanswered or not shown(question, facts) or not differs(question, value):
            continue
        if _is_overruled(question, writer):
            continue
        runs = _small_start(writer.line(question.changed, question.label))
        if runs:
            yield _Change(_seat_of(runs, clauses) or _first_seat(question, writer), runs, True)
        else:
            words = _plain_change(question, value, writer)
            yield _Change(_first_seat(question, writer), (Run(words),), False)


def _is_overruled(question: Question, writer: TextWriter) -> bool:
    """Whether all that would say this answer is worded for this agreement alone."""
    reworded = {rewording.unit for rewording in writer.scope.deal.rewordings}
    named = {use.name for use in writer.uses(question.changed) if use.root == "ref"}
    voices = writer.voices.get(question.id, set())
    return bool(named and named <= reworded) or bool(voices and voices <= reworded)


def _anchor(runs: Runs) -> str:
    """What a line refers to first."""
    return next((run.target for run in runs if run.kind is RunKind.REFERENCE), "")


def _seat_of(runs: Runs, clauses: Sequence[Clause]) -> str:
    """The clause that a line refers to first."""
    anchor = _anchor(runs)
    for clause in clauses:
        if anchor == clause.id or any(line.id == anchor for line in clause.subclauses):
            return clause.id
    return anchor


def _first_seat(question: Question, writer: TextWriter) -> str:
    seats = writer.places.get(question.id, [])
    return next((seat for seat in seats if seat in writer.filler.targets), _NOWHERE)


def _plain_change(question: Question, value: Answer, writer: TextWriter) -> str:
    """A change without words of its own: the question, its answer and the usual one."""
    given, usual = (_in_sentence(question, one, writer) for one in (value, question.usual))
    return f"{_small(question.label.rstrip('?'))}: {given} (usual: {usual})"


def _in_sentence(question: Question, value: Answer, writer: TextWriter) -> str:
    chosen = value if isinstance(value, tuple) else (value,)
    labels = [_small(option.label) for one in chosen if (option := question.option(one))]
    words = told(question, value, writer.scope.deal.parties, writer.scope.printer)
    return ", ".join(labels) or words or "none"


def _small(words: str) -> str:
    return small(words) if words[1:2].islower() else words


def _small_start(runs: Runs) -> Runs:
    """These lines follow a colon: they start with a small letter."""
    if runs and runs[0].kind is RunKind.REFERENCE and runs[0].text.startswith("Clause"):
        return (Run(f"c{runs[0].text[1:]}", runs[0].kind, runs[0].target), *runs[1:])
    return runs


def _own_wording(writer: TextWriter, clauses: Sequence[Clause]) -> Iterator[_Change]:
    """A line on every special term and every reworded unit, with its reason."""
    deal = writer.scope.deal
    said: Mapping[str, str] = {
        **{f"special_{i}": _special(t.heading) for i, t in enumerate(deal.special_terms, start=1)},
        **{r.unit: _reworded(r.reason) for r in reversed(deal.rewordings)},
    }
    for clause in clauses:
        lines: dict[str, list[SubClause]] = defaultdict(list)
        for line in clause.subclauses:
            if line.changed:
                lines[line.unit].append(line)
        for unit, group in lines.items():
            verb = "is" if len(group) == 1 else "are"
            runs = (*_numbers(group), Run(f" {verb} {said.get(unit, '')}"))
            yield _Change(clause.id, runs, True)


def _special(heading: str) -> str:
    name = heading.strip().rstrip(".")
    return f"a special term: {name}" if name else "a special term"


def _reworded(reason: str) -> str:
    why = " ".join(reason.split()).rstrip(".")
    return f"worded for this agreement alone (reason: {why})" if why else _ALONE


_ALONE = "worded for this agreement alone"


def _numbers(lines: Sequence[SubClause]) -> Runs:
    first, last = lines[0], lines[-1]
    if first is last:
        return (Run(f"clause\u00a0{first.number}", RunKind.REFERENCE, first.id),)
    return (
        Run(f"clauses\u00a0{first.number}", RunKind.REFERENCE, first.id),
        Run(" and " if len(lines) == 2 else " to "),
        Run(last.number, RunKind.REFERENCE, last.id),
    )
