"""`kinds`: the kinds of agreement there are, and with answers which of them they ask for."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ..domain.papers import QUESTIONS, Instead, questions_for, recommend
from .common import FINE, NOT_FINE, Commands, add_command, add_json, print_json, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..domain.papers import AgreementKind, PaperQuestion, Recommendation

_INSTEAD = {
    Instead.REFERRAL: "No agreement: a referral card, in the window.",
    Instead.NOTE: "No agreement: a note that declines and recommends somebody, in the window.",
}


def add_kinds(commands: Commands) -> None:
    """The command, with an option for each question of “Which paper do I need?”."""
    words = "list the kinds of agreement; with answers, which of them is for that"
    parser = add_command(commands, "kinds", _kinds, words)
    for question in QUESTIONS:
        keys = tuple(answer.key for answer in question.answers)
        parser.add_argument(f"--{question.id}", choices=keys, help=question.asks)
    add_json(parser)


def _kinds(options: argparse.Namespace) -> int:
    from ..paths import resource
    from ..services.shared.dependencies import TemplateCatalogue

    kinds = TemplateCatalogue(resource("templates", "agreements")).kinds()
    named = {question.id: getattr(options, question.id) for question in QUESTIONS}
    given = {name: answer for name, answer in named.items() if answer}
    advised = recommend(kinds, given)
    ask = [q for q in questions_for(kinds, given) if q.id not in given]
    if options.json:
        told = _plain(kinds, advised if given else None, ask)
        print_json({**told, "not_asked": _idle(advised, given)} if given else told)
    else:
        for kind in kinds:
            say(f"{kind.id}: {kind.title}, {kind.between}. {kind.use_when}")
        if given:
            _say_advice(advised, ask)
        for name in _idle(advised, given):
            say(f"Not asked for that: --{name}.")
    return NOT_FINE if given and advised.fits_nothing else FINE


def _idle(advised: Recommendation, given: Mapping[str, str]) -> list[str]:
    """Answers that make no difference, once all that does is answered."""
    return [name for name in given if name not in advised.given] if advised.settled else []


def _say_advice(advised: Recommendation, ask: Sequence[PaperQuestion]) -> None:
    if advised.kind is not None and advised.fit is not None:
        fit = advised.fit
        say(f"Recommended: {advised.kind.title}, {fit.shape.called}. {fit.why} {fit.shape.means}")
        for other in advised.also:
            say(f"Also for that: {other.title}.")
    elif advised.fits_nothing:
        say("None of these is for that.")
    elif advised.settled:
        say(_INSTEAD[advised.instead])
    for question in ask:
        keys = ", ".join(answer.key for answer in question.answers)
        say(f"Still to answer: --{question.id}: {question.asks} {keys}")


def _plain(
    kinds: Sequence[AgreementKind], advised: Recommendation | None, ask: Sequence[PaperQuestion]
) -> Mapping[str, object]:
    told = [
        {
            "id": kind.id,
            "title": kind.title,
            "use_when": kind.use_when,
            "parties": {"from": kind.least, "to": kind.most},
            "shapes": sorted({fit.shape.value for fit in kind.fits}),
            "usual": kind.usual,
        }
        for kind in kinds
    ]
    if advised is None:
        return {"found": len(kinds), "kinds": told}
    fit = advised.fit
    return {
        "found": len(kinds),
        "kinds": told,
        "recommended": {
            "kind": advised.kind.id if advised.kind else None,
            "shape": fit.shape.value if fit else None,
            "why": fit.why if fit else None,
            "also": [kind.id for kind in advised.also],
            "instead": None if advised.instead is Instead.AGREEMENT else advised.instead.value,
            "still_to_answer": [question.id for question in ask],
        },
    }
