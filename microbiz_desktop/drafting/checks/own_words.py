"""What somebody worded for this agreement alone: rewordings and special terms (R6, check 28).

`registry` runs these with the other checks. No template vouches for such words, so what they refer
to and what they take the place of is looked at one by one.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from ...domain.deal import Rewording
from ...domain.findings import Edit, Finding, Fix, error, warning
from ...domain.plain import to_plain
from ..clauses import chosen
from ..templates.marks import anchor_name
from .letters import place_of, texts_of
from .places import at_rewording, at_term
from .subject import Subject


def rewordings(subject: Subject) -> Iterator[Finding]:
    """A rewording is of one unit of this template, once, and has words."""
    known = set(subject.scope.template.unit_ids())
    counts = Counter(rewording.unit for rewording in subject.deal.rewordings)
    seen: set[str] = set()
    for index, rewording in enumerate(subject.deal.rewordings):
        name = rewording.unit
        if name not in known:
            yield _unknown(index, name, known)
        elif name in seen:
            yield _again(subject, index, name, counts[name])
        elif not rewording.text.strip():
            yield _wordless(subject, index, rewording)
        elif not _is_on(subject, name):
            yield _idle(subject, index, name)
        seen.add(name)


def _is_on(subject: Subject, unit: str) -> bool:
    return any(line.unit == unit for c in subject.text.clauses for line in c.subclauses)


def _heading(subject: Subject, unit: str) -> str:
    found = subject.catalogue.units.get(unit)
    return found.heading if found else unit


def _unknown(index: int, name: str, known: set[str]) -> Finding:
    near = get_close_matches(name, sorted(known), n=1, cutoff=0.75)
    meant = f" Perhaps “{near[0]}” is meant." if near else ""
    take_out = Fix("take it out", (Edit(("rewordings", index), None),))
    reword = near and Fix(f"reword “{near[0]}”", (Edit(("rewordings", index, "unit"), near[0]),))
    return error(
        "rewording-unknown",
        at_rewording(name),
        f"There is own wording of “{name}”, which is no part of this agreement.{meant}",
        "The words would be printed nowhere.",
        reword or take_out,
    )


def _again(subject: Subject, index: int, name: str, count: int) -> Finding:
    return error(
        "rewording-twice",
        at_rewording(name),
        f"“{_heading(subject, name)}” is reworded {count} times.",
        "Only one of the wordings would be printed.",
        Fix("keep the first", (Edit(("rewordings", index), None),)),
    )


def _wordless(subject: Subject, index: int, rewording: Rewording) -> Finding:
    return error(
        "rewording-empty",
        at_rewording(rewording.unit),
        f"The own wording of “{_heading(subject, rewording.unit)}” has no words.",
        "The clause would be missing.",
        Fix("the usual wording", (Edit(("rewordings", index), None),)),
    )


def _idle(subject: Subject, index: int, name: str) -> Finding:
    return warning(
        "rewording-off",
        at_rewording(name),
        f"“{_heading(subject, name)}” is reworded, and the answers leave it out.",
        "The words are printed nowhere.",
        Fix("take it out", (Edit(("rewordings", index), None),)),
    )


def references_kept(subject: Subject) -> Iterator[Finding]:
    """W10: a reference to one sub-clause of a unit may mean nothing once the unit is reworded."""
    reworded = {rewording.unit for rewording in subject.deal.rewordings}
    marks = {
        anchor_name(name, mark): name
        for name in reworded & set(subject.catalogue.units)
        for mark in subject.catalogue.units[name].marks()
    }
    for clause in subject.text.clauses if marks else ():
        for unit in dict.fromkeys(line.unit for line in clause.subclauses):
            if unit in reworded or unit not in subject.catalogue.units:
                continue
            wording = chosen(subject.catalogue.units[unit], subject.scope.by_role)
            used = {u.name for u in subject.catalogue.sandbox.uses(wording.text) if u.root == "ref"}
            for name in sorted({marks[anchor] for anchor in used if anchor in marks}):
                yield warning(
                    "reworded-part",
                    at_rewording(name, clause.id),
                    f"Clause {clause.number} relies on “{_heading(subject, name)}”, "
                    "which is worded for this agreement alone.",
                    "What it relies on should still be said there.",
                )


#: "The schedule I sent" names none.
_REFERENCE = re.compile(
    r"\b(clause|schedule)s?\s+(?!(?-i:I\s+[a-z]))(\d+(?:\.\d+)?|(?-i:[A-Z]))\b", re.IGNORECASE
)


def typed_references(subject: Subject) -> Iterator[Finding]:
    """Check 23: a clause or schedule that somebody typed exists, under that number."""
    there = {("clause", clause.number) for clause in subject.text.clauses}
    there |= {("clause", line.number) for c in subject.text.clauses for line in c.subclauses}
    there |= {("schedule", schedule.letter) for schedule in subject.text.schedules}
    for path, text in texts_of(to_plain(subject.deal)):
        if path[0] not in {"special_terms", "rewordings", "answers"}:
            continue
        for kind, number in dict.fromkeys(_REFERENCE.findall(text)):
            if (kind.casefold(), number) not in there:
                yield warning(
                    "reference-nowhere",
                    place_of(path, subject),
                    f"“{kind} {number}” is typed here, and there is none in this agreement.",
                    "A reader would look for it and not find it.",
                )


def special_terms(subject: Subject) -> Iterator[Finding]:
    """A special term has words, and a heading that nothing else has."""
    headings = Counter(clause.heading.casefold() for clause in subject.text.clauses)
    headings += Counter(term.heading.strip().casefold() for term in subject.deal.special_terms)
    for index, term in enumerate(subject.deal.special_terms):
        name = term.heading.strip()
        label = f"The special term “{name}”" if name else f"Special term {index + 1}"
        if not term.text.strip():
            yield error(
                "special-term-empty",
                at_term(index),
                f"{label} has no words.",
                "A term without words binds nobody to anything.",
                Fix("take it out", (Edit(("special_terms", index), None),)),
            )
        elif name and headings[name.casefold()] > 1:
            yield error(
                "heading-twice",
                at_term(index),
                f"Two headings say “{name}”.",
                "Nobody could say which one is meant.",
            )
