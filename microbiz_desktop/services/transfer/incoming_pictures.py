"""Pictures that come with contacts: vetted and made clean; a bad one costs the picture only."""

from collections.abc import Callable
from dataclasses import replace

from ...domain.contacts.contacts import BusinessData, Contact, Trouble
from ...domain.errors import BadInput
from ...pictures import Picture, vetted

#: Whether a picture of this SHA-256 is stored here: such a one is clean already.
IsStored = Callable[[str], bool]


class IncomingPictures:
    """Remembers what became of each picture of the files: the name it has once it is clean."""

    def __init__(self, is_stored: IsStored) -> None:
        self._is_stored = is_stored
        self._names: dict[str, str] = {}
        self.troubles: list[Trouble] = []

    def clean(
        self, contact: Contact, keep: Callable[[Picture], None] = lambda _picture: None
    ) -> BusinessData:
        """The entry with the names of clean pictures; `keep` is given those that are not stored."""
        data = contact.data
        if not (data.logo or any(person.photo for person in data.people)):
            return data
        content = dict(contact.pictures)

        def name_of(raw: str, whose: str) -> str:
            return self._clean(raw, content.get(raw, b""), keep, (contact.line, whose))

        people = tuple(
            replace(person, photo=name_of(person.photo, person.name)) if person.photo else person
            for person in data.people
        )
        logo = name_of(data.logo, data.name) if data.logo else ""
        return replace(data, logo=logo, people=people)

    def _clean(
        self, raw: str, content: bytes, keep: Callable[[Picture], None], place: tuple[int, str]
    ) -> str:
        if self._is_stored(raw):
            return raw
        known = self._names.get(raw)
        if known is not None and (not known or self._is_stored(known)):
            return known
        try:
            picture = vetted(content)
        except BadInput as refused:
            if known is None:
                line, whose = place
                words = f"The picture of {whose} was left out. {refused.message}"
                self.troubles.append(Trouble(line, words))
            self._names[raw] = ""
            return ""
        self._names[raw] = picture.sha256
        if not self._is_stored(picture.sha256):
            keep(picture)
        return picture.sha256
