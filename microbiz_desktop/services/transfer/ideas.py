"""Sealed ideas: kept with their keys, given out as one file, and checked when one is shown.

The studio, Settings and the command line use it. An idea leaves by `save_file()` and by nothing
else: agreements, deal files and copies hold its number alone. Backups hold it, as they are what a
lost data folder is made anew from.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from sqlalchemy import select

from ...domain.errors import BadInput, NotReady
from ...domain.ideas import (
    ENDING,
    KEY_BYTES,
    MOST_BYTES,
    idea_number,
    opened_file,
    read_key,
    sealed_file,
    text_bytes,
    whole_idea,
)
from ...domain.words.pasted import one_line
from ...files import PRIVATE, write_atomically
from ...foreign import read
from ...records.business import Business
from ...records.idea import SealedIdea
from ..shared.dependencies import the_business
from ..shared.naming import plain_name
from .forgetting import Forgotten, remains, scrub
from .idea_places import IdeaPlace, places_of

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from ...domain.clock import Moment
    from ..shared.dependencies import Dependencies, TemplateCatalogue

#: Whether somebody still waits for what is being kept.
Wanted = Callable[[], bool]

#: The ending of a file that says what it was made with, if it looks like one.
_KIND = re.compile(r"\.[A-Za-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """What a list shows of an idea: never the idea itself. `uses` are agreements, by title."""

    id: int
    title: str
    owner_id: int
    owner: str
    number: str
    size: int
    made: Moment
    is_file: bool = False
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenIdea:
    """An idea laid open for whoever had it; nothing that prints a value prints it."""

    row: IdeaRow
    content: bytes = field(repr=False)
    key: bytes = field(repr=False)
    file_name: str = field(repr=False, default="")

    def words(self) -> str:
        """What was typed; empty for a file."""
        return "" if self.file_name else self.content.decode("utf-8", "replace")

    def own_name(self) -> str:
        """What the file it was made of is called, as every system takes it; a text has its name."""
        if not self.file_name:
            return f"{plain_name(self.row.title, 'Idea')}.txt"
        whole = PurePath(self.file_name)
        ending = whole.suffix if _KIND.fullmatch(whole.suffix) and whole.stem.strip(" .") else ""
        plain = plain_name(self.file_name.removesuffix(ending), "Idea")
        return f"{plain[: 80 - len(ending)]}{ending}"

    def file_title(self) -> str:
        """The suggested name of its sealed file, which says what it was made of."""
        kind = self.file_name[self.file_name.rfind(".") :] if "." in self.file_name else ""
        kind = kind if _KIND.fullmatch(kind) else "" if self.file_name else ".txt"
        return f"{plain_name(self.row.title, 'Idea')}{kind}.{ENDING}"


@dataclass(frozen=True, slots=True)
class IdeaCheck:
    """What an idea that was shown is: its number, where that stands, and what it is kept as."""

    number: str
    places: tuple[IdeaPlace, ...]
    kept: str = ""


class Ideas:
    """What a user does with sealed ideas."""

    def __init__(self, desk: Dependencies) -> None:
        self._desk = desk

    def rows(self, *, placed: bool = True) -> tuple[IdeaRow, ...]:
        """Those that are kept, the latest first; `placed` looks through all agreements for them."""
        query = select(SealedIdea).where(SealedIdea.archived_at.is_(None))
        with self._desk.database.reading() as session:
            found = session.scalars(query.order_by(SealedIdea.id.desc())).all()
            return tuple(
                _row(session, one, self._uses(session, one) if placed else ()) for one in found
            )

    def open(self, idea_id: int) -> OpenIdea:
        """One of them with its bytes and its key. Raises BadInput when it is not here."""
        with self._desk.database.reading() as session:
            one = _the(session, idea_id)
            return OpenIdea(_row(session, one), one.content, one.key, one.file_name)

    def make(
        self,
        business_id: int,
        title: str,
        content: bytes,
        file_name: str = "",
        *,
        wanted: Wanted = lambda: True,
    ) -> IdeaRow:
        """Keep an idea with a key of its own. Raises BadInput for none, or one without a name.

        `wanted` is asked last: NotReady when nobody wants it any more.
        """
        whole_idea(content)
        title = one_line(title).strip()
        if not title:
            raise BadInput(
                "The idea needs a name that may be printed.", "Choose one that tells nothing of it."
            )
        key = secrets.token_bytes(KEY_BYTES)
        with self._desk.database.transaction() as session:
            one = SealedIdea(
                business_id=the_business(session, business_id).id,
                title=title,
                file_name=file_name,
                content=content,
                key=key,
                number=idea_number(content, key),
                size=len(content),
                made_at=self._desk.clock.now(),
            )
            session.add(one)
            session.flush()
            if not wanted():
                raise NotReady("The idea was left, so it is not kept.", "Add it once more.")
            return _row(session, one)

    def make_of_words(
        self, business_id: int, title: str, words: str, wanted: Wanted = lambda: True
    ) -> IdeaRow:
        """The like of what was typed, every letter of it. Raises BadInput."""
        return self.make(business_id, title, text_bytes(words), wanted=wanted)

    def make_of_file(
        self, business_id: int, title: str, path: Path, wanted: Wanted = lambda: True
    ) -> IdeaRow:
        """The like of the bytes of a file. Raises BadInput for one that cannot be read."""
        content = read(path, MOST_BYTES)
        return self.make(business_id, title, content, path.name, wanted=wanted)

    def save_file(self, idea_id: int, path: Path, *, alone: bool = False) -> None:
        """The idea and its key as one file, for the user alone to read. Raises CannotSave.

        `alone` gives the bytes of the idea as they were kept, without the key.
        """
        one = self.open(idea_id)
        content = one.content if alone else sealed_file(one.content, one.key)
        write_atomically(path, content, mode=PRIVATE)

    def delete(self, idea_id: int) -> None:
        """Into the bin; the numbers in agreements stay."""
        with self._desk.database.transaction() as session:
            _the(session, idea_id).archived_at = self._desk.clock.now()

    def undelete(self, idea_id: int) -> None:
        """Out of the bin."""
        with self._desk.database.transaction() as session:
            _the(session, idea_id).archived_at = None

    def forget_consequence(self, idea_id: int) -> tuple[str, ...]:
        """What forgetting it will do, in sentences."""
        with self._desk.database.reading() as session:
            one = _the(session, idea_id)
            gone = "The idea and its key go for good. This cannot be taken back."
            return (
                gone,
                *_number_stays(session, self._desk.shelf, one),
                *remains(self._desk.data_dir),
            )

    def forget(self, idea_id: int) -> Forgotten:
        """Idea and key go from the file for good: nobody can show what the number stands for."""
        with self._desk.database.transaction() as session:
            one = _the(session, idea_id)
            gone = Forgotten(
                (f"The idea “{one.title}” and its key.",),
                _number_stays(session, self._desk.shelf, one),
            )
            session.delete(one)
        return scrub(self._desk.database, gone)

    def check_file(self, path: Path) -> IdeaCheck:
        """What a sealed file is. Raises BadInput for what cannot be one."""
        return self.check(*opened_file(read(path, MOST_BYTES + KEY_BYTES)))

    def check_words(self, words: str, key: str) -> IdeaCheck:
        """The same of a text and a key as they were copied. Raises BadInput."""
        return self.check(whole_idea(text_bytes(words)), read_key(key))

    def check(self, content: bytes, key: bytes) -> IdeaCheck:
        """Which number they give, and where that stands here."""
        number = idea_number(content, key)
        with self._desk.database.reading() as session:
            kept = session.scalar(select(SealedIdea.title).where(SealedIdea.number == number))
            return IdeaCheck(number, places_of(session, self._desk.shelf, number), kept or "")

    def _uses(self, session: Session, one: SealedIdea) -> tuple[str, ...]:
        return tuple(place.agreement for place in places_of(session, self._desk.shelf, one.number))


def _row(session: Session, one: SealedIdea, uses: tuple[str, ...] = ()) -> IdeaRow:
    owner = session.get_one(Business, one.business_id).name
    return IdeaRow(
        *(one.id, one.title, one.business_id, owner, one.number, one.size, one.made_at),
        is_file=bool(one.file_name),
        uses=uses,
    )


def _number_stays(session: Session, shelf: TemplateCatalogue, one: SealedIdea) -> tuple[str, ...]:
    """What an agreement keeps of an idea that is forgotten, in sentences."""
    return tuple(
        f"Its number stays in “{place.agreement}”, and nothing can be shown for it then."
        for place in places_of(session, shelf, one.number)
    )


def _the(session: Session, idea_id: int) -> SealedIdea:
    found = session.get(SealedIdea, idea_id)
    if found is None:
        raise BadInput("That idea is not kept here any more.", "Go back to the list.")
    return found
