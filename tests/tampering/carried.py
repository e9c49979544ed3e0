"""The files that a copy carries: taken out, added, renamed, exchanged, altered."""

import json
from collections.abc import Callable
from typing import Any

from pikepdf import Array, AttachedFileSpec, Dictionary, Name, String

from .tools import Alteration, Change, Document, Kind, NotHere, drawn_over, edited

AGREEMENT, LEDGER, OFFERED, EDITION = (
    "agreement.json",
    "ledger.json",
    "offered.pdf",
    "edition.json",
)
_EXE = b"MZ\x90\0"


def _spec(document: Document, name: str) -> Any:
    found = next((spec for spec in _specs(document) if str(spec.UF) == name), None)
    if found is None:
        raise NotHere(name)
    return found


def _specs(document: Document) -> list[Any]:
    names = document.Root.Names.EmbeddedFiles.Names
    return [names[at] for at in range(1, len(names), 2)]


def _file(document: Document, content: bytes, name: str) -> AttachedFileSpec:
    return AttachedFileSpec(
        document,
        content,
        description="",
        filename=name,
        mime_type="",
        creation_date="",
        mod_date="",
    )


def rewritten(name: str, change: Callable[[bytes], bytes]) -> Change:
    """An attached file with other bytes; its length and check sum follow."""

    def edit(document: Document) -> None:
        import hashlib

        held = _spec(document, name).EF.F
        before = held.read_bytes()
        after = change(before)
        if after == before:
            raise NotHere(f"{name} has nothing of that kind")
        held.write(after)
        held.Params.Size = len(after)
        held.Params.CheckSum = String(hashlib.md5(after).digest())

    return edited(edit)


def _taken_out(name: str) -> Change:
    def edit(document: Document) -> None:
        gone = _spec(document, name)
        names = document.Root.Names.EmbeddedFiles.Names
        kept: list[Any] = []
        for at in range(0, len(names), 2):
            if str(names[at + 1].UF) != name:
                kept += [names[at], names[at + 1]]
        document.Root.Names.EmbeddedFiles.Names = Array(kept)
        files = [spec for spec in document.Root.AF if spec.objgen != gone.objgen]
        document.Root.AF = Array(files)

    return edited(edit)


def _added(name: str, content: bytes) -> Change:
    def edit(document: Document) -> None:
        document.attachments[name] = _file(document, content, name)

    return edited(edit)


def _unlisted(document: Document) -> None:
    """A file that only the list of associated files knows."""
    spec = _file(document, _EXE, "invoice.exe")
    document.Root.AF.append(spec.obj)


def _on_a_page(document: Document) -> None:
    spec = _file(document, _EXE, "invoice.exe")
    document.pages[1].obj.AF = Array([spec.obj])


def _in_a_note(document: Document) -> None:
    spec = _file(document, _EXE, "invoice.exe")
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[80, 500, 90, 510], FS=spec.obj
    )
    page = document.pages[1].obj
    page.Annots = Array([*page.get("/Annots", Array()), document.make_indirect(note)])


def _put(name: str, key: str, value: Any) -> Change:
    def edit(document: Document) -> None:
        _spec(document, name)[f"/{key}"] = value

    return edited(edit)


def _renamed(document: Document) -> None:
    spec = _spec(document, OFFERED)
    spec.F = spec.UF = String("terms.pdf")


def _typed(document: Document) -> None:
    _spec(document, AGREEMENT).EF.F.Subtype = Name("/text/html")


def _exchanged(one: str, other: str) -> Change:
    def edit(document: Document) -> None:
        first, second = _spec(document, one).EF, _spec(document, other).EF
        first.F, second.F = second.F, first.F

    return edited(edit)


def _twice(document: Document) -> None:
    spec = _file(document, b"{}", AGREEMENT)
    document.Root.Names.EmbeddedFiles.Names.extend([String("zz"), spec.obj])


def _two_contents(document: Document) -> None:
    """One reader gets one file under the name, another reader another."""
    spec = _spec(document, AGREEMENT)
    spec.EF.UF = document.make_stream(b"{}")


def _date(document: Document) -> None:
    _spec(document, AGREEMENT).EF.F.Params.ModDate = String("D:20190101000000Z")


def _alone(document: Document) -> None:
    del document.Root.Names.EmbeddedFiles


def _data(change: Callable[[Any], Any], name: str = LEDGER) -> Change:
    """Data in an attached file altered, in the form in which we write data."""

    def rewrite(content: bytes) -> bytes:
        data = json.loads(content)
        changed = change(data)
        text = json.dumps(
            data if changed is None else changed,
            ensure_ascii=False, sort_keys=True, separators=(",", ":"),
        )  # fmt: skip
        return text.encode()

    return rewritten(name, rewrite)


def _entries(data: Any) -> list[Any]:
    """The list of entries, wherever the ledger keeps it."""
    if isinstance(data, list):
        return data
    found = next((value for value in data.values() if isinstance(value, list)), None)
    if found is None:
        raise NotHere("no entries")
    return found


def _cut(start: int, end: int | None) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        del _entries(data)[start:end]

    return change


def _swapped(data: Any) -> None:
    entries = _entries(data)
    entries[-1], entries[-2] = entries[-2], entries[-1]


