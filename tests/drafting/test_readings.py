"""Deals that are read word by word: without errors and blanks, and with every option at least once.

They are deals as people make them, each of other trades. Whoever adds an option adds it to one of
them, so that it is read among other clauses and not only by itself.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from microbiz_desktop.domain.deal import Answer, Deal
from microbiz_desktop.domain.findings import Severity
from microbiz_desktop.domain.text import RunKind
from microbiz_desktop.drafting.asking.questions import Question, circumstances, is_answered, shown
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.drafting.templates.catalogue import Catalogue
from microbiz_desktop.drafting.templates.model import Template

from .options import with_answers

READINGS = sorted(Path(__file__).parents[1].joinpath("cases", "readings").glob("*.toml"))

#: What no deal can say without an error: the agreement refuses such work.
REFUSED = {("householder", "True")}


def offered(question: Question) -> Iterator[tuple[str, str]]:
    """Every option of a question and of its columns; every other one both answered and left."""
    for column in question.columns:
        yield from ((f"{question.id}.{column.id}", option.value) for option in column.options)
    if question.options:
        yield from ((question.id, option.value) for option in question.options)
    elif question.kind == "yes_no":
        yield from ((question.id, str(value)) for value in (True, False))
    else:
        yield question.id, "answered"
    if not question.required:
        yield question.id, "left"


def chosen(question: Question, answer: Answer) -> Iterator[tuple[str, str]]:
    """What a deal says to a question that it is asked, in the same words."""
    if not is_answered(answer):
        yield question.id, "left"
    elif question.kind == "several_of":
        assert isinstance(answer, tuple)
        yield from ((question.id, str(value)) for value in answer)
    elif question.options or question.kind == "yes_no":
        yield question.id, str(answer)
    else:
        yield question.id, "answered"
    columns = [column.id for column in question.columns if column.options]
    if columns and isinstance(answer, Mapping):
        rows = [row for row in answer.values() if isinstance(row, Mapping)]
        yield from (
            (f"{question.id}.{column}", str(row[column])) for row in rows for column in columns
        )


def said(template: Template, deal: Deal) -> set[tuple[str, str]]:
    """All that a deal says to the questions it is asked."""
    facts = circumstances(template.sections, deal, {})
    asked = [question for question in template.questions if shown(question, facts)]
    return {pair for q in asked for pair in chosen(q, facts.answers.get(q.id))}


def deals(catalogue: Catalogue) -> list[Deal]:
    return [load_deal_file(path, catalogue).deal for path in READINGS]


@pytest.mark.parametrize("path", READINGS, ids=lambda path: path.stem)
def test_a_deal_that_is_read_has_no_errors_and_no_blanks(catalogue: Catalogue, path: Path) -> None:
    done = compile(catalogue, load_deal_file(path, catalogue).deal)
    assert [f.message for f in done.findings if f.severity is Severity.ERROR] == []
    runs = [run for c in done.text.clauses for line in c.subclauses for run in line.runs]
    assert [run.text for run in runs if run.kind is RunKind.BLANK] == []


def test_they_hold_every_option_of_every_question(catalogue: Catalogue) -> None:
    template = catalogue.templates["joint-venture"]
    wanted = {pair for question in template.questions for pair in offered(question)}
    found = {pair for deal in deals(catalogue) for pair in said(template, deal)}
    assert sorted(wanted - found - REFUSED) == []


def test_an_option_that_no_deal_has_is_named(catalogue: Catalogue) -> None:
    template = catalogue.templates["joint-venture"]
    wanted = {pair for question in template.questions for pair in offered(question)}
    found = {pair for deal in deals(catalogue)[:1] for pair in said(template, deal)}
    assert ("client_contract", "lead") in wanted - found


def test_what_no_deal_has_because_it_is_refused_is_an_error(catalogue: Catalogue) -> None:
    """Else its option belongs into a deal."""
    building = next(deal for deal in deals(catalogue) if deal.answers.get("householder") is False)
    for question, value in REFUSED:
        done = compile(catalogue, with_answers(building, **{question: value == "True"}))
        assert [f.code for f in done.findings if f.severity is Severity.ERROR] == ["answers-apart"]


def test_they_are_of_many_sizes_with_special_terms_and_own_wording(catalogue: Catalogue) -> None:
    made = deals(catalogue)
    assert {len(deal.parties) for deal in made} >= {2, 3, 4, 5, 7, 9, 12, 22}
    assert any(deal.special_terms for deal in made)
    assert any(rewording.reason for deal in made for rewording in deal.rewordings)
