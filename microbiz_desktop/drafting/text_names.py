"""Whether the names a text reads exist in its template, its packs and its clauses."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .model import Template
from .sandbox import TextProblem, Use
from .schedule_names import DELIVERABLE_COLUMNS, PARTY_NAMES, PROJECT_NAMES, SPLIT_NAMES

if TYPE_CHECKING:
    from .catalogue import Catalogue


def check_text(source: str, template: Template, catalogue: "Catalogue") -> Iterator[TextProblem]:
    """Every name of this text that leads nowhere, or the one thing that is not allowed in it."""
    if not source:
        return
    try:
        uses = catalogue.sandbox.uses(source)
    except TextProblem as problem:
        yield problem
        return
    for use in sorted(uses, key=lambda use: (use.line, use.root, use.name)):
        if not _exists(use, template, catalogue):
            name = f"{use.root}.{use.name}" if use.name else use.root
            wrong = f"{name} has no “{use.column}”" if use.column else f"there is no “{name}”"
            yield TextProblem(wrong, use.line)


def _exists(use: Use, template: Template, catalogue: "Catalogue") -> bool:
    if use.root in {"a", "v"}:
        return _is_answer(use, template)
    if use.root == "ref":
        return use.name in _targets(template)
    if use.root == "pack":
        packs = [catalogue.packs[p] for p in template.jurisdictions if p in catalogue.packs]
        return all(use.name in pack.texts or use.name in pack.flags for pack in packs)
    known = {
        "project": PROJECT_NAMES,
        "split": SPLIT_NAMES,
        "loop": frozenset({"first", "last", "index"}),
        "parties": PARTY_NAMES,
    }
    return (use.column or use.name) in known.get(use.root, frozenset())


def _targets(template: Template) -> set[str]:
    names = {clause.id for clause in template.clauses}
    return names | {schedule.id for schedule in template.schedules} | set(template.unit_ids())


def _is_answer(use: Use, template: Template) -> bool:
    question = template.question(use.name)
    if question is None:
        return use.root == "v" and use.name == "party_count"
    if not use.column:
        return True
    columns = {column.id for column in question.columns}
    if question.kind == "per_party":
        return use.column in columns | {"party", "value"}
    return use.column in (columns or DELIVERABLE_COLUMNS)
