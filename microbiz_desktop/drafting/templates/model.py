"""Templates, units of the clause library and packs as frozen values; fields as in the files.

`catalogue` reads them from TOML, the compile and the checks use them. The classes are the
description of the files: `from_plain` refuses whatever has no field here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ...domain.deal import Answer
from ...domain.papers import PaperFit
from ..asking.questions import Conditions, Question, Section, all_questions
from .marks import marks_in
from .pairs import Meeting


@dataclass(frozen=True, slots=True)
class CoverPlan:
    """A row of "The deal in short": its text, then the cover words of its `units` that are on.

    `where` names clauses and schedules by id, beside the clauses of the units that spoke.
    """

    label: str
    text: str = ""
    units: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    shown_when: Conditions = ()


@dataclass(frozen=True, slots=True)
class RecitalPlan:
    """A recital."""

    text: str
    shown_when: Conditions = ()


@dataclass(frozen=True, slots=True)
class ClausePlan:
    """A numbered clause: its heading and its units in order."""

    id: str
    heading: str
    units: tuple[str, ...]
    shown_when: Conditions = ()


@dataclass(frozen=True, slots=True)
class BlockPlan:
    """One block of a schedule: exactly one of text, heading and table is set.

    `of` is the question whose rows the table "rows" prints.
    """

    text: str = ""
    heading: str = ""
    table: str = ""
    of: str = ""
    numbered: bool = False
    shown_when: Conditions = ()


@dataclass(frozen=True, slots=True)
class SchedulePlan:
    """A schedule: its heading and blocks; without any block it is left out."""

    id: str
    heading: str
    blocks: tuple[BlockPlan, ...] = ()
    shown_when: Conditions = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """What may not stand in this kind of agreement: when the conditions hold, it is said.

    With `lacks` only while that unit is not part of the text. `question` is where it leads;
    `severity` error, warning or hint.
    """

    says: str
    why: str
    when: Conditions = ()
    lacks: str = ""
    question: str = ""
    severity: str = "error"


@dataclass(frozen=True, slots=True)
class AnswerElsewhere:
    """What another agreement of a project says of a member, and how it is answered here.

    `role` is a table of parties in that agreement, `answers` the question here; `along` are the
    answers that go with it.
    """

    role: str
    answers: str
    along: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class SpokePlan:
    """How a lead makes one such agreement with each of several members of a project.

    `own` are the questions that each of them answers for itself, `once` those asked at once for
    all; one in both is asked once, and each may differ. Without `own` the kind does not fit.
    """

    own: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    known: tuple[AnswerElsewhere, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of agreement: the manifest and the sections of its interview.

    `fits` says for which answers it is recommended; the `usual` kind is begun where none is chosen.
    Units of the clause library speak of `roles` (role -> question id), read `words`, and refer to
    `places` (place -> id of a clause, schedule or unit).
    """

    id: str
    version: str
    title: str
    use_when: str = ""
    language: str = "en-GB"
    jurisdictions: tuple[str, ...] = ()
    min_parties: int = 2
    max_parties: int = 22
    usual: bool = False
    fits: tuple[PaperFit, ...] = ()
    licence: str = ""
    author: str = ""
    notices: tuple[str, ...] = ()
    parties_intro: str = ""
    agreed_line: str = ""
    signing_intro: str = ""
    cover: tuple[CoverPlan, ...] = ()
    recitals: tuple[RecitalPlan, ...] = ()
    clauses: tuple[ClausePlan, ...] = ()
    schedules: tuple[SchedulePlan, ...] = ()
    rules: tuple[Rule, ...] = ()
    sections: tuple[Section, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    roles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    places: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    spoke: SpokePlan = field(default_factory=SpokePlan)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question in the order of the interview."""
        return all_questions(self.sections)

    def question(self, question_id: str) -> Question | None:
        """The question with this id, or None."""
        return next((q for q in self.questions if q.id == question_id), None)

    def playing(self, role: str) -> str:
        """The id of the question that plays this role: its own name unless `roles` says another."""
        return self.roles.get(role, role)

    def section_of(self, question_id: str) -> Section | None:
        """The section this question stands in, or None."""
        return next(
            (s for s in self.sections if any(q.id == question_id for q in s.questions)), None
        )

    def unit_ids(self) -> Iterator[str]:
        """The units of all clauses in order."""
        return (unit for clause in self.clauses for unit in clause.units)


@dataclass(frozen=True, slots=True)
class Alternative:
    """The wording of a unit for one option of the question it follows."""

    value: str
    summary: str
    text: str
    cover: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the clause library."""

    id: str
    heading: str
    row: int = 0
    summary: str = ""
    text: str = ""
    cover: str = ""
    chooses: str = ""
    shown_when: Conditions = ()
    needs: tuple[str, ...] = ()
    depends: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()

    def marks(self) -> frozenset[str]:
        """The names of its sub-clauses, in any alternative."""
        texts = (self.text, *(alternative.text for alternative in self.alternatives))
        return frozenset(name for text in texts for name in marks_in(text))


@dataclass(frozen=True, slots=True)
class PackSource:
    """A source of a pack and what it says; `open` marks a point on which sources disagree."""

    title: str
    says: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class NeverLimit:
    """Something liability can never be limited for; clauses must name it."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Pack:
    """What a law area changes: words, formats, flags and the options it allows."""

    id: str
    version: str
    title: str
    reviewed_on: str = ""
    sources: tuple[PackSource, ...] = ()
    paper: str = "a4"
    locale: str = "en-GB"
    currency: str = "GBP"
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    flags: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    never_limit: tuple[NeverLimit, ...] = ()
    allowed: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
