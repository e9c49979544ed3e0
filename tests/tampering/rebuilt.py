"""Records made anew under another key: the chain holds, and yet it is not ours."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from microbiz_desktop.domain.clock import Moment
from microbiz_desktop.evidence.chain import Entry, follow, ledger_bytes, payload_of, read_ledger
from microbiz_desktop.evidence.identity import SigningKey

from .carried import LEDGER, rewritten
from .tools import Alteration, Change, Kind, NotHere

#: A key that nobody here has seen.
_PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = SigningKey(_PRIVATE.public_key().public_bytes_raw().hex(), _PRIVATE)
Given = tuple[Entry, Any]


def _again(change: Callable[[Sequence[Given]], Sequence[Given]]) -> Change:
    """The ledger inside signed anew, entry by entry, after a change of what it records."""

    def signed(content: bytes) -> bytes:
        entries = read_ledger(content)
        given = change([(entry, payload_of(entry)) for entry in entries])
        made: list[Entry] = []
        for entry, payload in given:
            made.append(
                follow(
                    made[-1] if made else None,
                    agreement=entry.agreement,
                    kind=entry.kind,
                    revision=entry.revision,
                    at=Moment.from_text(entry.at),
                    payload=payload,
                    key=OTHER,
                )
            )
        return ledger_bytes(made)

    return rewritten(LEDGER, signed)


def _later(given: Sequence[Given]) -> list[Given]:
    """Everything a month later."""

    def moved(entry: Entry) -> Entry:
        at = Moment.from_text(entry.at)
        return replace(entry, at=Moment(at.utc + timedelta(days=30), at.zone).to_text())

    return [(moved(entry), payload) for entry, payload in given]


def _another_name(given: Sequence[Given]) -> list[Given]:
    changed = [
        (entry, replace(payload, signatory="Nobody Known", typed="Nobody Known"))
        if hasattr(payload, "signatory") and hasattr(payload, "typed")
        else (entry, payload)
        for entry, payload in given
    ]
    if list(given) == changed:
        raise NotHere("nobody signed")
    return changed


REBUILT: dict[str, Alteration] = {
    name: Alteration(Kind.ATTACHED, _again(change))
    for name, change in {
        "the ledger signed by another key": lambda given: given,
        "the ledger by another key, without its end": lambda given: given[:-1],
        "the ledger by another key, without sign-offs": lambda given: given[:3],
        "the ledger by another key, a month later": _later,
        "the ledger by another key, another name": _another_name,
    }.items()
}
