"""Which questions meet, from the data: in a unit, row of page 1, table, check or reference."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

from microbiz_desktop.drafting.asking.questions import Circumstances, Conditions
from microbiz_desktop.drafting.asking.roles import Role
from microbiz_desktop.drafting.checks.registry import CHECKS
from microbiz_desktop.drafting.checks.subject import Subject
from microbiz_desktop.drafting.compile import assemble
from microbiz_desktop.drafting.names import Scope
from microbiz_desktop.drafting.tables import blocks_of
from microbiz_desktop.drafting.templates.catalogue import Catalogue
from microbiz_desktop.drafting.templates.model import Alternative, Template, Unit
from microbiz_desktop.drafting.templates.states import states

from .base_deal import KINDS, Base, Settings, settings_of

_DEFINED = re.compile(r"\*\*([^*{}]+)\*\*")

#: What stands before a term, so that "to share" is not a share.
_OWNED = r"(?:\b(?:the|an?|its|their|each|every|any|that|all|of|other|from)|’s?) "

Pairs = dict[tuple[str, str], set[str]]


class Watched(Mapping[str, Any]):
    """Answers by role that remember which question the code has asked for by its role.

    What goes through all units or questions, by names that it has read, ties none together.
    """

    def __init__(self, answers: Mapping[str, Any], playing: Callable[[str], str]) -> None:
        self._answers = answers
        self._playing = playing
        self.seen: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        if isinstance(key, Role):
            self.seen.add(self._playing(str(key)))
        return self._answers[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)


class Meetings:
    """Where the questions of a template meet, each place named."""

    def __init__(self, catalogue: Catalogue, kind: str = KINDS[0]) -> None:
        self._catalogue = catalogue
        self._base = Base.of(catalogue, kind)
        self._template: Template = self._base.template
        self._chosen = {q.id for q in self._template.questions if states(q)}
        self._order = {q.id: i for i, q in enumerate(self._template.questions)}
        self.pairs: Pairs = defaultdict(set)
        self._units()
        self._rows()
        self._asked()
        self._references()
        self._watched()

    def _meet(self, place: str, names: Iterable[str]) -> None:
        """Every two of these questions where one chooses meet in this place."""
        found = sorted(self._chosen.intersection(names), key=self._order.__getitem__)
        for pair in combinations(found, 2):
            self.pairs[pair].add(place)

    def _units(self) -> None:
        for unit in self._used():
            self._meet(f"unit {unit.id}", self._speaking_in(unit))

    def _rows(self) -> None:
        for row in self._template.cover:
            names = {*_of(row.shown_when), *self._own_uses(row.text)}
            for unit in (self._catalogue.units[name] for name in row.units):
                names |= self._role_uses(*(w.cover for w in _wordings(unit)))
                names |= self._switches(unit)
            self._meet(f"page 1, {row.label}", names)

    def _asked(self) -> None:
        """A question and those that decide whether it is asked."""
        for question in self._template.questions:
            conditions = (*question.shown_when, *question.required_when)
            for name in _of(conditions):
                self._meet(f"{question.id} is asked", (question.id, name))

    def _references(self) -> None:
        """What shapes a unit, and what picks the words of another that it refers to or whose term
        it uses."""
        units = {unit.id: unit for unit in self._used()}
        terms = self._terms()
        for unit in units.values():
            for target in self._referred(unit):
                other = units.get(target.partition("__")[0])
                if other is not None:
                    self._cross(f"{unit.id} refers to {other.id}", unit, other)
            words = " ".join(w.text for w in _wordings(unit))
            for term, other in terms.items():
                if other is not unit and re.search(f"{_OWNED}{re.escape(term)}s?\\b", words):
                    self._cross(f"{unit.id} uses “{term}” of {other.id}", unit, other)

    def _cross(self, place: str, unit: Unit, other: Unit) -> None:
        for name in self._speaking_in(unit):
            for of in self._switches(other) - {name}:
                self._meet(place, (name, of))

    def _terms(self) -> dict[str, Unit]:
        """The terms whose meaning an answer decides, with the unit that defines them."""
        return {
            term: unit
            for unit in self._used()
            if unit.chooses
            for wording in unit.alternatives
            for term in _DEFINED.findall(wording.text)
        }

    def _referred(self, unit: Unit) -> set[str]:
        uses = (self._catalogue.sandbox.uses(w.text) for w in _wordings(unit) if w.text)
        return {
            self._template.places.get(use.name, use.name)
            for found in uses
            for use in found
            if use.root == "ref"
        }

    def _watched(self) -> None:
        """What tables and checks look at, in every state of every question."""
        seen: dict[str, set[str]] = defaultdict(set)
        for settings in self._singles():
            for place, names in self._looks(settings):
                seen[place] |= names
        for place, names in seen.items():
            self._meet(place, names)

    def _singles(self) -> Iterator[Settings]:
        yield ()
        for question in self._template.questions:
            yield from (((question.id, state),) for state in settings_of(question))

    def _looks(self, settings: Settings) -> Iterator[tuple[str, set[str]]]:
        writer, text = assemble(self._catalogue, self._base.deal(settings), "", 0)
        tables = {(b.table, b.of) for s in self._template.schedules for b in s.blocks if b.table}
        for table, of in sorted(tables):
            scope, watched = self._watching(writer.scope)
            blocks_of(table, scope, (), lambda: "", of)
            yield f"table {table}", watched.seen
        for check in CHECKS:
            scope, watched = self._watching(writer.scope)
            list(check(Subject(self._catalogue, scope, text, {})))
            yield f"check {check.__name__}", watched.seen

    def _watching(self, scope: Scope) -> tuple[Scope, Watched]:
        roles = Watched(scope.by_role.answers, self._template.playing)
        return replace(scope, by_role=Circumstances(roles, scope.by_role.flags)), roles

    def _used(self) -> list[Unit]:
        return [self._catalogue.units[name] for name in self._template.unit_ids()]

    def _speaking_in(self, unit: Unit) -> set[str]:
        texts = [text for w in _wordings(unit) for text in (w.text, w.summary, w.cover)]
        return self._role_uses(*texts) | self._switches(unit)

    def _switches(self, unit: Unit) -> set[str]:
        roles = {*_of(unit.shown_when), *([unit.chooses] if unit.chooses else [])}
        return {self._template.playing(role) for role in roles}

    def _role_uses(self, *texts: str) -> set[str]:
        return {self._template.playing(name) for text in texts for name in self._own_uses(text)}

    def _own_uses(self, text: str) -> set[str]:
        uses = self._catalogue.sandbox.uses(text) if text else frozenset()
        names = {use.name for use in uses if use.root in {"a", "v"}}
        parties = {q.id for q in self._template.questions if q.kind == "parties"}
        counts = "party_count" in names or any(use.root == "parties" for use in uses)
        return names | (parties if counts else set())


def _of(conditions: Conditions) -> list[str]:
    return [condition.question for condition in conditions if condition.question]


def _wordings(unit: Unit) -> tuple[Unit | Alternative, ...]:
    """A unit and its alternatives: whatever of it has words."""
    return (unit, *unit.alternatives)
