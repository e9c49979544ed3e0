"""The base deal of the goldens and of the pairs: complete, and the same deal in any other state."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from microbiz_desktop.domain.deal import Deal, PartySnapshot, as_rows, frozen
from microbiz_desktop.domain.money.money import equal_shares
from microbiz_desktop.drafting.asking.questions import ColumnSpec, Question
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.drafting.templates.catalogue import Catalogue
from microbiz_desktop.drafting.templates.model import Template
from microbiz_desktop.drafting.templates.states import EMPTY, FILLED, MORE, TWO, State, states
from microbiz_desktop.paths import resource

FOLDER = Path(__file__).parents[1] / "golden" / "bases"
SHIPPED = resource("templates", "agreements")


def kinds() -> tuple[str, ...]:
    """The kinds that are shipped: a folder more is a kind more."""
    return tuple(sorted((path.parent.name for path in SHIPPED.glob("*/template.toml")), key=_place))


def _place(kind: str) -> tuple[bool, int, str]:
    """The usual kind first, then the one that takes most parties: its units show all they say."""
    manifest = tomllib.loads((SHIPPED / kind / "template.toml").read_text(encoding="utf-8"))
    return not manifest.get("usual"), -manifest["max_parties"], kind


#: The order in which units are shown: each of them in the first kind that has it.
KINDS = kinds()

#: Ids of questions with the state each is set to.
Settings = tuple[tuple[str, State], ...]

#: More states to show: five parties, for texts that list few and count many; all options of a list.
MANY, ALL = "many", "all"
_COUNTS = {TWO: 2, MORE: 3, MANY: 5}
_NOTHING: Mapping[str, Any] = {"per_party": {}, "rows": (), "several_of": (), "several_parties": ()}
_SCALARS: Mapping[str, Any] = {
    "money": 100_000,
    "percentage": 100_000,
    "whole_number": 6,
    "yes_no": True,
    "duration": "6 months",
    "date": "2027-05-28",
}


@dataclass(frozen=True)
class Base:
    """The deal with five parties and few answers, from which every other one is made."""

    catalogue: Catalogue
    whole: Deal

    @classmethod
    def of(cls, catalogue: Catalogue, kind: str = KINDS[0]) -> "Base":
        """The base deal of a kind as its file has it; a kind without one is shown by its sample."""
        own = FOLDER / f"{kind}.toml"
        path = own if own.exists() else SHIPPED / kind / "sample.toml"
        return cls(catalogue, load_deal_file(path, catalogue).deal)

    @property
    def template(self) -> Template:
        """The template of the deal."""
        return self.catalogue.template(self.whole)

    def deal(self, settings: Settings = (), among: int = 0) -> Deal:
        """The deal in these states and in those that let the questions be asked; complete, with
        three parties unless the settings, or `among`, say another number."""
        settings = (*self._behind(settings), *settings)
        by_id = {question.id: question for question in self.template.questions}
        sizes = [str(state) for name, state in settings if by_id[name].kind == "parties"]
        count = min(among or _COUNTS[(*sizes, MORE)[0]], self.template.max_parties)
        deal = replace(self.whole, parties=self.whole.parties[:count])
        given = {q.id: filled(q, deal) for q in by_id.values() if _must_be_filled(q)}
        set_ = {name: _answer(by_id[name], state, deal) for name, state in settings}
        set_ = {name: value for name, value in set_.items() if not by_id[name].source}
        return replace(deal, answers=frozen({**given, **deal.answers, **set_}))

    def _behind(self, settings: Settings) -> Iterator[tuple[str, State]]:
        """What other questions must be for these to be asked, where the settings leave it open."""
        named = {name for name, _ in settings}
        for question in (self.template.question(name) for name in named):
            for condition in question.shown_when if question else ():
                wanted = [one for one in condition.among or () if isinstance(one, State)]
                if wanted and condition.question not in named:
                    before = ((condition.question, wanted[0]),)
                    usual = self.whole.answers.get(condition.question)
                    other = self.template.question(condition.question)
                    now = usual if usual is not None or other is None else other.default
                    if now not in wanted:
                        yield from (*self._behind(before), *before)


def settings_of(question: Question) -> tuple[State, ...]:
    """The states to try a question in: its own, many parties, all options, filled and empty."""
    found = states(question)
    many = (MANY,) if MORE in found else ()
    more = {"parties": many, "several_of": (ALL,)}.get(question.kind, ())
    optional = not found and not question.required and not question.source
    return (FILLED, EMPTY) if optional else (*found, *more)


def _must_be_filled(question: Question) -> bool:
    optional = not question.required and not question.required_when
    return not question.source and question.default is None and not optional


def _answer(question: Question, state: State, deal: Deal) -> Any:
    if state == EMPTY:
        return _NOTHING.get(question.kind, "")
    if state == FILLED:
        return filled(question, deal)
    if question.kind == "several_of" and state == ALL:
        return tuple(option.value for option in question.options)
    if question.kind == "several_of":
        return tuple(dict.fromkeys((*as_rows(question.default), state)))
    return state


def filled(question: Question, deal: Deal) -> Any:
    """A good answer to any question, made from its kind."""
    if question.kind == "per_party":
        return _per_party(question, deal.parties)
    if question.kind == "rows":
        return tuple(_row(question.columns, i, deal.parties) for i in range(2))
    if question.kind == "several_parties":
        return tuple(party.key for party in deal.parties)
    if question.kind in {"one_of", "several_of"}:
        first = question.options[0].value
        return first if question.kind == "one_of" else (first,)
    if question.kind == "party":
        return deal.parties[0].key
    return _SCALARS.get(question.kind, question.example or "some words")


def _per_party(question: Question, parties: Sequence[PartySnapshot]) -> dict[str, Any]:
    if len(question.columns) > 1:
        return {p.key: _row(question.columns, i, parties) for i, p in enumerate(parties)}
    (column,) = question.columns
    keys = [party.key for party in parties]
    if column.kind == "percentage":
        return dict(zip(keys, equal_shares(len(keys)), strict=True))
    if column.kind == "money":
        return dict.fromkeys(keys, 1_200_000 // len(keys))
    return {party.key: _cell(column, party) for party in parties}


def _row(
    columns: Iterable[ColumnSpec], first: int, parties: Sequence[PartySnapshot]
) -> dict[str, Any]:
    """The row of a party; a second party in it is the next one."""
    named = count(first)
    return {
        column.id: _cell(column, parties[next(named) % len(parties)])
        if column.kind == "party"
        else _cell(column, parties[first])
        for column in columns
    }


def _cell(column: ColumnSpec, party: PartySnapshot) -> Any:
    if column.kind == "party":
        return party.key
    if column.kind == "one_of":
        return column.options[0].value
    fill = column.letters or party.role
    words = fill * -(-(column.min or 1) // len(fill))
    return _SCALARS.get(column.kind, words[: column.min] if column.min else party.role)
