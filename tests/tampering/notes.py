"""Notes, fields and links put on a page, and links that lead elsewhere."""

from collections.abc import Callable
from typing import Any

from pikepdf import Array, Dictionary, Name, String

from .tools import Alteration, Document, Kind, NotHere, edited, form

_RECT = [80, 500, 300, 560]
_LOOK = form(b"1 g 0 0 220 60 re f 0 G 2 w 0 0 220 60 re S", (0, 0, 220, 60))
#: Each kind of note, with what it needs beside its place.
_NOTES: dict[str, dict[str, Any]] = {
    "Text": {"Contents": String("void")},
    "FreeText": {"Contents": String("void"), "DA": String("/Helv 12 Tf 0 g")},
    "Square": {"IC": [1, 1, 1]},
    "Circle": {"IC": [1, 1, 1]},
    "Line": {"L": [80, 530, 300, 530]},
    "Polygon": {"Vertices": [80, 500, 300, 500, 300, 560]},
    "PolyLine": {"Vertices": [80, 500, 300, 500, 300, 560]},
    "Highlight": {"QuadPoints": [80, 560, 300, 560, 80, 500, 300, 500], "C": [1, 1, 0]},
    "Underline": {"QuadPoints": [80, 560, 300, 560, 80, 500, 300, 500], "C": [1, 0, 0]},
    "Squiggly": {"QuadPoints": [80, 560, 300, 560, 80, 500, 300, 500], "C": [1, 0, 0]},
    "StrikeOut": {"QuadPoints": [80, 560, 300, 560, 80, 500, 300, 500], "C": [1, 0, 0]},
    "Stamp": {"Name": Name.Draft},
    "Caret": {},
    "Ink": {"InkList": [[80, 500, 300, 560]]},
    "Popup": {"Open": True},
    "FileAttachment": {"Contents": String("more")},
    "Redact": {},
    "Watermark": {},
    "Screen": {},
    "Link": {},
    "PrinterMark": {},
    "3D": {},
    "RichMedia": {},
    "Projection": {},
    "Unheard": {},
}


def _add(document: Document, note: Dictionary, page: int = 1) -> None:
    target = document.pages[page].obj
    target.Annots = Array([*target.get("/Annots", Array()), document.make_indirect(note)])


def _note(kind: str, more: dict[str, Any], look: bool = True) -> Any:
    def change(document: Document) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=_RECT, F=4)
        for key, value in more.items():
            note[f"/{key}"] = value
        if look:
            note.AP = Dictionary(N=_LOOK(document))
        _add(document, note)

    return edited(change)


def _field(document: Document) -> None:
    """A text field with words in it, over the page."""
    field = document.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("price"), V=String("9"),
            Rect=_RECT, F=4, AP=Dictionary(N=_LOOK(document)),
        )
    )  # fmt: skip
    _add(document, field)
    document.Root.AcroForm = Dictionary(Fields=[field])


def _noted(flags: int) -> Any:
    def change(document: Document) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=_RECT, F=flags)
        note.AP = Dictionary(N=_LOOK(document))
        _add(document, note)

    return edited(change)


#: What may happen when somebody clicks.
_ACTIONS: dict[str, dict[str, Any]] = {
    "to an address": {"S": Name.URI, "URI": String("https://example.org/pay")},
    "that runs a script": {"S": Name.JavaScript, "JS": String("app.alert(1)")},
    "that starts a program": {"S": Name.Launch, "F": String("invoice.exe")},
    "to another file": {"S": Name.GoToR, "F": String("other.pdf"), "D": [0, Name.Fit]},
    "to a file inside": {"S": Name.GoToE, "D": [0, Name.Fit]},
    "that sends a form": {"S": Name.SubmitForm, "F": String("https://example.org/")},
    "that does as it is named": {"S": Name.Named, "N": Name.Print},
    "that hides something": {"S": Name.Hide, "T": String("a")},
    "that takes in data": {"S": Name.ImportData, "F": String("a.fdf")},
}


def _clicked(action: dict[str, Any]) -> Any:
    """A link without a look over the words of a page."""

    def change(document: Document) -> None:
        made = Dictionary(**{f"{key}": value for key, value in action.items()})
        _add(
            document,
            Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=_RECT, F=4, A=made,
                BS=Dictionary(W=0),
            ),
        )  # fmt: skip

    return edited(change)


