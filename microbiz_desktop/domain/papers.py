"""Which paper is needed: a few questions in plain words, and the kinds that fit the answers.

The page for a new agreement and the command line ask them. Which answers a kind is for stands in
its own manifest, so that another kind is recommended without a line of code.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from .words.names import fold

#: Letters that it takes to look for a kind.
_LEAST_LETTERS = 2


class PaperShape(StrEnum):
    """Whether all sign one agreement, or the lead has one with each associate."""

    ROUND_TABLE = "round-table"
    HUB_AND_SPOKE = "hub-and-spoke"

    @property
    def called(self) -> str:
        """As it is called on a screen."""
        return self.value.replace("-", " ")

    @property
    def means(self) -> str:
        """The same in a sentence."""
        return _SHAPES[self]


_SHAPES = {
    PaperShape.ROUND_TABLE: "Everybody signs one agreement.",
    PaperShape.HUB_AND_SPOKE: "The lead has an agreement of its own with each associate; none "
    "shows the names or fees of another.",
}


class Instead(StrEnum):
    """What an answer leads to: an agreement, or something else that the program makes."""

    AGREEMENT = "agreement"
    REFERRAL = "referral"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """One answer: its key, its words, and a line that explains it."""

    key: str
    title: str
    explanation: str = ""
    instead: Instead = Instead.AGREEMENT


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One question; with `after` only where the first question was answered so."""

    id: str
    asks: str
    answers: tuple[PaperAnswer, ...]
    after: str = ""

    def answer(self, key: str) -> PaperAnswer | None:
        """The answer with this key, or None."""
        return next((answer for answer in self.answers if answer.key == key), None)


#: The first question: what it is about.
ABOUT = "about"
WORK, TALK, PASS_ON = "work", "talk", "pass-on"

CLIENT, WAY = "client", "way"
MINE, THEIRS, SUBCONTRACT = "mine", "theirs", "subcontract"

#: In the order in which they are asked.
QUESTIONS = (
    PaperQuestion(
        ABOUT,
        "What is it about?",
        (
            PaperAnswer(WORK, "Work to do"),
            PaperAnswer(TALK, "Only talking"),
            PaperAnswer(PASS_ON, "Work I pass on"),
        ),
    ),
    PaperQuestion(
        WAY,
        "How do you pass it on?",
        (
            PaperAnswer(
                SUBCONTRACT,
                "Subcontract it",
                "The client stays yours. An associate does the work, and you pay for it.",
            ),
            PaperAnswer(
                "refer",
                "Refer it",
                "The client goes to an associate. A referral card says who and what for.",
                Instead.REFERRAL,
            ),
            PaperAnswer(
                "decline",
                "Decline and recommend somebody",
                "A note to the client says that you cannot, and who could.",
                Instead.NOTE,
            ),
        ),
        PASS_ON,
    ),
    PaperQuestion(
        CLIENT,
        "Who has the client’s contract, or will have it?",
        (
            PaperAnswer(MINE, "I have", "The client deals with your business alone."),
            PaperAnswer(THEIRS, "Another business has", "You do a part of its work."),
            PaperAnswer("together", "We have", "Together, or each for a part of the work."),
            PaperAnswer("nobody", "There is no client", "You make something of your own."),
        ),
        WORK,
    ),
    PaperQuestion(
        "money",
        "Is money shared, paid, or none?",
        (
            PaperAnswer("shared", "Shared", "What comes in is shared out between you."),
            PaperAnswer("paid", "Paid", "Whoever does a part gets a fee or rate for it."),
            PaperAnswer("none", "None", "Nobody pays anybody; work is set against work."),
        ),
        WORK,
    ),
    PaperQuestion(
        "secret",
        "Must something stay secret that is told or shown?",
        (PaperAnswer("yes", "Yes"), PaperAnswer("no", "No")),
        TALK,
    ),
)


@dataclass(frozen=True, slots=True)
class PaperFit:
    """Answers that a kind of agreement is for: by question, those that fit; why, and its shape.

    A question that is not named fits whatever its answer is.
    """

    answers: Mapping[str, tuple[str, ...]]
    shape: PaperShape
    why: str

    def takes(self, given: Mapping[str, str]) -> bool:
        """Whether nothing that was answered speaks against it."""
        return all(given[name] in fits for name, fits in self.answers.items() if name in given)

    def is_met(self, given: Mapping[str, str]) -> bool:
        """Whether all that it asks for was answered so."""
        return self.takes(given) and self.answers.keys() <= given.keys()


