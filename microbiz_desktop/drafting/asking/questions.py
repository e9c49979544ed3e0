"""The questions of a template: which of them are asked, and which answers count.

The interview, the compile and every check start from here. Defaults are filled in and questions
that are not asked are left out in one place, so that no two readers can disagree on what was
answered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ...domain.dates import end_of, parse_day, parse_duration
from ...domain.deal import Answer, Deal, as_text, frozen
from ...domain.words.alphabet import Alphabet
from .answer_kinds import AnswerKind
from .register import usable

#: Fields of the deal a question may stand for, instead of an entry of `answers`.
SOURCES = frozenset(
    {
        *("title", "parties", "project.name", "project.brief", "project.client"),
        *("project.client_address", "project.start", "project.end", "project.deliverables"),
    }
)


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold: an answer among `among`, not in `beside`, or given; or a flag."""

    question: str = ""
    among: tuple[Answer, ...] | None = None
    beside: tuple[Answer, ...] | None = None
    answered: bool | None = None
    pack: str = ""


Conditions = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: its value, its words as printed, what it means, and whether it is shown at once.

    `instead` are words that a table of least sums prints for it in place of the sum.
    """

    value: str
    label: str
    explain: str = ""
    common: bool = False
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Odd:
    """An answer that is possible and hardly meant: under, over, or one of these values.

    Bounds are plain data of the question's kind. `says` (Jinja) and `why` are the finding's words.
    """

    says: str
    why: str = ""
    below: Answer = None
    above: Answer = None
    among: tuple[Answer, ...] = ()
    severity: str = "warning"


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column of a `per_party` or `rows` question; kinds as for questions, without nesting.

    `letters` are those that may stand in it, where not every word is an answer.
    """

    id: str
    kind: AnswerKind
    label: str
    help: str = ""
    required: bool = True
    min: int | None = None
    max: int | None = None
    letters: str = ""
    options: tuple[Option, ...] = ()
    odd: tuple[Odd, ...] = ()


@dataclass(frozen=True, slots=True)
class DayAfter:
    """A default that follows another answer: so long after the day that this question gives."""

    question: str
    length: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the interview, as docs/templates.md describes it.

    `before_offer` names it in the list of what is in force because nobody said otherwise.
    `letters` are those that may stand in the answer, where not every word is one.
    `whole`: the percentages of a table of parties are 100 together; else what they leave is
    somebody's by the text.
    """

    id: str
    kind: AnswerKind
    label: str
    help: str = ""
    example: str = ""
    default: Answer = None
    default_after: DayAfter | None = None
    before_offer: str = ""
    usual: Answer = None
    no_usual: str = ""
    changed: str = ""
    required: bool = True
    required_when: Conditions = ()
    shown_when: Conditions = ()
    min: int | None = None
    max: int | None = None
    letters: str = ""
    source: str = ""
    options: tuple[Option, ...] = ()
    columns: tuple[ColumnSpec, ...] = ()
    odd: tuple[Odd, ...] = ()
    whole: bool = True

    def option(self, value: Answer) -> Option | None:
        """The option with this value, or None."""
        return next((option for option in self.options if option.value == value), None)

    def path(self) -> tuple[str, ...]:
        """Where its answer lies in the plain data of a deal."""
        return tuple(self.source.split(".")) if self.source else ("answers", self.id)


@dataclass(frozen=True, slots=True)
class Section:
    """A step of the interview."""

    id: str
    title: str
    intro: str = ""
    questions: tuple[Question, ...] = ()


Flags = Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What conditions are tested against: the answers that count, and the flags of the pack."""

    answers: Mapping[str, Answer]
    flags: Flags

    def by_role(self, roles: Mapping[str, str]) -> "Circumstances":
        """The same under the names that units and code use: roles before question ids."""
        played = {role: self.answers.get(question) for role, question in roles.items()}
        return Circumstances(MappingProxyType({**self.answers, **played}), self.flags)

    def hold(self, conditions: Conditions) -> bool:
        """Whether every condition holds."""
        return all(self._holds(condition) for condition in conditions)

    def _holds(self, condition: Condition) -> bool:
        if condition.pack:
            return bool(self.flags.get(condition.pack, False))
        value = self.answers.get(condition.question)
        if condition.answered is not None and is_answered(value) is not condition.answered:
            return False
        if condition.among is not None and not _meets(value, condition.among):
            return False
        return condition.beside is None or not _meets(value, condition.beside)


