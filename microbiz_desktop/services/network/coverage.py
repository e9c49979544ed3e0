"""Who holds what is needed, asked of the database need by need: no list of all is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Select, func, select, text

from ...domain.contacts.contacts import Level, Stage
from ...domain.contacts.covering import NOBODY, SINGLE, matching, state
from ...domain.words.names import fold
from ...records.business import Business, Skill
from ..shared import words
from .values import Coverage, Holder, NeedData

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: How many holders are named for each need; all are counted.
SHOWN = 12
#: Whoever is paused or was parted from does not count.
AWAY = (Stage.PAUSED, Stage.NOT_AGAIN)
LEVEL_WORDS = {level: word.lower() for level, word in words.levels("level not said").items()}
_ORDER = {NOBODY: 0, SINGLE: 1}
#: From each name straight to the next in the index: three skills for each of 100,000 associates
#: are not read to find a thousand names.
_KEYS = text(
    "WITH RECURSIVE held(key) AS (SELECT min(key) FROM skill UNION ALL"
    " SELECT (SELECT min(skill.key) FROM skill WHERE skill.key > held.key) FROM held"
    " WHERE held.key IS NOT NULL) SELECT key FROM held WHERE key IS NOT NULL"
)


def held_keys(session: Session) -> tuple[str, ...]:
    """Every skill anybody holds, folded, once."""
    return tuple(session.scalars(_KEYS))


def holders(keys: Sequence[str]) -> Select[int, str, str, int, str, bool]:
    """Who holds one of these skills (folded names), the best first."""
    return (
        select(
            Business.id,
            Business.trading_name,
            Business.legal_name,
            Skill.level,
            Skill.name,
            Business.own,
        )
        .join(Skill, Skill.business_id == Business.id)
        .where(
            Skill.key.in_(keys),
            Business.archived_at.is_(None),
            Business.outside.is_(False),
            Business.stage.not_in(AWAY),
        )
        .order_by(Skill.level.desc(), Business.closeness.desc(), Business.sort_name, Business.id)
    )


def coverage(session: Session, asked: Iterable[tuple[NeedData, str]]) -> tuple[Coverage, ...]:
    """Each need with its holders: nobody's first, then single ones, then by date and name."""
    held = held_keys(session)
    found = [
        _covered(session, need, about, matching(fold(need.name), held)) for need, about in asked
    ]
    return tuple(sorted(found, key=_pressing))


def _pressing(one: Coverage) -> tuple[int, str, str]:
    return _ORDER.get(one.state, 2), one.need.by or "9", fold(one.need.name)


def _covered(session: Session, need: NeedData, about: str, keys: tuple[str, ...]) -> Coverage:
    least = int(need.level)
    good = holders(keys).where(Skill.level >= least)
    count = session.scalar(_counted(keys, least)) or 0
    less = holders(keys).where(Skill.level < least)
    able = _named(session, good)
    there = {one.id for one in able}
    below = tuple(one for one in _named(session, less) if one.id not in there)
    kind = state(count)
    words = _words(kind, count, able, below)
    return Coverage(need, kind, count, able, below, about, words)


def _counted(keys: tuple[str, ...], least: int) -> Select[int]:
    found = holders(keys).where(Skill.level >= least).order_by(None).subquery()
    return select(func.count(func.distinct(found.c.id)))


def _named(session: Session, wanted: Select[int, str, str, int, str, bool]) -> tuple[Holder, ...]:
    """Each holder once, with the skill held best."""
    named: dict[int, Holder] = {}
    # One business may hold two matching skills: twice as many rows are enough for most.
    for key, trading, legal, level, skill, own in session.execute(wanted.limit(2 * SHOWN)):
        named.setdefault(key, Holder(key, trading or legal, Level(level), skill, own))
    return tuple(named.values())[:SHOWN]


def _words(kind: str, count: int, able: tuple[Holder, ...], below: tuple[Holder, ...]) -> str:
    """Who covers it, or what is the matter, in one line."""
    if kind == NOBODY and below:
        lesser = [f"{one.name} ({LEVEL_WORDS[one.level]})" for one in below[:2]]
        return f"Held, but not well enough: {words.joined(lesser)}."
    if kind == NOBODY:
        return "Nobody yet. Look for someone, or ask for an introduction."
    if kind == SINGLE:
        return f"Only {able[0].name}: if that falls through, nobody is left."
    rest = count - 2
    names = [one.name for one in able[:2]]
    return f"{words.joined([*names, f'{rest} more'] if rest > 0 else names)}."
