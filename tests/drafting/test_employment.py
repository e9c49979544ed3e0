"""What reads like a contract of employment is noticed, and what only sounds like it is not."""

from pathlib import Path

import pytest

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.findings import Finding
from microbiz_desktop.drafting.checks.employment import signs_of_employment
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.drafting.templates.catalogue import Catalogue

from .golden import SAMPLES
from .test_checks import Change, answers, rewordings, special
from .test_every_check import subject_of
from .test_readings import READINGS


def _found(catalogue: Catalogue, deal: Deal, change: Change) -> list[Finding]:
    return list(signs_of_employment(subject_of(catalogue, change(deal))))


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("Fixed working hours apply.", "hours", "Fixed working hours"),
        (
            "Mondays to Fridays, 09:00–17:30, at the shop.",
            "hours",
            "Mondays to Fridays, 09:00–17:30",
        ),
        ("Work from 8.30 am to 4 pm every weekday.", "hours", "8.30 am to 4 pm every weekday"),
        ("Ash works 20 hours per week.", "hours", "20 hours per week"),
        ("A full-time part in the work.", "hours", "full-time"),
        ("No party may send no substitute.", "substitute", "no substitute"),
        ("Ash may not subcontract any of it.", "substitute", "not subcontract"),
        ("A substitute is not allowed.", "substitute", "substitute is not allowed"),
        (
            "Ash shall carry out the filming in person.",
            "substitute",
            "shall carry out the filming in person",
        ),
        ("Ash drives the customer's van.", "tools", "customer's van"),
        ("A laptop is provided by the client.", "tools", "laptop is provided by the client"),
        ("The client supplies all tools.", "tools", "client supplies all tools"),
        ("Sick pay is due after three days.", "pay", "Sick pay"),
        ("Ash works as instructed by the manager.", "orders", "as instructed by"),
    ],
)
def test_it_is_named_with_what_to_write_instead(
    catalogue: Catalogue, sample: Deal, text: str, code: str, named: str
) -> None:
    (found,) = _found(catalogue, sample, special("Work", text))
    assert found.code == f"employment-{code}"
    assert found.message.startswith(f"“{named}” ")
    assert "sign of employment" in found.reason
    assert found.reason.count(".") >= 2  # why, and what to write instead


@pytest.mark.parametrize(
    "text",
    [
        "There are no fixed hours.",
        "The launch is on Friday from 10:00 to 16:00.",
        "From 10 to 15 people come each day.",
        "The café opens from 9 to 5 on 26 February 2027.",
        "The office is open at 9.",
        "Each party may send a skilled substitute or subcontract.",
        "The client’s logo stands on each page; the client provides the texts.",
        "There is no salary, and no holiday pay.",
        "Two pieces: 10 to 12 posters and 3 films.",
        "A person signs in person for the parcel.",
    ],
)
def test_what_only_sounds_like_it_is_left_alone(
    catalogue: Catalogue, sample: Deal, text: str
) -> None:
    assert [f.message for f in _found(catalogue, sample, special("Work", text))] == []


def test_a_hidden_answer_is_not_read(catalogue: Catalogue, sample: Deal) -> None:
    hidden = answers(missions={"fernhill": "Fixed hours"}, say_missions=False)
    assert _found(catalogue, sample, hidden) == []
    asked = answers(missions={"fernhill": "Fixed hours"}, say_missions=True)
    assert [f.place.question for f in _found(catalogue, sample, asked)] == ["missions"]


def test_changed_wording_that_lost_what_the_usual_said_is_named(
    catalogue: Catalogue, sample: Deal
) -> None:
    found = _found(catalogue, sample, rewordings(("own_affairs", "Each pays its own tax.")))
    assert [f.message for f in found] == [
        "The usual words said “own hours”; the changed ones do not.",
        "The usual words said “substitute”; the changed ones do not.",
        "The usual words said “own tools”; the changed ones do not.",
    ]


@pytest.mark.parametrize("path", [*SAMPLES.values(), *READINGS], ids=lambda path: path.stem)
def test_deals_of_people_who_are_independent_have_none_of_it(
    catalogue: Catalogue, path: Path
) -> None:
    deal = load_deal_file(path, catalogue).deal
    assert [f.message for f in _found(catalogue, deal, lambda one: one)] == []
