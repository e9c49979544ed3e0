"""What differs between two deals, or between two wordings of one, answer by answer."""

from dataclasses import dataclass

from ...domain.deal import Deal, PartySnapshot
from ...domain.words.phrases import joined
from ..asking import telling
from ..asking.answer_kinds import AnswerKind
from ..asking.printing import Printer
from ..asking.questions import circumstances, is_answered
from ..templates.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class DealDifference:
    """One answer that differs: which, and both in plain words."""

    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a deal says in one place, in plain words."""

    place: str
    words: str


def deal_differences(
    catalogue: Catalogue, old: Deal, new: Deal, *, earlier: Catalogue | None = None
) -> tuple[DealDifference, ...]:
    """What differs between two deals of one kind, in the order of the interview.

    `earlier` is the wording that `old` is read with, when that is another one: then a default or
    the words of an option may differ while nobody gave another answer.
    """
    before, after = _told(earlier or catalogue, old), _told(catalogue, new)
    found = []
    for key in (*after, *(key for key in before if key not in after)):
        was, now = before.get(key), after.get(key)
        words = (was.words if was else "", now.words if now else "")
        if words[0] != words[1]:
            found.append(DealDifference((now or before[key]).place, *words))
    return tuple(found)


def told_answers(catalogue: Catalogue, deal: Deal) -> dict[str, Told]:
    """The answers that count, usual ones included, by question id, as they are printed."""
    template, pack = catalogue.template(deal), catalogue.pack(deal)
    answers = circumstances(template.sections, deal, pack.flags).answers
    printer = Printer(pack, deal)
    return {
        question.id: Told(
            question.label, telling.told(question, answers[question.id], deal.parties, printer)
        )
        for question in template.questions
        if is_answered(answers.get(question.id)) and question.kind is not AnswerKind.PARTIES
    }


def _told(catalogue: Catalogue, deal: Deal) -> dict[str, Told]:
    told = told_answers(catalogue, deal)
    told["all parties"] = Told("Parties", joined([party.name for party in deal.parties]))
    for party in deal.parties:
        told[f"party {party.key}"] = Told(f"Party {party.name}", _party(party))
    for number, term in enumerate(deal.special_terms):
        same = [other.heading for other in deal.special_terms[:number]].count(term.heading)
        told[f"term {same} {term.heading}"] = Told(f"Special term “{term.heading}”", term.text)
    for rewording in deal.rewordings:
        unit = catalogue.units.get(rewording.unit)
        place = f"Own wording of “{unit.heading if unit else rewording.unit}”"
        told[f"unit {rewording.unit}"] = Told(place, rewording.text)
    return told


def _party(party: PartySnapshot) -> str:
    people = [f"{p.name}{', may sign' if p.may_sign else ''}" for p in party.people]
    words = (party.legal_name, party.role, party.address, party.email, party.phone, *people)
    return "; ".join(word for word in words if word)
