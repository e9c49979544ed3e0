"""What the reading of a deal file decided by itself: hints for whoever wrote the file."""

from collections.abc import Iterable

from ...domain.findings import Finding, Place, hint
from ...domain.words.typed_days import write_day
from ..asking.file_forms import TwoDays
from ..templates.model import Pack, Template
from ..templates.toml_lines import Steps


def day_notes(
    decided: Iterable[tuple[Steps, TwoDays]], template: Template, pack: Pack
) -> tuple[Finding, ...]:
    """A hint for each day that would be another one in a country with the other order."""
    return tuple(_day_note(at, days, template, pack) for at, days in decided)


def _day_note(at: Steps, days: TwoDays, template: Template, pack: Pack) -> Finding:
    return hint(
        "day-order",
        _place(at, template),
        f"“{days.typed}” was read as {write_day(days.taken)}: the order of days in {pack.title}.",
        f"Elsewhere it means {write_day(days.other)}. With the month in words it is clear.",
    )


def _place(at: Steps, template: Template) -> Place:
    """The question under which the day stands."""
    source = ".".join(str(step) for step in at[:2])
    for question in template.questions:
        if source == question.source or at[:2] == ("answers", question.id):
            section = template.section_of(question.id)
            return Place(
                section.title if section else "", section.id if section else "", question.id
            )
    return Place("The work", str(at[0]), str(at[-1]))
