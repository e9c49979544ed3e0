"""The parts of the card of an associate: what each is called, how it is read and what it edits."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from microbiz_desktop.domain.contacts.contacts import (
    Address,
    Closeness,
    CustomField,
    Level,
    Paper,
    SkillData,
    Stage,
    Supply,
    Way,
)
from microbiz_desktop.ui.associates import reading, words
from microbiz_desktop.ui.associates.part_form import PartRow
from microbiz_desktop.ui.associates.people_editor import PeopleEditor
from microbiz_desktop.ui.associates.section import Part
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.choices import Choice, Segmented
from microbiz_desktop.ui.forms.dates import AboutField, DateField
from microbiz_desktop.ui.forms.fields import TextArea, TextField
from microbiz_desktop.ui.forms.items_field import ItemsField
from microbiz_desktop.ui.forms.more_fields import AssociateField, ToggleChips, ValuesTable
from microbiz_desktop.ui.forms.rows_table import Column
from microbiz_desktop.ui.forms.ticks import TickBox
from microbiz_desktop.ui.records.legal_forms import form_options

#: How a list of words is typed.
ONE_EACH = "Press Enter after each."


def _text(name: str, label: str, example: str = "", help_text: str = "") -> PartRow:
    return PartRow(name, label, lambda _c: TextField(label, example), help_text)


def _items(name: str, label: str, example: str, help_text: str = ONE_EACH) -> PartRow:
    return PartRow(name, label, lambda _c: ItemsField(label, example), help_text, to_data=tuple)


def _options(titles: Any) -> list[tuple[str, str]]:
    return [(str(getattr(key, "value", key)), title) for key, title in titles.items()]


def _choice(name: str, label: str, titles: Any, of: Any) -> PartRow:
    return PartRow(
        name,
        label,
        lambda _c: ChoiceField(label, _options(titles)),
        to_data=lambda key: of(key or ""),
        to_field=lambda value: str(getattr(value, "value", value)),
    )


def _closeness(key: str) -> Closeness:
    return Closeness(int(key or 0))


def _skill(**row: Any) -> SkillData:
    return SkillData(**{**row, "level": Level(int(row.get("level") or 0))})


def skills_table(_context: Any = None) -> ValuesTable:
    """One row a skill, with its level, what shows it and when it was last used."""
    columns = (
        Column("name", "Skill", placeholder="Short film"),
        Column("level", "Level", "choice", tuple(_options(words.LEVELS))),
        Column("evidence", "What shows it", placeholder="12 films; 2 with us"),
        Column("last_used", "Last used", "about"),
    )
    return SkillsTable(_skill, columns, named="name", add_text="Add a skill", stacked=True)


class SkillsTable(ValuesTable):
    """Levels are numbers in the data and keys in the choice."""

    def _as_row(self, one: SkillData) -> dict[str, Any]:
        return {**asdict(one), "level": str(int(one.level))}


def _people_rows() -> tuple[PartRow, ...]:
    rule = (Choice("one", "One is enough"), Choice("all", "All must sign"))
    return (
        PartRow("people", "Who works there", lambda _c: PeopleEditor(wide=False)),
        PartRow("sign_rule", "Who must sign?", lambda _c: Segmented(rule)),
    )


def _reach_rows() -> tuple[PartRow, ...]:
    ways = (
        Column("kind", "Kind", "choice", tuple(_options(words.WAYS))),
        Column("label", "Label", placeholder="mobile, office"),
        Column("value", "Number or address"),
    )
    places = (
        Column("street", "Street"),
        Column("locality", "Town"),
        Column("postcode", "Postcode"),
        Column("region", "County or region"),
        Column("country", "Country"),
        Column("label", "Label", placeholder="workshop"),
    )
    return (
        _text("phone", "Phone", "01943 000111"),
        _text("email", "E-mail", "hello@fernhill.example"),
        _text("website", "Website", "fernhill.example"),
        _text("place", "Town", "Otley", "For finding who is near."),
        PartRow(
            "address", "Address for notices", lambda _c: TextArea(lines=2), "Printed in agreements."
        ),
        PartRow(
            "ways",
            "More ways to reach",
            lambda _c: ValuesTable(Way, ways, named="value", add_text="Add one", stacked=True),
        ),
        PartRow(
            "addresses",
            "More addresses",
            lambda _c: ValuesTable(
                Address, places, named="street", add_text="Add an address", stacked=True
            ),
        ),
    )


def _business_rows() -> tuple[PartRow, ...]:
    return (
        _text("strapline", "In one line", "Film and photography"),
        PartRow("legal_form", "Legal form", lambda _c: ChoiceField("Legal form", form_options())),
        _text("registration_number", "Registration number", "Company number, if there is one"),
        _text("tax_number", "Tax number", "VAT number, if there is one"),
        _choice("size", "Size", words.SIZES, str),
        _text("sector", "Sector", "Film and video"),
        _text("best_at", "What they are best at", "Quiet interviews in real places"),
        _text("credit_as", "How to credit them", "Film: Northlight"),
        _items("languages", "Languages", "Gaelic"),
        _items("colours", "Brand colours", "#0B6E87"),
    )


def _relationship_rows() -> tuple[PartRow, ...]:
    return (
        _choice("stage", "Stage", words.STAGES, Stage),
        _choice("closeness", "How well we know them", words.CLOSENESS, _closeness),
        PartRow("relations", "They are also", lambda _c: ToggleChips("Kinds", words.RELATIONS)),
        PartRow("met_on", "Met on", lambda _c: AboutField("Met on")),
        _text("met_how", "How we met", "Otley makers’ market"),
        PartRow(
            "introduced_by_id",
            "Introduced by",
            lambda context: AssociateField(context, "Introduced by"),
            names=("introduced_by_id", "introduced_by"),
        ),
        _items("free_months", "Free in", "2027-02", "Months, one after the other. " + ONE_EACH),
        PartRow(
            "private",
            "Introductions",
            lambda _c: TickBox("Keep out of introductions", "Never named in a way to somebody."),
        ),
    )


def _papers_table(_context: Any) -> ValuesTable:
    columns = (
        Column("name", "Name", placeholder="Public liability"),
        Column("kind", "Kind", "choice", tuple(_options(words.PAPERS))),
        Column("details", "Details", placeholder="£2 million, policy number"),
        Column("expires", "Runs out", "about"),
    )
    return ValuesTable(Paper, columns, named="name", add_text="Add a paper", stacked=True)


def _supplies_table(_context: Any) -> ValuesTable:
    columns = (
        Column("name", "Product", placeholder="LED panels"),
        Column("supplier", "Bought from"),
        Column("note", "Note"),
    )
    return ValuesTable(Supply, columns, named="name", add_text="Add a product", stacked=True)


def _own_field(**row: Any) -> CustomField:
    return CustomField(**{**row, "shared": bool(row.get("shared"))})


def _custom_table(_context: Any) -> ValuesTable:
    columns = (
        Column("name", "Field", placeholder="Day rate"),
        Column("value", "Value"),
        Column("shared", "May leave", make=_Leaving),
    )
    return ValuesTable(_own_field, columns, named="name", add_text="Add a field", stacked=True)


class _Leaving(TickBox):
    """Whether a field of one's own goes out with cards and tables."""

    def __init__(self, name: str) -> None:
        super().__init__("Goes out")
        self.setAccessibleName(name)


