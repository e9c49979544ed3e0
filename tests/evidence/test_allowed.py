"""One thing changed in a file that has nothing kept beside it: is it told, and as what?"""

from collections.abc import Callable, Mapping

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from microbiz_desktop.evidence.allowed import problems

from .small_file import NAMED, Value, saved, small_file, table

_TAGS = "What a screen reader reads out was changed: tags or alternative texts."
_BOOKMARKS = "The bookmarks of the file were changed."
_LINK = "Page 1: a link was changed, or a note, a field or a link was added."
_CROPPED = "Page 1 was cropped, turned or given another size."
_RESOURCES = "Page 1: fonts, pictures or layers were exchanged or added."
_MARKS = "Page 1: a layer, or words for screen readers alone, were added."
_ABOUT = "What the file says about itself (title, authors, subject or day) was changed."


def _tag(**given: Value) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.Root.StructTreeRoot.K[0].update(table(given))


def _attribute(name: str) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.Root.StructTreeRoot.K[0].A[1].update({name: Name.None_})


def _cell(name: str) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.Root.StructTreeRoot.K[1].A.update({name: Name.None_})


def _link(**given: Value) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.pages[0].obj.Annots[0].update(table(given))


def _page(**given: Value) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.pages[0].obj.update(table(given))


def _resource(name: str) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.pages[0].obj.Resources.update({name: Dictionary()})


def _root(**given: Value) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.Root.update(table(given))


def _drawn(drawing: bytes) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(drawing)

    return change


