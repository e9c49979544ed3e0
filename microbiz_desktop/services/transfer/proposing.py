"""An import as a proposal: each contact is new, the same, different or a possible duplicate.

The import page shows it, and `applying` carries it out. It changes nothing itself, since a file may
be older than the list: which of two is right, only the user can say.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...domain.contacts.contacts import BusinessData, Contact, ContactFile
from ...domain.contacts.duplicate_entry import entry_of
from ...domain.contacts.duplicates import one_pair
from ...domain.errors import BadInput
from ...domain.words.names import fold
from ..contacts.reading import data_by_id, in_batches
from ..shared.progress import Cancelled, Progress
from . import lookalikes
from .field_words import TITLES, changed
from .incoming_pictures import IncomingPictures, stored_pictures
from .matching import EntryMatcher, names_of, ways_of
from .merge_rule import adds_nothing
from .undo_records import DECIDED, decisions, mark_of
from .values import ItemKind, Proposal, ProposalItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

STOPPED = ("The import was stopped.", "Nothing was changed.")
_AT_ONCE = 500


def propose(
    session: Session, file: ContactFile, title: str, progress: Progress, cancelled: Cancelled
) -> Proposal:
    """What importing the contacts would do. Changes nothing; raises BadInput when cancelled."""
    maker = _Maker(session, file.contacts)
    total = len(file.contacts)
    progress(0, total, "Looking for what is here already")
    maker.known.look(session.connection())
    items: list[ProposalItem] = []
    for batch in in_batches(file.contacts, _AT_ONCE):
        if cancelled():
            raise BadInput(*STOPPED)
        items += maker.batch(batch, len(items))
        progress(len(items), total, "Comparing")
    items = lookalikes.marked(session, items, maker.decided, cancelled)
    items = maker.with_namesakes(items)
    found = (*file.troubles, *maker.pictures.troubles)
    troubles = sorted(found, key=lambda one: (one.file, one.line))
    return Proposal(tuple(items), tuple(troubles), title, file.note)


class _Maker:
    """Goes through the contacts once; the dictionaries it keeps hold what the files ask for."""

    def __init__(self, session: Session, contacts: Sequence[Contact]) -> None:
        self._session = session
        self.known = EntryMatcher(contact.data for contact in contacts)
        stored, as_came = stored_pictures(session)
        self.pictures = IncomingPictures(stored.__contains__, as_came.__contains__)
        self.decided = decisions(session)
        self._twins: dict[tuple[str, str], int] = {}
        self._new: dict[int, BusinessData] = {}

    def batch(self, contacts: Sequence[Contact], start: int) -> list[ProposalItem]:
        """The items of some contacts, whose first has this number."""
        sure = [self.known.sure(contact.data) for contact in contacts]
        alike = [self.known.namesakes(contact.data) for contact in contacts]
        wanted = {key for keys in (*sure, *alike) for key in keys}
        here = data_by_id(self._session, wanted) if wanted else {}
        return [
            self._item(contact, sure[place], alike[place], here, start + place)
            for place, contact in enumerate(contacts)
        ]

    def with_namesakes(self, items: list[ProposalItem]) -> list[ProposalItem]:
        """New businesses that share no more than their name with one here are told so.

        People are left out, as many share a name.
        """
        alike = {
            number: keys[0]
            for number, item in enumerate(items)
            if item.kind is ItemKind.NEW
            and not _is_a_person(item.contact.data)
            and (keys := self.known.namesakes(item.contact.data))
        }
        here = data_by_id(self._session, set(alike.values())) if alike else {}
        found = list(items)
        for number, key in alike.items():
            if key in here:
                told = f"{here[key].name} is here too, with another place or other people"
                found[number] = replace(items[number], reasons=(told,))
        return found

    def _item(
        self,
        contact: Contact,
        sure: list[int],
        alike: list[int],
        here: dict[int, BusinessData],
        number: int,
    ) -> ProposalItem:
        if not (sure or alike):
            return self._unknown(contact, number)
        data = self.pictures.clean(contact)
        held = next((key for key in (*sure, *alike) if adds_nothing(here[key], data)), 0)
        if held:
            why = _why(here[held], data) if held in sure else "Same name, and nothing that is new"
            return ProposalItem(ItemKind.SAME, contact, held, here[held].name, (why,))
        match = next((here[key] for key in sure if _one_and_the_same(here[key], data)), None)
        if match is not None:
            if (match.id, mark_of(contact.data)) in self.decided:
                return ProposalItem(ItemKind.SAME, contact, match.id, match.name, (DECIDED,))
            reasons = (_why(match, data), _what_differs(match, data))
            return ProposalItem(ItemKind.DIFFERS, contact, match.id, match.name, reasons)
        return self._unknown(contact, number)

    def _unknown(self, contact: Contact, number: int) -> ProposalItem:
        """Nobody here; but a file may hold somebody twice."""
        data = contact.data
        keys = _twin_keys(data)
        likely = dict.fromkeys(self._twins[key] for key in keys if key in self._twins)
        twin = next((one for one in likely if _one_and_the_same(self._new[one], data)), -1)
        for key in keys:
            self._twins.setdefault(key, number if twin < 0 else twin)
        if twin < 0:
            self._new[number] = data
            return ProposalItem(ItemKind.NEW, contact)
        first = self._new[twin]
        if adds_nothing(first, data):
            twice = ("It is in this import twice",)
            return ProposalItem(ItemKind.SAME, contact, 0, first.name, twice, twin)
        why = ("It seems to be in this import twice", _what_differs(first, data))
        return ProposalItem(ItemKind.POSSIBLE, contact, 0, first.name, why, twin)


def _one_and_the_same(here: BusinessData, theirs: BusinessData) -> bool:
    """Whether a shared card or way is that of one business: colleagues share both name and number.

    The finder of duplicates decides, so that the list of them says the same afterwards.
    """
    if theirs.uid and here.uid == theirs.uid:
        return True
    return one_pair(entry_of(here), entry_of(theirs)) is not None


def _is_a_person(data: BusinessData) -> bool:
    """Entries of somebody without a business go by that person's name."""
    return any(fold(person.name) == fold(data.name) for person in data.people)


def _twin_keys(data: BusinessData) -> list[tuple[str, str]]:
    ways, names = ways_of(data), names_of(data)
    keys = [(name, way) for name in sorted(names) for way in sorted(ways)][:24]
    if data.uid:
        keys.append(("uid:", data.uid))
    if not ways:
        keys.append((fold(data.name), f"place:{fold(data.place)} {fold(data.address)}"))
    return keys


def _why(here: BusinessData, theirs: BusinessData) -> str:
    if theirs.uid and here.uid == theirs.uid:
        return "The same card (UID)"
    if not ways_of(here) & ways_of(theirs):
        return "Same name"
    shared = ways_of(here) & ways_of(theirs)
    mail = any("@" in way for way in shared)
    return f"Same name and {'e-mail' if mail else 'phone'}"


def _what_differs(here: BusinessData, theirs: BusinessData) -> str:
    titles = [TITLES[name] for name in changed(here, theirs)]
    more = f" and {len(titles) - 3} more" if len(titles) > 3 else ""
    listed = ", ".join(word[0].lower() + word[1:] for word in titles[:3])
    return f"Differs in {listed}{more}" if listed else ""
