"""Small changes of a deal as pure functions: parties in and out, answers, special terms.

The edits of a draft put them together, each in its own transaction. They know neither database nor
template, so that what a change takes along with it can be read and tested as one function.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from ...domain.deal import Deal, PartySnapshot, PersonSnapshot, Rewording, SpecialTerm, frozen
from ...domain.errors import BadInput


def party_key(name: str, taken: frozenset[str]) -> str:
    """A new key for a party: its name in letters, digits and hyphens, numbered when taken."""
    base = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", base).strip("-")[:32].strip("-") or "party"
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key


def with_party(deal: Deal, party: PartySnapshot) -> Deal:
    """The deal with one more party at the end; the same business is never a party twice."""
    if party.business_id and any(p.business_id == party.business_id for p in deal.parties):
        raise BadInput(f"{party.name} is a party already.", "Choose another business.")
    return replace(deal, parties=(*deal.parties, party))


def without_party(deal: Deal, key: str, naming: frozenset[str]) -> Deal:
    """The deal without this party, its row in every table and every choice of it.

    `naming` are the questions whose answers name parties: a word that merely reads like the key
    stays where it is.
    """
    the_party(deal, key)
    answers = {
        name: _forgetting(value, key) if name in naming else value
        for name, value in deal.answers.items()
    }
    kept = {name: value for name, value in answers.items() if value is not _GONE}
    owned = tuple(
        replace(item, owner="") if item.owner == key else item for item in deal.project.deliverables
    )
    return replace(
        deal,
        parties=tuple(party for party in deal.parties if party.key != key),
        project=replace(deal.project, deliverables=owned),
        answers=frozen(kept),
    )


_GONE = object()


def _forgetting(value: object, key: str) -> object:
    """The answer without what names this party; `_GONE` when nothing else is left of it.

    Only somebody who empties an answer gives it as empty: what becomes empty here is taken back.
    """
    kept: object = value
    if isinstance(value, Mapping):
        kept = {name: item for name, item in value.items() if name != key}
    elif isinstance(value, tuple):
        kept = tuple(_row_without(item, key) for item in value if item != key)
    return _GONE if value == key or (value and not kept) else kept


def _row_without(row: object, key: str) -> object:
    """A row of a table stays, with the cell that named the party empty."""
    if not isinstance(row, Mapping):
        return row
    return {name: "" if value == key else value for name, value in row.items()}


def moved_party(deal: Deal, key: str, position: int) -> Deal:
    """The deal with this party at `position` (from 0, held inside the list)."""
    party = the_party(deal, key)
    others = [other for other in deal.parties if other.key != key]
    others.insert(max(0, min(position, len(others))), party)
    return replace(deal, parties=tuple(others))


def the_party(deal: Deal, key: str) -> PartySnapshot:
    """The party with this key. Raises BadInput without one."""
    party = deal.party(key)
    if party is None:
        raise BadInput("That party is not in this agreement.", "Look at the list of parties again.")
    return party


def replaced_party(deal: Deal, party: PartySnapshot) -> Deal:
    """The deal with the party of the same key replaced."""
    the_party(deal, party.key)
    parties = tuple(party if old.key == party.key else old for old in deal.parties)
    return replace(deal, parties=parties)


def with_signer(deal: Deal, key: str, person_name: str, may_sign: bool) -> Deal:
    """Whether this person signs for this party, in this agreement only; a new name is added."""
    party = the_party(deal, key)
    name = person_name.strip()
    if not name:
        raise BadInput("A signatory needs a name.", "Type the full name.")
    if not any(person.name == name for person in party.people):
        people = (*party.people, PersonSnapshot(name=name, may_sign=may_sign))
    else:
        people = tuple(replace(p, may_sign=may_sign) if p.name == name else p for p in party.people)
    return replaced_party(deal, replace(party, people=people))


def without_others_name(deal: Deal, before: Deal, others: frozenset[str]) -> Deal:
    """Another title, and the short name still that of something else: its own beginning counts."""
    kept = deal.project.name
    if kept == before.project.name and kept in others:
        return replace(deal, project=replace(deal.project, name=""))
    return deal


def with_special_term(deal: Deal, term: SpecialTerm, index: int | None = None) -> Deal:
    """The deal with a special term added, or the one at `index` changed."""
    if not term.heading.strip() or not term.text.strip():
        raise BadInput("A special term needs a heading and its words.", "Type both.")
    if index is None:
        return replace(deal, special_terms=(*deal.special_terms, term))
    _within(deal, index)
    terms = list(deal.special_terms)
    terms[index] = term
    return replace(deal, special_terms=tuple(terms))


def without_special_term(deal: Deal, index: int) -> Deal:
    """The deal without the special term at `index`."""
    _within(deal, index)
    terms = deal.special_terms
    return replace(deal, special_terms=(*terms[:index], *terms[index + 1 :]))


def _within(deal: Deal, index: int) -> None:
    if not 0 <= index < len(deal.special_terms):
        raise BadInput("That special term is not there any more.", "Look at the list again.")


def with_rewording(deal: Deal, rewording: Rewording) -> Deal:
    """The deal with this agreement's own wording of one unit."""
    if not rewording.text.strip():
        raise BadInput("A reworded clause needs words.", "Type them, or go back to the usual ones.")
    return replace(deal, rewordings=(*_other_rewordings(deal, rewording.unit), rewording))


def without_rewording(deal: Deal, unit: str) -> Deal:
    """The deal with the usual wording of this unit again."""
    return replace(deal, rewordings=_other_rewordings(deal, unit))


def _other_rewordings(deal: Deal, unit: str) -> tuple[Rewording, ...]:
    return tuple(rewording for rewording in deal.rewordings if rewording.unit != unit)