def _no_link_text(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Annots[0].Contents


def _paper(wide: float, high: float, left: float = 0) -> Callable[[Pdf], None]:
    box = Array([left, 0, wide, high])
    return _page(MediaBox=box, TrimBox=box, BleedBox=box)


def _second_bookmark(**given: Value) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.Root.Outlines.First.Next.update(table(given))


def _inner_bookmark(pdf: Pdf) -> None:
    pdf.Root.Outlines.First.First = pdf.make_indirect(Dictionary(Title=String("Pay at once")))


def _at_the_end(pdf: Pdf) -> None:
    pdf.trailer["/Other"] = String("more")


def _title(words: str) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.docinfo.update({"/Title": String(words)})


_CHANGES: Mapping[str, tuple[Callable[[Pdf], None], list[str]]] = {
    "an alternative text of a tag": (_tag(Alt=String("Logo of Okafor Cakes")), [_TAGS]),
    "a role of a tag": (_tag(S=Name.Note), [_TAGS]),
    "words in place of a tag": (_tag(ActualText=String("nothing")), [_TAGS]),
    "what an attribute of a tag is called": (_attribute("/Desc"), [_TAGS]),
    "what an attribute of a cell is called": (_cell("/Desc"), [_TAGS]),
    "a bookmark": (_second_bookmark(Title=String("No money")), [_BOOKMARKS]),
    "an action of a bookmark": (_second_bookmark(A=Dictionary()), [_BOOKMARKS]),
    "a bookmark below another": (_inner_bookmark, [_BOOKMARKS]),
    "what a link says": (_link(Contents=String("Clause 3: Money")), [_LINK]),
    "a link that says nothing": (_no_link_text, [_LINK]),
    "a link that does something": (_link(A=Dictionary(S=Name.URI)), [_LINK]),
    "a note in place of a link": (_link(Subtype=Name.Text), [_LINK]),
    "a link that leads nowhere": (_link(Dest=String(""), Contents=String("")), [_LINK]),
    "a link that looks otherwise": (_link(AP=Dictionary()), [_LINK]),
    "a page that was cut": (_page(CropBox=Array([0, 0, 300, 300])), [_CROPPED]),
    "a page that was turned": (_page(Rotate=90), [_CROPPED]),
    "a page of other units": (_page(UserUnit=2), [_CROPPED]),
    "a page with an action": (_page(AA=Dictionary()), ["Page 1 was given an action."]),
    "a page with something of its own": (
        _page(PieceInfo=Dictionary()),
        ["Page 1 was given something that was not written there (/PieceInfo)."],
    ),
    "a page cut at its trim alone": (_page(TrimBox=Array([0, 0, 595.28, 800])), [_CROPPED]),
    "a page cut at its bleed alone": (_page(BleedBox=Array([0, 0, 595.28, 800])), [_CROPPED]),
    "paper a little wider": (_paper(595.48, 841.89), [_CROPPED]),
    "paper a little higher": (_paper(595.28, 842.09), [_CROPPED]),
    "paper that begins elsewhere": (_paper(595.28, 841.89, 1), [_CROPPED]),
    "paper of both sizes": (_paper(595.28, 792.0), [_CROPPED]),
    "layers": (_resource("/Properties"), [_RESOURCES]),
    "a layer in the drawing": (_drawn(b"/OC /MC0 BDC EMC"), [_MARKS]),
    "other words for a tag": (_drawn(b"/P <</MCID 0 /ActualText (no)>> BDC EMC"), [_MARKS]),
    "a tag without a number": (_drawn(b"/P <</MCID /x>> BDC EMC"), [_MARKS]),
    "a tag of another kind": (_drawn(b"/Note <</MCID 0>> BDC EMC"), [_MARKS]),
    "words that begin a layer": (_drawn(b"/Layer BMC EMC"), [_MARKS]),
    "a mark at a point": (_drawn(b"/P <</MCID 0>> DP"), [_MARKS]),
    "a script": (
        lambda pdf: pdf.Root.Names.update({"/JavaScript": Dictionary(Names=Array())}),
        ["The file was given a script."],
    ),
    "what happens at the opening": (
        _root(OpenAction=Dictionary()),
        ["The file was given an action that runs when it is opened."],
    ),
    "layers of the file": (
        _root(OCProperties=Dictionary()),
        ["The file was given layers that can be switched on and off."],
    ),
    "a form to fill in": (
        _root(AcroForm=Dictionary()),
        ["The file was given a form or a signature that was not made here."],
    ),
    "the language": (
        _root(Lang=String("fr")),
        ["The language that a screen reader is told was changed."],
    ),
    "how it opens": (
        _root(ViewerPreferences=Dictionary(DisplayDocTitle=False)),
        ["The way the file opens was changed."],
    ),
    "the page numbers": (
        _root(PageLabels=Dictionary(Nums=Array([0, Dictionary(S=Name.R)]))),
        ["The page numbers that a reader shows were changed."],
    ),
    "whether it is tagged": (
        _root(MarkInfo=Dictionary(Marked=True, Suspects=True)),
        ["What a screen reader is told of the file was changed."],
    ),
    "something that nobody knows": (
        _root(Foo=Dictionary()),
        ["Something was added to the file or taken from it (/Foo)."],
    ),
    "something at the end": (_at_the_end, ["Something was added to the end of the file."]),
    "the title": (_title("Another table"), [_ABOUT]),
}


def test_nothing_is_told_of_a_file_as_we_write_it() -> None:
    assert problems(saved(small_file()), NAMED) == []


@pytest.mark.parametrize(
    ("wide", "high"), [(595.28, 841.89), (595.35, 841.95), (612, 792)], ids=str
)
def test_paper_of_either_size_is_ours(wide: float, high: float) -> None:
    pdf = small_file()
    _paper(wide, high)(pdf)
    assert problems(saved(pdf), NAMED) == []


@pytest.mark.parametrize("what", _CHANGES)
def test_a_change_is_told_by_its_sentence(what: str) -> None:
    change, due = _CHANGES[what]
    pdf = small_file()
    change(pdf)
    assert problems(saved(pdf), NAMED) == due


def test_a_title_in_other_spaces_is_the_same() -> None:
    pdf = small_file()
    _title("Dessert  table")(pdf)
    assert problems(saved(pdf), NAMED) == []


def test_each_problem_is_told_once() -> None:
    pdf = small_file()
    _tag(S=Name.Note)(pdf)
    for _ in range(2):
        pdf.Root.StructTreeRoot.K.append(Dictionary(S=Name.Note))
    _page(Rotate=90, UserUnit=2)(pdf)
    assert problems(saved(pdf), NAMED) == [_CROPPED, _TAGS]


def test_tags_and_bookmarks_that_lead_back_to_themselves_come_to_an_end() -> None:
    pdf = small_file()
    root = pdf.Root
    root.Outlines.First.Next.Next = root.Outlines.First
    root.StructTreeRoot.K[0].K = Array([root.StructTreeRoot.K[0], 0])
    assert problems(saved(pdf), NAMED) == []
