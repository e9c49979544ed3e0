"""A whole deal of any template, and one for every option of every choice in it."""

from collections.abc import Iterator
from dataclasses import replace

from microbiz_desktop.domain.deal import Deal, as_rows, frozen, thawed
from microbiz_desktop.drafting.asking.questions import Question
from microbiz_desktop.drafting.templates.model import Template


def with_answers(deal: Deal, **answers: object) -> Deal:
    """The deal with other answers."""
    return replace(deal, answers=frozen({**thawed(deal.answers), **answers}))


def complete(deal: Deal, template: Template) -> Deal:
    """The deal with an answer to every question that could be asked."""
    missing = {
        question.id: _filled(deal, question)
        for question in template.questions
        if question.id not in deal.answers and question.default is None and not question.source
        if question.kind not in {"long_text", "parties"}
    }
    project = replace(deal.project, client=deal.project.client or "A Client")
    return with_answers(replace(deal, project=project), **missing)


def every_option(template: Template) -> Iterator[tuple[str, object]]:
    """Every option of every choice, both answers of every yes or no."""
    for question in template.questions:
        if question.kind == "yes_no":
            yield from ((question.id, value) for value in (True, False))
        elif question.kind == "one_of":
            yield from ((question.id, option.value) for option in question.options)
        elif question.kind == "several_of":
            values = [option.value for option in question.options]
            usual = as_rows(question.default)
            yield from ((question.id, [*dict.fromkeys((*usual, value))]) for value in values)
            yield question.id, values


def _filled(deal: Deal, question: Question) -> object:
    keys = [party.key for party in deal.parties]
    per_kind: dict[str, object] = {
        "short_text": f"words for {question.id}",
        "money": 123_400,
        "percentage": 100_000,
        "whole_number": 7,
        "duration": "8 months",
        "date": deal.project.end,
        "party": next(key for key in keys if key not in deal.answers.values()),
        "yes_no": True,
        "one_of": next((o.value for o in question.options), "day"),
    }
    cells = {c.id: per_kind[c.kind] for c in question.columns}
    cells |= {c.id: c.options[0].value for c in question.columns if c.options}
    if question.kind == "rows":
        return [cells | {c.id: keys[-1] for c in question.columns[2:] if c.kind == "party"}]
    if question.kind != "per_party":
        return per_kind[question.kind]
    if [column.kind for column in question.columns] == ["percentage"]:
        even = dict.fromkeys(keys, 1_000_000 // len(keys))
        return even | {keys[0]: 1_000_000 - (len(keys) - 1) * even[keys[0]]}
    return {key: next(iter(cells.values())) if len(cells) == 1 else cells for key in keys}
