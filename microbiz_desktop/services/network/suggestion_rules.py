"""The rules that look for small steps: each gives at most one, with its reason and where it leads.

`suggestions` chooses from what they find, and Home shows it. All of them take a session and a day
and give the same kind of value, so that a new rule is one function and one line in a list.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, func, or_, select
from sqlalchemy.orm import aliased

from ...domain.contacts.contacts import Closeness, Level, Stage
from ...domain.dates import parse_day
from ...domain.links import Link, Screen
from ...domain.network.referring import Consent, Direction, ReferralOutcome
from ...domain.states import ProjectState
from ...records.business import Business, PaperRecord
from ...records.network import Referral, SkillNeed, TimelineEntry
from ...records.project import Project, TeamMember
from ..shared import words
from . import coverage
from .acquaintance import is_associate, is_contact
from .values import NeedData, SmallStep

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: Days ahead a paper is worth a step, days ahead it is pressing, days it may have been over.
_AHEAD, _SOON, _OVER = 60, 14, 30
#: Days without a word after which a contact is quiet, and after which thanks are old.
_QUIET, _THANKED = 180, 365
_WORKED = (Stage.FIRST_WORK, Stage.TRUSTED)


def action_due(session: Session, today: date) -> SmallStep | None:
    """The next action whose day has come, the oldest first."""
    wanted = (
        select(Business)
        .where(
            is_contact(),
            Business.next_on > "",
            Business.next_on <= today.isoformat(),
            Business.next_action != "",
        )
        .order_by(Business.next_on, Business.id)
        .limit(1)
    )
    one = session.scalars(wanted).first()
    if one is None or (day := parse_day(one.next_on)) is None:
        return None
    when = "for today" if day == today else f"for {words.day(day)}"
    action = one.next_action[:1].upper() + one.next_action[1:]
    return SmallStep(
        f"action-{one.id}",
        f"{action}: {one.name}",
        f"You planned this {when}.",
        "Open",
        Link(Screen.ASSOCIATE, one.id),
    )


def paper_ending_soon(session: Session, today: date) -> SmallStep | None:
    """A paper that ends within two weeks, or ended lately."""
    return _paper(session, today, _SOON)


def paper_ending(session: Session, today: date) -> SmallStep | None:
    """A paper that ends within two months."""
    return _paper(session, today, _AHEAD)


def _paper(session: Session, today: date, ahead: int) -> SmallStep | None:
    first, last = today - timedelta(days=_OVER), today + timedelta(days=ahead)
    wanted = (
        select(PaperRecord)
        .join(Business)
        .where(
            PaperRecord.expires >= first.isoformat(),
            PaperRecord.expires <= last.isoformat(),
            Business.archived_at.is_(None),
            Business.stage.not_in(coverage.AWAY),
        )
        .order_by(PaperRecord.expires, PaperRecord.id)
        .limit(1)
    )
    paper = session.scalars(wanted).first()
    if paper is None or (day := parse_day(paper.expires)) is None:
        return None
    business = paper.business
    what = _paper_words(paper)
    ends = f"It {'ended' if day < today else 'ends'} on {words.day(day)}."
    if business.own:
        title, target = f"Renew the {what}", Link(Screen.SETTINGS, business.id, "own")
    else:
        title, target = (
            f"Ask {business.name} for the new {what}",
            Link(Screen.ASSOCIATE, business.id),
        )
    return SmallStep(f"paper-{paper.id}", title, ends, "Open", target)


def _paper_words(paper: PaperRecord) -> str:
    """The paper in the middle of a sentence: "public liability insurance"."""
    name = paper.name[:1].lower() + paper.name[1:]
    if not name or paper.sort == "other":
        return name or "paper"
    return name if paper.sort in name.lower() else f"{name} {paper.sort}"


def introducer_to_thank(session: Session, today: date) -> SmallStep | None:
    """Whoever introduced somebody we now work with, and was not thanked within a year."""
    introducer = aliased(Business)
    since = (today - timedelta(days=_THANKED)).isoformat()
    wanted = (
        select(introducer, Business, _projects_with(Business.id))
        .join(introducer, introducer.id == Business.introduced_by_id)
        .where(
            is_associate(),
            introducer.archived_at.is_(None),
            introducer.own.is_(False),
            or_(Business.stage.in_(_WORKED), _projects_with(Business.id) > 0),
            ~_said(introducer.id, since, "thank"),
        )
        .order_by(_projects_with(Business.id).desc(), introducer.id, Business.id)
        .limit(1)
    )
    found = session.execute(wanted).first()
    if found is None:
        return None
    by, brought, projects = found
    person = by.contact.name if by.contact else by.name
    came = "1 project" if projects == 1 else f"{words.number_word(projects)} projects"
    reason = f"{came[0].upper()}{came[1:]} came through that introduction."
    if not projects:
        reason = "You have worked together since."
    return SmallStep(
        f"thank-{by.id}-{brought.id}",
        f"Thank {person} for introducing {brought.name}",
        reason,
        "Write a note",
        Link(Screen.ASSOCIATE, by.id),
    )


def _projects_with(business_id: SQLColumnExpression[int]) -> ColumnElement[int]:
    wanted = (
        select(func.count())
        .select_from(TeamMember)
        .join(Project)
        .where(TeamMember.business_id == business_id, Project.archived_at.is_(None))
    )
    return wanted.scalar_subquery()


def _said(business_id: SQLColumnExpression[int], since: str, word: str) -> ColumnElement[bool]:
    wanted = select(TimelineEntry.id).where(
        TimelineEntry.business_id == business_id,
        TimelineEntry.on >= since,
        TimelineEntry.archived_at.is_(None),
        TimelineEntry.words.icontains(word),
    )
    return wanted.exists()


def quiet_contact(session: Session, today: date) -> SmallStep | None:
    """Somebody we know or worked with, and have not spoken with for half a year."""
    found = session.execute(_quiet(today)).first()
    if found is None:
        return None
    key, trading, legal, last = found
    name, day = trading or legal, parse_day(last)
    months = (today - day).days // 30 if day else 0
    return SmallStep(
        f"quiet-{key}",
        f"Ask how things are at {name}",
        f"Nothing noted for {words.number_word(months)} months, since {words.iso_day(last)}.",
        "Open",
        Link(Screen.ASSOCIATE, key),
        minutes=5,
    )


def _quiet(today: date) -> Select[int, str, str, str]:
    """Begins with the timeline: who was never spoken with is not quiet but unknown."""
    last = func.max(TimelineEntry.on)
    return (
        select(Business.id, Business.trading_name, Business.legal_name, last)
        .join(TimelineEntry, TimelineEntry.business_id == Business.id)
        .where(
            is_associate(),
            TimelineEntry.archived_at.is_(None),
            Business.stage.not_in(coverage.AWAY),
            or_(Business.closeness >= int(Closeness.KNOWN), Business.stage.in_(_WORKED)),
        )
        .group_by(Business.id)
        .having(last < (today - timedelta(days=_QUIET)).isoformat())
        .order_by(Business.closeness.desc(), last, Business.id)
        .limit(1)
    )


def review_due(session: Session, today: date) -> SmallStep | None:
    """A project that is done, or should be by its dates, and was not looked back on."""
    over = (Project.end != "") & (Project.end < today.isoformat())
    wanted = (
        select(Project)
        .where(
            Project.archived_at.is_(None),
            or_(
                Project.state == ProjectState.DONE,
                (Project.state == ProjectState.UNDER_WAY) & over,
            ),
        )
        .order_by(Project.end, Project.id)
        .limit(1)
    )
    project = session.scalars(wanted).first()
    if project is None:
        return None
    done = project.state is ProjectState.DONE
    ended = words.iso_day(project.end)
    reason = "It is done and not reviewed yet." if done else f"It was to end on {ended}."
    return SmallStep(
        f"review-{project.id}",
        f"Look back on {project.name} together",
        reason,
        "Open",
        Link(Screen.PROJECT, project.id),
        minutes=10,
    )


def missing_skill(session: Session, today: date) -> SmallStep | None:
    """A need nobody covers, the one with the nearest date."""
    wanted = (
        select(SkillNeed, Project.name)
        .outerjoin(Project, Project.id == SkillNeed.project_id)
        .where(SkillNeed.archived_at.is_(None), Project.archived_at.is_(None))
        .where(or_(SkillNeed.by == "", SkillNeed.by >= today.isoformat()))
    )
    asked = [
        (NeedData(need.name, Level(need.level), need.by, need.id), about or "")
        for need, about in session.execute(wanted)
    ]
    one = next((c for c in coverage.coverage(session, asked) if c.state == "nobody"), None)
    if one is None:
        return None
    about = f"{one.about} needs it" if one.about else "It is on your list of needs"
    by = f" by {words.iso_day(one.need.by)}" if one.need.by else ""
    return SmallStep(
        f"skill-{one.need.id}",
        f"Look for someone who can do {one.need.name[:1].lower()}{one.need.name[1:]}",
        f"{about}{by}, and nobody in the list holds it.",
        "See skills",
        Link(Screen.NETWORK, one.need.project_id, "skills"),
        minutes=5,
    )


def consent_missing(session: Session, today: date) -> SmallStep | None:  # noqa: ARG001 - one shape
    """A referral we gave and nobody has asked the person referred about."""
    wanted = (
        select(Referral)
        .where(
            Referral.archived_at.is_(None),
            Referral.direction == Direction.GIVEN.value,
            Referral.consent == Consent.NOT_ASKED.value,
            Referral.outcome == ReferralOutcome.OPEN.value,
        )
        .order_by(Referral.on, Referral.id)
        .limit(1)
    )
    one = session.scalars(wanted).first()
    if one is None:
        return None
    return SmallStep(
        f"consent-{one.id}",
        f"Ask {one.referred} whether the details may be passed on",
        "The referral card leaves them out until there is consent.",
        "Open",
        Link(Screen.REFERRAL, one.id),
    )
