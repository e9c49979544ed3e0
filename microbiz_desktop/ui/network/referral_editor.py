"""The form of a referral, saved by itself."""

from microbiz_desktop.domain.network.referring import Consent, Direction, ReferralOutcome
from microbiz_desktop.services.network.values import ReferralData
from microbiz_desktop.ui.forms.dates import DateField
from microbiz_desktop.ui.forms.fields import MoneyField, TextArea
from microbiz_desktop.ui.forms.more_fields import AssociateField, EmailOrPhoneField
from microbiz_desktop.ui.records.network_words import CONSENTS, DIRECTIONS, OUTCOMES
from microbiz_desktop.ui.records.record_editor import (
    FormEntry,
    FormGroup,
    RecordEditor,
    number,
    one_of,
    or_none,
    text,
)
from microbiz_desktop.ui.runtime.context import Context

_CONSENT = "Consent of the person passed on"
_WORTH = "What the work was worth"
GROUPS = (
    FormGroup(
        "Who",
        (
            one_of(
                "direction", "Which way did it go?", DIRECTIONS, Direction, short=True, needed=True
            ),
            FormEntry(
                "associate",
                "With whom?",
                lambda context: AssociateField(context, "With whom"),
                names=("associate_id", "associate"),
                needed=True,
            ),
            FormEntry(
                "referred",
                "Who was passed on?",
                lambda context: AssociateField(context, "Who was passed on"),
                "An associate, or anybody by name.",
                names=("referred_id", "referred"),
                needed=True,
            ),
            one_of("consent", _CONSENT, CONSENTS, Consent, said="Consent", needed=True, half=True),
            text("reach", "How to reach", "phone or e-mail", half=True, kind=EmailOrPhoneField),
        ),
    ),
    FormGroup(
        "What for, and what came of it",
        (
            text("what_for", "What for?", "a site for bicycle repairs"),
            one_of(
                "outcome",
                "What came of it",
                OUTCOMES,
                ReferralOutcome,
                said="ReferralOutcome",
                needed=True,
                half=True,
            ),
            FormEntry("on", "When", lambda _c: DateField("When"), half=True),
            FormEntry(
                "worth", _WORTH, lambda _c: MoneyField("Worth"), "", number, or_none, half=True
            ),
            FormEntry("notes", "Notes", lambda _c: TextArea(lines=2), "Private."),
        ),
    ),
)


class ReferralEditor(RecordEditor[ReferralData]):
    """Kept once it says with whom and who."""

    first = "associate"
    nameless = "Say with whom it was exchanged, from your list, and who was passed on."

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.services.referrals, ReferralData(), GROUPS)

    def is_named(self, data: ReferralData) -> bool:
        """Both ends are known."""
        return bool(data.associate_id and (data.referred or data.referred_id))
