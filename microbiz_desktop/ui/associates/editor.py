"""The editor of a business, own or associate."""

from dataclasses import replace

from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.services.contacts.checks import phone_problem
from microbiz_desktop.ui.associates.card_forms import ADDRESS, ONE_EACH, SIGN_RULE, SKILLS
from microbiz_desktop.ui.associates.logo_line import LogoLine
from microbiz_desktop.ui.associates.people_editor import PeopleEditor
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.fields import TextArea
from microbiz_desktop.ui.forms.items_field import ItemsField
from microbiz_desktop.ui.forms.more_fields import EmailField
from microbiz_desktop.ui.records.legal_forms import form_options
from microbiz_desktop.ui.records.record_editor import FormEntry, FormGroup, RecordEditor, same, text
from microbiz_desktop.ui.runtime.context import Context

_FULL = "The full name, as in contracts."
_ELSE = "The name people know, if another."
_BEST = "What this business does better than others."
_CREDIT = "How its name stands beside finished work."
_MISSION = "In one line. The background of an agreement can carry it."
_PRIVATE = "In no agreement, and in no export unless it is ticked there."
GROUPS = (
    FormGroup(
        "The business",
        (
            text("legal_name", "Legal name", "Fernhill Design Ltd", _FULL, needed=True, half=True),
            text("trading_name", "Trading name", "Fernhill Design", _ELSE, half=True),
            FormEntry(
                "legal_form",
                "Legal form",
                lambda _c: ChoiceField("Legal form", form_options()),
                to_data=lambda key: key or "other",
                needed=True,
            ),
            text(
                "registration_number",
                "Registration number",
                "Company number, if there is one",
                half=True,
            ),
            text("tax_number", "Tax number", "VAT number, if there is one", half=True),
        ),
    ),
    FormGroup(
        "People",
        (
            FormEntry("people", "People", lambda _c: PeopleEditor(), "", same, same, bare=True),
            replace(SIGN_RULE, help_text="When more than one person may sign."),
        ),
    ),
    FormGroup(
        "Where and how to reach",
        (
            text("email", "E-mail", "hello@fernhill.example", half=True, kind=EmailField),
            text("phone", "Phone", "01943 000111", half=True),
            text("place", "Town", "Otley", "For finding who is near.", half=True),
            text("website", "Website", "fernhill.example", half=True),
            ADDRESS,
        ),
    ),
    FormGroup(
        "What this business does",
        (
            text("strapline", "In one line", "Film and photography"),
            replace(SKILLS, label="Skills"),
            text("sector", "Sector", "Film and video", half=True),
            text("best_at", "Best at", "Quiet interviews", _BEST, half=True),
            text("credit_as", "Credit as", "Film: Northlight", _CREDIT, half=True),
            text("mission", "Mission and values", "Good work for small places", _MISSION),
            FormEntry(
                "ask_about",
                "Ask about",
                lambda _c: ItemsField("Ask about", "Old houses"),
                ONE_EACH,
                same,
                same,
            ),
            FormEntry("notes", "Private notes", lambda _c: TextArea(lines=2), _PRIVATE),
        ),
    ),
)


class BusinessEditor(RecordEditor[BusinessData]):
    """Identity, people, how to reach, what it does."""

    first = "legal_name"
    nameless = "A business needs a name."

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.services.businesses, BusinessData(), GROUPS)
        self.logo = LogoLine(context, self._ready)
        self.logo.stored.connect(self.take)
        self.cards["The business"].column.insertWidget(1, self.logo)

    def fill(self, data: BusinessData) -> None:
        """Values, and the logo."""
        super().fill(data)
        self.logo.show_business(data)

    def is_named(self, data: BusinessData) -> bool:
        """Either name will do."""
        return bool(data.legal_name or data.trading_name)

    def _ready(self) -> BusinessData:
        self.flush()
        return self.data()

    def faults(self, data: BusinessData) -> dict[str, str]:
        """An odd phone number is said, never refused; odd addresses their fields say."""
        return {"phone": said} if (said := phone_problem(data.phone)) else {}
