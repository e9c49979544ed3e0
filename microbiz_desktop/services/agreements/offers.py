"""Offering: freeze a revision, take it back, let it expire, go back to the text.

The studio and the sign-off room call it when a draft becomes an offer or an offer ends. Text and
pages are made before the transaction begins, because a database locked meanwhile would stop others.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from ...domain.clock import Moment
from ...domain.deal import Deal
from ...domain.edition import Standing
from ...domain.errors import BadInput, NotReady
from ...domain.findings import Finding, Severity
from ...domain.ledger import Closed, Offered
from ...domain.plain import canonical
from ...domain.states import LIVE, AgreementState, EntryKind, ProjectState
from ...domain.text import AgreementText
from ...evidence.derive import offered_edition
from ...evidence.expected import clause_ids, offered_parties
from ...evidence.fingerprint import fingerprint
from ...records.agreement import Agreement, Revision, deal_to_json
from ..shared import words
from ..shared.dependencies import Dependencies, pictures, the_agreement, the_draft, the_revision
from ..shared.forms import Copy
from ..shared.naming import Frozen, agreement_json, copy_name, said_now, with_data
from ..shared.progress import Cancelled, never
from ..shared.project_states import bring_project_to
from ..signoff import ledgers
from ..signoff.freezing import must_hold
from ..signoff.reading import frozen_text
from ..signoff.room import what_a_change_voids
from ..signoff.signing_rules import is_over
from ..signoff.status import states_of_revisions
from .drafts import Drafts
from .rows import agreement_data
from .values import AgreementData, RevisionLine


@dataclass(frozen=True, slots=True)
class _Prepared:
    """Everything of an offer that takes time, made before the one short transaction."""

    number: int
    deal: Deal
    text: AgreementText
    stored: bytes
    fingerprint: str
    frozen: Frozen
    pdf: bytes
    at: Moment


class Offers:
    """From draft to frozen revision and back."""

    def __init__(self, desk: Dependencies, drafts: Drafts) -> None:
        self._desk = desk
        self._drafts = drafts

    def offer(
        self,
        agreement_id: int,
        version: int,
        open_until_iso: str = "",
        cancelled: Cancelled = never,
    ) -> AgreementData:
        """Freeze the draft as shown.

        Raises NotReady with errors or when it was cancelled in time, StaleVersion when it changed.
        """
        until = self._open_until(open_until_iso)
        prepared = self._prepare(agreement_id, version)
        if cancelled():
            raise NotReady("The offer was stopped.", "Nothing was offered.")
        with self._desk.database.transaction() as session:
            agreement = the_draft(session, agreement_id, version)
            session.add(_revision(agreement, prepared, until))
            agreement.revision = prepared.number
            agreement.move_to(AgreementState.OFFERED)
            bring_project_to(session, agreement, ProjectState.TEAM_FOUND)
            payload = _payload(agreement, prepared, until)
            ledgers.append(session, self._desk, agreement, EntryKind.OFFERED, payload)
            session.flush()
            return agreement_data(agreement, self._desk.shelf)

    def withdraw(self, agreement_id: int, reason: str = "") -> None:
        """Take the offer back; its number is not used again."""
        self._close(agreement_id, EntryKind.WITHDRAWN, AgreementState.WITHDRAWN, reason)

    def change_text(self, agreement_id: int) -> AgreementData:
        """Back to draft: the next offer is a new revision, the sign-offs of this one are void."""
        with self._desk.database.transaction() as session:
            agreement = the_agreement(session, agreement_id)
            if agreement.state is AgreementState.DRAFT:
                return agreement_data(agreement, self._desk.shelf)
            agreement.move_to(AgreementState.DRAFT)
            ledgers.append(session, self._desk, agreement, EntryKind.REOPENED, Closed())
            session.flush()
            return agreement_data(agreement, self._desk.shelf)

    def consequence(self, agreement_id: int) -> str:
        """What changing the text will void, said before it happens."""
        with self._desk.database.reading() as session:
            agreement = the_agreement(session, agreement_id)
            return what_a_change_voids(ledgers.progress_of(session, agreement))

    def revisions(self, agreement_id: int) -> tuple[RevisionLine, ...]:
        """Every revision ever offered, first to last, and what became of it."""
        with self._desk.database.reading() as session:
            agreement = the_agreement(session, agreement_id)
            states = states_of_revisions(ledgers.chain_of(session, agreement))
            found = session.scalars(
                select(Revision)
                .where(Revision.agreement_id == agreement_id)
                .order_by(Revision.number)
            )
            return tuple(
                RevisionLine(
                    revision.number,
                    words.day_of(revision.offered_at),
                    revision.fingerprint,
                    states[revision.number],
                )
                for revision in found
            )

    def offered_pdf(self, agreement_id: int, revision: int = 0) -> Copy:
        """The frozen offer, byte for byte; the last one for revision 0."""
        with self._desk.database.reading() as session:
            found = the_revision(session, the_agreement(session, agreement_id), revision)
            name = copy_name(frozen_text(found), f"revision {found.number}")
            return Copy(Standing.OFFERED, name, found.pdf, agreement_id)

    def expire_due(self) -> tuple[int, ...]:
        """Close the offers whose last day is over; gives their ids.

        Over by the clock or by their own record; everybody's sign-off in time keeps one alive.
        """
        now = self._desk.clock.now()
        with self._desk.database.reading() as session:
            live = session.scalars(select(Agreement).where(Agreement.state.in_(LIVE)))
            standing = ledgers.progresses(session, live)
        due = tuple(
            key for key, stands in standing.items() if is_over(stands, now) and not stands.complete
        )
        for agreement_id in due:
            self._close(agreement_id, EntryKind.EXPIRED, AgreementState.EXPIRED, "")
        return due

    def _close(
        self, agreement_id: int, kind: EntryKind, state: AgreementState, reason: str
    ) -> None:
        with self._desk.database.transaction() as session:
            agreement = the_agreement(session, agreement_id)
            if agreement.state not in LIVE:
                raise NotReady(f"This agreement is {agreement.state}: no offer is open.")
            agreement.move_to(state)
            ledgers.append(session, self._desk, agreement, kind, Closed(reason))

    def _open_until(self, iso: str) -> str:
        if not iso:
            return ""
        try:
            until = date.fromisoformat(iso)
        except ValueError:
            raise BadInput(f"“{iso}” is not a date.", "Write it as 2026-12-05.") from None
        if until < self._desk.clock.now().local().date():
            raise BadInput("An offer cannot close before today.", "Choose a later day.")
        return until.isoformat()

    def _prepare(self, agreement_id: int, shown: int) -> _Prepared:
        """Compile, check and render the next revision with no lock held."""
        with self._desk.database.reading() as session:
            agreement = the_draft(session, agreement_id, shown)
            public_id, number = agreement.public_id, agreement.revision + 1
            deal = agreement.deal
        view = self._drafts.compile_revision(agreement_id, deal, public_id, number)
        _refuse_errors(view.findings)
        return self._frozen(deal, view.text, number)

    def _frozen(self, deal: Deal, text: AgreementText, number: int) -> _Prepared:
        stored = canonical(text)
        mark = fingerprint(stored)
        at = self._desk.clock.now()
        with self._desk.database.reading() as session:
            logos = pictures(session, frozenset(p.logo for p in text.parties if p.logo))
        said = said_now(at)
        edition = replace(offered_edition(text, said), attachments=(agreement_json(stored),))
        frozen = with_data(edition, said, "", logos, self._desk.worker.versions())
        pdf = self._desk.worker.render(text, frozen.edition, logos).pdf
        must_hold(self._desk, pdf, text, frozen)
        return _Prepared(number, deal, text, stored, mark, frozen, pdf, at)


def _errors(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)


def _refuse_errors(findings: tuple[Finding, ...]) -> None:
    errors = _errors(findings)
    if errors:
        count = words.counted(len(errors), "error")
        raise NotReady(
            f"{count} to mend before the offer. {errors[0].place.label}: {errors[0].message}",
            "Open the checks and mend them.",
        )


def _revision(agreement: Agreement, prepared: _Prepared, until: str) -> Revision:
    return Revision(
        agreement_id=agreement.id,
        number=prepared.number,
        text=prepared.stored,
        fingerprint=prepared.fingerprint,
        deal_json=deal_to_json(prepared.deal),
        template_version=_version(prepared.text.template),
        pack=prepared.deal.pack,
        pack_version=_version(prepared.text.pack),
        pdf=prepared.pdf,
        pdf_sha256=hashlib.sha256(prepared.pdf).hexdigest(),
        check_code=prepared.frozen.edition.check_code,
        edition=prepared.frozen.content,
        offered_at=prepared.at,
        open_until=until,
    )


def _payload(agreement: Agreement, prepared: _Prepared, until: str) -> Offered:
    text = prepared.text
    return Offered(
        agreement=agreement.public_id,
        fingerprint=prepared.fingerprint,
        pdf_sha256=hashlib.sha256(prepared.pdf).hexdigest(),
        parties=offered_parties(text),
        clauses=clause_ids(text),
        template=text.template,
        pack=text.pack,
        open_until=until,
        edition=prepared.frozen.sha256,
    )


def _version(named: str) -> str:
    """The version in “kind 1.0.0”: the one the text was really made with."""
    return named.rpartition(" ")[2]
