"""One agreement with each of several members of a project, made in one go.

The page of spokes and the command line ask here. What all share is said once and goes into each;
what belongs to one member goes into its own agreement and into no other. All are made in one
transaction, and offered one by one.
"""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Select, select

from ...domain.deal import Deal
from ...domain.errors import BadInput, NotReady
from ...domain.papers import AgreementKind
from ...domain.states import AgreementState
from ...records.agreement import Agreement
from ..shared.dependencies import Dependencies
from ..shared.settings import Settings
from . import spoke_deals, unfinished
from .drafts import Drafts
from .new_drafts import keep_draft
from .rows import agreement_data
from .spoke_values import Sections, Spoke, SpokeDraft, SpokeMember, SpokeQuestions, SpokesWanted
from .values import AgreementData


class Spokes:
    """Begins, looks at, makes and takes back; each offer is made by `Offers`."""

    def __init__(self, desk: Dependencies, drafts: Drafts, settings: Settings) -> None:
        self._desk = desk
        self._drafts = drafts
        self._settings = settings

    def kinds(self) -> tuple[AgreementKind, ...]:
        """The kinds whose template says that one can be made for each member."""
        templates = self._desk.shelf.catalogue().templates
        return tuple(kind for kind in self._desk.shelf.kinds() if templates[kind.id].spoke.own)

    def begin(self, project_id: int, kind: str = "") -> SpokesWanted:
        """Everybody of the team who has none yet. Raises BadInput for a kind that does not fit."""
        known = [one.id for one in self.kinds()]
        if kind not in ("", *known):
            raise BadInput(
                "That kind is not made for each member.", f"Choose one of: {', '.join(known)}."
            )
        current = self._settings.current_business()
        with self._desk.database.reading() as session:
            project = spoke_deals.the_project(session, project_id)
            wanted = SpokesWanted(
                project_id, kind or known[0], spoke_deals.own_of(project) or current
            )
            have = spoke_deals.have_one(session, project_id, wanted.kind)
            members = (member.business_id for member in spoke_deals.others_of(project))
            return replace(wanted, members=tuple(key for key in members if key not in have))

    def resume(self, project_id: int, kind: str = "") -> SpokesWanted:
        """The same with what was typed before and not made."""
        begun = self.begin(project_id, kind)
        with self._desk.database.reading() as session:
            return unfinished.resumed(session, begun)

    def keep(self, wanted: SpokesWanted) -> None:
        """Keep what is typed until the agreements are made."""
        with self._desk.database.transaction() as session:
            unfinished.keep(session, wanted)

    def members(self, wanted: SpokesWanted) -> tuple[SpokeMember, ...]:
        """Who can be chosen."""
        with self._desk.database.reading() as session:
            project = spoke_deals.the_project(session, wanted.project_id)
            have = spoke_deals.have_one(session, wanted.project_id, wanted.kind)
            return tuple(
                SpokeMember(
                    member.business_id,
                    member.business.name,
                    member.role,
                    "Has one already" if member.business_id in have else "",
                )
                for member in spoke_deals.others_of(project)
            )

    def shared_deal(self, wanted: SpokesWanted) -> Deal:
        """What all of them share, as a deal of the lead alone."""
        with self._desk.database.reading() as session:
            return spoke_deals.shared_deal(session, self._desk.shelf, wanted)

    def questions(self, wanted: SpokesWanted, sections: Sections) -> SpokeQuestions:
        """What is asked of each and of all, as the law of this deal allows it."""
        return spoke_deals.questions_of(self._desk.shelf.template(wanted.kind), sections)

    def deals(self, wanted: SpokesWanted) -> tuple[Spoke, ...]:
        """What would be made for each, and where one tells of another; nothing is kept."""
        with self._desk.database.reading() as session:
            return spoke_deals.spokes_of(session, self._desk.shelf, wanted)

    def look(self, wanted: SpokesWanted) -> tuple[Spoke, ...]:
        """The same with everything that the check finds in each. [slow]"""
        compiled = self._desk.worker.compile
        return tuple(
            replace(one, findings=(*one.findings, *compiled(one.deal, "", 0).findings))
            for one in self.deals(wanted)
        )

    def make(
        self,
        wanted: SpokesWanted,
        *,
        read: Collection[str] = (),
        all_the_same: bool = False,
    ) -> tuple[AgreementData, ...]:
        """All of them or none. Raises NotReady where one tells of another.

        `read` are the messages of findings that somebody saw and meant; with `all_the_same` every
        one is meant.
        """
        if not wanted.members:
            raise BadInput("Nobody is chosen.", "Choose at least one member of the team.")
        with self._desk.database.transaction() as session:
            found = spoke_deals.spokes_of(session, self._desk.shelf, wanted)
            told = (
                (one.name, finding)
                for one in found
                for finding in one.findings
                if finding.message not in read
            )
            if not all_the_same and (first := next(told, None)) is not None:
                name, finding = first
                raise NotReady(
                    f"The agreement with {name}: {finding.message}",
                    "Change the words, or say that they may be read there.",
                )
            unfinished.let_go(session, wanted)
            ids = (wanted.own_business_id, wanted.project_id)
            return tuple(keep_draft(session, self._desk, one.deal, *ids) for one in found)

    def take_back(self, agreement_ids: Collection[int]) -> None:
        """Out of the lists again, all at once; what was offered meanwhile stays."""
        with self._desk.database.transaction() as session:
            for agreement in session.scalars(_never_offered(agreement_ids)):
                agreement.archived_at = self._desk.clock.now()

    def bring_back(self, agreement_ids: Collection[int]) -> None:
        """Into the lists again."""
        with self._desk.database.transaction() as session:
            for agreement in session.scalars(_these(agreement_ids)):
                agreement.archived_at = None

    def drafts_of(self, project_id: int) -> tuple[SpokeDraft, ...]:
        """The drafts of such kinds that a project has, the first made first, checked. [slow]"""
        query = _drafts(project_id, [kind.id for kind in self.kinds()])
        with self._desk.database.reading() as session:
            records = session.scalars(query)
            found = [agreement_data(one, self._desk.shelf) for one in records]
        return tuple(self._draft(one) for one in found)

    def _draft(self, agreement: AgreementData) -> SpokeDraft:
        own = str(agreement.own_business_id)
        others = [p.name for p in agreement.deal.parties if p.business_id != own]
        told = spoke_deals.told_in_a_line(self._desk.shelf, agreement.deal)
        view = self._drafts.compile(agreement.id)
        return SpokeDraft(agreement, " and ".join(others), told, view)


def _drafts(project_id: int, kinds: Collection[str]) -> Select[Agreement]:
    query = select(Agreement).where(
        Agreement.project_id == project_id,
        Agreement.template.in_(kinds),
        Agreement.state == AgreementState.DRAFT,
        Agreement.archived_at.is_(None),
    )
    return query.order_by(Agreement.id)


def _these(agreement_ids: Collection[int]) -> Select[Agreement]:
    return select(Agreement).where(Agreement.id.in_(agreement_ids))


def _never_offered(agreement_ids: Collection[int]) -> Select[Agreement]:
    only = (Agreement.state == AgreementState.DRAFT, Agreement.revision == 0)
    return _these(agreement_ids).where(*only)
