"""What `make wording` measures is what it says."""

from dataclasses import replace

import pytest

from microbiz_desktop.domain.text import AgreementText, Clause
from microbiz_desktop.drafting.templates.catalogue import Catalogue
from tests.builders_text import agreement, clause_part
from tests.shipped import shipped

from .measures import HARDER, Measures, most_pages, terms_length


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The templates that are shipped."""
    return shipped()


@pytest.fixture(scope="module")
def measures(catalogue: Catalogue) -> Measures:
    return Measures(catalogue)


def _with(text: AgreementText, *units: str) -> AgreementText:
    lines = tuple(clause_part(f"1.{i}", unit, "Two words.") for i, unit in enumerate(units))
    return replace(text, clauses=(Clause("c", "1", "A clause", (), lines),))


def test_every_wording_is_measured(measures: Measures, catalogue: Catalogue) -> None:
    names = [found.name for found in measures.wordings]
    assert {name.partition("/")[0] for name in names} == set(catalogue.units)
    assert all(found.words > 5 and found.text > 0 for found in measures.wordings)


def test_lengths_of_units_make_the_length_of_the_terms(measures: Measures) -> None:
    lengths = measures.lengths()
    assert sum(lengths.values()) > 1500
    assert lengths["talks"] == next(w.words for w in measures.wordings if w.name == "talks")


def test_the_length_of_the_terms_counts_every_word_of_the_clauses() -> None:
    assert terms_length(_with(agreement(2), "a", "b", "c")) == 6


@pytest.mark.parametrize(
    ("count", "units", "deed", "most"),
    [
        (2, (), False, 8),
        (3, ("personal_data",), False, 8),
        (3, ("personal_data",), True, 9),
        (3, ("personal_data", "building"), True, 9),
        (4, (), False, 11),
        (7, ("building",), True, 12),
        (22, (), False, 16),
    ],
)
def test_the_limit_of_pages_follows_the_parties_and_what_is_asked_for(
    count: int, units: tuple[str, ...], deed: bool, most: int
) -> None:
    text = agreement(count, deed=deed)
    assert most_pages(_with(text, *units)) == most


def test_at_most_ten_wordings_stay_harder_and_each_says_why(measures: Measures) -> None:
    assert len(HARDER) <= 10
    assert all(len(reason) > 10 for reason in HARDER.values())
    assert set(HARDER) <= {found.name for found in measures.wordings}
