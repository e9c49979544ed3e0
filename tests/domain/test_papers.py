"""Which paper is needed: asked step by step, only what counts, and none where none is for it."""

import pytest

from microbiz_desktop.domain.papers import (
    QUESTIONS,
    AgreementKind,
    Instead,
    PaperFit,
    PaperShape,
    is_mine,
    questions_for,
    recommend,
    usual_kind,
)

TABLE, HUB = PaperShape.ROUND_TABLE, PaperShape.HUB_AND_SPOKE
SHARED = PaperFit({"about": ("work",), "money": ("shared",)}, TABLE, "You share.")
PAID = PaperFit(
    {"about": ("work",), "client": ("mine",), "money": ("paid", "shared")}, HUB, "You pay."
)
QUIET = PaperFit({"about": ("talk",), "secret": ("yes",)}, TABLE, "It is secret.")
A = AgreementKind("a", "A paper", fits=(SHARED,), usual=True)
B = AgreementKind("b", "B paper", least=2, most=2, fits=(PAID,))
C = AgreementKind("c", "C paper", fits=(QUIET,))
KINDS = (C, B, A)


def asked(given: dict[str, str]) -> list[str]:
    """The ids of the questions in sight."""
    return [question.id for question in questions_for(KINDS, given)]


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ({}, ["about"]),
        ({"about": "work"}, ["about", "client"]),
        ({"about": "work", "client": "mine"}, ["about", "client", "money"]),
        ({"about": "work", "client": "mine", "money": "none"}, ["about", "client", "money"]),
        ({"about": "talk"}, ["about", "secret"]),
        ({"about": "pass-on"}, ["about", "way"]),
        ({"client": "mine"}, ["about"]),
        ({"about": "nonsense"}, ["about"]),
        # what was answered on another way no longer counts
        ({"about": "talk", "client": "mine", "money": "paid"}, ["about", "secret"]),
    ],
)
def test_a_question_is_asked_only_while_it_makes_a_difference(
    given: dict[str, str], ids: list[str]
) -> None:
    assert asked(given) == ids


def test_nothing_is_recommended_before_all_that_counts_is_answered() -> None:
    for given in ({}, {"about": "work"}, {"about": "work", "money": "shared"}, {"about": "talk"}):
        found = recommend(KINDS, given)
        assert (found.settled, found.kind, found.fits_nothing) == (False, None, False)


def test_the_kind_that_asks_for_most_is_recommended_and_the_others_are_named() -> None:
    found = recommend(KINDS, {"about": "work", "client": "mine", "money": "shared"})
    assert (found.kind, found.fit, found.also) == (B, PAID, (A,))
    found = recommend(KINDS, {"about": "work", "client": "nobody", "money": "shared"})
    assert (found.kind, found.fit, found.also) == (A, SHARED, ())


def test_of_two_that_fit_as_well_the_usual_one_is_recommended() -> None:
    twin = AgreementKind("d", "D paper", fits=(SHARED,))
    given = {"about": "work", "client": "nobody", "money": "shared"}
    for kinds in ((twin, A), (A, twin)):
        found = recommend(kinds, given)
        assert (found.kind, found.also) == (A, (twin,))


@pytest.mark.parametrize(
    "given",
    [
        {"about": "talk", "secret": "no"},
        {"about": "work", "client": "nobody", "money": "paid"},
        {"about": "pass-on", "way": "subcontract"},
    ],
)
def test_where_no_kind_is_for_it_that_is_what_comes_out(given: dict[str, str]) -> None:
    found = recommend(KINDS, given)
    assert (found.settled, found.kind, found.fits_nothing) == (True, None, True)


@pytest.mark.parametrize(
    ("way", "instead"), [("refer", Instead.REFERRAL), ("decline", Instead.NOTE)]
)
def test_work_that_is_passed_on_may_need_no_agreement(way: str, instead: Instead) -> None:
    found = recommend(KINDS, {"about": "pass-on", "way": way})
    assert (found.settled, found.instead, found.fits_nothing) == (True, instead, False)


def test_with_no_kind_at_all_passing_on_is_still_asked() -> None:
    found = [question.id for question in questions_for((), {"about": "pass-on"})]
    assert found == ["about", "way"]


def test_an_answer_that_does_not_count_is_left_out_of_the_reasons() -> None:
    found = recommend(KINDS, {"about": "talk", "secret": "yes", "money": "paid"})
    assert (found.kind, dict(found.given)) == (C, {"about": "talk", "secret": "yes"})


def test_whoever_subcontracts_has_the_client() -> None:
    assert is_mine({"client": "mine"})
    assert is_mine({"way": "subcontract"})
    assert not is_mine({"client": "theirs"})


def test_the_usual_kind_is_the_one_that_says_so_else_the_first() -> None:
    assert usual_kind(KINDS) == A
    assert usual_kind((C, B)) == C


def test_kinds_and_shapes_are_told_in_plain_words() -> None:
    assert (A.between, B.between) == ("2 to 22 parties", "2 parties")
    assert [shape.called for shape in PaperShape] == ["round table", "hub and spoke"]
    assert TABLE.means == "Everybody signs one agreement."
    assert "none shows the names or fees of another" in HUB.means


def test_no_question_has_an_answer_twice() -> None:
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS)
    for question in QUESTIONS:
        keys = [answer.key for answer in question.answers]
        assert len(set(keys)) == len(keys) > 1