@dataclass(frozen=True, slots=True)
class AgreementKind:
    """A kind of agreement that can be begun here: what for, between how many, for which answers.

    The `usual` one is begun where nobody chose another.
    """

    id: str
    title: str
    use_when: str = ""
    least: int = 2
    most: int = 22
    usual: bool = False
    fits: tuple[PaperFit, ...] = ()

    @property
    def between(self) -> str:
        """How many parties it takes."""
        counts = f"{self.least}" if self.least == self.most else f"{self.least} to {self.most}"
        return f"{counts} parties"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the answers come to, once nothing is left to ask (`settled`).

    `kind` and `fit` are None where no kind is for them; `also` are other kinds that fit.
    """

    settled: bool
    instead: Instead = Instead.AGREEMENT
    kind: AgreementKind | None = None
    fit: PaperFit | None = None
    also: tuple[AgreementKind, ...] = ()
    given: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def fits_nothing(self) -> bool:
        """Whether all was answered, and no paper here is for that."""
        return self.settled and self.kind is None and self.instead is Instead.AGREEMENT


def usual_kind(kinds: Sequence[AgreementKind]) -> AgreementKind:
    """The kind that is begun where nobody chose another: the first that says so."""
    return next((kind for kind in kinds if kind.usual), kinds[0])


def kinds_called(kinds: Iterable[AgreementKind], typed: str) -> tuple[str, ...]:
    """Ids of the kinds in whose title or id every word typed begins some word.

    One letter alone says nothing.
    """
    wanted = fold(typed).split()
    if len("".join(wanted)) < _LEAST_LETTERS:
        return ()
    return tuple(
        kind.id
        for kind in kinds
        if all(any(word.startswith(w) for word in _words_of(kind)) for w in wanted)
    )


def _words_of(kind: AgreementKind) -> list[str]:
    return fold(f"{kind.title} {kind.id}").split()


def is_mine(given: Mapping[str, str]) -> bool:
    """Whether the client's contract is with one's own business."""
    return given.get(CLIENT) == MINE or given.get(WAY) == SUBCONTRACT


def questions_for(
    kinds: Sequence[AgreementKind], given: Mapping[str, str]
) -> tuple[PaperQuestion, ...]:
    """Those that were answered and still count, and the next one to ask.

    A question is asked only while a kind that may still fit depends on it.
    """
    shown: list[PaperQuestion] = []
    counts: dict[str, str] = {}
    for question in QUESTIONS:
        if not _is_asked(question, kinds, counts):
            continue
        shown.append(question)
        answer = given.get(question.id, "")
        if question.answer(answer) is None:
            break
        counts[question.id] = answer
    return tuple(shown)


def recommend(kinds: Sequence[AgreementKind], given: Mapping[str, str]) -> Recommendation:
    """The kind that fits best, once nothing is left to ask; answers that do not count are left."""
    shown = questions_for(kinds, given)
    counts = {q.id: given[q.id] for q in shown if q.answer(given.get(q.id, ""))}
    if len(counts) < len(shown):
        return Recommendation(settled=False, given=counts)
    answers = (question.answer(counts[question.id]) for question in shown)
    others = [answer.instead for answer in answers if answer and answer.instead != "agreement"]
    if others:
        return Recommendation(settled=True, instead=others[0], given=counts)
    met = [(kind, fit) for kind in kinds for fit in kind.fits if fit.is_met(counts)]
    if not met:
        return Recommendation(settled=True, given=counts)
    kind, fit = max(met, key=lambda pair: (len(pair[1].answers), pair[0].usual))
    fitting = {other.id for other, _ in met} - {kind.id}
    also = tuple(other for other in kinds if other.id in fitting)
    return Recommendation(True, Instead.AGREEMENT, kind, fit, also, counts)


def _is_asked(
    question: PaperQuestion, kinds: Sequence[AgreementKind], counts: Mapping[str, str]
) -> bool:
    if question.after and counts.get(ABOUT) != question.after:
        return False
    leads_elsewhere = any(a.instead is not Instead.AGREEMENT for a in question.answers)
    if question.id == ABOUT or leads_elsewhere:
        return True
    fits = (fit for kind in kinds for fit in kind.fits)
    return any(question.id in fit.answers for fit in fits if fit.takes(counts))
