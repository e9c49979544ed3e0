"""Referrals given and received: who was passed on, with whose consent, and what came of it.

The Network page and the card of an associate show them. The balance keeps each currency apart, as
unlike sums cannot be added up; missing consent is said, since only the user can go and ask.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Select, func, or_, select

from ...domain.errors import BadInput
from ...domain.money.formats import money_text
from ...domain.network.referring import Consent, Direction, ReferralOutcome
from ...domain.words.names import fold
from ...records.business import Business
from ...records.network import Referral
from ..shared import words
from . import referral_cards
from .values import Balance, ReferralCard, ReferralData, ReferralRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ...domain.clock import Clock
    from ...storage.database import Database
    from ...worker.protocol import Worker
    from ..shared.settings import Settings

_PLAIN = ("referred", "reach", "what_for", "worth", "currency", "notes")


class Referrals:
    """What a user does with referrals."""

    def __init__(
        self, database: Database, clock: Clock, settings: Settings, worker: Worker
    ) -> None:
        self._database = database
        self._clock = clock
        self._settings = settings
        self._worker = worker

    def rows(self, text: str = "", associate_id: int = 0) -> tuple[ReferralRow, ...]:
        """Referrals, newest first: all, or those with or of one associate."""
        wanted = _live().order_by(Referral.on.desc(), Referral.id.desc())
        if associate_id:
            mine = or_(Referral.associate_id == associate_id, Referral.referred_id == associate_id)
            wanted = wanted.where(mine)
        with self._database.reading() as session:
            names = _names(session)
            found = [_row(one, names) for one in session.scalars(wanted)]
        words = fold(text).split()
        return tuple(row for row in found if all(word in _searched(row) for word in words))

    def count(self) -> int:
        """How many there are, counted where they are kept."""
        with self._database.reading() as session:
            return session.scalar(select(func.count()).where(Referral.archived_at.is_(None))) or 0

    def get(self, referral_id: int) -> ReferralData:
        """One referral as its editor shows it. Raises BadInput when there is none."""
        with self._database.reading() as session:
            return _data_of(session, _the(session, referral_id))

    def save(self, data: ReferralData) -> ReferralData:
        """Make a new referral (id 0) or change one. Raises StaleVersion, or BadInput unfinished."""
        if not data.associate_id:
            raise BadInput("A referral is exchanged with somebody.", "Choose the associate.")
        if not (data.referred.strip() or data.referred_id):
            raise BadInput("Nobody is passed on yet.", "Type the name of the person referred.")
        with self._database.transaction() as session:
            referral = self._opened(session, data)
            _fill(session, referral, data)
            referral.updated_at = self._clock.now()
            session.flush()
            return _data_of(session, referral)

    def _opened(self, session: Session, data: ReferralData) -> Referral:
        if data.id:
            referral = _the(session, data.id)
            referral.must_be_at(data.version)
            return referral
        now = self._clock.now()
        referral = Referral(
            direction=data.direction.value,
            associate_id=data.associate_id,
            on=now.local().date().isoformat(),
            created_at=now,
            updated_at=now,
        )
        session.add(referral)
        return referral

    def delete(self, referral_id: int) -> None:
        """Put a referral in the bin; it can come back."""
        with self._database.transaction() as session:
            _the(session, referral_id).archived_at = self._clock.now()

    def undelete(self, referral_id: int) -> None:
        """Bring a referral back from the bin."""
        with self._database.transaction() as session:
            _the(session, referral_id).archived_at = None

    def warnings(self, data: ReferralData) -> tuple[str, ...]:
        """What is missing before details may be passed on, and what to do about it."""
        return referral_cards.warnings(data)

    def balance(self, associate_id: int) -> Balance:
        """What went to and came from one associate."""
        wanted = _live().where(Referral.associate_id == associate_id)
        with self._database.reading() as session:
            business = session.get(Business, associate_id)
            found = tuple(session.scalars(wanted))
        return _balance(found, business.name if business else "")

    def card(self, referral_id: int) -> ReferralCard:
        """The referral as text to pass on; without consent it leaves the person out."""
        data = self.get(referral_id)
        with self._database.reading() as session:
            own = session.get(Business, self._settings.current_business())
            return referral_cards.card(data, own, self._clock.now())

    def card_pdf(self, referral_id: int) -> bytes:
        """The same card as a small page [slow]. Raises NotReady as `card()` does."""
        return self._worker.sheet(referral_cards.sheet(self.card(referral_id)), {})


def _live() -> Select[Referral]:
    return select(Referral).where(Referral.archived_at.is_(None))


def _the(session: Session, referral_id: int) -> Referral:
    found = session.get(Referral, referral_id)
    if found is None:
        raise BadInput("That referral is not here any more.", "Go back to the list.")
    return found


def _fill(session: Session, referral: Referral, data: ReferralData) -> None:
    for name in _PLAIN:
        setattr(referral, name, getattr(data, name))
    referral.on = data.on or referral.on
    referral.direction, referral.associate_id = data.direction.value, data.associate_id
    referral.referred_id = data.referred_id or None
    referral.consent, referral.outcome = data.consent.value, data.outcome.value
    if data.referred_id and not data.referred.strip():
        business = session.get(Business, data.referred_id)
        referral.referred = business.name if business else ""


def _data_of(session: Session, referral: Referral) -> ReferralData:
    associate = session.get(Business, referral.associate_id)
    plain = {name: getattr(referral, name) for name in (*_PLAIN, "on")}
    data = ReferralData(
        id=referral.id,
        version=referral.version,
        direction=Direction(referral.direction),
        associate_id=referral.associate_id,
        associate=associate.name if associate else "",
        referred_id=referral.referred_id or 0,
        consent=Consent(referral.consent),
        outcome=ReferralOutcome(referral.outcome),
    )
    return replace(data, **plain)


def _names(session: Session) -> dict[int, str]:
    """The names of those referrals were exchanged with."""
    wanted = select(Business.id, Business.trading_name, Business.legal_name).where(
        Business.id.in_(select(Referral.associate_id))
    )
    return {key: trading or legal for key, trading, legal in session.execute(wanted)}


def _row(referral: Referral, names: dict[int, str]) -> ReferralRow:
    return ReferralRow(
        id=referral.id,
        direction=Direction(referral.direction),
        referred=referral.referred,
        associate=names.get(referral.associate_id, ""),
        what_for=referral.what_for,
        on=referral.on,
        consent=Consent(referral.consent),
        outcome=ReferralOutcome(referral.outcome),
    )


def _searched(row: ReferralRow) -> str:
    return fold(" ".join((row.referred, row.associate, row.what_for, row.outcome.value)))


def _balance(found: tuple[Referral, ...], name: str) -> Balance:
    given = [one for one in found if one.direction == Direction.GIVEN]
    received = [one for one in found if one.direction == Direction.RECEIVED]
    return Balance(
        given=len(given),
        received=len(received),
        work_given=sum(one.outcome == ReferralOutcome.WORK for one in given),
        work_received=sum(one.outcome == ReferralOutcome.WORK for one in received),
        worth_given=_worth(given),
        worth_received=_worth(received),
        words=_in_words(len(given), len(received), name),
    )


def _worth(found: list[Referral]) -> str:
    """What became work was worth, currency by currency: unlike sums are not added up."""
    sums: dict[str, int] = defaultdict(int)
    for one in found:
        if one.outcome == ReferralOutcome.WORK and one.worth:
            sums[one.currency] += one.worth
    return words.joined([money_text(sums[key], key) for key in sorted(sums)])


def _in_words(given: int, received: int, name: str) -> str:
    if not given and not received:
        return f"No referrals with {name} yet."
    counts = f"{given} given, {received} received"
    more = abs(given - received)
    if not more:
        return f"{counts}: even."
    tip = "given than received" if given > received else "received than given"
    return f"{counts}: {words.number_word(more)} more {tip}."
