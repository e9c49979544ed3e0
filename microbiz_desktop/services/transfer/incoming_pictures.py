"""Pictures that come with contacts: vetted and made clean; a bad one is not shown, no more.

The proposal and the carrying out of an import both ask here, so that both find the same. What came
is kept byte for byte beside what is shown, as that is what goes out with a card again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from ...domain.contacts.contacts import BusinessData, Contact, Trouble
from ...domain.contacts.kept_lines import KeptPicture, in_order, kept_picture
from ...domain.errors import BadInput
from ...pictures import Picture, vetted
from ...records.business import Image

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: Whether a picture of this SHA-256 is stored here to be shown (it is clean), or as it came.
IsStored = Callable[[str], bool]


def stored_pictures(session: Session) -> tuple[set[str], set[str]]:
    """The pictures here: those to be shown, and those kept as they came, which have no size."""
    rows = session.execute(select(Image.sha256, Image.width)).all()
    return {sha for sha, width in rows if width}, {sha for sha, width in rows if not width}


class IncomingPictures:
    """Remembers what became of each picture of the files: the name it has once it is clean."""

    def __init__(self, is_stored: IsStored, is_kept: IsStored) -> None:
        self._is_stored, self._is_kept = is_stored, is_kept
        self._names: dict[str, str] = {}
        self._refused: dict[str, str] = {}
        self.troubles: list[Trouble] = []

    def clean(
        self, contact: Contact, keep: Callable[[Picture], None] = lambda _picture: None
    ) -> BusinessData:
        """The entry with clean pictures, and among its kept lines each picture as it came.

        `keep` is given those that are not stored.
        """
        data = contact.data
        if not contact.pictures and not (data.logo or any(one.photo for one in data.people)):
            return data
        coming = _Coming(contact)
        people = tuple(
            replace(one, photo=self._one(coming, one.photo, one.name, "PHOTO", keep))
            if one.photo
            else one
            for one in data.people
        )
        logo = self._one(coming, data.logo, data.name, "LOGO", keep) if data.logo else ""
        for kept in coming.aside:
            self._keep_bytes(coming, kept.raw, keep)
        return replace(data, logo=logo, people=people, extra=in_order(coming.lines))

    def _one(
        self,
        coming: _Coming,
        raw: str,
        whose: str,
        name: str,
        keep: Callable[[Picture], None],
    ) -> str:
        """The name of the clean picture; how it came is noted where that is more."""
        clean = self._clean(coming, raw, whose, keep)
        if coming.content.get(raw) and (clean != raw or raw in coming.heads):
            kept = KeptPicture(coming.heads.get(raw, name), raw, clean)
            coming.lines.append(kept.line())
            self._keep_bytes(coming, raw, keep)
        return clean

    def _keep_bytes(self, coming: _Coming, raw: str, keep: Callable[[Picture], None]) -> None:
        """The very bytes; a picture that is not for showing has no size."""
        content = coming.content.get(raw)
        if content and not self._is_here(raw):
            keep(Picture(raw, content, 0, 0))

    def _is_here(self, sha256: str) -> bool:
        """Whether these bytes are stored, for whichever use: they are stored once."""
        return self._is_stored(sha256) or self._is_kept(sha256)

    def _clean(self, coming: _Coming, raw: str, whose: str, keep: Callable[[Picture], None]) -> str:
        if self._is_stored(raw):
            return raw
        known = self._names.get(raw)
        if known and self._is_stored(known):
            return known
        content = coming.content.get(raw, b"")
        try:
            if raw in self._refused:
                raise BadInput(self._refused[raw])
            picture = vetted(content)
        except BadInput as refused:
            self._refused[raw] = refused.message
            kept = "is kept with the card, but not shown" if content else "was left out"
            words = f"The picture of {whose} {kept}. {refused.message}"
            self.troubles.append(Trouble(coming.line_of(raw), words, coming.file))
            return ""
        self._names[raw] = picture.sha256
        if not self._is_here(picture.sha256):
            keep(picture)
        return picture.sha256


class _Coming:
    """A contact on its way in: its pictures, and the kept lines that say how each of them came."""

    def __init__(self, contact: Contact) -> None:
        self._places, self._line, self.file = dict(contact.places), contact.line, contact.file
        self.content = dict(contact.pictures)
        self.heads: dict[str, str] = {}
        self.aside: list[KeptPicture] = []
        self.lines: list[str] = []
        for line in contact.data.extra:
            kept = kept_picture(line)
            if kept and kept.shown:
                self.heads[kept.raw] = kept.head
                continue
            self.lines.append(line)
            if kept:
                self.aside.append(kept)

    def line_of(self, raw: str) -> int:
        """Where the picture begins in the file; where its card does when that is not known."""
        return self._places.get(raw, self._line)
