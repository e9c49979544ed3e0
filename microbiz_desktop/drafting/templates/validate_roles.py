"""Whether a template has what code asks of it: questions for the roles, words for the tables."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..asking.answer_kinds import AnswerKind
from ..asking.questions import ColumnSpec, Question
from ..asking.roles import BRINGS, ONE_COLUMN, ROLE_RULES, TABLES, WITH, Role, TableName
from ..names import DELIVERABLES
from .model import BlockPlan, Template, Unit
from .toml_source import Defect
from .validate_units import unit_texts

if TYPE_CHECKING:
    from .catalogue import Catalogue


def played(template: Template) -> dict[Role, Question]:
    """The question of each role that this template has."""
    found = {role: template.question(template.playing(role)) for role in Role}
    return {role: question for role, question in found.items() if question is not None}


def table_defects(template: Template) -> Iterator[Defect]:
    """A table without the roles and words it prints, and roles that nothing asks for."""
    has = played(template)
    blocks = [block for schedule in template.schedules for block in schedule.blocks]
    for block in blocks:
        yield from _of_defects(block, template)
    for name in (block.table for block in blocks if block.table):
        if name not in set(TableName):
            yield f"there is no table “{name}”", (f'"{name}"',)
            continue
        needs = TABLES[TableName(name)]
        for role in needs.roles:
            if role not in has:
                yield f"no question plays the role “{role}” of the table “{name}”", (f'"{name}"',)
        for word in needs.words:
            if word not in template.words:
                yield f"the table “{name}” has no word “{word}”", (f'"{name}"',)


def _of_defects(block: BlockPlan, template: Template) -> Iterator[Defect]:
    """The table “rows” is of a question of rows, and no other table is of one."""
    question = template.question(block.of)
    if block.table == TableName.ROWS:
        if question is None or question.kind is not AnswerKind.ROWS:
            yield f"the table “rows” is of “{block.of}”, which is no question of rows", ('"rows"',)
    elif block.of:
        yield f"only the table “rows” is of a question, “{block.of}”", ("of", f'"{block.of}"')


def idle_roles(template: Template, catalogue: "Catalogue") -> Iterator[Defect]:
    """A role in the list that neither code, a unit of this template nor a pack of it asks for."""
    asked = {str(role) for role in Role}
    for name in template.jurisdictions:
        if name in catalogue.packs:
            asked |= set(catalogue.packs[name].allowed)
    for name in template.unit_ids():
        if name in catalogue.units:
            asked |= _asked_by(catalogue.units[name], catalogue)
    for role, question in template.roles.items():
        if role not in asked:
            yield f"nothing asks for the role “{role}”", (role, f'"{question}"')


def _asked_by(unit: Unit, catalogue: "Catalogue") -> set[str]:
    named = {*unit.needs, unit.chooses, *(c.question for c in unit.shown_when)}
    return named | catalogue.read_by(unit_texts(unit))


def unlike_defects(template: Template, *, listed: bool) -> Iterator[Defect]:
    """A question unlike what its role asks; the line is that of the list where it stands there."""
    for role, question in played(template).items():
        if (role in template.roles) is listed:
            for message in _unlike(role, question):
                yield message, ((role,) if listed else ()) + (f'"{question.id}"',)


def role_defects(template: Template) -> Iterator[Defect]:
    """Roles that need another role to be played, and it is not."""
    has = played(template)
    for role, others in WITH.items():
        if role in has:
            yield from _lacking(role, has[role], others, has, "")
    for (role, value), others in BRINGS.items():
        if role in has and has[role].option(value) is not None:
            yield from _lacking(role, has[role], others, has, value)


def _lacking(
    role: Role, question: Question, others: Sequence[Role], has: dict[Role, Question], value: str
) -> Iterator[Defect]:
    what = f"the option “{value}” of “{question.id}”" if value else f"“{question.id}”"
    line = ("value", f'"{value}"') if value else (f'"{question.id}"',)
    for other in others:
        if other not in has:
            yield f"{what} (role “{role}”) asks for the role “{other}”, which nobody plays", line


def _unlike(role: Role, question: Question) -> Iterator[str]:
    part = ROLE_RULES[role]
    if question.kind not in part.kinds:
        wanted = " or ".join(sorted(part.kinds))
        yield f"“{question.id}” plays the role “{role}” and is not {wanted}"
        return
    columns = {column.id: column for column in _columns(question)}
    for name, kind in part.columns.items():
        if name not in columns or columns[name].kind != kind:
            yield f"“{question.id}” plays the role “{role}” and has no column “{name}” ({kind})"
    kinds = [column.kind for column in columns.values()]
    if role in ONE_COLUMN and kinds != [ONE_COLUMN[role]]:
        yield f"“{question.id}” plays the role “{role}” and has not one column ({ONE_COLUMN[role]})"
    if role is Role.ROYALTIES and question.whole:
        yield f"“{question.id}” plays the role “{role}”, which leaves a rest: say “whole = false”"
    for option in question.options:
        if part.only and option.value not in part.only:
            yield f"“{option.value}” is no option that the role “{role}” knows"


def _columns(question: Question) -> Sequence[ColumnSpec]:
    """Deliverables have columns of their own when a template declares none."""
    return question.columns or (DELIVERABLES if question.kind is AnswerKind.ROWS else ())
