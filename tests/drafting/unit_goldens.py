"""Every alternative of every unit in words, by unit, and which of its branches no golden shows.

`python -m tests.drafting.golden --write` writes the files of tests/golden/units anew.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from microbiz_desktop.domain.text import AgreementText, Run, RunKind, Runs, plain
from microbiz_desktop.drafting.clauses import chosen
from microbiz_desktop.drafting.compile import assemble
from microbiz_desktop.drafting.cover import cover_words
from microbiz_desktop.drafting.templates.catalogue import Catalogue
from microbiz_desktop.drafting.templates.model import Alternative, Unit
from microbiz_desktop.drafting.writer import TextWriter

from .base_deal import KINDS, Base, Settings, settings_of
from .branches import Probe, read_in_conditions

Made = tuple[TextWriter, AgreementText]


@dataclass(frozen=True)
class Wording:
    """What a unit says for one option, or at all: its text, summary and words for page 1."""

    unit: Unit
    words: Alternative

    @property
    def name(self) -> str:
        """ "talks", or "losses/lead" of an alternative."""
        return f"{self.unit.id}/{self.words.value}" if self.words.value else self.unit.id

    def parts(self) -> Mapping[str, str]:
        """Its texts by what they are."""
        words = self.words
        return {"text": words.text, "summary": words.summary, "cover": words.cover}


def wordings(unit: Unit) -> tuple[Wording, ...]:
    """A unit's alternatives, or the unit itself."""
    alone = Alternative("", unit.summary, unit.text, unit.cover)
    return tuple(Wording(unit, words) for words in unit.alternatives or (alone,))


class Goldens:
    """Words units in as many states of the base deal as it takes to show every branch.

    `units` are those of its kind that no kind before it shows.
    """

    def __init__(self, catalogue: Catalogue, kind: str = KINDS[0]) -> None:
        self.catalogue = catalogue
        self.base = Base.of(catalogue, kind)
        self.template = self.base.template
        earlier = (catalogue.templates[name] for name in KINDS[: KINDS.index(kind)])
        shown = {name for template in earlier for name in template.unit_ids()}
        self.units = [catalogue.units[u] for u in self.template.unit_ids() if u not in shown]
        self.missing: list[str] = []
        self._made: dict[Settings, Made] = {}
        self._env = catalogue.sandbox._env  # the very environment the texts run in

    def text(self, unit: Unit) -> str:
        """The golden of a unit; what it cannot show piles up in `missing`."""
        lines = [f"{unit.id}: {unit.heading}"]
        for wording in wordings(unit):
            found = list(self.variants(wording))
            if not found:
                self.missing.append(f"{wording.name} is in no golden")
            for settings in found:
                lines += ["", *self._variant(wording, settings)]
        return "\n".join(lines) + "\n"

    def variants(self, wording: Wording) -> Iterator[Settings]:
        """States of the base deal that together show every branch of a wording."""
        probes = {part: Probe(source, self._env) for part, source in wording.parts().items()}
        wanted = {(part, b.index) for part, probe in probes.items() for b in probe.branches}
        first = True
        for settings in self._candidates(wording):
            names = self._names(wording, settings)
            if names is None:
                continue
            taken = {(part, i) for part, probe in probes.items() for i in probe.taken(names)}
            if first or taken & wanted:
                yield settings
            first = False
            wanted -= taken
            if not wanted:
                return
        if not first:
            left = [(part, probes[part], probes[part].branches[i]) for part, i in sorted(wanted)]
            self.missing += [
                f"{wording.name}, {part}: in no golden “{probe.words_of(branch)}” {branch.way}"
                for part, probe, branch in left
            ]

    def _candidates(self, wording: Wording) -> Iterator[Settings]:
        """The option itself, then with one, two and three other questions in other states."""
        unit, playing = wording.unit, self.template.playing
        fixed = ((playing(unit.chooses), wording.words.value),) if unit.chooses else ()
        asked = self._looked_at(wording) - {name for name, _ in fixed}
        moves = {
            question.id: settings_of(question)
            for question in self.template.questions
            if question.id in asked
        }
        for size in range(min(len(moves), 3) + 1):
            for names in combinations(moves, size):
                for values in product(*(moves[name] for name in names)):
                    yield (*fixed, *zip(names, values, strict=True))

    def _looked_at(self, wording: Wording) -> set[str]:
        """The questions that decide whether it is on, and how it runs."""
        unit = wording.unit
        roles = {condition.question for condition in unit.shown_when if condition.question}
        for source in wording.parts().values():
            roles.update(read_in_conditions(source, self._env))
        found = {self.template.playing(role) for role in roles}
        if "party_count" in roles:
            found.update(q.id for q in self.template.questions if q.kind == "parties")
        return found | self._behind(found)

    def _behind(self, names: set[str]) -> set[str]:
        """The questions on which it hangs whether these are asked."""
        questions = (q for q in self.template.questions if q.id in names)
        return {c.question for q in questions for c in q.shown_when if c.question}

    def made(self, settings: Settings) -> Made:
        """The base deal worded in these states."""
        key = tuple(sorted(settings, key=str))
        if key not in self._made:
            self._made[key] = assemble(self.catalogue, self.base.deal(key), "", 0)
        return self._made[key]

    def _names(self, wording: Wording, settings: Settings) -> Mapping[str, object] | None:
        """The values its texts run with, or None when it is off."""
        writer, _ = self.made(settings)
        on = wording.unit.id in writer.filler.targets
        right = chosen(wording.unit, writer.scope.by_role) == wording.words
        return writer.unit_names if on and (right or not wording.words.value) else None

    def _variant(self, wording: Wording, settings: Settings) -> Iterator[str]:
        writer, text = self.made(settings)
        states = ", ".join(f"{name} = {state}" for name, state in settings)
        yield f"== {states or 'as usual'}"
        unit = wording.unit.id
        for clause in text.clauses:
            notes = [summary.text for summary in clause.summaries if summary.unit == unit]
            yield from (f"In short: {_spaced(note)}" for note in notes)
        page = plain_words(cover_words(unit, writer))
        if page:
            rows = [row.label for row in self.template.cover if unit in row.units]
            yield f"On page 1 ({', '.join(rows) or 'nowhere'}): {page}"
        lines = [s for clause in text.clauses for s in clause.subclauses if s.unit == unit]
        for number, line in enumerate(lines, start=1):
            yield f"{number}. {plain_words(line.runs)}"
            yield from (f"   {item.number} {plain_words(item.runs)}" for item in line.items)
            if line.closing:
                yield f"   {plain_words(line.closing)}"


def plain_words(runs: Runs) -> str:
    """The words, with what references lead to in place of their numbers."""
    return _spaced("".join(_word(run) for run in runs))


def _word(run: Run) -> str:
    if run.kind is RunKind.REFERENCE:
        return f"{run.text.split(chr(160))[0]} ‹{run.target}›"
    marks = {RunKind.DEFINED: "**", RunKind.STRONG: "__", RunKind.BLANK: "??"}
    mark = marks.get(run.kind, "")
    return f"{mark}{plain((run,))}{mark}"


def _spaced(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2011", "-")
