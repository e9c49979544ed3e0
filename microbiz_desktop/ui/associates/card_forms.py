"""The parts of the card of an associate: what each is called, how it is read and what it edits.

The card, its forms and the editor of own businesses take them from this table. Whoever adds a field
of an associate adds its entry here once, so that no screen lacks it.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from microbiz_desktop.domain.contacts.contacts import (
    Address,
    Closeness,
    CustomField,
    Paper,
    SkillData,
    Stage,
    Supply,
    Way,
)
from microbiz_desktop.services.contacts.checks import email_problem
from microbiz_desktop.ui.associates import reading, words
from microbiz_desktop.ui.associates.labels_field import LabelsField
from microbiz_desktop.ui.associates.people_editor import PeopleEditor
from microbiz_desktop.ui.associates.section import CardPart
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.choices import Choice, Segmented
from microbiz_desktop.ui.forms.dates import AboutField, DateField
from microbiz_desktop.ui.forms.fields import TextArea
from microbiz_desktop.ui.forms.items_field import ItemsField
from microbiz_desktop.ui.forms.more_fields import AssociateField, EmailField, ToggleChips
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.forms.table_row import PAIRS, TableColumn, choice
from microbiz_desktop.ui.forms.table_row import text as cell
from microbiz_desktop.ui.forms.ticks import TickBox
from microbiz_desktop.ui.records.legal_forms import form_options
from microbiz_desktop.ui.records.network_words import level_of
from microbiz_desktop.ui.records.record_editor import FormEntry, one_of, options_of, same, text

V = TypeVar("V")

#: How a list of words is typed.
ONE_EACH = "Press Enter after each."


def _items(name: str, label: str, example: str, help_text: str = ONE_EACH) -> FormEntry:
    return FormEntry(name, label, lambda _c: ItemsField(label, example), help_text, same, same)


def _table(
    name: str,
    label: str,
    of: Callable[..., V],
    columns: Sequence[TableColumn],
    add: str,
    *,
    help_text: str = "",
    named: str = "name",
    doubt: Callable[[V], str] = lambda _value: "",
) -> FormEntry:
    """A part that is a list; `named` must not be empty; `doubt` says what is odd of a row."""
    made = partial(RowsTable, of, columns, named=named, add=add, shape=PAIRS, doubt=doubt)
    return FormEntry(name, label, lambda _c: made(), help_text, same, same)


def _step(of: Callable[[int], object]) -> Callable[[str], object]:
    """A step of a scale, from the key of a choice."""
    return lambda key: of(int(key or 0))


SKILLS = _table(
    "skills",
    "What they can do",
    SkillData,
    (
        cell("name", "Skill", "Short film"),
        choice("level", "Level", options_of(words.LEVELS), level_of, start=True),
        cell("evidence", "What shows it", "12 films; 2 with us"),
        TableColumn("last_used", "Last used", AboutField),
    ),
    "Add a skill",
)
SIGN_RULE = FormEntry(
    "sign_rule",
    "Who must sign?",
    lambda _c: Segmented((Choice("one", "One is enough"), Choice("all", "All must sign"))),
    to_data=lambda key: key or "one",
    needed=True,
)
ADDRESS = FormEntry(
    "address", "Address for notices", lambda _c: TextArea(lines=2), "Printed in agreements."
)
_PEOPLE = (
    FormEntry("people", "Who works there", lambda _c: PeopleEditor(wide=False), "", same, same),
    SIGN_RULE,
)
_REACH = (
    text("phone", "Phone", "01943 000111"),
    text("email", "E-mail", "hello@fernhill.example", kind=EmailField),
    text("website", "Website", "fernhill.example"),
    text("place", "Town", "Otley", "For finding who is near."),
    ADDRESS,
    _table(
        "ways",
        "More ways to reach",
        Way,
        (
            choice("kind", "Kind", options_of(words.WAYS), start=True),
            cell("label", "Label", "mobile, office"),
            cell("value", "Number or address"),
        ),
        "Add one",
        named="value",
        doubt=lambda way: email_problem(way.value) if way.kind == "email" else "",
    ),
    _table(
        "addresses",
        "More addresses",
        Address,
        (
            cell("street", "Street"),
            cell("locality", "Town"),
            cell("postcode", "Postcode"),
            cell("region", "County or region"),
            cell("country", "Country"),
            cell("label", "Label", "workshop"),
        ),
        "Add an address",
        named="street",
    ),
)
_BUSINESS = (
    text("strapline", "In one line", "Film and photography"),
    FormEntry("legal_form", "Legal form", lambda _c: ChoiceField("Legal form", form_options())),
    text("registration_number", "Registration number", "Company number, if there is one"),
    text("tax_number", "Tax number", "VAT number, if there is one"),
    one_of("size", "Size", words.SIZES, str),
    text("sector", "Sector", "Film and video"),
    text("best_at", "What they are best at", "Quiet interviews in real places"),
    text("credit_as", "How to credit them", "Film: Northlight"),
    _items("ask_about", "Ask them about", "Old houses"),
    text("mission", "Mission and values", "Good work for small places, said plainly"),
    _items("languages", "Languages", "Gaelic"),
    _items("colours", "Brand colours", "#0B6E87"),
)
_RELATIONSHIP = (
    one_of("stage", "Stage", words.STAGES, Stage),
    one_of("closeness", "How well we know them", words.CLOSENESS, _step(Closeness)),
    FormEntry(
        "labels",
        "Labels",
        lambda context: LabelsField(context, "Labels", "Market"),
        "Your own words. " + ONE_EACH,
        same,
        same,
    ),
    FormEntry("relations", "They are also", lambda _c: ToggleChips("Kinds", words.RELATIONS)),
    FormEntry("met_on", "Met on", lambda _c: AboutField("Met on")),
    text("met_how", "How we met", "Otley makers’ market"),
    FormEntry(
        "introduced_by_id",
        "Introduced by",
        lambda context: AssociateField(context, "Introduced by"),
        names=("introduced_by_id", "introduced_by"),
    ),
    _items("free_months", "Free in", "2027-02", "Months, one after the other. " + ONE_EACH),
    FormEntry(
        "private",
        "Introductions",
        lambda _c: TickBox("Keep out of introductions", "Never named in a way to somebody."),
    ),
)
_PAPERS = _table(
    "papers",
    "Papers",
    Paper,
    (
        cell("name", "Name", "Public liability"),
        choice("kind", "Kind", options_of(words.PAPERS), start=True),
        cell("details", "Details", "£2 million, policy number"),
        TableColumn("expires", "Runs out", AboutField),
    ),
    "Add a paper",
    help_text="You are reminded before one runs out.",
)
_SUPPLIES = _table(
    "supplies",
    "Products and suppliers",
    Supply,
    (
        cell("name", "Product", "LED panels"),
        cell("supplier", "Bought from"),
        cell("note", "Note"),
    ),
    "Add a product",
    help_text="For buying together.",
)
_CUSTOM = _table(
    "custom",
    "Own fields",
    CustomField,
    (
        cell("name", "Field", "Day rate"),
        cell("value", "Value"),
        TableColumn("shared", "May leave", lambda _name: TickBox("Goes out"), to_data=bool),
    ),
    "Add a field",
    help_text="They stay here, except in cards and tables where they are ticked to go out.",
)
_FIT = {"0": "Not rated", **{str(step): f"{step} of 5" for step in range(1, 6)}}

NEXT = CardPart(
    "next",
    "Next action",
    lambda _d, _c: (),
    (
        text("next_action", "What comes next", "Ask which weeks in February are free"),
        FormEntry("next_on", "By when", lambda _c: DateField("By when")),
    ),
    private=True,
)
LEFT = (
    CardPart(
        "skills",
        "Skills",
        reading.skills,
        (SKILLS,),
        "No skills noted yet. Edit to say what they do best.",
    ),
    CardPart(
        "papers",
        "Insurance, licences, references",
        reading.papers,
        (_PAPERS,),
    ),
    CardPart(
        "supplies",
        "What they use",
        reading.supplies,
        (_SUPPLIES,),
    ),
    CardPart(
        "custom",
        "Own fields",
        reading.custom,
        (_CUSTOM,),
    ),
)
RIGHT = (
    CardPart(
        "people",
        "People",
        reading.people,
        _PEOPLE,
        "Nobody yet. An agreement needs at least one person who may sign.",
    ),
    CardPart(
        "reach",
        "How to reach",
        reading.ways_shown,
        _REACH,
        "No phone, e-mail or address yet.",
    ),
    CardPart(
        "relationship",
        "Between us",
        reading.relationship,
        _RELATIONSHIP,
        "–",
        private=True,
        also=("stage_history",),
    ),
    CardPart(
        "business",
        "The business",
        reading.business,
        _BUSINESS,
        "–",
        also=("legal_name", "trading_name"),
    ),
    CardPart(
        "notes",
        "Notes",
        reading.notes,
        (
            FormEntry("notes", "Private notes", lambda _c: TextArea(lines=3)),
            one_of("fit", "How well working together fits", _FIT, _step(int)),
        ),
        private=True,
    ),
)
