"""Whether a template that is made for each of several members has what that asks of it."""

from collections.abc import Iterator

from ..asking.answer_kinds import AnswerKind
from ..asking.roles import ROLE_RULES, Role
from .model import AnswerElsewhere, Template
from .toml_source import Defect


def spoke_defects(template: Template) -> Iterator[Defect]:
    """Questions that are not there, parties that are more than two, nobody who leads."""
    plan = template.spoke
    if not plan.own:
        if plan.once or plan.known:
            yield "a spoke without questions of its “own” is the same for everybody", ("spoke",)
        return
    if (template.min_parties, template.max_parties) != (2, 2):
        yield "a spoke is between two parties: the lead and one member", ("parties",)
    if template.question(template.playing(Role.LEAD)) is None:
        yield f"a spoke asks for the role “{Role.LEAD}”, which nobody plays", ("spoke",)
    for name in (*plan.own, *plan.once):
        yield from _not_asked(template, name)
    for known in plan.known:
        yield from _known_defects(template, known)


def _not_asked(template: Template, name: str) -> Iterator[Defect]:
    question = template.question(name)
    if question is None:
        yield f"a spoke asks “{name}”, and there is no such question", (f'"{name}"',)
    elif question.kind is AnswerKind.PARTIES:
        yield f"a spoke has its two parties and does not ask “{name}”", (f'"{name}"',)


def _known_defects(template: Template, known: AnswerElsewhere) -> Iterator[Defect]:
    if known.role not in set(Role) or "per_party" not in ROLE_RULES[Role(known.role)].kinds:
        yield f"“{known.role}” is no role of a table of parties", (f'"{known.role}"',)
    if known.answers not in template.spoke.own:
        yield f"“{known.answers}” is known of a member and not its own", (f'"{known.answers}"',)
    for name in known.along:
        if name not in template.spoke.own:
            yield f"“{name}” goes along with a member’s own and is not its own", (name,)
