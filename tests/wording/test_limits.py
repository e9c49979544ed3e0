"""The wording keeps to its limits: grades, length, and pages of executed copies."""

import pytest

from microbiz_desktop.rendering.pdf import Renderer
from tests.drafting.base_deal import KINDS
from tests.shipped import shipped

from .measures import (
    HARDER,
    PAGE_LIMITS,
    SUMMARY_LIMIT,
    SUMMARY_MEAN,
    TERMS_LIMITS,
    UNIT_LIMIT,
    Copy,
    Measures,
)
from .terms import terms


@pytest.fixture(scope="module")
def measures() -> Measures:
    """The shipped wording, measured once."""
    return Measures(shipped())


@pytest.fixture(scope="module")
def copies(measures: Measures) -> tuple[Copy, ...]:
    """The executed copies of the samples."""
    return tuple(measures.copies(Renderer()))


def test_every_unit_can_be_read_or_is_listed_with_a_reason(measures: Measures) -> None:
    hard = {w.name: w.text for w in measures.wordings if w.text > UNIT_LIMIT}
    assert {name: grade for name, grade in hard.items() if name not in HARDER} == {}
    assert [name for name in HARDER if name not in hard] == [], "listed, and easy enough by now"


def test_every_summary_can_be_read_at_a_glance(measures: Measures) -> None:
    grades = {w.name: w.summary for w in measures.wordings}
    assert {name: grade for name, grade in grades.items() if grade > SUMMARY_LIMIT} == {}
    assert sum(grades.values()) / len(grades) <= SUMMARY_MEAN


def test_no_alternative_is_without_a_golden(measures: Measures) -> None:
    assert measures.missing == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_terms_are_no_longer_than_their_limit(measures: Measures, kind: str) -> None:
    assert sum(measures.lengths(kind).values()) <= TERMS_LIMITS[kind]


def test_every_kind_has_its_limits() -> None:
    assert set(PAGE_LIMITS) == set(TERMS_LIMITS) == set(KINDS)


def test_an_offer_with_the_usual_answers_stays_within_its_pages(measures: Measures) -> None:
    offers = tuple(measures.offers(Renderer()))
    assert {copy.name: (copy.pages, copy.most) for copy in offers if copy.pages > copy.most} == {}


def test_terms_are_defined_and_used_and_references_lead_somewhere() -> None:
    found = terms(shipped())
    assert len(found.uses) > 5 * len(KINDS)
    assert (found.wrong, found.used(0)) == ([], [])


def test_the_samples_stay_within_their_pages(copies: tuple[Copy, ...]) -> None:
    over = {copy.name: (copy.pages, copy.most) for copy in copies if copy.pages > copy.most}
    assert over == {}
