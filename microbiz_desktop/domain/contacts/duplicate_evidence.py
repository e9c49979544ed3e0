"""What two entries share besides their names, and in what they differ: how `duplicates` is sure.

A telephone or an address may be shared by a family or an office, so each is weighed there together
with how the names stand to each other.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from .duplicate_entry import ComparedEntry
from .duplicate_keys import Words
from .name_forms import name_form, names_told
from .name_keys import folded, name_words
from .name_relations import Relation, relation
from .name_tables import ROLES

_words = lru_cache(maxsize=1 << 14)(name_words)
#: Relations of names that two people have who are probably one.
_NEAR_PEOPLE = frozenset(
    {
        *(Relation.SHORT, Relation.SCRIPT, Relation.LONG_SLIP, Relation.SPELLING),
        *(Relation.SLIP, Relation.INITIAL, Relation.PART),
    }
)


class Evidence:
    """Two entries side by side."""

    def __init__(self, one: ComparedEntry, other: ComparedEntry) -> None:
        self.one, self.other = one, other
        self.phone = not set(one.phones).isdisjoint(other.phones)
        self.emails = set(one.emails).intersection(other.emails)
        self.host = bool(one.host) and one.host == other.host
        self.place = bool(one.place) and one.place == other.place
        self.far = bool(one.place and other.place) and not self.place
        self.other_phone = bool(one.phones and other.phones) and not self.phone
        self.conflicts = self.other_phone + (bool(one.emails and other.emails) and not self.emails)

    @cached_property
    def people(self) -> bool | None:
        """Whether somebody is in both; None where one names nobody, or somebody may be."""
        return people_alike(self.one.people, self.other.people)

    @cached_property
    def persons(self) -> bool:
        """Whether both are somebody without another name for the business."""
        return is_person(self.one) and is_person(self.other)

    @property
    def first_names(self) -> bool:
        """Whether both are somebody of whom one name is known, and nothing that they share."""
        if self.phone or self.emails or not self.persons:
            return False
        return all(len(_words(entry.names[0])) < 2 for entry in (self.one, self.other))

    @cached_property
    def person_of_business(self) -> bool:
        """Whether one is just the person who is named in the other."""
        if not self.people or not (self.phone or self.emails):
            return False
        return is_person(self.one) != is_person(self.other)

    @cached_property
    def own_mailbox(self) -> bool:
        """Whether a shared e-mail is that of the first name of both, as sophie@studio.example."""
        firsts = [name_form(entry.names[0]).words[:1] for entry in (self.one, self.other)]
        starts = {word for words in firsts for word in words if len(word) > 2} - ROLES
        return any(
            folded(email.partition("@")[0]).rstrip("0123456789") in starts for email in self.emails
        )

    @cached_property
    def called_by_email(self) -> bool:
        """Whether an entry has no other name than its e-mail."""
        said = {name.casefold() for entry in (self.one, self.other) for name in entry.names}
        return any(
            name.replace(".", "") in {email.replace(".", ""), email.partition("@")[0]}
            for name in said
            for email in self.emails
            if email.partition("@")[0] not in ROLES
        )


def is_person(entry: ComparedEntry) -> bool:
    """Whether an entry goes by the name of a person in it."""
    people = _words_of(entry.people)
    return bool(entry.names) and people.issuperset(map(_words, entry.names))


def people_alike(people: tuple[str, ...], others: tuple[str, ...]) -> bool | None:
    """Whether somebody is in both; None where one names nobody, or somebody may be."""
    if not people or not others:
        return None
    if not set(people).isdisjoint(others):
        return True
    if not _words_of(people).isdisjoint(_words_of(others)):
        forms = [(name_form(a), name_form(b)) for a in people for b in others]
        return any(relation(a, b) in {Relation.SAME, Relation.SHORT} for a, b in forms)
    near = nearest(people, others)
    return None if near in _NEAR_PEOPLE else False


def _words_of(names: Iterable[str]) -> set[Words]:
    return set(map(_words, names))


def nearest(names: Sequence[str], others: Sequence[str]) -> Relation:
    """The nearest relation that any of the names has to any of the others."""
    found = (
        relation(name_form(one), name_form(other))
        for one in names_told(tuple(names))
        for other in names_told(tuple(others))
    )
    return min(found, key=lambda relation: relation.value, default=Relation.OTHER)
