"""Whether templates, units and packs fit together: every name that is used must exist."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..domain.errors import BadTemplate
from .model import Template, Unit
from .questions import KINDS, SOURCES, Condition, Question
from .schedule_names import TABLES
from .text_names import check_text
from .toml_source import TomlFile

if TYPE_CHECKING:
    from .catalogue import Catalogue

#: Files by "unit <id>", "pack <id>", "template <id>", "questions <id>".
Files = dict[str, TomlFile]

#: A defect: a message and words that stand on its line.
Defect = tuple[str, tuple[str, ...]]

MOST_CLAUSES = 14

_ID = re.compile(r"[A-Za-z0-9_]+")
_HYPHENED_ID = re.compile(r"[A-Za-z0-9_-]+")
_CELL_KINDS = KINDS - {"parties", "rows", "per_party", "several_parties", "several_of"}


def defects_of(catalogue: "Catalogue", files: Files) -> Iterator[BadTemplate]:
    """Every defect, with file and line."""
    for template in catalogue.templates.values():
        file, asked = files[f"template {template.id}"], files[f"questions {template.id}"]
        yield from _located(file, _template_defects(template, catalogue))
        yield from _located(asked, _question_defects(template))
        yield from _text_defects(template, catalogue, files)
    for unit in catalogue.units.values():
        yield from _located(files[f"unit {unit.id}"], _unit_defects(unit, catalogue))
    for pack in catalogue.packs.values():
        if pack.paper not in {"a4", "letter"}:
            message = f"“{pack.paper}” is not a paper: a4 or letter"
            yield from _located(files[f"pack {pack.id}"], [(message, ("paper",))])


def _located(file: TomlFile, found: Iterable[Defect]) -> Iterator[BadTemplate]:
    for message, words in found:
        yield file.problem(message, file.line_of(*words))


def _template_defects(template: Template, catalogue: "Catalogue") -> Iterator[Defect]:
    if not _HYPHENED_ID.fullmatch(template.id):
        yield f"“{template.id}” is not an id", ("id",)
    if len(template.clauses) > MOST_CLAUSES:
        yield f"there are {len(template.clauses)} clauses, at most 14 are allowed", ("clauses",)
    if not 2 <= template.min_parties <= template.max_parties <= 22:
        yield "parties are 2 to 22", ("parties",)
    for pack in template.jurisdictions:
        if pack not in catalogue.packs:
            yield f"there is no jurisdiction pack “{pack}”", ("jurisdictions",)
    for unit in template.unit_ids():
        if unit not in catalogue.units:
            yield f"there is no unit “{unit}”", (f'"{unit}"',)
    yield from _duplicates([*targets(template)], "clause, schedule or unit")
    yield from _where_defects(template)
    yield from _schedule_defects(template)
    yield from _manifest_conditions(template)


def targets(template: Template) -> Iterator[str]:
    """Everything a text of this template can refer to."""
    yield from (clause.id for clause in template.clauses)
    yield from (schedule.id for schedule in template.schedules)
    yield from template.unit_ids()


def _duplicates(ids: Sequence[str], what: str) -> Iterator[Defect]:
    for name, count in Counter(ids).items():
        if count > 1:
            yield f"the {what} id “{name}” is used {count} times", (f'"{name}"',)
        if not _ID.fullmatch(name):
            yield f"“{name}” is not an id: letters, digits and underscores", (f'"{name}"',)


def _where_defects(template: Template) -> Iterator[Defect]:
    known = set(targets(template))
    for row in template.cover:
        for name in row.where:
            if name not in known:
                yield f"the cover refers to “{name}”, which does not exist", (f'"{name}"',)


def _schedule_defects(template: Template) -> Iterator[Defect]:
    for schedule in template.schedules:
        for block in schedule.blocks:
            if sum(map(bool, (block.text, block.heading, block.table))) != 1:
                yield "a block has exactly one of text, heading and table", (f'"{schedule.id}"',)
            if block.table and block.table not in TABLES:
                yield f"there is no table “{block.table}”", (f'"{block.table}"',)


def _manifest_conditions(template: Template) -> Iterator[Defect]:
    known = {question.id for question in template.questions}
    entries = (
        *(template.cover + template.recitals + template.clauses + template.schedules),
        *(block for schedule in template.schedules for block in schedule.blocks),
    )
    for entry in entries:
        yield from _condition_defects(entry.shown_when, known, "shown_when")


def _condition_defects(
    conditions: Sequence[Condition], known: Iterable[str], word: str
) -> Iterator[Defect]:
    for condition in conditions:
        if condition.question and condition.question not in known:
            message = f"a condition asks “{condition.question}”, which is not a question here"
            yield message, (word, f'"{condition.question}"')


def _question_defects(template: Template) -> Iterator[Defect]:
    yield from _duplicates([question.id for question in template.questions], "question")
    yield from _duplicates([section.id for section in template.sections], "section")
    known = {question.id for question in template.questions}
    yield from _circles(template.questions)
    for question in template.questions:
        here = (f'"{question.id}"',)
        if question.kind not in KINDS:
            yield f"there is no kind “{question.kind}”", ("kind", f'"{question.kind}"')
        if question.source and question.source not in SOURCES:
            yield f"there is no source “{question.source}”", (f'"{question.source}"',)
        conditions = question.shown_when + question.required_when
        yield from _condition_defects(conditions, known, "_when")
        for message in (*_option_defects(question), *_column_defects(question)):
            yield message, here


def _circles(questions: Sequence[Question]) -> Iterator[Defect]:
    """Questions whose `shown_when` leads back to themselves."""
    looks_at = {q.id: {c.question for c in q.shown_when if c.question} for q in questions}
    for start, nearest in looks_at.items():
        reached = set(nearest)
        edge = set(reached)
        while edge:
            edge = {after for name in edge for after in looks_at.get(name, ())} - reached
            reached |= edge
        if start in reached:
            yield f"whether “{start}” is shown depends on itself", (f'"{start}"',)


def _option_defects(question: Question) -> Iterator[str]:
    values = [option.value for option in question.options]
    chooses = question.kind in {"one_of", "several_of"}
    if chooses and not values:
        yield f"“{question.id}” has no options"
    if values and not chooses:
        yield f"“{question.id}” has options, and is not a choice"
    if len(set(values)) < len(values):
        yield f"“{question.id}” has an option twice"
    for name, value in (("default", question.default), ("usual", question.usual)):
        given = value if isinstance(value, tuple) else (value,)
        if chooses and value is not None and not set(given) <= set(values):
            yield f"the {name} of “{question.id}” is not one of its options"
    if question.usual is not None and not question.changed:
        yield f"“{question.id}” has a usual answer and no “changed”"


def _column_defects(question: Question) -> Iterator[str]:
    needs = question.kind in {"per_party", "rows"} and not question.source
    if needs and not question.columns:
        yield f"“{question.id}” has no columns"
    for column in question.columns:
        if column.kind not in _CELL_KINDS:
            yield f"the column “{column.id}” of “{question.id}” has no kind “{column.kind}”"
        if column.kind == "one_of" and not column.options:
            yield f"the column “{column.id}” of “{question.id}” has no options"


def _unit_defects(unit: Unit, catalogue: "Catalogue") -> Iterator[Defect]:
    if bool(unit.text) == bool(unit.alternatives):
        yield "a unit has either a text or alternatives", ("id",)
    if bool(unit.chooses) != bool(unit.alternatives):
        yield "alternatives and “chooses” go together", ("chooses",)
    for other in (*unit.depends, *unit.excludes):
        if other not in catalogue.units:
            yield f"there is no unit “{other}”", (f'"{other}"',)
    for template in catalogue.templates.values():
        if unit.id in template.unit_ids():
            yield from _unit_in_template(unit, template)


def _unit_in_template(unit: Unit, template: Template) -> Iterator[Defect]:
    known = {question.id for question in template.questions}
    for name in unit.needs:
        if name not in known:
            yield f"it needs “{name}”, which {template.id} does not ask", (f'"{name}"',)
    yield from _condition_defects(unit.shown_when, known, "shown_when")
    if not unit.chooses:
        return
    question = template.question(unit.chooses)
    if question is None or question.kind != "one_of":
        yield f"“{unit.chooses}” is not a one_of question of {template.id}", ("chooses",)
        return
    wanted = {option.value for option in question.options}
    given = [alternative.value for alternative in unit.alternatives]
    for value in sorted(wanted - set(given)):
        yield f"there is no alternative for “{value}”", ("chooses",)
    for value in sorted(set(given) - wanted):
        yield f"“{value}” is not an option of “{unit.chooses}”", (f'"{value}"',)


def _text_defects(
    template: Template, catalogue: "Catalogue", files: Files
) -> Iterator[BadTemplate]:
    for key, source in _texts(template, catalogue.units):
        for problem in check_text(source, template, catalogue):
            file = files[key]
            line = file.line_of_text(source) + problem.line - 1
            yield file.problem(problem.message, line)


def _texts(template: Template, units: Mapping[str, Unit]) -> Iterator[tuple[str, str]]:
    """Every Jinja text of a template, with the file it stands in."""
    manifest = f"template {template.id}"
    for text in (template.parties_intro, template.agreed_line, template.signing_intro):
        yield manifest, text
    yield from ((manifest, notice) for notice in template.notices)
    yield from ((manifest, row.text) for row in template.cover)
    yield from ((manifest, recital.text) for recital in template.recitals)
    for schedule in template.schedules:
        yield from ((manifest, block.text) for block in schedule.blocks)
    for question in template.questions:
        yield f"questions {template.id}", question.changed
    for name in template.unit_ids():
        if name in units:
            yield from ((f"unit {name}", text) for text in unit_texts(units[name]))


def unit_texts(unit: Unit) -> Iterator[str]:
    """Every text and summary of a unit."""
    yield unit.summary
    yield unit.text
    for alternative in unit.alternatives:
        yield alternative.summary
        yield alternative.text
