"""Deals of any kind that are whole: with the usual answers only, and with as many as can be."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from microbiz_desktop.domain.deal import Deal, frozen
from microbiz_desktop.domain.findings import Severity
from microbiz_desktop.drafting.asking.questions import Question
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.drafting.templates.catalogue import Catalogue
from microbiz_desktop.drafting.templates.states import FILLED, State
from microbiz_desktop.paths import resource

from .base_deal import ALL, MANY, Base, settings_of

#: The sample with the most parties: where businesses with logos come from.
_CROWD = resource("resources", "sample", "twenty-two-parties.toml")


def usual(catalogue: Catalogue, kind: str, count: int) -> tuple[Deal, Mapping[str, bytes]]:
    """A deal of so many parties that answers only what must be answered, and its logos."""
    base = Base.of(catalogue, kind)
    bare = {
        question.id: base.whole.answers[question.id]
        for question in base.template.questions
        if question.id in base.whole.answers and question.required and question.default is None
    }
    crowd = load_deal_file(_CROWD, catalogue)
    keys = [party.key for party in base.whole.parties]
    keys += [party.key for party in crowd.deal.parties[len(keys) :]]
    parties = tuple(
        replace(party, key=key)
        for key, party in zip(keys, crowd.deal.parties[:count], strict=False)
    )
    whole = replace(base.whole, parties=parties, answers=frozen(bare))
    return Base(catalogue, whole).deal(among=count), crowd.logos


def fullest(base: Base) -> Deal:
    """As many options at once as go together: of each question the one that says the most.

    What does not go with the rest has its usual value.
    """
    settings = dict(_most(base))
    while True:
        deal = base.deal(tuple(settings.items()))
        done = compile(base.catalogue, deal)
        apart = {f.place.question for f in done.findings if f.severity is Severity.ERROR}
        if not apart & set(settings):
            return deal
        settings = {name: state for name, state in settings.items() if name not in apart}


def _most(base: Base) -> Iterator[tuple[str, State]]:
    for question in base.template.questions:
        if found := settings_of(question):
            yield question.id, _richest(question, found)


def _richest(question: Question, found: tuple[State, ...]) -> State:
    for state in (ALL, MANY, FILLED):
        if state in found:
            return state
    other = [state for state in found if state != question.default]
    return other[0] if other else found[0]