def _links(document: Document) -> list[Any]:
    found = [
        note
        for page in document.pages
        for note in page.obj.get("/Annots", Array())
        if str(note.Subtype) == "/Link"
    ]
    if len(found) < 2:
        raise NotHere("no links")
    return found


def _on_links(change: Callable[[list[Any]], object]) -> Any:
    return edited(lambda document: change(_links(document)))


def _elsewhere(links: list[Any]) -> None:
    other = next((one for one in links if str(one.Dest) != str(links[0].Dest)), None)
    if other is None:
        raise NotHere("all links lead to one place")
    links[0].Dest = other.Dest


def _to_address(links: list[Any]) -> None:
    del links[0].Dest
    links[0].A = Dictionary(S=Name.URI, URI=String("https://example.org/pay"))


def _as_action(links: list[Any]) -> None:
    links[0].A = Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))
    del links[0].Dest


def _wider(links: list[Any]) -> None:
    links[0].Rect = Array([0, 0, 595, 842])


def _bordered(links: list[Any]) -> None:
    links[0].BS = Dictionary(W=3)
    links[0].C = Array([1, 0, 0])


def _looking(document: Document) -> None:
    """A link with a look of its own, over the words."""
    link = _links(document)[0]
    link.Rect = Array(_RECT)
    link.AP = Dictionary(N=_LOOK(document))


def _named(links: list[Any]) -> None:
    links[0].Contents = String("Clause 99")


def _on_entering(links: list[Any]) -> None:
    links[0].AA = Dictionary(E=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def _next(links: list[Any]) -> None:
    links[0].A = Dictionary(
        S=Name.GoTo, D=links[0].Dest, Next=Dictionary(S=Name.JavaScript, JS=String("app.beep(0)"))
    )
    del links[0].Dest


def _without_links(document: Document) -> None:
    for page in document.pages:
        if "/Annots" in page.obj:
            del page.obj.Annots


def _fewer_links(document: Document) -> None:
    for page in document.pages:
        if len(page.obj.get("/Annots", Array())) > 1:
            page.obj.Annots = Array(list(page.obj.Annots)[1:])
            return
    raise NotHere("no links")


_BARE = ("Text", "FreeText", "Square", "StrikeOut", "Ink")
NOTES: dict[str, Alteration] = {
    **{f"a note of the kind {kind}": Alteration(Kind.SEEN, _note(kind, more))
       for kind, more in _NOTES.items()},
    **{f"a bare note of the kind {kind}": Alteration(Kind.SEEN, _note(kind, more, look=False))
       for kind, more in _NOTES.items() if kind in _BARE},
    "a field with words in it": Alteration(Kind.SEEN, edited(_field)),
    "a white box in print only": Alteration(Kind.SEEN, _noted(32 | 4)),
    "a white box on screen only": Alteration(Kind.SEEN, _noted(0)),
    "a white box that is hidden": Alteration(Kind.HIDDEN, _noted(2)),
    **{f"a link {name}": Alteration(Kind.LINKED, _clicked(action))
       for name, action in _ACTIONS.items()},
    "a link that leads elsewhere": Alteration(Kind.LINKED, _on_links(_elsewhere)),
    "one of ours that leads to an address": Alteration(Kind.LINKED, _on_links(_to_address)),
    "one of ours that leads to page 1": Alteration(Kind.LINKED, _on_links(_as_action)),
    "a link as large as the page": Alteration(Kind.LINKED, _on_links(_wider)),
    "a link with a border": Alteration(Kind.SEEN, _on_links(_bordered)),
    "a link with a look": Alteration(Kind.SEEN, edited(_looking)),
    "another name of a link": Alteration(Kind.READ, _on_links(_named)),
    "a link that acts when it is touched": Alteration(Kind.LINKED, _on_links(_on_entering)),
    "a link that does one thing more": Alteration(Kind.LINKED, _on_links(_next)),
    "no links": Alteration(Kind.LINKED, edited(_without_links)),
    "one link less": Alteration(Kind.LINKED, edited(_fewer_links)),
}  # fmt: skip
