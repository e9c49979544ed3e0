"""The wording of every sample as a person last read it, and every option of every question."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from microbiz_desktop.domain.deal import Deal, frozen
from microbiz_desktop.domain.findings import Severity
from microbiz_desktop.domain.text import RunKind
from microbiz_desktop.drafting.asking.questions import ColumnSpec, Question
from microbiz_desktop.drafting.compile import Drafted, compile
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.drafting.templates.catalogue import Catalogue
from tests.shipped import shipped

from .golden import FOLDER, SAMPLES, rendered


@pytest.mark.parametrize("name", SAMPLES)
def test_the_wording_is_as_it_was_read(catalogue: Catalogue, name: str) -> None:
    """After a change of wording: `python -m tests.drafting.golden --write`, and read the diff."""
    golden = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert rendered(catalogue, name) == golden


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_no_errors_and_no_blanks(catalogue: Catalogue, name: str) -> None:
    done = compile(catalogue, load_deal_file(SAMPLES[name], catalogue).deal)
    assert [f.message for f in done.findings if f.severity is Severity.ERROR] == []
    runs = [run for c in done.text.clauses for line in c.subclauses for run in line.runs]
    assert not [run for run in runs if run.kind is RunKind.BLANK]


def choices() -> Iterator[tuple[str, object]]:
    """Every option of every question of the joint venture."""
    for question in shipped().templates["joint-venture"].questions:  # others: test_kinds
        if question.kind == "one_of":
            yield from ((question.id, option.value) for option in question.options)
        elif question.kind == "several_of":
            yield from ((question.id, [option.value]) for option in question.options)
            yield question.id, [option.value for option in question.options]
        elif question.kind == "yes_no":
            yield from ((question.id, True), (question.id, False))


#: What the wording itself may get wrong; everything else is a matter of the answers.
OF_THE_WORDING = {
    *("template-text", "reference-off", "term-undefined", "term-twice", "heading-twice"),
    *("data-without-clause", "no-survivors", "missing-answer"),
}


def plausible(spec: Question | ColumnSpec, deal: Deal) -> object:
    """Some answer of this kind."""
    if isinstance(spec, Question) and spec.kind == "per_party":
        rows = {party.key: plausible_row(spec, deal) for party in deal.parties}
        return (
            rows if len(spec.columns) > 1 else {k: next(iter(r.values())) for k, r in rows.items()}
        )
    if isinstance(spec, Question) and spec.kind == "rows":
        return [plausible_row(spec, deal)]
    if spec.kind in {"one_of", "several_of"}:
        first = spec.options[0].value
        return first if spec.kind == "one_of" else [first]
    return {
        "date": deal.project.end, "money": 100_000, "percentage": 10_000, "whole_number": 3,
        "duration": "10 days", "party": deal.parties[0].key, "yes_no": True,
    }.get(spec.kind, "some words")  # fmt: skip


def plausible_row(question: Question, deal: Deal) -> dict[str, object]:
    """A row of such answers."""
    return {column.id: plausible(column, deal) for column in question.columns}


def answered(catalogue: Catalogue, deal: Deal) -> Drafted:
    """The deal compiled with every gap filled that a choice opened."""
    template = catalogue.template(deal)
    for _ in range(4):
        done = compile(catalogue, deal)
        gaps = {f.place.question for f in done.findings if f.code == "missing-answer"}
        if not gaps:
            break
        given = {name: plausible(q, deal) for name in gaps if (q := template.question(name))}
        deal = replace(deal, answers=frozen({**deal.answers, **given}))
    return done


@pytest.mark.parametrize(("question", "value"), list(choices()))
@pytest.mark.parametrize("name", ["joint-venture", "two-parties"])
def test_every_option_compiles(
    catalogue: Catalogue, name: str, question: str, value: object
) -> None:
    deal: Deal = load_deal_file(SAMPLES[name], catalogue).deal
    deal = replace(deal, answers=frozen({**deal.answers, question: value}))
    done = answered(catalogue, deal)
    assert [f.message for f in done.findings if f.code in OF_THE_WORDING] == []
    assert len(done.text.clauses) <= 14