def _meets(value: Answer, wanted: Sequence[Answer]) -> bool:
    """Of several chosen values one is enough."""
    if isinstance(value, tuple):
        return any(item in wanted for item in value)
    return any(value == item and type(value) is type(item) for item in wanted)


def is_answered(value: Answer) -> bool:
    """Whether there is an answer: no and zero are answers, empty texts and lists are not."""
    if value is None:
        return False
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, (tuple, list, Mapping)):
        return bool(value)
    return True


def alphabet_of(spec: Question | ColumnSpec) -> Alphabet | None:
    """What the words of an answer are made of; None where they may be any."""
    return Alphabet(spec.letters, spec.min, spec.max) if spec.letters else None


def all_questions(sections: Sequence[Section]) -> tuple[Question, ...]:
    """The questions of all sections in their order."""
    return tuple(question for section in sections for question in section.questions)


def given_answer(question: Question, deal: Deal) -> Answer:
    """What the deal holds for this question, before any default."""
    if not question.source:
        return deal.answers.get(question.id)
    if question.source == "title":
        return deal.title
    if question.source == "parties":
        return tuple(party.key for party in deal.parties)
    field = question.source.removeprefix("project.")
    if field == "deliverables":
        return tuple(
            frozen({"title": d.title, "owner": d.owner, "due": d.due})
            for d in deal.project.deliverables
        )
    return getattr(deal.project, field)


def only_allowed(
    sections: Sequence[Section],
    allowed: Mapping[str, Sequence[str]],
    answers: Mapping[str, Answer],
) -> tuple[Section, ...]:
    """Options that the law leaves out are not offered; one chosen before stays to be seen."""

    def narrowed(question: Question) -> Question:
        if question.id not in allowed:
            return question
        answer = answers.get(question.id)
        chosen = answer if isinstance(answer, tuple) else (answer,)
        kept = {*allowed[question.id], *chosen}
        return replace(question, options=tuple(o for o in question.options if o.value in kept))

    return tuple(replace(s, questions=tuple(map(narrowed, s.questions))) for s in sections)


def circumstances(sections: Sequence[Section], deal: Deal, flags: Flags) -> Circumstances:
    """The answers that count: defaults filled in, questions that are not asked left out.

    An answer given as empty is an answer: it takes no default.
    """
    asked = {question.id: question for question in all_questions(sections)}
    settled: dict[str, Answer] = {}
    facts = Circumstances(MappingProxyType(settled), flags)
    for question in asked.values():
        _settle(question, asked, deal, facts, settled)
    order = {name: settled[name] for name in asked if settled[name] is not None}
    return Circumstances(MappingProxyType(order), flags)


def _settle(
    question: Question,
    asked: Mapping[str, Question],
    deal: Deal,
    facts: Circumstances,
    settled: dict[str, Answer],
) -> None:
    """Settle the questions its conditions look at first; the loader saw that there is no circle."""
    if question.id in settled:
        return
    settled[question.id] = None
    for condition in question.shown_when:
        if condition.question in asked:
            _settle(asked[condition.question], asked, deal, facts, settled)
    if facts.hold(question.shown_when):
        given = given_answer(question, deal)
        absent = not is_given(question, deal)
        if absent and question.default_after is not None:
            _settle(asked[question.default_after.question], asked, deal, facts, settled)
        default = default_of(question, settled)
        settled[question.id] = default if absent else usable(question, given)


def default_of(question: Question, answers: Mapping[str, Answer]) -> Answer:
    """The answer until somebody gives another; one that follows a day needs that day."""
    if question.default_after is None:
        return question.default
    day = parse_day(as_text(answers.get(question.default_after.question)))
    length = parse_duration(question.default_after.length)
    return end_of(day, length).isoformat() if day and length else None


def is_given(question: Question, deal: Deal) -> bool:
    """Whether somebody answered: given as empty is given; a source is there or it is not."""
    given = given_answer(question, deal)
    return is_answered(given) if question.source else given is not None


def shown(question: Question, facts: Circumstances) -> bool:
    """Whether the question is asked at all."""
    return facts.hold(question.shown_when)


def required(question: Question, facts: Circumstances) -> bool:
    """Whether the question must be answered before the agreement can be offered."""
    if question.required_when:
        return facts.hold(question.required_when)
    return question.required
