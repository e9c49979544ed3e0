"""Runs template texts and parses them; a text that fails becomes a finding, never an exception."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..domain.findings import Finding, Place, error
from ..domain.text import Runs, plain
from .filling import Filler
from .gaps import Gap, gaps_in
from .names import Names, Scope
from .paragraphs import NotPlain, Para
from .templates.catalogue import Catalogue
from .templates.sandbox import NameUse, TextProblem

#: What stands in place of a text that does not run.
_FAILED = "[this text of the template does not work]"


@dataclass
class TextWriter:
    """Everything that turns one deal into words.

    `places` notes in which clauses and schedules each question speaks, `voices` through which units
    and schedules. Texts of units run with `unit_names`, where answers go by their roles.
    """

    catalogue: Catalogue
    scope: Scope
    names: Names
    unit_names: Names
    filler: Filler
    gaps: list[Gap] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, list[str]] = field(default_factory=dict)
    voices: dict[str, set[str]] = field(default_factory=dict)

    def read(self, source: str, seat: str, label: str, *, unit: str = "") -> tuple[Para, ...]:
        """The paragraphs of a text in clause or schedule `seat`, perhaps of a unit."""
        try:
            names = self.unit_names if unit else self.names
            words = self.catalogue.sandbox.render(source, names)
            paras = self.catalogue.markdown.read(words)
        except (TextProblem, NotPlain) as problem:
            self._failed(seat, label, str(problem))
            return (Para(((_FAILED, False),)),)
        self.note_uses(source, seat, unit)
        self.gaps += [Gap(seat, label, words, source) for words in self._gaps(paras, unit)]
        return paras

    def _gaps(self, paras: tuple[Para, ...], unit: str) -> Iterator[str]:
        """Torn places with the answers around them in print."""
        for words in gaps_in(paras, lists=bool(unit)):
            yield plain(self.filler.runs(((words, False),), starts=False))

    def _failed(self, seat: str, label: str, why: str) -> None:
        self.findings.append(
            error(
                "template-text",
                Place(label, clause=seat),
                f"The wording of “{label}” does not work: {why}.",
                "This is a fault of the template, not of the answers.",
            )
        )

    def note_uses(self, source: str, seat: str, unit: str = "") -> None:
        """Remember which questions speak in this text, where it stands in a clause or schedule."""
        for use in self.uses(source) if seat else ():
            if use.root in {"a", "v"}:
                played = self.scope.template.playing(use.name) if unit else use.name
                self.note(played, seat, unit)

    def uses(self, source: str) -> frozenset[NameUse]:
        """The names that a text reads; none for one that is not allowed."""
        try:
            return self.catalogue.sandbox.uses(source)
        except TextProblem:
            return frozenset()

    def note(self, question: str, seat: str, unit: str = "") -> None:
        """Remember that this question speaks in this clause or schedule, through this unit."""
        seats = self.places.setdefault(question, [])
        if seat not in seats:
            seats.append(seat)
        self.voices.setdefault(question, set()).add(unit or seat)

    def lines(self, source: str, label: str, *, unit: str = "") -> Iterator[Runs]:
        """The paragraphs of a text outside clauses, filled; their items run on."""
        for para in self.read(source, "", label, unit=unit):
            spans = para.spans
            for item in (*para.items, *([para.closing] if para.closing else [])):
                spans = (*spans, (" ", False), *item)
            self.filler.seat = ""
            yield self.filler.runs(spans)

    def line(self, source: str, label: str, *, unit: str = "") -> Runs:
        """A text of one paragraph."""
        return next(self.lines(source, label, unit=unit), ()) if source else ()

    def said(self, source: str) -> str:
        """A sentence of the template with the answers in it."""
        return plain(self.line(source, "Check"))

    def summary(self, source: str, label: str, unit: str) -> str:
        """The note of a unit as plain words."""
        return plain(self.line(source, label, unit=unit))

    def add_words(self) -> None:
        """Let every text read the words of the template; they are texts themselves."""
        for name, source in self.scope.template.words.items():
            spans = [para.spans for para in self.read(source, "", name)]
            words = plain(self.filler.runs(spans[0], starts=False)) if spans else ""
            self.names["word"][name] = self.scope.opaque.word(words)
            self.scope.words[name] = words


def opaque_paras(text: str, writer: TextWriter) -> tuple[Para, ...]:
    """Somebody's own wording as paragraphs: nothing in it is markup."""
    lines = [line.strip() for line in text.splitlines()]
    return tuple(Para(((writer.scope.opaque.text(line), False),)) for line in lines if line)
