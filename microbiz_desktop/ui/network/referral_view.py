"""The card of one referral: who, for what, with whose consent, and the card to pass on.

The list of referrals shows it for the chosen one. What is missing stands above the card to pass on,
because details that have been sent cannot be called back.
"""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.money.formats import money_text
from microbiz_desktop.domain.network.referring import Consent, Direction
from microbiz_desktop.files import write_atomically
from microbiz_desktop.services.network.values import Balance, ReferralData
from microbiz_desktop.services.shared.words import iso_day
from microbiz_desktop.ui.network.heading_card import fact, heading_card
from microbiz_desktop.ui.records.copy_output import print_pages
from microbiz_desktop.ui.records.network_words import CONSENT_PILLS, DIRECTIONS, OUTCOME_PILLS
from microbiz_desktop.ui.records.record_card import RecordCard
from microbiz_desktop.ui.widgets.buttons import (
    IconButton,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
)
from microbiz_desktop.ui.widgets.cards import Band, Card, Sunken
from microbiz_desktop.ui.widgets.file_dialogs import ask_new_file
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import put
from microbiz_desktop.ui.widgets.link_row import LinkRow
from microbiz_desktop.ui.widgets.menus import Menu


class ReferralView(RecordCard[ReferralData]):
    """Everything about one referral, to read and to pass on."""

    delete_words = "Delete this referral"
    consent_given = Signal(int)
    _shown = False

    def show_record(self, data: ReferralData) -> None:
        """Show another referral, or this one as it is now."""
        self.clear()
        self._data, self._shown = data, True
        self.add(self._head(data))
        for sentence in self.context.services.referrals.warnings(data):
            self.add(self._warning(data, sentence))
        self.add_columns([self._about(data), *self._card(data)], [self._balance(data)])

    def _head(self, data: ReferralData) -> Card:
        day = iso_day(data.on)
        by = f"to {data.associate}" if data.direction is Direction.GIVEN else f"by {data.associate}"
        second = " · ".join(part for part in (f"Passed on {by}", day) if part)
        self.edit = SecondaryButton("Edit", act=self.edit_asked)
        if self._may_go_out(data):
            self.draft = PrimaryButton("Copy the card", "copy", act=self.copy)
        else:
            self.draft = PrimaryButton("Draft an agreement", act=self.draft_asked)
        self.more = IconButton("ellipsis", "More", act=self._open_menu)
        pills = [CONSENT_PILLS[data.consent], OUTCOME_PILLS[data.outcome]]
        return heading_card(data.name, second, pills, (self.edit, self.draft, self.more))

    def menu(self) -> Menu:
        """The card beside deleting."""
        menu = Menu(self)
        if self._may_go_out(self._data):
            menu.addAction("Copy the referral card", self.copy)
            menu.addAction("Save the referral card as PDF", self.ask_where)
            menu.addSeparator()
        menu.addAction(self.delete_words, self.delete_asked.emit)
        return menu

    def copy(self) -> None:
        """The card as text onto the clipboard."""
        card = self.context.services.referrals.card(self._data.id)
        QGuiApplication.clipboard().setText(card.text)
        said = "" if card.details else " without the details, as there is no consent yet"
        self.context.messages.notice(f"The referral card is on the clipboard{said}")

    def ask_where(self) -> None:
        """Ask where the card should go as a PDF."""
        card = self.context.services.referrals.card(self._data.id)
        ask_new_file(
            self, "Save the referral card", "PDF (*.pdf)", card.file_name, "pdf", self.save_pdf
        )

    def print_card(self) -> None:
        """The card on paper, once the details may go out."""
        if not self._shown or not self._may_go_out(self._data):
            words = "Choose a referral that you gave and that was not refused: it has a card."
            self.context.messages.notice(words)
            return
        referrals, key = self.context.services.referrals, self._data.id
        self.context.tasks.run(
            lambda: referrals.card_pdf(key),
            done=lambda pages: print_pages(self.context, self, pages),
            failed=self._not_saved,
            owner=self,
        )

    def save_pdf(self, path: Path) -> None:
        """Write the card as a small page."""
        referrals, key = self.context.services.referrals, self._data.id
        self.context.tasks.run(
            lambda: write_atomically(path, referrals.card_pdf(key)),
            done=lambda _: self.context.messages.notice(f"Saved as {path.name}"),
            failed=self._not_saved,
            owner=self,
        )

    def _not_saved(self, error: Exception) -> None:
        if not isinstance(error, MicrobizError):
            raise error
        self.context.messages.problem(error.message, error.hint)

    def _warning(self, data: ReferralData, sentence: str) -> Band:
        band = Band("waiting", "triangle-alert", sentence)
        if data.consent in (Consent.NOT_ASKED, Consent.ASKED):
            given = LinkButton("Consent is given", act=lambda: self.consent_given.emit(data.id))
            band.row.addWidget(given)
        return band

    def _about(self, data: ReferralData) -> Card:
        card = Card("The referral")
        put(
            card.column,
            fact("What for", data.what_for),
            fact("How to reach", data.reach),
            fact("Direction", DIRECTIONS[data.direction]),
        )
        worth = money_text(data.worth, data.currency) if data.worth else ""
        card.column.addLayout(fact("What it was worth", worth, figures=True))
        if data.notes:
            card.add(Label(data.notes, "form", wrap=True))
            card.add(Label("Stays out of every export unless ticked.", "second", "text_2"))
        return card

    def _card(self, data: ReferralData) -> list[Card]:
        """The card to pass on, as it would go out."""
        if not self._may_go_out(data):
            return []
        made = self.context.services.referrals.card(data.id)
        card = Card("Referral card", "Save as PDF")
        card.link_clicked.connect(self.ask_where)
        quote = Sunken()
        quote.column.addWidget(Label(made.title, "form_strong", wrap=True))
        lines = "\n".join(f"{label}: {value}" for label, value in made.lines)
        put(
            quote.column,
            Label(lines, "form", wrap=True),
            Label(made.note, "second", "text_2", wrap=True),
        )
        card.add(quote)
        return [card]

    def _balance(self, data: ReferralData) -> Card:
        balance = self.context.services.referrals.balance(data.associate_id)
        card = Card("Between you")
        row = LinkRow(data.associate, icon="users")
        row.clicked.connect(lambda: self.context.go(Link(Screen.ASSOCIATE, data.associate_id)))
        card.add(row, Label(balance.words, "form", "text_2", wrap=True))
        for label, value in _figures(balance):
            card.column.addLayout(fact(label, value, figures=True))
        if data.referred_id:
            who = LinkRow(data.referred, "the business passed on", icon="user-check")
            who.clicked.connect(lambda: self.context.go(Link(Screen.ASSOCIATE, data.referred_id)))
            card.add(who)
        return card

    def _may_go_out(self, data: ReferralData) -> bool:
        return data.direction is Direction.GIVEN and data.consent is not Consent.REFUSED


def _figures(balance: Balance) -> list[tuple[str, str]]:
    """What was given and received, and what that was worth."""
    given = f"{balance.given}, {balance.work_given} became work"
    received = f"{balance.received}, {balance.work_received} became work"
    if balance.worth_given:
        given += f" ({balance.worth_given})"
    if balance.worth_received:
        received += f" ({balance.worth_received})"
    return [("Given", given), ("Received", received)]