def _fit(key: str) -> int:
    return int(key or 0)


_OWN_FIELDS = "They stay here, except in cards and tables where they are ticked to go out."
_FIT = {"0": "Not rated", **{str(step): f"{step} of 5" for step in range(1, 6)}}

NEXT = Part(
    "next",
    "Next action",
    lambda _d, _c: (),
    (
        _text("next_action", "What comes next", "Ask which weeks in February are free"),
        PartRow("next_on", "By when", lambda _c: DateField("By when")),
    ),
    private=True,
)
LEFT = (
    Part(
        "skills",
        "Skills",
        reading.skills,
        (PartRow("skills", "What they can do", skills_table),),
        "No skills noted yet. Edit to say what they do best.",
    ),
    Part(
        "papers",
        "Insurance, licences, references",
        reading.papers,
        (PartRow("papers", "Papers", _papers_table, "You are reminded before one runs out."),),
    ),
    Part(
        "supplies",
        "What they use",
        reading.supplies,
        (PartRow("supplies", "Products and suppliers", _supplies_table, "For buying together."),),
    ),
    Part(
        "custom",
        "Own fields",
        reading.custom,
        (PartRow("custom", "Own fields", _custom_table, _OWN_FIELDS),),
    ),
)
RIGHT = (
    Part(
        "people",
        "People",
        reading.people,
        _people_rows(),
        "Nobody yet. An agreement needs at least one person who may sign.",
    ),
    Part(
        "reach",
        "How to reach",
        reading.reach,
        _reach_rows(),
        "No phone, e-mail or address yet.",
    ),
    Part(
        "relationship",
        "Between us",
        reading.relationship,
        _relationship_rows(),
        "–",
        private=True,
        also=("stage_history",),
    ),
    Part(
        "business",
        "The business",
        reading.business,
        _business_rows(),
        "–",
        also=("legal_name", "trading_name"),
    ),
    Part(
        "notes",
        "Notes",
        reading.notes,
        (
            PartRow("notes", "Private notes", lambda _c: TextArea(lines=3)),
            _choice("fit", "How well working together fits", _FIT, _fit),
        ),
        private=True,
    ),
)
