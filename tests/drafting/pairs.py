"""Pairs of options: compiled together, checked, and printed as what they say only together.

`python -m tests.drafting.pairs` prints every pair of questions that meet; with two ids of questions
only theirs, with `--list` only which meet and where, with `--undecided` what has no decision yet.
The id of a kind before all that means that kind, and not the first.
"""

import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations, product

from microbiz_desktop.domain.findings import Severity
from microbiz_desktop.domain.text import AgreementText, Block, Runs, Table
from microbiz_desktop.drafting.asking.questions import circumstances, required, shown
from microbiz_desktop.drafting.compile import Drafted, compile
from microbiz_desktop.drafting.templates.catalogue import Catalogue, load_catalogue
from microbiz_desktop.drafting.templates.pairs import Meeting, undecided
from microbiz_desktop.drafting.templates.states import EMPTY, state_words, states
from microbiz_desktop.paths import resource

from .base_deal import KINDS, Base, Settings
from .meeting import Meetings
from .unit_goldens import plain_words

#: Findings that a decision on a pair brings.
DECIDED = frozenset({"answers-apart", "answers-meet"})


class PairRuns:
    """The base deal in every single state and in every two, each compiled once."""

    def __init__(self, catalogue: Catalogue, kind: str = KINDS[0]) -> None:
        self.kind = kind
        self.base = Base.of(catalogue, kind)
        self.catalogue = catalogue
        self.questions = {q.id: q for q in self.base.template.questions if states(q)}
        self._kept: dict[Settings, Drafted] = {}

    @cached_property
    def meetings(self) -> Meetings:
        """Which questions meet."""
        return Meetings(self.catalogue, self.kind)

    def singles(self) -> Iterator[Settings]:
        """Every state of every question, alone."""
        for question in self.questions.values():
            found = (((question.id, state),) for state in states(question))
            yield from (settings for settings in found if self._can_be(settings))

    def every_pair(self) -> Iterator[Settings]:
        """Every two states of two questions that can both be asked."""
        for one, other in combinations(self.questions, 2):
            yield from self.pairs_of(one, other)

    def pairs_of(self, one: str, other: str) -> Iterator[Settings]:
        """Every two states of these two questions, where both are asked."""
        sides = (self.questions[name] for name in (one, other))
        for first, second in product(*map(states, sides)):
            settings = ((one, first), (other, second))
            if self._can_be(settings):
                yield settings

    def _can_be(self, settings: Settings) -> bool:
        """Whether all these questions are asked, and what is left empty may be."""
        deal = self.base.deal(settings)
        flags = self.catalogue.pack(deal).flags
        facts = circumstances(self.base.template.sections, deal, flags)
        return all(
            shown(question, facts) and (state != EMPTY or not required(question, facts))
            for question, state in ((self.questions[name], state) for name, state in settings)
        )

    def compiled(self, settings: Settings) -> Drafted:
        """The deal in these states; single states are remembered."""
        if settings not in self._kept:
            done = compile(self.catalogue, self.base.deal(settings))
            if len(settings) > 1:
                return done
            self._kept[settings] = done
        return self._kept[settings]

    def faults(self, settings: Settings) -> list[str]:
        """What is wrong with a deal in these states, beside what was decided about them."""
        done = self.compiled(settings)
        name = said(settings)
        errors = (f for f in done.findings if f.severity is Severity.ERROR)
        found = [f"{name}: {f.code}: {f.message}" for f in errors if f.code not in DECIDED]
        found += [f"{name}: a blank in “{line}”" for line in lines_of(done.text) if "??" in line]
        return found

    def together(self, settings: Settings) -> tuple[list[str], list[str]]:
        """The lines that only both states bring, and those that each alone has and both lose."""
        alone = [set(_words_of(self.compiled((one,)))) for one in settings]
        both = _words_of(self.compiled(settings))
        new = [line for line in both if not any(line in lines for lines in alone)]
        usual = _words_of(self.compiled(settings[:1]))
        gone = [line for line in usual if line in alone[1] and line not in both]
        return new, gone


def said(settings: Settings) -> str:
    """The states in words."""
    return ", ".join(f"{name} = {state_words(state)}" for name, state in settings)


