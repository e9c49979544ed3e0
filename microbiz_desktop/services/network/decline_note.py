"""A note to a client: one's own business cannot take the work, and an associate perhaps can.

It is a draft to be read and changed. Of the associate it tells what stands in open parts of the
card; nothing private is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...domain.contacts.contacts import BusinessData, without_private
from ...domain.errors import NotReady
from ...records.business import Business
from ..contacts.mapping import data_of
from ..shared.dependencies import the_business

if TYPE_CHECKING:
    from ...domain.contacts.contacts import PersonData
    from ...storage.database import Database
    from ..shared.settings import Settings


@dataclass(frozen=True, slots=True)
class DeclineNote:
    """The note as plain text, and what it is called as a file."""

    text: str
    file_name: str


class DeclineNotes:
    """Drafts the note out of the contact list."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._settings = settings

    def draft(self, associate_id: int, client: str, work: str) -> DeclineNote:
        """The note that names this associate. Raises NotReady when it may not be named."""
        with self._database.reading() as session:
            own = session.get(Business, self._settings.current_business())
            associate = data_of(the_business(session, associate_id))
            return _worded(associate, data_of(own) if own else None, client, work)


def _worded(
    associate: BusinessData, own: BusinessData | None, client: str, work: str
) -> DeclineNote:
    """The note. Raises NotReady for an associate who is kept out of introductions."""
    if associate.private:
        raise NotReady(
            f"{associate.name} is kept out of introductions.",
            "Choose another associate, or change that on the card.",
        )
    shown = without_private(associate)
    ours = own.name if own is not None else ""
    person = _contact(own) if own is not None else None
    about = f" about {work}" if work else ""
    signed = (person.name if person else "", ours)
    parts = (
        f"Dear {client}," if client else "Hello,",
        f"Thank you for asking {ours or 'us'}{about}. We cannot take this work on.",
        f"I recommend that you ask {shown.name}. Here is how to reach them:",
        "\n".join(_lines(shown)),
        f"{shown.name} is a business of its own: what you agree is between you and them.",
        "\n".join(("With kind regards,", *filter(None, signed))),
    )
    return DeclineNote("\n\n".join(parts) + "\n", _file_name(associate))


def _file_name(associate: BusinessData) -> str:
    words = "".join(c if c.isalnum() else " " for c in associate.name).split()
    return f"recommending-{'-'.join(words).lower() or 'an-associate'}.txt"


def _lines(shown: BusinessData) -> list[str]:
    person = _contact(shown)
    facts = (
        ("", shown.name),
        ("Ask for", person.name if person and person.name != shown.name else ""),
        ("Does", "; ".join(skill.name for skill in shown.skills)),
        ("Where", shown.place),
        ("Phone", shown.phone or (person.phone if person else "")),
        ("E-mail", shown.email or (person.email if person else "")),
        ("Website", shown.website),
    )
    return [f"{label}: {value}" if label else value for label, value in facts if value]


def _contact(business: BusinessData) -> PersonData | None:
    people = business.people
    return next((person for person in people if person.contact), people[0] if people else None)
