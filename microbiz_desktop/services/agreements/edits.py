"""Every edit of a draft: one method, one short transaction, the version shown as guard.

The drafting studio calls these methods through `Agreements`, one for each thing a user changes. The
guard is there because two screens may show one draft: the later must not undo the earlier unseen.
"""

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from ...domain.deal import Deal, Rewording, SpecialTerm
from ...domain.dealdata import apply_edits, cleaned_deal
from ...domain.errors import BadInput
from ...domain.findings import Edit
from ...drafting.asking.questions import Question
from ...drafting.asking.register import names_parties
from ...drafting.templates.model import Template
from ...records.agreement import Agreement
from ...records.project import Project
from ..shared.dependencies import Dependencies, the_agreement, the_business, the_draft
from . import deal_edits
from .new_drafts import with_business
from .rows import agreement_data
from .stale import differing, refreshed, stale_parties
from .values import AgreementData

Change = Callable[[Session, Deal], Deal]


class AgreementEdits:
    """Edits of a draft. All raise RevisionFrozen once offered, StaleVersion when it moved on."""

    def __init__(self, desk: Dependencies) -> None:
        self._desk = desk

    def edit(self, agreement_id: int, version: int, edits: Sequence[Edit]) -> AgreementData:
        """Set values anywhere in the deal's plain data, all or none of them."""
        return self._change(agreement_id, version, lambda _s, deal: apply_edits(deal, edits))

    def answer(
        self, agreement_id: int, version: int, question_id: str, value: object
    ) -> AgreementData:
        """Give one answer, wherever its question keeps it. What is given as empty stays empty."""
        path = self._question(agreement_id, question_id).path()
        return self.edit(agreement_id, version, (Edit(path, value),))

    def clear_answer(self, agreement_id: int, version: int, question_id: str) -> AgreementData:
        """Take an answer back: the default is in force again."""
        path = self._question(agreement_id, question_id).path()
        return self.edit(agreement_id, version, (Edit(path, None),))

    def add_party(self, agreement_id: int, version: int, business_id: int) -> AgreementData:
        """Copy a business of the contact list into the agreement, at the end."""

        return self._change(
            agreement_id,
            version,
            lambda session, deal: with_business(session, self._desk.shelf, deal, business_id),
        )

    def remove_party(self, agreement_id: int, version: int, key: str) -> AgreementData:
        """Take a party out, with its rows and wherever an answer names it."""
        template = self._template(agreement_id)
        return self._change(
            agreement_id,
            version,
            lambda _s, deal: deal_edits.without_party(deal, key, naming(template, deal)),
        )

    def move_party(self, agreement_id: int, version: int, key: str, position: int) -> AgreementData:
        """Put a party at `position`, counted from 0."""
        return self._change(
            agreement_id, version, lambda _s, deal: deal_edits.moved_party(deal, key, position)
        )

    def update_party(self, agreement_id: int, version: int, key: str) -> AgreementData:
        """Copy the party's details from the contact list again; its role here stays."""

        def refresh(session: Session, deal: Deal) -> Deal:
            old = deal_edits.the_party(deal, key)
            business = the_business(session, int(old.business_id or 0))
            return deal_edits.replaced_party(deal, refreshed(business, old))

        return self._change(agreement_id, version, refresh)

    def set_signer(
        self, agreement_id: int, version: int, key: str, person_name: str, may_sign: bool
    ) -> AgreementData:
        """Whether this person signs for the party in this agreement."""
        return self._change(
            agreement_id,
            version,
            lambda _s, deal: deal_edits.with_signer(deal, key, person_name, may_sign),
        )

    def add_special_term(
        self, agreement_id: int, version: int, heading: str, text: str
    ) -> AgreementData:
        """A term of this agreement only."""
        return self._change(
            agreement_id,
            version,
            lambda _s, deal: deal_edits.with_special_term(deal, SpecialTerm(heading, text)),
        )

    def change_special_term(
        self, agreement_id: int, version: int, index: int, heading: str, text: str
    ) -> AgreementData:
        """New words for a special term."""
        term = SpecialTerm(heading, text)
        return self._change(
            agreement_id,
            version,
            lambda _s, deal: deal_edits.with_special_term(deal, term, index),
        )

    def remove_special_term(self, agreement_id: int, version: int, index: int) -> AgreementData:
        """Take a special term out."""
        return self._change(
            agreement_id, version, lambda _s, deal: deal_edits.without_special_term(deal, index)
        )

    def reword(
        self, agreement_id: int, version: int, unit: str, text: str, reason: str
    ) -> AgreementData:
        """This agreement's own wording of one unit of the clause library."""
        rewording = Rewording(unit, text, reason)
        return self._change(
            agreement_id, version, lambda _s, deal: deal_edits.with_rewording(deal, rewording)
        )

    def remove_rewording(self, agreement_id: int, version: int, unit: str) -> AgreementData:
        """The usual wording again."""
        return self._change(
            agreement_id, version, lambda _s, deal: deal_edits.without_rewording(deal, unit)
        )

    def stale_parties(self, agreement_id: int) -> dict[str, tuple[str, ...]]:
        """Parties whose details are not those of the contact list, each with which ones."""
        with self._desk.database.reading() as session:
            deal = the_agreement(session, agreement_id).deal
            return {old.key: differing(old, new) for old, new in stale_parties(session, deal)}

    def _change(self, agreement_id: int, shown: int, change: Change) -> AgreementData:
        with self._desk.database.transaction() as session:
            agreement = the_draft(session, agreement_id, shown)
            old, before = agreement.deal_json, agreement.deal
            deal = cleaned_deal(change(session, before))
            if deal.title != before.title:
                deal = deal_edits.without_others_name(
                    deal, before, _others_names(session, agreement)
                )
            agreement.deal = deal
            if agreement.deal_json != old:
                agreement.title = deal.title
                session.flush()
            return agreement_data(agreement, self._desk.shelf)

    def _question(self, agreement_id: int, question_id: str) -> Question:
        found = self._template(agreement_id).question(question_id)
        if found is None:
            raise BadInput(f"There is no question “{question_id}” in this template.")
        return found

    def _template(self, agreement_id: int) -> Template:
        with self._desk.database.reading() as session:
            return self._desk.shelf.template(the_agreement(session, agreement_id).template)


def _others_names(session: Session, agreement: Agreement) -> frozenset[str]:
    """Short names that a draft has only because it began from something: its project, its past."""
    project = session.get(Project, agreement.project_id) if agreement.project_id else None
    past = session.get(Agreement, agreement.started_from_id) if agreement.started_from_id else None
    names = (project.name if project else "", past.deal.project.name if past else "")
    return frozenset(filter(None, names))


def naming(template: Template, deal: Deal) -> frozenset[str]:
    """Answers of a deal that may name parties; one to a question of another wording may too."""
    asked = ((name, template.question(name)) for name in deal.answers)
    return frozenset(name for name, q in asked if q is None or names_parties(q.kind))
