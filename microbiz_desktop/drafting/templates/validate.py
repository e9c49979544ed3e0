"""Whether templates, units and packs fit together: every name that is used must exist.

The catalogue asks when a folder is loaded, and whoever writes templates sees the answers. Each
defect is said with its file and line, and all of them at once, so that a folder is put right in one
go.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ...domain.dates import parse_duration
from ...domain.errors import BadTemplate
from ...domain.findings import Severity
from ..asking.answer_kinds import AnswerKind
from ..asking.questions import SOURCES, ColumnSpec, Odd, Question
from ..asking.register import ROWS
from .model import Rule, Template
from .pairs import pair_defects
from .targets import FIXED_SECTIONS, PARTS_OF_PAGES, own_targets, targets
from .toml_source import Defect, located
from .validate_fits import fit_defects
from .validate_roles import idle_roles, role_defects, table_defects, unlike_defects
from .validate_spokes import spoke_defects
from .validate_units import (
    Files,
    condition_defects,
    defects_in_template,
    text_defects,
    unit_defects_of,
)

if TYPE_CHECKING:
    from .catalogue import Catalogue

MOST_CLAUSES = 14

_ID = re.compile(r"[A-Za-z0-9_]+")
_HYPHENED_ID = re.compile(r"[A-Za-z0-9_-]+")


def usual_defects(catalogue: "Catalogue", files: Files) -> Iterator[BadTemplate]:
    """A question that does not say what is usual would be silent on page 1 when it differs."""
    for template in catalogue.templates.values():
        silent = (q.id for q in template.questions if q.usual is None and not q.no_usual)
        found = [
            (f"“{name}” has neither “usual” nor “no_usual”", (f'"{name}"',)) for name in silent
        ]
        yield from located(files[f"questions {template.id}"], found)


def defects_of(catalogue: "Catalogue", files: Files) -> Iterator[BadTemplate]:
    """Every defect, with file and line."""
    for template in catalogue.templates.values():
        file, asked = files[f"template {template.id}"], files[f"questions {template.id}"]
        yield from located(file, _template_defects(template, catalogue))
        yield from located(file, idle_roles(template, catalogue))
        yield from located(file, table_defects(template))
        yield from located(file, spoke_defects(template))
        yield from located(asked, _question_defects(template))
        yield from located(file, unlike_defects(template, listed=True))
        yield from located(asked, unlike_defects(template, listed=False))
        yield from located(asked, role_defects(template))
        for name in dict.fromkeys(template.unit_ids()):
            if name in catalogue.units:
                unit_defects = defects_in_template(catalogue.units[name], template, catalogue)
                yield from located(files[f"unit {name}"], unit_defects)
        yield from text_defects(template, catalogue, files)
        if (pairs := files.get(f"pairs {template.id}")) is not None:
            yield from pair_defects(template.meetings, template.questions, pairs)
    for unit in catalogue.units.values():
        yield from located(files[f"unit {unit.id}"], unit_defects_of(unit, catalogue))
    for pack in catalogue.packs.values():
        if pack.paper not in {"a4", "letter"}:
            message = f"“{pack.paper}” is not a paper: a4 or letter"
            yield from located(files[f"pack {pack.id}"], [(message, ("paper",))])


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
    yield from _duplicates([*own_targets(template)], "clause, schedule or unit")
    printed = [*(clause.id for clause in template.clauses), *(s.id for s in template.schedules)]
    yield from _taken(printed, PARTS_OF_PAGES)
    yield from _cover_defects(template, catalogue)
    yield from _naming_defects(template, catalogue)
    yield from _schedule_defects(template)
    yield from fit_defects(template)
    yield from _manifest_conditions(template)


def _duplicates(ids: Sequence[str], what: str) -> Iterator[Defect]:
    for name, count in Counter(ids).items():
        if count > 1:
            yield f"the {what} id “{name}” is used {count} times", (f'"{name}"',)
        if not _ID.fullmatch(name):
            yield f"“{name}” is not an id: letters, digits and underscores", (f'"{name}"',)


def _taken(ids: Sequence[str], fixed: frozenset[str]) -> Iterator[Defect]:
    for name in ids:
        if name in fixed:
            yield (
                f"the id “{name}” is taken: the program calls a part of its own so",
                (f'"{name}"',),
            )


def _cover_defects(template: Template, catalogue: "Catalogue") -> Iterator[Defect]:
    known, units = set(own_targets(template)), set(template.unit_ids())
    for row in template.cover:
        if not row.text and not row.units:
            yield f"the cover row “{row.label}” has neither text nor units", (f'"{row.label}"',)
        for name in row.where:
            if name not in known:
                yield f"the cover refers to “{name}”, which does not exist", (f'"{name}"',)
        for name in row.units:
            unit = catalogue.units.get(name)
            if name not in units:
                yield f"the cover asks “{name}”, which is no unit here", ("units", f'"{name}"')
            elif unit and not any((unit.cover, *(a.cover for a in unit.alternatives))):
                yield f"the unit “{name}” has no words for the cover", ("units", f'"{name}"')


def _naming_defects(template: Template, catalogue: "Catalogue") -> Iterator[Defect]:
    """Roles, words and places: what each stands for exists."""
    known = set(targets(template, catalogue.units))
    for role, question in template.roles.items():
        if question and template.question(question) is None:
            message = f"the role “{role}” is played by “{question}”, which is not a question here"
            yield message, (role, f'"{question}"')
    for place, name in template.places.items():
        if name not in known:
            yield f"the place “{place}” is “{name}”, which does not exist", (place, f'"{name}"')
    for word, text in template.words.items():
        if not text.strip():
            yield f"the word “{word}” is empty", (word,)
    yield from _name_defects((*template.roles, *template.words, *template.places))


def _name_defects(names: Sequence[str]) -> Iterator[Defect]:
    for name in names:
        if not _ID.fullmatch(name):
            yield f"“{name}” is not an id: letters, digits and underscores", (name,)


def _schedule_defects(template: Template) -> Iterator[Defect]:
    for schedule in template.schedules:
        for block in schedule.blocks:
            if sum(map(bool, (block.text, block.heading, block.table))) != 1:
                yield "a block has exactly one of text, heading and table", (f'"{schedule.id}"',)


def _manifest_conditions(template: Template) -> Iterator[Defect]:
    known = {question.id for question in template.questions}
    entries = (
        *(template.cover + template.recitals + template.clauses + template.schedules),
        *(block for schedule in template.schedules for block in schedule.blocks),
    )
    for entry in entries:
        yield from condition_defects(entry.shown_when, known, "shown_when")
    for rule in template.rules:
        yield from condition_defects(rule.when, known, "when")
        yield from _rule_defects(rule, known, set(template.unit_ids()))


def _rule_defects(rule: Rule, known: set[str], units: set[str]) -> Iterator[Defect]:
    here = ("says", rule.says.partition("\n")[0])
    if not rule.when and not rule.lacks:
        yield "a rule has conditions, or names a unit that it asks for", here
    if rule.lacks and rule.lacks not in units:
        yield f"a rule asks for “{rule.lacks}”, which is no unit here", ("lacks", f'"{rule.lacks}"')
    if rule.question and rule.question not in known:
        yield f"a rule leads to “{rule.question}”, which is not a question here", here
    if rule.severity not in set(Severity):
        yield f"a rule is an error, a warning or a hint, not “{rule.severity}”", here


def _question_defects(template: Template) -> Iterator[Defect]:
    yield from _duplicates([question.id for question in template.questions], "question")
    yield from _duplicates([section.id for section in template.sections], "section")
    yield from _taken([section.id for section in template.sections], FIXED_SECTIONS)
    known = {question.id for question in template.questions}
    yield from _circles(template.questions)
    for question in template.questions:
        here = (f'"{question.id}"',)
        if question.source and question.source not in SOURCES:
            yield f"there is no source “{question.source}”", (f'"{question.source}"',)
        conditions = question.shown_when + question.required_when
        yield from condition_defects(conditions, known, "_when")
        for message in (
            *_option_defects(question),
            *_column_defects(question),
            *_letter_defects(question),
        ):
            yield message, here
        yield from _follows_defects(question, template.questions)
        for odd in (*question.odd, *(o for column in question.columns for o in column.odd)):
            yield from _odd_defects(odd)


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
    chooses = ROWS[question.kind].chooses
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
    if question.usual is not None and question.no_usual:
        yield f"“{question.id}” has a usual answer, and a reason for having none"


def _follows_defects(question: Question, every: Sequence[Question]) -> Iterator[Defect]:
    """A day that follows another needs that day, asked before it, and a length."""
    follows = question.default_after
    if follows is None:
        return
    here = ("default_after", follows.question)
    before = every[: list(every).index(question)]
    if question.kind is not AnswerKind.DATE or question.default is not None:
        yield f"“{question.id}” is no day without a default of its own", here
    if not any(q.id == follows.question and q.kind is AnswerKind.DATE for q in before):
        yield f"“{question.id}” follows “{follows.question}”, which is no day asked before", here
    if parse_duration(follows.length) is None:
        yield f"“{follows.length}” is no length of time", here


def _odd_defects(odd: Odd) -> Iterator[Defect]:
    first = odd.says.partition("\n")[0]
    if odd.below is None and odd.above is None and not odd.among:
        yield "an odd answer is told by “below”, “above” or “is”", ("says", first)
    if odd.severity not in {"warning", "hint"}:
        yield f"an odd answer is a warning or a hint, not “{odd.severity}”", ("says", first)


def _letter_defects(question: Question) -> Iterator[str]:
    """Only words are made of letters."""
    specs: tuple[Question | ColumnSpec, ...] = (question, *question.columns)
    for spec in specs:
        if spec.letters and spec.kind is not AnswerKind.SHORT_TEXT:
            yield f"“{spec.id}” of “{question.id}” names letters, and is no short text"


def _column_defects(question: Question) -> Iterator[str]:
    needs = ROWS[question.kind].tabular and not question.source
    if needs and not question.columns:
        yield f"“{question.id}” has no columns"
    for column in question.columns:
        if not ROWS[column.kind].fits_a_cell:
            yield f"the column “{column.id}” of “{question.id}” is of a kind that fits no cell"
        if ROWS[column.kind].chooses and not column.options:
            yield f"the column “{column.id}” of “{question.id}” has no options"
