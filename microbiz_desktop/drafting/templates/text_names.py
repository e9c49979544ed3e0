"""Whether the names a text reads exist in its template, its packs and its clauses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..asking.answer_kinds import AnswerKind
from ..asking.questions import Question
from .model import Pack, Template
from .sandbox import NameUse, Sandbox, TextProblem
from .schedule_names import DELIVERABLE_COLUMNS, PARTY_NAMES, PROJECT_NAMES, SPLIT_NAMES
from .targets import targets

if TYPE_CHECKING:
    from .catalogue import Catalogue


@dataclass(frozen=True)
class ReadableNames:
    """The names that texts of one template may read: its own, or those its units go by."""

    template: str
    questions: Mapping[str, Question]
    targets: frozenset[str]
    words: frozenset[str]
    packs: tuple[Pack, ...]

    @classmethod
    def of(
        cls, template: Template, catalogue: "Catalogue", *, by_role: bool = False
    ) -> "ReadableNames":
        """What a text of the template, or of a unit in it, may name."""
        questions = {question.id: question for question in template.questions}
        places = frozenset(targets(template, catalogue.units))
        if by_role:
            played = {r: questions[q] for r, q in template.roles.items() if q in questions}
            questions = {n: q for n, q in questions.items() if template.playing(n)} | played
            places |= frozenset(template.places)
        packs = [catalogue.packs[p] for p in template.jurisdictions if p in catalogue.packs]
        return cls(template.id, questions, places, frozenset(template.words), tuple(packs))


def check_text(source: str, known: ReadableNames, sandbox: Sandbox) -> Iterator[TextProblem]:
    """Every name of this text that leads nowhere, or the one thing that is not allowed in it."""
    if not source:
        return
    try:
        uses = sandbox.uses(source)
    except TextProblem as problem:
        yield problem
        return
    for use in sorted(uses, key=lambda use: (use.line, use.root, use.name)):
        if not _exists(use, known):
            yield TextProblem(_missing(use, known), use.line)


def _missing(use: NameUse, known: ReadableNames) -> str:
    if use.root == "word":
        return f"{known.template} has no word “{use.name}”"
    name = f"{use.root}.{use.name}" if use.name else use.root
    return f"{name} has no “{use.column}”" if use.column else f"there is no “{name}”"


def _exists(use: NameUse, known: ReadableNames) -> bool:
    if use.root in {"a", "v"}:
        return _is_answer(use, known)
    if use.root == "pack":
        return all(use.name in pack.texts or use.name in pack.flags for pack in known.packs)
    fixed = {
        "ref": known.targets,
        "word": known.words,
        "project": PROJECT_NAMES,
        "split": SPLIT_NAMES,
        "loop": frozenset({"first", "last", "index"}),
        "parties": PARTY_NAMES,
    }
    return (use.column or use.name) in fixed.get(use.root, frozenset())


def _is_answer(use: NameUse, known: ReadableNames) -> bool:
    question = known.questions.get(use.name)
    if question is None:
        return use.root == "v" and use.name == "party_count"
    if not use.column:
        return True
    columns = {column.id for column in question.columns}
    if question.kind is AnswerKind.PER_PARTY:
        return use.column in columns | {"party", "value"}
    return use.column in (columns or DELIVERABLE_COLUMNS)
