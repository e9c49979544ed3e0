"""How far each section of the interview is, as the list of sections shows it."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from microbiz_desktop.domain.findings import EXTRA, Finding, Severity
from microbiz_desktop.services.agreements.asked import Section
from microbiz_desktop.services.agreements.left import is_at, left_by_section
from microbiz_desktop.services.agreements.values import SectionProgress
from microbiz_desktop.ui.widgets.progress import SectionState

#: What an open question is called; every other error is a thing that is wrong.
_OPEN = "missing-answer"


class Found(NamedTuple):
    """What counts as left: all findings, and questions in which something is not stored yet.

    Marks on sections that are wrong wait with the findings that are `shown`.
    """

    stored: Sequence[Finding]
    shown: Sequence[Finding]
    unsettled: Collection[str] = ()


def states_of(
    sections: Sequence[Section],
    progress: Sequence[SectionProgress],
    found: Found,
    looked_at: Collection[str],
    terms: int,
) -> tuple[SectionState, ...]:
    """One state a section; `terms` stand in the extra one."""
    known = {one.section: one for one in progress}
    left = left_by_section(found.stored, sections)
    wrong = left_by_section([one for one in found.shown if one.code != _OPEN], sections)
    states = []
    for section in sections:
        one = known.get(section.id)
        states.append(
            SectionState(
                section.id,
                section.title,
                one.answered if one else 0,
                one.asked if one else 0,
                left[section.id] + _unsettled(section, found),
                looked_at=section.id in looked_at,
                as_usual=bool(one and one.as_usual),
                wrong=bool(wrong[section.id]),
                note=_terms(terms) if section.id == EXTRA else "",
                known=one is not None,
            )
        )
    return tuple(states)


def _unsettled(section: Section, found: Found) -> int:
    """How many questions count although nothing was found at them."""
    errors = [one.place for one in found.stored if one.severity is Severity.ERROR]
    typed = (one for one in section.questions if one.id in found.unsettled)
    return sum(not any(is_at(one, place) for place in errors) for one in typed)


def _terms(count: int) -> str:
    if not count:
        return "None, as usual"
    return "1 of your own" if count == 1 else f"{count} of your own"
