"""What texts can refer to: clauses, schedules, units, and named sub-clauses of units."""

from collections.abc import Iterator, Mapping

from .marks import anchor_name
from .model import Template, Unit


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
