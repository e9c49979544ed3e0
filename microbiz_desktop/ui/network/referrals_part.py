"""Referrals: the list, the card of the chosen one, and its form."""

from collections.abc import Sequence
from dataclasses import replace

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.network.referring import Consent, Direction
from microbiz_desktop.services.network.values import ReferralData, ReferralRow
from microbiz_desktop.ui.network.referral_editor import ReferralEditor
from microbiz_desktop.ui.network.referral_view import ReferralView
from microbiz_desktop.ui.records.list_card_page import ListCardPage
from microbiz_desktop.ui.records.list_pane import ListPane
from microbiz_desktop.ui.records.network_words import CONSENT_PILLS, OUTCOME_PILLS
from microbiz_desktop.ui.records.undo import tell
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import PrimaryButton
from microbiz_desktop.ui.widgets.cards import EmptyState
from microbiz_desktop.ui.widgets.row_delegate import RowLook


class ReferralsPart(ListCardPage[ReferralRow, ReferralData]):
    """Given and received, newest first."""

    name = "referrals"
    shown_at = Screen.REFERRAL
    card: ReferralView
    editor: ReferralEditor

    def __init__(self, context: Context) -> None:
        add = PrimaryButton("New referral", "plus", act=self.new)
        words = (
            "No referrals yet. Note whom you passed on to an associate, and who was passed on "
            "to you."
        )
        pane: ListPane[ReferralRow] = ListPane(
            "Referrals", _look, lambda row: row.id, EmptyState(words, add)
        )
        super().__init__(
            context,
            context.services.referrals,
            pane,
            ReferralView(context),
            ReferralEditor(context),
            empty="Choose a referral to see who, what for, and what came of it.",
        )
        self.card.consent_given.connect(self._consent)

    def look_up(self, text: str) -> tuple[Sequence[ReferralRow], int]:
        """Referrals with every typed word."""
        referrals = self.context.services.referrals
        rows = referrals.rows(text)
        return rows, referrals.count() if text else len(rows)

    def new(self) -> None:
        """A referral that is kept as soon as it says who and with whom."""
        self.open_editor(ReferralData(), "New referral")

    def new_with(self, associate: int) -> None:
        """One that is passed on to this associate."""
        name = self.context.services.businesses.get(associate).name
        self.open_editor(ReferralData(associate_id=associate, associate=name), "New referral")

    def new_for(self, project: int) -> None:
        """One that passes on the client of this project."""
        found = self.context.services.projects.get(project)
        made = ReferralData(referred=found.client, what_for=found.brief)
        self.open_editor(made, "New referral")

    def draft(self) -> None:
        """An agreement on the work that came of the referral shown."""
        self.context.go(Link(Screen.NEW_AGREEMENT, self.shown(), "from-referral"))

    def _consent(self, key: int) -> None:
        """One click once the answer is yes, with the way back."""
        referrals = self.context.services.referrals
        before = referrals.get(key).consent

        def note(consent: Consent) -> None:
            referrals.save(replace(referrals.get(key), consent=consent))
            self.bring(key)

        note(Consent.GIVEN)
        tell(
            self.context,
            "Consent noted as given",
            lambda: note(before),
            lambda: note(Consent.GIVEN),
        )

    def print_shown(self) -> None:
        """The card to pass on, where there is one."""
        self.card.print_card()


def _look(row: ReferralRow) -> RowLook:
    given = row.direction is Direction.GIVEN
    to = f"to {row.associate}" if given else f"from {row.associate}"
    second = " · ".join(part for part in (to, row.what_for) if part)
    missing = given and row.consent in (Consent.NOT_ASKED, Consent.REFUSED)
    pill = CONSENT_PILLS[row.consent] if missing else OUTCOME_PILLS[row.outcome]
    return RowLook(row.referred, second, "", pill, icon="arrow-right" if given else "arrow-left")
