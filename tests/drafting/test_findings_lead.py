"""What a finding leads to can mend it: for every code a change of that very thing ends it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from microbiz_desktop.domain.deal import Deal, PersonSnapshot, Rewording, SpecialTerm, frozen
from microbiz_desktop.domain.dealdata import apply_edits
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.findings import EXTRA, Edit, Finding, Place
from microbiz_desktop.domain.plain import to_plain
from microbiz_desktop.drafting.asking.questions import Question, given_answer
from microbiz_desktop.drafting.checks.registry import run_checks
from microbiz_desktop.drafting.checks.subject import Subject
from microbiz_desktop.drafting.templates.catalogue import Catalogue

from .test_every_check import ROWS, Row, subject_of

#: A fault of the template, which nobody who drafts can end: it is shown where the words stand.
OF_THE_TEMPLATE = {"units-apart", "units-clash", "data-without-clause"}

TWO = (
    PersonSnapshot("Ann Able", may_sign=True),
    PersonSnapshot("Ben Bold", may_sign=True),
)
#: What may be put into a field of a party.
TYPED: dict[str, tuple[object, ...]] = {
    "legal_name": ("Able and Bold Ltd",),
    "trading_name": ("Able and Bold", ""),
    "address": ("1 High Street, Otley",),
    "email": ("able@bold.example",),
    "sign_rule": ("one", "all"),
    "people": (TWO, TWO[:1]),
    "role": ("Brand and lead",),
}


def changes(subject: Subject, place: Place, others: list[Deal]) -> Iterator[Deal]:
    """The deal after each change that somebody could make at a place."""
    deal = subject.deal
    if place.section == "parties":
        yield from _of_parties(deal, place, others)
    elif place.section == EXTRA:
        yield from _of_extra(subject, place, others)
    elif (question := subject.scope.by_id.get(place.question)) is not None:
        yield from _of_answer(deal, question, others)


def _of_parties(deal: Deal, place: Place, others: list[Deal]) -> Iterator[Deal]:
    party = deal.party(place.party)
    if place.question == "parties":
        kept = tuple(one for one in deal.parties if one is not party)
        yield replace(deal, parties=kept)
        yield from (replace(deal, parties=other.parties) for other in others)
    for value in TYPED.get(place.question, ()):
        at = deal.parties.index(party) if party else 0
        yield apply_edits(deal, [Edit(("parties", at, place.question), to_plain(value))])


def _of_extra(subject: Subject, place: Place, others: list[Deal]) -> Iterator[Deal]:
    deal = subject.deal
    kind, _, which = place.question.partition("/")
    if kind == "special_terms":
        terms = list(deal.special_terms)
        terms[int(which)] = SpecialTerm("Pace", "Each party works in step.")
        yield replace(deal, special_terms=tuple(terms))
    elif kind == "rewordings":
        rest = [one for one in deal.rewordings if one.unit != which]
        yield replace(deal, rewordings=tuple(rest))
        own = Rewording(which, "See clause 1.")
        yield replace(deal, rewordings=(*rest, own))
    elif kind in ("pack", "currency", "template_version"):
        yield from (replace(deal, **{kind: getattr(other, kind)}) for other in others)


def _of_answer(deal: Deal, question: Question, others: list[Deal]) -> Iterator[Deal]:
    values = [given_answer(question, other) for other in others]
    values += [None, question.default, True, False, "A plain word", "1 week"]
    values += [option.value for option in question.options]
    values += [(option.value,) for option in question.options]
    values += [1_475_000, 10**7, 200_000_000_00]
    for value in values:
        try:
            yield apply_edits(deal, [Edit(question.path(), frozen(value))])
        except BadInput:  # a value of another kind is no change
            continue


def found_in(catalogue: Catalogue, deal: Deal) -> set[tuple[str, str, str]]:
    """Each finding by what it says."""
    said = run_checks(subject_of(catalogue, deal))
    return {(one.code, one.place.party, one.message) for one in said}


def test_a_change_of_what_a_finding_leads_to_ends_it(
    catalogue: Catalogue, supply: Catalogue, sample: Deal, order: Deal
) -> None:
    stuck = []
    for row in ROWS:
        known, base = (supply, order) if row.kind == "supply" else (catalogue, sample)
        law = row.law(known)
        subject = subject_of(law, row.fires(base))
        others = [row.passes(base), base]
        stuck += [
            f"{one.code}: {one.place} {one.message}"
            for one in run_checks(subject)
            if one.code == row.code
            and one.code not in OF_THE_TEMPLATE
            and not _can_end(law, subject, one, others)
        ]
    assert stuck == [], "\n".join(stuck)


def _can_end(law: Catalogue, subject: Subject, one: Finding, others: list[Deal]) -> bool:
    said = (one.code, one.place.party, one.message)
    return any(
        said not in found_in(law, changed) for changed in changes(subject, one.place, others)
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_every_finding_names_what_it_leads_to(
    row: Row, catalogue: Catalogue, supply: Catalogue, sample: Deal, order: Deal
) -> None:
    """A section that is asked, or one of the fixed ones, and something in it."""
    known, base = (supply, order) if row.kind == "supply" else (catalogue, sample)
    subject = subject_of(row.law(known), row.fires(base))
    lost = [f"{one.code}: {one.place}" for one in run_checks(subject) if not one.place.question]
    assert lost == []
