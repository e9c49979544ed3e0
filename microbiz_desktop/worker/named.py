"""The words of a file that stand outside its pages, as the text gives them."""

from collections.abc import Iterator

from ..domain.text import AgreementText
from ..evidence.allowed import Named
from ..rendering.inline import Places

_SECTIONS = (
    "The deal in short",
    "The parties",
    "Background",
    "Terms",
    "Signing",
    "Certificate of sign-off",
)


def named(text: AgreementText) -> Named:
    """Links, alternative texts, bookmarks, language and title of any copy of this text."""
    return Named(
        labels=Places(text).labels(),
        alternatives=frozenset(_alternatives(text)),
        bookmarks=frozenset(map(_plain, _bookmarks(text))),
        language=text.language,
        title=text.title,
    )


def _alternatives(text: AgreementText) -> Iterator[str]:
    yield "QR code with the fingerprint of the text"
    for party in text.parties:
        yield f"Logo of {party.name}"
        yield from (f"Signature of {person.name}" for person in party.signatories)


def _bookmarks(text: AgreementText) -> Iterator[str]:
    yield text.title
    yield from _SECTIONS
    yield from (f"{clause.number} {clause.heading}" for clause in text.clauses)
    yield from (f"Schedule {item.letter}: {item.heading}" for item in text.schedules)


def _plain(words: str) -> str:
    """A heading as the bookmarks have it."""
    return " ".join(words.replace("\u2011", "-").split())
