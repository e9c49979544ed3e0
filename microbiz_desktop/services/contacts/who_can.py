"""Who could do a job by a date: points that add up, each with its reason in words.

The page "Who can do it?" shows the result. Nothing is learned or weighed in secret: the figures
stand here and every reason ends with its own, so that a user can see why and disagree.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ...domain.contacts.contacts import Closeness, Level, Stage
from ...domain.dates import MONTHS
from ...domain.words.names import fold
from ..shared import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

_LEVELS = {
    Level.UNSAID: (12, "level not said"),
    Level.LEARNING: (8, "learning"),
    Level.CAPABLE: (18, "capable"),
    Level.GOOD: (28, "good"),
    Level.EXPERT: (36, "expert"),
}
_EVIDENCE, _MISSING = 5, -20
_USED_LATELY, _USED, _USED_LONG_AGO = 5, 2, -3
_FREE, _FREE_BEFORE, _NOT_FREE = 12, 8, -6
_CLOSENESS = {
    Closeness.MET: (2, "You have met"),
    Closeness.KNOWN: (5, "You know each other"),
    Closeness.WELL_KNOWN: (9, "You know each other well"),
    Closeness.CLOSE: (12, "You are close"),
}
_STAGES = {
    Stage.TALKING: (2, "You are talking already"),
    Stage.FIRST_WORK: (8, "You have done a first piece of work together"),
    Stage.TRUSTED: (14, "Trusted"),
    Stage.PAUSED: (-15, "Paused for now"),
    Stage.NOT_AGAIN: (-100, "You decided not to work together again"),
}
_ISO_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_NEAR = 8
_TOGETHER, _TOGETHER_MOST = 4, 12
_RAN_OUT, _RUNS_OUT = -8, -5


@dataclass(frozen=True, slots=True)
class Ranked:
    """Somebody who could do it; `score` is the sum of the figures at the ends of the reasons."""

    id: int
    name: str
    score: int
    reasons: tuple[str, ...]
    logo: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked: skills by their keys, the day it must be done by (or ""), where, and today."""

    skills: Mapping[str, str]
    by: str
    near: str
    today: date


class _Business(NamedTuple):
    """A row of `_BUSINESSES`."""

    id: int
    name: str
    place: str
    address: str
    closeness: int
    stage: str
    free_months: str
    private: int
    logo: str | None


class _HeldSkill(NamedTuple):
    """A row of `_HELD`."""

    business_id: int
    key: str
    name: str
    level: int
    evidence: str
    last_used: str


@dataclass(slots=True)
class _Candidate:
    row: _Business
    skills: dict[str, _HeldSkill] = field(default_factory=dict)
    together: int = 0
    papers: list[tuple[str, str]] = field(default_factory=list)


def ranked(connection: Connection, job: Job, limit: int) -> tuple[Ranked, ...]:
    """The best first, by name among equals; only those with at least one of the skills."""
    found = [_ranked(one, job) for one in _candidates(connection, job).values()]
    found.sort(key=lambda one: (-one.score, fold(one.name), one.id))
    return tuple(found[:limit])


def _ranked(one: _Candidate, job: Job) -> Ranked:
    parts = [*chain(_skills(one, job), _when(one, job), _who(one), _where(one, job))]
    parts += _papers(one, job)
    reasons = tuple(f"{words} ({points:+d})".replace("-", "\u2212") for points, words in parts)
    notes = ("Private: kept out of introductions",) if one.row.private else ()
    score = sum(points for points, _ in parts)
    return Ranked(one.row.id, one.row.name, score, (*reasons, *notes), one.row.logo or "")


Part = tuple[int, str]


def _skills(one: _Candidate, job: Job) -> Iterator[Part]:
    """What several skills bring is shared out: a job of five counts no more than one of two."""
    share = len(job.skills)
    for key, asked in job.skills.items():
        held = one.skills.get(key)
        if held is None:
            yield round(_MISSING / share), f"Does not list {asked}"
            continue
        points, level = _LEVELS[Level(held.level)]
        yield round(points / share), f"{held.name}: {level}"
        if held.evidence:
            yield round(_EVIDENCE / share), f"{held.name} shown by {_short(held.evidence)}"
        yield from _used(held, job, share)


def _used(held: _HeldSkill, job: Job, share: int) -> Iterator[Part]:
    year = held.last_used[:4]
    if not (year.isdigit() and len(year) == 4):
        return
    ago = job.today.year - int(year)
    points = _USED_LATELY if ago <= 1 else _USED if ago <= 3 else _USED_LONG_AGO
    words = f"last used in {year}" if ago <= 3 else f"not used since {year}"
    yield round(points / share), f"{held.name} {words}"


def _when(one: _Candidate, job: Job) -> Iterator[Part]:
    free = tuple(json.loads(one.row.free_months))
    month = job.by[:7]
    if not free or not _ISO_MONTH.fullmatch(month):
        return
    known = sorted(each for each in free if _ISO_MONTH.fullmatch(each))
    before = [each for each in known if f"{job.today:%Y-%m}" <= each < month]
    if month in free:
        yield _FREE, f"Free in {_month(month)}"
    elif before:
        yield _FREE_BEFORE, f"Free in {_month(before[-1])}, before it is due"
    else:
        yield _NOT_FREE, f"Free at other times, not by {_month(month)}"


