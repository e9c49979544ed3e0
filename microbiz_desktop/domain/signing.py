"""Ways to sign off: one row a channel, with the shape of its evidence and its words.

Record, pages and room all read these rows, so that nothing is said of a sign-off that its channel
does not say. A channel without a row here is refused when it is read: what it proves is not known.
What a row says on the pages belongs to the format of `edition.json`, as all that is printed does.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from types import MappingProxyType

from .edition import Strokes
from .errors import BadInput


class Channel(StrEnum):
    """How a sign-off came, by its word in the record."""

    SCREEN = "screen"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class SignedOff:
    """A signatory's approval, bound to agreement, fingerprint and the offered PDF's SHA-256.

    `method` says which of the fields after `statement` are filled. `signed_on` is the ISO date
    written on what came back and `file` the SHA-256 of the kept file; the entry's own time is then
    the filing time. Raises BadInput when the evidence is not that of its channel.
    """

    agreement: str
    fingerprint: str
    pdf_sha256: str
    party: str
    signatory: str
    capacity: str
    method: Channel
    statement: str
    typed: str = ""
    strokes: Strokes = ()
    witness: str = ""
    signed_on: str = ""
    file: str = ""
    file_name: str = ""
    received_how: str = ""
    received_by: str = ""

    def __post_init__(self) -> None:
        """The evidence is all of this channel, and none of another."""
        way = WAYS[self.method]
        filled = {name for name in EVIDENCE if getattr(self, name)}
        if filled - way.may or not all(filled.intersection(group) for group in way.needs):
            raise BadInput(f"This is not what a sign-off {way.where} records.")


#: The fields that are evidence, all that may be empty: each is of the channels that name it.
EVIDENCE = tuple(one.name for one in fields(SignedOff) if one.default is not MISSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningWay:
    """What there is to know of a channel.

    `answer` is what the parties answered where this way of signing was agreed. Of each group of
    fields in `needs` at least one is filled; `may` are all that can be. `where` ends a sentence;
    `block` is the line of the execution block, `table` that of the certificate.
    """

    answer: str
    needs: tuple[tuple[str, ...], ...]
    may: frozenset[str]
    where: str
    block: Callable[[SignedOff], str]
    table: Callable[[SignedOff], str]


def _on_paper(said: SignedOff) -> str:
    how = said.received_how.strip()
    return f"Signed on paper; received {how}" if how else "Signed on paper; copy kept"


#: One row a channel. What collects it is in `services/signoff` (docs/extending.md).
WAYS: Mapping[Channel, SigningWay] = MappingProxyType(
    {
        Channel.SCREEN: SigningWay(
            answer="electronic",
            needs=(("typed", "strokes"),),
            may=frozenset({"typed", "strokes", "witness"}),
            where="on this screen",
            block=lambda _said: "Signed on this screen",
            table=lambda said: f"On this screen, {'drawn' if said.strokes else 'typed'}",
        ),
        Channel.PAPER: SigningWay(
            answer="paper",
            needs=(("signed_on",), ("file",)),
            may=frozenset({"signed_on", "file", "file_name", "received_how", "received_by"}),
            where="on paper",
            block=_on_paper,
            table=lambda _said: "Paper, scan kept",
        ),
    }
)
