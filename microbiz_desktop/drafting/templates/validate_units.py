"""Whether units of the library fit the templates that use them, and whether every text may run."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ...domain.errors import BadTemplate
from ..asking.answer_kinds import AnswerKind
from ..asking.questions import Condition
from .marks import marks_in
from .model import Alternative, Template, Unit
from .text_names import ReadableNames, check_text
from .toml_source import Defect, TomlFile

if TYPE_CHECKING:
    from .catalogue import Catalogue

#: Files by "unit <id>", "pack <id>", "template <id>", "questions <id>".
Files = dict[str, TomlFile]


def condition_defects(
    conditions: Sequence[Condition], known: Iterable[str], word: str
) -> Iterator[Defect]:
    """Conditions that ask what is not a question; `word` names their field."""
    for condition in conditions:
        if condition.question and condition.question not in known:
            message = f"a condition asks “{condition.question}”, which is not a question here"
            yield message, (word, f'"{condition.question}"')


def unit_defects_of(unit: Unit, catalogue: "Catalogue") -> Iterator[Defect]:
    if bool(unit.text) == bool(unit.alternatives):
        yield "a unit has either a text or alternatives", ("id",)
    if bool(unit.chooses) != bool(unit.alternatives):
        yield "alternatives and “chooses” go together", ("chooses",)
    for other in (*unit.depends, *unit.excludes):
        if other not in catalogue.units:
            yield f"there is no unit “{other}”", (f'"{other}"',)
    yield from _mark_defects(unit)
    yield from _idle_alternatives(unit, catalogue)


def _idle_alternatives(unit: Unit, catalogue: "Catalogue") -> Iterator[Defect]:
    """A template need not offer every alternative, but one of them must."""
    users = [t for t in catalogue.templates.values() if unit.id in t.unit_ids()]
    asked = [question for t in users if (question := t.question(t.playing(unit.chooses)))]
    offered = {option.value for question in asked for option in question.options}
    for alternative in unit.alternatives if asked else ():
        if alternative.value not in offered:
            message = f"“{alternative.value}” is not an option of “{unit.chooses}”"
            yield message, (f'"{alternative.value}"',)


def _mark_defects(unit: Unit) -> Iterator[Defect]:
    for text in unit_texts(unit):
        for name, count in Counter(marks_in(text)).items():
            if count > 1:
                yield f"the sub-clause “{name}” stands {count} times", (f"@{name} ",)


def names_by_role(template: Template) -> set[str]:
    """Every name that a unit in this template may ask for."""
    own = {q.id for q in template.questions if template.playing(q.id)}
    return own | {role for role, question in template.roles.items() if question}


def offered(unit: Unit, template: Template) -> Unit:
    """The unit with the alternatives that this template offers."""
    question = template.question(template.playing(unit.chooses))
    kept = tuple(a for a in unit.alternatives if question and question.option(a.value))
    return replace(unit, alternatives=kept)


def defects_in_template(unit: Unit, template: Template, catalogue: "Catalogue") -> Iterator[Defect]:
    """What this unit asks for that this template has not got."""
    known = names_by_role(template)
    others = (t for t in catalogue.templates.values() if unit.id in t.unit_ids())
    # An alternative that only another template offers may need what only that one asks.
    elsewhere = {name for other in others if unit.chooses for name in names_by_role(other)}
    for name in unit.needs:
        if name not in known | elsewhere:
            yield f"it needs “{name}”, which {template.id} does not ask", (f'"{name}"',)
    yield from condition_defects(unit.shown_when, known, "shown_when")
    if not unit.chooses:
        return
    question = template.question(template.playing(unit.chooses))
    if question is None or question.kind is not AnswerKind.ONE_OF:
        yield f"“{unit.chooses}” is not a one_of question of {template.id}", ("chooses",)
        return
    given = {alternative.value for alternative in unit.alternatives}
    for option in question.options:
        if option.value not in given:
            yield f"there is no alternative for “{option.value}”", ("chooses",)


def text_defects(template: Template, catalogue: "Catalogue", files: Files) -> Iterator[BadTemplate]:
    """Every name a text reads that leads nowhere, and whatever is not allowed in texts."""
    own, library = (
        ReadableNames.of(template, catalogue),
        ReadableNames.of(template, catalogue, by_role=True),
    )
    bare = replace(own, targets=frozenset(), words=frozenset())
    for key, source in _texts(template, catalogue.units):
        known = library if key.startswith("unit ") else own
        if source in template.words.values():
            known = bare
        for problem in check_text(source, known, catalogue.sandbox):
            file = files[key]
            line = file.line_of_text(source) + problem.line - 1
            yield file.problem(problem.message, line)


def _texts(template: Template, units: Mapping[str, Unit]) -> Iterator[tuple[str, str]]:
    """Every Jinja text of a template, with the file it stands in."""
    manifest = f"template {template.id}"
    for text in (template.parties_intro, template.agreed_line, template.signing_intro):
        yield manifest, text
    yield from ((manifest, notice) for notice in template.notices)
    yield from ((manifest, word) for word in template.words.values())
    yield from ((manifest, rule.says) for rule in template.rules)
    yield from ((manifest, row.text) for row in template.cover)
    yield from ((manifest, recital.text) for recital in template.recitals)
    for schedule in template.schedules:
        yield from ((manifest, block.text) for block in schedule.blocks)
    for question in template.questions:
        yield f"questions {template.id}", question.changed
        for odd in (*question.odd, *(o for column in question.columns for o in column.odd)):
            yield f"questions {template.id}", odd.says
    for name in template.unit_ids():
        if name in units:
            used = offered(units[name], template)
            yield from ((f"unit {name}", text) for text in unit_texts(used))


def unit_texts(unit: Unit) -> Iterator[str]:
    """Every text, summary and cover words of a unit."""
    wordings: tuple[Unit | Alternative, ...] = (unit, *unit.alternatives)
    for wording in wordings:
        yield wording.summary
        yield wording.text
        yield wording.cover