def lines_of(text: AgreementText, *, figures: bool = True) -> Iterator[str]:
    """Every sentence of an agreement that answers can change, with where it stands."""
    for row in text.cover:
        yield f"Page 1, {row.label}: {plain_words(row.runs)}"
    yield from (f"Changed: {plain_words(runs)}" for runs in text.changes)
    yield from (f"Recital: {plain_words(recital.runs)}" for recital in text.recitals)
    for clause in text.clauses:
        yield from (f"{s.unit}, in short: {s.text}" for s in clause.summaries)
        for line in clause.subclauses:
            parts = (line.runs, *(item.runs for item in line.items), line.closing)
            yield from (f"{line.unit}: {plain_words(runs)}" for runs in parts if runs)
    for schedule in text.schedules:
        for block in schedule.blocks:
            yield from _block_lines(schedule.heading, block, figures=figures)


def _block_lines(heading: str, block: Block, *, figures: bool) -> Iterator[str]:
    runs: Runs = getattr(block, "runs", ())
    if runs:
        yield f"Schedule, {heading}: {plain_words(runs)}"
    if isinstance(block, Table):
        yield f"{block.caption}, note: {block.note}"
        if figures:
            yield from (f"{block.caption}: {' | '.join(row.cells)}" for row in block.rows)


def _words_of(done: Drafted) -> list[str]:
    return list(lines_of(done.text, figures=False))


def unread(runs: PairRuns) -> Iterator[str]:
    """Questions that meet and have no decision, and options that no decision has seen."""
    meetings = runs.base.template.meetings
    decided = {frozenset(meeting.questions) for meeting in meetings}
    for pair, places in runs.meetings.pairs.items():
        if frozenset(pair) not in decided:
            yield f"{' and '.join(pair)} meet ({', '.join(sorted(places))})"
    every = {question.id: question for question in runs.base.template.questions}
    for meeting in meetings:
        yield from undecided(meeting, every)


def _decision(meetings: Sequence[Meeting], settings: Settings) -> str:
    wanted = dict(settings)
    for meeting in meetings:
        if set(meeting.questions) == set(wanted):
            for pair in meeting.pairs:
                sides = zip(meeting.questions, pair.wanted(), strict=True)
                if all(wanted[name] in side for name, side in sides):
                    return f"{pair.decision}: {pair.reason}"
            return f"fine: {meeting.fine}"
    return "no decision"


def report(runs: PairRuns, one: str, other: str) -> Iterator[str]:
    """What two questions say only together, state by state; states that add nothing on one line."""
    places = runs.meetings.pairs.get((one, other), set())
    yield f"\n### {one} and {other}: {'; '.join(sorted(places)) or 'meet nowhere'}"
    quiet = []
    for settings in runs.pairs_of(one, other):
        decision = _decision(runs.base.template.meetings, settings)
        lines = list(_together(runs, settings))
        if lines or not decision.startswith("fine"):
            yield f"== {said(settings)} [{decision}]"
            yield from lines
        else:
            quiet.append(said(settings))
    yield f"Nothing of their own: {'; '.join(quiet)}"


def _together(runs: PairRuns, settings: Settings) -> Iterator[str]:
    """Lines that come (+) and go (-) only with both states, and the findings both bring (!)."""
    new, gone = runs.together(settings)
    yield from (f"  + {line}" for line in new)
    yield from (f"  - {line}" for line in gone)
    alone = {f.message for one in settings for f in runs.compiled((one,)).findings}
    for finding in runs.compiled(settings).findings:
        if finding.severity is not Severity.HINT and finding.message not in alone:
            yield f"  ! {finding.severity}: {finding.message}"


def main() -> None:
    """Print what was asked for."""
    kind, *words = sys.argv[1:] if sys.argv[1:2] and sys.argv[1] in KINDS else ("", *sys.argv[1:])
    runs = PairRuns(load_catalogue(resource("templates", "agreements")), kind or KINDS[0])
    match words:
        case ["--undecided"]:
            print("\n".join(unread(runs)) or "Every pair that meets was decided.")
        case ["--list"]:
            for pair, places in runs.meetings.pairs.items():
                print(f"{' and '.join(pair)}: {'; '.join(sorted(places))}")
        case names:
            for one, other in runs.meetings.pairs if len(names) < 2 else [tuple(names[:2])]:
                print("\n".join(report(runs, one, other)))


if __name__ == "__main__":
    main()