def _repeated(data: Any) -> None:
    _entries(data).append(_entries(data)[-1])


def _field(*names: str, value: Any = None) -> Callable[[Any], None]:
    """A field of the last entry that has it says something else."""

    def change(data: Any) -> None:
        for entry in reversed(_entries(data)):
            if _replace(entry, names, value):
                return
        raise NotHere(names[0])

    return change


def _replace(node: Any, names: tuple[str, ...], value: Any) -> bool:
    if isinstance(node, dict):
        for key, held in node.items():
            if key in names and held not in ("", None, [], {}):
                node[key] = value if value is not None else _other(held)
                return True
            if _replace(held, names, value):
                return True
    return False


def _other(held: Any) -> Any:
    if isinstance(held, str):
        return held[:-1] + ("1" if held[-1:] != "1" else "2")
    return held + 1 if isinstance(held, int) else held


def _reworded(before: str, after: str, name: str) -> Change:
    return rewritten(name, lambda content: content.replace(before.encode(), after.encode(), 1))


def _offered(change: Change) -> Change:
    """The offered file inside altered as a whole copy may be."""
    return rewritten(OFFERED, change)


def _untagged(data: Any) -> None:
    if not isinstance(data, dict):
        raise NotHere
    data["title"] = "Other terms"


def _mark(data: Any) -> None:
    """Everything in the edition that is text and no hash says something else."""
    if not _replace(data, ("when",), "1 January 2019"):
        raise NotHere("no marks")


CARRIED: dict[str, Alteration] = {
    name: Alteration(Kind.ATTACHED, change)
    for name, change in {
        **{f"{name} taken out": _taken_out(name)
           for name in (AGREEMENT, LEDGER, OFFERED, EDITION)},
        **{f"{name} emptied": rewritten(name, lambda _: b"")
           for name in (AGREEMENT, LEDGER, OFFERED, EDITION)},
        **{f"{name} with a byte more": rewritten(name, lambda content: content + b"\n")
           for name in (AGREEMENT, LEDGER, OFFERED, EDITION)},
        **{f"{name} of another relation": _put(name, "AFRelationship", Name.Unspecified)
           for name in (AGREEMENT, LEDGER, OFFERED)},
        **{f"another description of {name}": _put(name, "Desc", String("Other terms"))
           for name in (AGREEMENT, OFFERED)},
        "invoice.exe attached": _added("invoice.exe", _EXE),
        "a harmless file attached": _added("read me.txt", b"Hello"),
        "an empty file attached": _added("a", b""),
        "a file that only some lists know": edited(_unlisted),
        "a file on a page": edited(_on_a_page),
        "a file in a note": edited(_in_a_note),
        "offered.pdf under another name": edited(_renamed),
        "another name for some readers": _put(OFFERED, "F", String("terms.pdf")),
        "the agreement as a web page": edited(_typed),
        "agreement and ledger exchanged": _exchanged(AGREEMENT, LEDGER),
        "offer and agreement exchanged": _exchanged(OFFERED, AGREEMENT),
        "agreement.json twice": edited(_twice),
        "another agreement for some readers": edited(_two_contents),
        "another day of an attached file": edited(_date),
        "no list of attached files": edited(_alone),
        "another title in the data": _data(_untagged, AGREEMENT),
        "the data in another form": rewritten(
            AGREEMENT, lambda content: json.dumps(json.loads(content), indent=1).encode()
        ),
        "another year in the data": _reworded("2026", "2062", AGREEMENT),
        "a figure in the data": _reworded(",", ".", AGREEMENT),
        "a name in the data": _reworded("Design", "Desing", AGREEMENT),
        "another sign-off in the edition": _data(_mark, EDITION),
        "another day of making in the edition": _reworded("2026", "2019", EDITION),
        "the offer with a white box": _offered(drawn_over(b"1 g 60 450 240 200 re f")),
        "the offer saved again": _offered(edited(lambda _: None)),
        "the offer with a line more": _offered(lambda pdf: pdf + b"\n"),
        "another ending of the ledger": _data(_cut(-1, None)),
        "the ledger cut by two": _data(_cut(-2, None)),
        "the ledger cut before the sign-offs": _data(_cut(2, None)),
        "the ledger without its first entry": _data(_cut(0, 1)),
        "the ledger without an entry": _data(_cut(2, 3)),
        "an empty ledger": _data(_cut(0, None)),
        "two entries exchanged": _data(_swapped),
        "an entry twice": _data(_repeated),
        "another time of an entry": _data(_field("at", "when", "time", "utc")),
        "another hash of an entry": _data(_field("hash")),
        "another hash before an entry": _data(_field("previous", "before", "prev")),
        "another signature of an entry": _data(_field("signature")),
        "another number of an entry": _data(_field("seq", "number", "sequence")),
        "another kind of an entry": _data(_field("kind", value="declined")),
        "another signatory in the ledger": _reworded("Priya", "Priyo", LEDGER),
        "another key in the ledger": _data(_field("key", "public_key", "public")),
        "a ledger that is no data": rewritten(LEDGER, lambda _: b"none"),
        "a ledger of an unknown form": _reworded("microbiz-ledger/", "microbiz-ledgre/", LEDGER),
    }.items()
}  # fmt: skip
