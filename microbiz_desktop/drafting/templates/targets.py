"""What texts can refer to: clauses, schedules, units, and named sub-clauses of units."""

from collections.abc import Iterator, Mapping

from ...domain.findings import EXTRA
from .marks import anchor_name
from .model import Template, Unit

#: What pages call their own parts: no clause and no schedule may have such an id.
PARTS_OF_PAGES = frozenset(
    {
        *("cover", "changes", "parties", "recitals", "terms", "special_terms"),
        *("signing", "certificate"),
    }
)
#: Sections of the interview that are there without a template.
FIXED_SECTIONS = frozenset({"parties", "project", EXTRA})


def own_targets(template: Template) -> Iterator[str]:
    """The ids of a template: clauses, schedules and units share one set."""
    yield from (clause.id for clause in template.clauses)
    yield from (schedule.id for schedule in template.schedules)
    yield from template.unit_ids()


def targets(template: Template, units: Mapping[str, Unit]) -> Iterator[str]:
    """Everything a text of this template can refer to."""
    yield from own_targets(template)
    for name in template.unit_ids():
        if name in units:
            yield from (anchor_name(name, mark) for mark in units[name].marks())