def _who(one: _Candidate) -> Iterator[Part]:
    row = one.row
    if row.closeness in _CLOSENESS:
        yield _CLOSENESS[Closeness(row.closeness)]
    if row.stage in _STAGES:
        yield _STAGES[Stage(row.stage)]
    if one.together:
        times = words.counted(one.together, "project or agreement", "projects and agreements")
        yield min(one.together * _TOGETHER, _TOGETHER_MOST), f"Worked together: {times}"


def _where(one: _Candidate, job: Job) -> Iterator[Part]:
    near = fold(job.near)
    if near and (near == fold(one.row.place) or f" {near} " in f" {fold(one.row.address)} "):
        yield _NEAR, f"In {job.near.strip()}"


def _papers(one: _Candidate, job: Job) -> Iterator[Part]:
    today = job.today.isoformat()
    for name, expires in one.papers:
        if expires < today:
            yield _RAN_OUT, f"{name} ran out on {words.iso_day(expires)}"
        else:
            yield _RUNS_OUT, f"{name} runs out on {words.iso_day(expires)}, before it is done"


def _candidates(connection: Connection, job: Job) -> dict[int, _Candidate]:
    keys = json.dumps(list(job.skills))
    rows = connection.exec_driver_sql(_BUSINESSES, (keys,))
    found = {one.id: _Candidate(one) for one in map(_Business._make, rows)}
    for held in map(_HeldSkill._make, connection.exec_driver_sql(_HELD, (keys,))):
        if held.business_id in found:
            found[held.business_id].skills.setdefault(held.key, held)
    for business_id, many in _worked_together(connection).items():
        if business_id in found:
            found[business_id].together = many
    until = max(job.by or "", job.today.isoformat())
    for business_id, name, expires in connection.exec_driver_sql(_OVER, (keys, until)):
        if business_id in found:
            found[business_id].papers.append((name, expires))
    return found


_BUSINESSES = """
    SELECT id, CASE trading_name WHEN '' THEN legal_name ELSE trading_name END AS name,
        place, address, closeness, stage, free_months, private, logo
    FROM business WHERE own = 0 AND outside = 0 AND archived_at IS NULL AND id IN (
        SELECT business_id FROM skill WHERE key IN (SELECT value FROM json_each(?)))"""
_HELD = """
    SELECT business_id, key, name, level, evidence, last_used FROM skill
    WHERE key IN (SELECT value FROM json_each(?)) ORDER BY level DESC"""
_OVER = """
    SELECT business_id, name, expires FROM paper
    WHERE kind IN ('insurance', 'licence') AND length(expires) = 10 AND business_id IN (
        SELECT business_id FROM skill WHERE key IN (SELECT value FROM json_each(?)))
    AND expires < ? ORDER BY expires"""
_TEAMS = """
    SELECT business_id, count(*) FROM team_member
    JOIN project ON project.id = team_member.project_id AND project.archived_at IS NULL
    GROUP BY business_id"""
_EXECUTED = """
    SELECT json_extract(party.value, '$.business_id'), count(*)
    FROM agreement, json_each(agreement.deal_json, '$.parties') AS party
    WHERE agreement.state = 'executed' GROUP BY 1"""


def _worked_together(connection: Connection) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for business_id, many in chain(
        connection.exec_driver_sql(_TEAMS), connection.exec_driver_sql(_EXECUTED)
    ):
        if str(business_id or "").isdigit():
            found[int(business_id)] += many
    return found


def keys_of(connection: Connection, asked: Sequence[str]) -> dict[str, str]:
    """The keys of the skills asked for, with the words as asked.

    A skill nobody has by that name is read as those that have a word beginning with each of its
    words; without any it stays, so that the reasons can say that it is missing.
    """
    found: dict[str, str] = {}
    for typed in asked:
        key = fold(typed)
        if not key:
            continue
        held = connection.exec_driver_sql("SELECT 1 FROM skill WHERE key = ? LIMIT 1", (key,))
        alike = [] if held.first() else _alike(connection, key)
        found |= dict.fromkeys(alike[:_ALIKE] or [key], typed.strip())
    return found


_ALIKE = 1
# One step to the next key for each: reading every row of the table takes long.
_KEYS = """
    WITH RECURSIVE one(key) AS (
        SELECT min(key) FROM skill
        UNION ALL SELECT (SELECT min(key) FROM skill WHERE key > one.key) FROM one
        WHERE one.key IS NOT NULL)
    SELECT key FROM one WHERE key IS NOT NULL"""


def _alike(connection: Connection, key: str) -> list[str]:
    asked = key.split()
    return sorted(
        (
            each
            for (each,) in connection.exec_driver_sql(_KEYS)
            if all(any(word.startswith(start) for word in each.split()) for start in asked)
        ),
        key=lambda each: (len(each), each),
    )


def _month(iso: str) -> str:
    return f"{MONTHS[int(iso[5:7]) - 1]} {iso[:4]}"


def _short(words: str, most: int = 60) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0] + "…"
