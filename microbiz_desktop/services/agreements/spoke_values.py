"""Several agreements from one project, as the page and the command line handle them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...domain.deal import Answer, Deal
from ...domain.findings import Finding, Severity
from ...drafting.asking.questions import Question, Section
from .left import left
from .values import AgreementData, DraftView

Answers = Mapping[str, Answer]
Sections = Sequence[Section]


@dataclass(frozen=True, slots=True)
class SpokesWanted:
    """What is to be made: of which kind, by whom, with whom, what they share, what each has.

    Members are business ids; `shared` and `own` are answers by question.
    """

    project_id: int
    kind: str
    own_business_id: int
    members: tuple[int, ...] = ()
    shared: Answers = field(default_factory=dict)
    own: Mapping[int, Answers] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SpokeMember:
    """Somebody of the team who can be chosen, and what is to be noticed of it."""

    business_id: int
    name: str
    role: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SpokeQuestions:
    """Questions by whom they are asked: of each member, once for all, and all others they share."""

    own: tuple[Question, ...]
    once: tuple[Question, ...]
    others: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Spoke:
    """The agreement that would be made with one member, and what there is to say of it."""

    business_id: int
    name: str
    deal: Deal
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class SpokeDraft:
    """A draft that was made so: with whom, what tells it from the others, and what was found."""

    agreement: AgreementData
    with_whom: str
    told: str
    view: DraftView

    @property
    def stopped(self) -> int:
        """How many things stop its offer."""
        return left(self.view.findings)

    @property
    def warnings(self) -> int:
        """How many things are to be looked at before its offer."""
        return sum(one.severity is Severity.WARNING for one in self.view.findings)
