"""Words that make a party look like somebody's employee: said as hints, with what to write instead.

Whether somebody is self-employed is judged by how the work is done, and these words are what is
looked at first. The usual wording says the opposite; own words are read here, and so is wording
that was changed and lost what it said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...domain.findings import Finding, hint
from ...domain.plain import to_plain
from .letters import place_of, texts_of
from .places import at_rewording
from .subject import Subject

_WHOSE = (
    r"(?:client|customer|lead party|lead|other party|company|employer|hirer)"
    r"(?:[’']s|s[’'])(?: own)?"
)
_THINGS = r"(?:tools|equipment|machines?|laptops?|computers?|vans?|vehicles?|uniforms?|phones?)"
_TIMED = r"(?:\d{1,2}[:.]\d\d(?: ?[ap]\.?m\b\.?)?|\d{1,2} ?(?:[ap]\.?m\b\.?|o[’']clock)|noon)"
_TO = r" ?(?:to|until|till|and|-|–) ?"
#: Numbers are times where they say so, or where “from” and what follows leave no doubt.
_HOURS = (
    rf"(?:{_TIMED}{_TO}(?:{_TIMED}|\d{{1,2}})|\d{{1,2}}{_TO}{_TIMED}|9{_TO}5"
    rf"|(?:from|between) \d{{1,2}}{_TO}\d{{1,2}}(?=[,.;]| on | each | every | daily))"
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
#: Again and again: a single day is that of an event.
_DAYS = (
    rf"{_DAY}s|{_DAY}{_TO}{_DAY}|mon[-–]fri|weekdays|daily|(?:each|every|a|per) week"
    r"|(?:each|every) (?:working |week)?day"
)
_NOT = r"(?<!\bno )(?<!\bnot )(?<!\bwithout )(?<!\bany )"


@dataclass(frozen=True, slots=True)
class EmploymentSign:
    """What gives it away (`words`), what the usual wording says of it, and what to write."""

    code: str
    says: str
    change: str
    words: tuple[re.Pattern[str], ...]
    usual: str = ""


def _words(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_SIGNS = (
    EmploymentSign(
        "employment-hours",
        "sets the hours of work",
        "Say what must be ready and by when, and let each party set its own hours.",
        _words(
            rf"{_NOT}\b(?:fixed|set|core|regular|normal) (?:working |office )?hours\b",
            rf"\b{_HOURS}[^.;]{{0,40}}?\b(?:{_DAYS})\b",
            rf"\b(?:{_DAYS})\b[^.;]{{0,40}}?\b{_HOURS}",
            rf"{_NOT}\b(?:full|part)[- ]time\b",
            r"\b\d{1,2} (?:hours|days) (?:a|per|each|every) week\b",
        ),
        "own hours",
    ),
    EmploymentSign(
        "employment-substitute",
        "lets nobody else do a party’s part",
        "Say what the work must be like, and let each party send a skilled substitute.",
        _words(
            r"\bno substitutes?\b",
            r"\b(?:not|never) (?:send|use|provide|name|appoint) (?:a |any )?substitutes?\b",
            r"\bsubstitutes? (?:is|are) not (?:allowed|permitted|accepted)\b",
            r"\b(?:not|never|nor) (?:subcontract|sub-contract|delegate|substitute)\b",
            r"\bno (?:subcontractors?|sub-contractors?|subcontracting|delegation)\b",
            r"\b(?:must|shall|will|has to|have to)\b[^.;]{0,60}?\b(?:personally|in person)\b",
            r"\bnobody else may\b",
        ),
        "substitute",
    ),
    EmploymentSign(
        "employment-tools",
        "has a party work with another’s tools",
        "Let each party use its own tools, or lend a thing for a reason and say which.",
        _words(
            rf"\b{_WHOSE} {_THINGS}\b",
            rf"\b{_THINGS} (?:are |is )?(?:supplied|provided|given|lent|paid for) by (?:the )?"
            r"(?:client|customer|lead|company|employer)\b",
            rf"\b(?:client|customer|lead party|company) (?:supplies|provides|gives|lends)\b"
            rf"[^.;]{{0,30}}?\b{_THINGS}\b",
        ),
        "own tools",
    ),
    EmploymentSign(
        "employment-pay",
        "promises what employees get",
        "Let the price or the share cover it: each party sees to its own time off and tax.",
        _words(
            rf"{_NOT}\b(?:holiday|sick|overtime|maternity|redundancy) pay\b",
            rf"{_NOT}\b(?:annual leave|paid leave|paid holidays?)\b",
            rf"{_NOT}\b(?:salary|wages?|payroll|probation(?:ary)?)\b",
        ),
    ),
    EmploymentSign(
        "employment-orders",
        "puts a party under another’s orders",
        "Say what has to come out of the work, and let each party decide how to do its part.",
        _words(
            rf"{_NOT}\bunder the (?:direction|supervision|control|orders) of\b",
            r"\bas (?:directed|instructed|ordered) by\b",
            rf"{_NOT}\bline managers?\b",
        ),
    ),
)
_WHY = "Tax offices and courts take it as a sign of employment, whatever the agreement calls it."
#: Parts of a deal in which people write sentences.
_READ = frozenset({"answers", "project", "special_terms", "rewordings", "parties"})


def signs_of_employment(subject: Subject) -> Iterator[Finding]:
    """Own words that read like a contract of employment, and changed ones that lost the usual."""
    told: set[tuple[str, str, str]] = set()
    for path, text in texts_of(to_plain(subject.deal)):
        if path[0] not in _READ or not _counts(path, subject):
            continue
        place = place_of(path, subject)
        for sign in _SIGNS:
            found = next((m for p in sign.words if (m := p.search(text))), None)
            where = (sign.code, place.question, place.party)
            if found and where not in told:
                told.add(where)
                said = f"“{found[0].strip()}” {sign.says}."
                yield hint(sign.code, place, said, f"{_WHY} {sign.change}")
    yield from _lost(subject)


def _counts(path: tuple[str | int, ...], subject: Subject) -> bool:
    """Answers that are asked, roles of parties, and everything else that is printed as typed."""
    if path[0] == "answers":
        question = subject.scope.by_id.get(str(path[1]))
        return question is not None and subject.shows(question)
    return path[0] != "parties" or path[-1] == "role"


def _lost(subject: Subject) -> Iterator[Finding]:
    """A unit said that hours, tools or a substitute are a party’s own; its rewording does not."""
    for rewording in subject.deal.rewordings:
        unit = subject.catalogue.units.get(rewording.unit)
        usual = "\n".join((unit.text, *(one.text for one in unit.alternatives))) if unit else ""
        for sign in _SIGNS:
            kept = sign.usual.rpartition(" ")[2]
            if sign.usual and sign.usual in usual and kept not in rewording.text:
                yield hint(
                    sign.code,
                    at_rewording(rewording.unit),
                    f"The usual words said “{sign.usual}”; the changed ones do not.",
                    f"{_WHY} {sign.change}",
                )
