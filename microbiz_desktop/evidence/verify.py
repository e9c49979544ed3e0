"""The verdict on a file, and what is known of it, as plain values."""

from collections.abc import Sequence

from ..domain.plain import canonical
from ..domain.verdicts import Outcome, Report
from ..domain.words import phrases
from .carried import Carried
from .chain import Entry, latest_entry, verify_chain
from .derive import moment_of
from .fingerprint import check_code, fingerprint, words
from .identity import key_words
from .replay import replay


def cannot_tell(*reasons: str) -> Report:
    """The verdict that nothing can be said of the file, with the reasons."""
    return Report(Outcome.CANNOT_TELL, reasons)


def notes(copy: Carried) -> tuple[str, ...]:
    """What is odd in the record and proves nothing: a clock that moved back, another key."""
    return verify_chain(copy.entries).notes


def described(copy: Carried) -> tuple[tuple[str, str], ...]:
    """What the data of a file says, as label and value; nothing that is not known."""
    text = copy.text
    mark = fingerprint(canonical(text))
    found = {
        "Agreement": text.title,
        "Parties": phrases.joined([party.name for party in text.parties]),
        "Agreement id": text.agreement_id,
        "Revision": str(text.revision) if text.revision else "",
        "Copy": _standing(copy),
        "Made": _made(copy),
        "Fingerprint": mark,
        "Words of the text": " ".join(words(mark)),
        "Check code": check_code(mark) if text.revision else "",
        **_of_the_record(copy.entries),
        "Attached": phrases.joined(list(copy.files)),
    }
    return tuple((label, value) for label, value in found.items() if value)


def _standing(copy: Carried) -> str:
    if not copy.text.revision:
        return "draft"
    return "executed" if copy.executed else "offered"


def _made(copy: Carried) -> str:
    if copy.edition is None:
        return ""
    try:
        at = moment_of(copy.edition.said)
    except ValueError:
        return ""
    return f"{phrases.day_time(at)}, as the file says"


def _of_the_record(entries: Sequence[Entry]) -> dict[str, str]:
    """Whose key signed, how many signed off, and where the record ends; by its own word."""
    if not entries or not verify_chain(entries).ok:
        return {}
    progress = replay(entries)
    signed = phrases.counted(len(progress.sign_offs), "sign-off")
    keys = dict.fromkeys(entry.key_id for entry in entries)
    return {
        "Words of the key": "; ".join(" ".join(key_words(key)) for key in keys),
        "Signed off": f"{signed}, by every party" if progress.complete else signed,
        "Ledger head": latest_entry(entries).hash,
    }
