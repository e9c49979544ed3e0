"""Agreements as the user handles them: the list, a new one, one from a past one, and every edit.

The pages of the window and the command line call it for all that happens outside the sign-off
room. Deleting here only hides: a frozen text is evidence, and must come back whole when asked for.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from ...domain.deal import Deal
from ...domain.papers import AgreementKind, kinds_called
from ...domain.states import AgreementState
from ...drafting.comparing.differences import deal_differences
from ...records.agreement import Agreement
from ...storage.search import AGREEMENT, ids_matching, match_expression
from ..shared.dependencies import pictures, the_agreement, the_business
from .edits import AgreementEdits
from .interview import Interview
from .new_drafts import keep_draft, new_deal
from .rows import agreement_data, agreement_rows, resume_text
from .values import AgreementData, AgreementRow, Difference

if TYPE_CHECKING:
    from ...drafting.templates.catalogue import Catalogue


class Agreements(AgreementEdits, Interview):
    """One method for each thing a user does to an agreement outside the sign-off room."""

    def catalogue(self) -> "Catalogue":
        """The templates on the shelf, for reading deal files."""
        return self._desk.shelf.catalogue()

    def kinds(self) -> tuple[AgreementKind, ...]:
        """The kinds of agreement that can be begun, by title."""
        return self._desk.shelf.kinds()

    def rows(self, text: str = "", state: AgreementState | None = None) -> tuple[AgreementRow, ...]:
        """Agreements with `text` in their words or the name of their kind; last changed first."""
        query = select(Agreement).where(Agreement.archived_at.is_(None))
        if state is not None:
            query = query.where(Agreement.state == state)
        if match_expression(text):
            words = Agreement.id.in_(ids_matching(AGREEMENT, text))
            called = kinds_called(self._desk.shelf.kinds(), text)
            query = query.where(or_(words, Agreement.template.in_(called)))
        with self._desk.database.reading() as session:
            found = list(session.scalars(query.order_by(Agreement.updated_at.desc())))
            return agreement_rows(session, found, self._desk.shelf, self._desk.counted_left())

    def count(self) -> int:
        """How many there are, counted where they are kept."""
        with self._desk.database.reading() as session:
            return session.scalar(select(func.count()).where(Agreement.archived_at.is_(None))) or 0

    def get(self, agreement_id: int) -> AgreementData:
        """The agreement as the studio opens it."""
        with self._desk.database.reading() as session:
            return agreement_data(the_agreement(session, agreement_id), self._desk.shelf)

    def create(
        self,
        own_business_id: int,
        template: str = "",
        project_id: int = 0,
        title: str = "",
        members: Collection[int] | None = None,
        *,
        sample: Callable[[], bool] | None = None,
    ) -> AgreementData:
        """A new draft with the own business as first party; a project brings its facts and team.

        Without a template it is the usual one; `members` are those of the team who are parties.
        """
        template = template or self._desk.shelf.usual_kind()
        shelf = self._desk.shelf
        with self._desk.database.transaction() as session:
            args = (template, own_business_id, project_id, title or None)
            deal = new_deal(session, shelf, *args, members=members)
            ids = (own_business_id, project_id)
            return keep_draft(session, self._desk, deal, *ids, sample=sample)

    def create_from(self, past_id: int) -> AgreementData:
        """A new draft with the deal of a past agreement; look at `differences` afterwards."""
        with self._desk.database.transaction() as session:
            past = the_agreement(session, past_id)
            own_id, project_id = past.own_business_id or 0, past.project_id or 0
            return keep_draft(session, self._desk, past.deal, own_id, project_id, past)

    def create_from_deal(
        self, deal: Deal, own_business_id: int, sample: Callable[[], bool] | None = None
    ) -> AgreementData:
        """A new draft with a deal of its own, as read from a deal file.

        Logos that are not kept here are left out: pages with a hole would never be made. With
        `sample` it is one of the sample network, as `keep_draft()` says.
        """
        with self._desk.database.transaction() as session:
            ids = (the_business(session, own_business_id).id, 0)
            deal = _with_kept_logos(session, deal)
            return keep_draft(session, self._desk, deal, *ids, sample=sample)

    def differences(self, agreement_id: int, other_id: int) -> tuple[Difference, ...]:
        """What differs between the deals of two agreements, in plain words."""
        with self._desk.database.reading() as session:
            new = the_agreement(session, agreement_id).deal
            old = the_agreement(session, other_id).deal
        found = deal_differences(self._desk.shelf.catalogue(), old, new)
        return tuple(Difference(item.place, item.before, item.after) for item in found)

    def delete(self, agreement_id: int) -> None:
        """Out of every list; `undelete` brings it back. Nothing frozen is ever removed."""
        with self._desk.database.transaction() as session:
            the_agreement(session, agreement_id).archived_at = self._desk.clock.now()

    def undelete(self, agreement_id: int) -> None:
        """Back into the lists."""
        with self._desk.database.transaction() as session:
            the_agreement(session, agreement_id).archived_at = None

    def remember_place(self, agreement_id: int, section: str, question: str) -> None:
        """Where to resume, and that this section was looked at.

        It is no edit, so neither version nor screens take notice.
        """
        with self._desk.database.transaction() as session:
            stored = session.scalar(select(Agreement.resume).where(Agreement.id == agreement_id))
            session.execute(
                update(Agreement)
                .where(Agreement.id == agreement_id)
                .values(resume=resume_text(section, question, stored or ""))
                .execution_options(synchronize_session=False)
            )


def _with_kept_logos(session: Session, deal: Deal) -> Deal:
    kept = pictures(session, frozenset(party.logo for party in deal.parties if party.logo))
    parties = tuple(p if p.logo in kept else replace(p, logo="") for p in deal.parties)
    return replace(deal, parties=parties)
