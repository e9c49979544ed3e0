"""All checks, in the order of their numbers in the documentation."""

from collections.abc import Callable, Iterator

from ...domain.findings import Finding
from .subject import Subject

Check = Callable[[Subject], Iterator[Finding]]

CHECKS: tuple[Check, ...] = ()


def run_checks(subject: Subject) -> Iterator[Finding]:
    """Every finding of every check that applies."""
    for check in CHECKS:
        yield from check(subject)
