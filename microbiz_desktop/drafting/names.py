"""The plain data that template texts see: answers as opaque values, and bare values to test.

The compile makes it once and every text of the template runs with it. What somebody typed goes in
as a mark that the filler later swaps for the words, so that no answer can become markup or a
condition.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypedDict, TypeVar

from ..domain.deal import Answer, Deal, PartySnapshot, as_table, as_tables
from .asking.answer_kinds import AnswerKind, Shape
from .asking.printing import Printer
from .asking.questions import Circumstances, ColumnSpec, Question, circumstances, required
from .asking.register import ROWS
from .asking.roles import Role
from .opaque import Opaque
from .templates.model import Pack, Template, Unit
from .templates.schedule_names import SPLIT_NAMES
from .templates.targets import targets

#: Columns of deliverables when a template declares none of its own.
DELIVERABLES = (
    ColumnSpec("title", AnswerKind.SHORT_TEXT, "Deliverable"),
    ColumnSpec("owner", AnswerKind.PARTY, "Who"),
    ColumnSpec("due", AnswerKind.DATE, "By"),
)


_SUM = "sum"

#: The blank of a figure that cannot be worked out before the price and the method are known.
NO_SUM = f"[{_SUM}]"


T = TypeVar("T")


@dataclass(frozen=True)
class Scope:
    """What one compile knows before it writes a word."""

    template: Template
    pack: Pack
    deal: Deal
    facts: Circumstances
    printer: Printer
    opaque: Opaque
    by_id: Mapping[str, Question]
    by_role: Circumstances
    words: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, template: Template, pack: Pack, deal: Deal) -> "Scope":
        """The scope of this deal, with the answers that count worked out."""
        facts = circumstances(template.sections, deal, pack.flags)
        by_id = {question.id: question for question in template.questions}
        roles = facts.by_role(template.roles)
        return cls(template, pack, deal, facts, Printer(pack, deal), Opaque(), by_id, roles)

    def answer(self, role: Role) -> Answer:
        """The answer to the question that plays this role, or None."""
        return self.by_role.answers.get(role)

    def playing(self, role: Role) -> Question | None:
        """The question that plays this role, or None."""
        return self.by_id.get(self.template.playing(role))

    def heading(self, role: Role, column: str = "") -> str:
        """The label of a column of the question of this role; of its first when none is named."""
        question = self.playing(role)
        columns = self.columns(question) if question else ()
        return next((c.label for c in columns if c.id == column or not column), "")

    def columns(self, question: Question) -> tuple[ColumnSpec, ...]:
        """The columns of a table of answers."""
        if question.source == "project.deliverables" and not question.columns:
            return DELIVERABLES
        return question.columns


class Names(TypedDict):
    """What texts of a template may name, by the root that they start from."""

    a: dict[str, object]
    v: dict[str, object]
    parties: list[dict[str, str]]
    project: dict[str, str]
    title: str
    split: dict[str, str]
    pack: dict[str, str | bool]
    ref: dict[str, str]
    word: dict[str, str]


def names_for(scope: Scope, sums: Mapping[str, int] | None, units: Mapping[str, Unit]) -> Names:
    """What a template's own texts may name; `sums` are the figures of the worked example."""
    opaque = scope.opaque
    questions = scope.template.questions
    return {
        "a": {question.id: _printed(question, scope) for question in questions},
        "v": {q.id: _bare(q, scope.facts) for q in questions}
        | {"party_count": len(scope.deal.parties)},
        "parties": [_party(party, opaque) for party in scope.deal.parties],
        "project": _project(scope),
        "title": opaque.text(scope.deal.title) or opaque.blank("name of the work"),
        "split": {
            name: opaque.text(scope.printer.money(sums[name])) if sums else opaque.blank(_SUM)
            for name in sorted(SPLIT_NAMES)
        },
        "pack": {
            **{name: opaque.text(text) for name, text in scope.pack.texts.items()},
            **scope.pack.flags,
        },
        "ref": {name: opaque.pointer(name) for name in targets(scope.template, units)},
        "word": {},
    }


def names_by_role(names: Names, template: Template) -> Names:
    """The same for units of the library: answers under their roles, references under places."""
    return {
        **names,
        "a": _also_as(names["a"], template.roles),
        "v": _also_as(names["v"], template.roles),
        "ref": _also_as(names["ref"], template.places),
    }


def _also_as(own: Mapping[str, T], other: Mapping[str, str]) -> dict[str, T]:
    return {**own, **{name: own[of] for name, of in other.items() if of in own}}


def _printed(question: Question, scope: Scope) -> object:
    value = scope.facts.answers.get(question.id)
    row = ROWS[question.kind]
    if row.tabular:
        return _rows(question, value, scope)
    if row.shape is Shape.LIST:
        return _list(question, value, scope)
    text = scope.printer.cell(question, value)
    return scope.opaque.text(text, row.soft) or _missing(question, scope)


def _missing(question: Question, scope: Scope) -> str:
    """A blank where an answer must be given, nothing where it may be left out."""
    must = scope.facts.hold(question.shown_when) and required(question, scope.facts)
    return scope.opaque.blank(question.label) if must else ""


def _list(question: Question, value: Answer, scope: Scope) -> list[str]:
    words, soft = scope.printer.items(question, value), ROWS[question.kind].soft
    made = [scope.opaque.text(word, soft) for word in words]
    missing = _missing(question, scope)
    return made or ([missing] if missing else [])


def _rows(question: Question, value: Answer, scope: Scope) -> list[dict[str, str]]:
    if question.kind is AnswerKind.ROWS:
        return [_row(question, row, scope) for row in as_tables(value)]
    table = as_table(value)
    rows = [
        _party_row(question, party, table.get(party.key), scope)
        for party in scope.deal.parties
        if party.key in table or _wants_every_party(question, scope)
    ]
    # A party of which nothing is said does not stand in a sentence with nothing after its name.
    optional = not any(column.required for column in scope.columns(question))
    return [row for row in rows if not optional or any(row[c] for c in row if c != "party")]


def _wants_every_party(question: Question, scope: Scope) -> bool:
    """Shares and fees need every party; words may be left out for some."""
    columns = scope.columns(question)
    counts = len(columns) == 1 and ROWS[columns[0].kind].figures
    return counts and scope.facts.hold(question.shown_when) and required(question, scope.facts)


def _row(question: Question, row: Mapping[str, Answer], scope: Scope) -> dict[str, str]:
    return {
        column.id: _cell(column, row.get(column.id), scope) for column in scope.columns(question)
    }


def _party_row(
    question: Question, party: PartySnapshot, value: Answer, scope: Scope
) -> dict[str, str]:
    columns = scope.columns(question)
    cells = value if isinstance(value, Mapping) else {column.id: value for column in columns[:1]}
    row = {column.id: _cell(column, cells.get(column.id), scope) for column in columns}
    first = next(iter(row.values()), "")
    return {"value": first, **row, "party": _party(party, scope.opaque)["name"]}


def _cell(column: ColumnSpec, value: Answer, scope: Scope) -> str:
    text = scope.printer.cell(column, value)
    if text or not column.required:
        return scope.opaque.text(text, ROWS[column.kind].soft)
    return scope.opaque.blank(column.label)


def _party(party: PartySnapshot, opaque: Opaque) -> dict[str, str]:
    return {
        "name": opaque.text(party.name) or opaque.blank("name of a party"),
        "legal_name": opaque.text(party.legal_name) or opaque.blank("legal name"),
        "role": opaque.text(party.role),
    }


def _project(scope: Scope) -> dict[str, str]:
    project, opaque, printer = scope.deal.project, scope.opaque, scope.printer
    return {
        "name": opaque.text(project.name),
        "brief": opaque.text(project.brief) or opaque.blank("what the work is"),
        "client": opaque.text(project.client) or opaque.blank("the client"),
        "start": opaque.text(printer.date(project.start)) or opaque.blank("start"),
        "end": opaque.text(printer.date(project.end)) or opaque.blank("end"),
    }


def _bare(question: Question, facts: Circumstances) -> object:
    """The value for conditions: words and dates only as given or not, tables as their length."""
    return ROWS[question.kind].tests(facts.answers.get(question.id))
