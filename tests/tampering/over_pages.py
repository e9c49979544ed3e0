"""Things drawn over, under and beside the words of a page."""

import io
from typing import Any

from pikepdf import Array, Dictionary, Name

from .tools import (
    Alteration,
    Document,
    Kind,
    drawn_over,
    drawn_under,
    edited,
    form,
    helvetica,
    picture,
)

_INK = b"0.105882 0.141176 0.188235"


def _type3(document: Document) -> Any:
    """A font whose one letter is a drawing."""
    proc = document.make_stream(b"600 0 0 0 500 700 d1 200 0 100 700 re f")
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, 0, 500, 700],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=Dictionary(one=proc),
        Encoding=Dictionary(Type=Name.Encoding, Differences=[49, Name.one]),
        FirstChar=49,
        LastChar=49,
        Widths=[600],
        Resources=Dictionary(),
    )


def _shading(_: Document) -> Any:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[0.9, 0.9, 0.9], N=1)
    return Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[100, 0, 300, 0], Function=function,
        Extend=[True, True],
    )  # fmt: skip


def _pattern(document: Document) -> Any:
    made = document.make_stream(b"1 g 0 0 4 4 re f")
    made.Type, made.PatternType, made.PaintType, made.TilingType = Name.Pattern, 1, 1, 1
    made.BBox, made.XStep, made.YStep, made.Resources = [0, 0, 4, 4], 4, 4, Dictionary()
    return document.make_indirect(made)


def _blend(mode: str) -> Any:
    return lambda _: Dictionary(BM=Name(f"/{mode}"), ca=1)


def _soft(document: Document) -> Any:
    group = form(b"0 g 0 0 600 850 re f", (0, 0, 600, 850), Group=Dictionary(
        S=Name.Transparency, CS=Name.DeviceGray,
    ))(document)  # fmt: skip
    return Dictionary(SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group))


def _as_picture(document: Document) -> None:
    """The page replaced by a picture of itself, dot by dot."""
    import pypdfium2

    out = io.BytesIO()
    document.save(out)
    with pypdfium2.PdfDocument(out.getvalue()) as shown:
        drawn = shown[1].render(scale=100 / 72, grayscale=True).to_pil()
    page = document.pages[1]
    width, height = drawn.size
    made = picture(width, height, drawn.tobytes())(document)
    page.obj.Resources.XObject = Dictionary(P=made)
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    page.obj.Contents.write(
        b"q %f 0 0 %f %f %f cm /P Do Q" % (right - left, top - bottom, left, bottom)
    )


def _segments() -> bytes:
    """The figure 8 out of seven rules."""
    strokes = ("0 0 m 4 0 l", "0 5 m 4 5 l", "0 10 m 4 10 l", "0 0 m 0 5 l", "4 0 m 4 5 l",
               "0 5 m 0 10 l", "4 5 m 4 10 l")  # fmt: skip
    drawn = " S ".join(strokes) + " S"
    return _INK + b" RG 1 w 1 0 0 1 300 500 cm " + drawn.encode()


def _more_contents(document: Document) -> None:
    page = document.pages[1].obj
    page.Contents = Array([page.Contents, document.make_stream(b"1 g 80 300 300 200 re f")])


def _words(document: Document) -> Any:
    return form(
        b"BT /F 11 Tf 5 5 Td (9,999.00) Tj ET",
        (0, 0, 200, 20),
        Resources=Dictionary(Font=Dictionary(F=helvetica(document))),
    )(document)


def _seen(change: Any) -> Alteration:
    return Alteration(Kind.SEEN, change)


_TEXT: Any = {"Font": {"/H": helvetica}}
OVER_PAGES: dict[str, Alteration] = {
    "a white box over a figure": _seen(drawn_over(b"1 1 1 rg 90 600 60 9 re f")),
    "a white box over a clause": _seen(drawn_over(b"1 1 1 rg 60 450 240 200 re f")),
    "a white box over a page": _seen(drawn_over(b"1 g 0 0 600 850 re f", page=2)),
    "a white box on page 1": _seen(drawn_over(b"1 g 200 450 250 14 re f", page=0)),
    "a white box on the last page": _seen(drawn_over(b"1 g 60 500 450 60 re f", page=-1)),
    "a box in the colour of tints": _seen(
        drawn_over(b"0.964706 0.94902 0.917647 rg 60 500 240 60 re f")
    ),
    "a black box": _seen(drawn_over(b"0 g 60 500 240 60 re f")),
    "a box under the words": _seen(drawn_under(b"0.9 0.9 0.6 rg 60 300 240 300 re f")),
    "a dark page under the words": _seen(drawn_under(_INK + b" rg 0 0 600 850 re f")),
    "a line through a figure": _seen(drawn_over(_INK + b" RG 1 w 70 600 m 200 600 l S")),
    "a hairline through words": _seen(drawn_over(b"0 G 0 w 70 600 m 290 600 l S")),
    "a faint line": _seen(drawn_over(b"0.8 G 0.4 w 70 600 m 290 600 l S")),
    "a slanted line": _seen(drawn_over(b"1 0 0 RG 1 w 70 500 m 290 600 l S")),
    "a dashed line": _seen(drawn_over(b"[2 2] 0 d 0 G 1 w 70 600 m 290 600 l S")),
    "a dot": _seen(drawn_over(b"0 g 150 600 1.5 1.5 re f")),
    "a decimal point in a table": _seen(drawn_over(b"0 g 320 500 1.2 1.2 re f", page=-3)),
    "words in another font": _seen(
        drawn_over(b"BT /H 11 Tf 300 400 Td (and 500 more) Tj ET", **_TEXT)
    ),
    "words in the margin": _seen(drawn_over(b"BT /H 8 Tf 70 30 Td (void) Tj ET", **_TEXT)),
    "words all over the page": _seen(
        drawn_over(b"0.7 g BT /H 90 Tf 0.7 0.7 -0.7 0.7 150 200 Tm (COPY) Tj ET", **_TEXT)
    ),
    "faint words": _seen(drawn_over(b"0.99 g BT /H 40 Tf 80 400 Td (void) Tj ET", **_TEXT)),
    "words in outline": _seen(drawn_over(b"BT 1 Tr /H 20 Tf 80 400 Td (9) Tj ET", **_TEXT)),
    "words that leave no ink": Alteration(
        Kind.READ, drawn_over(b"BT 3 Tr /H 11 Tf 80 400 Td (and 500 more) Tj ET", **_TEXT)
    ),
    "white words": Alteration(
        Kind.READ, drawn_over(b"1 g BT /H 11 Tf 330 40 Td (and 500 more) Tj ET", **_TEXT)
    ),
    "words beside the page": Alteration(
        Kind.READ, drawn_over(b"BT /H 11 Tf 900 400 Td (and 500 more) Tj ET", **_TEXT)
    ),
    "words cut off": Alteration(
        Kind.READ,
        drawn_over(b"0 0 1 1 re W n BT /H 11 Tf 80 400 Td (and 500 more) Tj ET", **_TEXT),
    ),
    "another figure as a form": _seen(
        drawn_over(b"1 0 0 1 90 600 cm /W Do", XObject={"/W": _words})
    ),
    "a white form": _seen(
        drawn_over(b"/W Do", XObject={"/W": form(b"1 g 60 500 240 60 re f", (0, 0, 600, 850))})
    ),
    "another figure as a picture": _seen(
        drawn_over(b"60 0 0 12 90 600 cm /W Do", XObject={"/W": picture(4, 1, b"\xff\0\xff\0")})
    ),
    "a white picture": _seen(
        drawn_over(b"200 0 0 100 90 500 cm /W Do", XObject={"/W": picture(1, 1, b"\xff")})
    ),
    "a picture as a stencil": _seen(
        drawn_over(b"0 g 60 0 0 12 90 600 cm BI /W 8 /H 1 /IM true /BPC 1 ID \xaa EI")
    ),
    "a picture among the orders": _seen(
        drawn_over(b"60 0 0 12 90 600 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI")
    ),
    "a figure as a font of drawings": _seen(
        drawn_over(b"BT /T 12 Tf 150 600 Td (1) Tj ET", Font={"/T": _type3})
    ),
    "a shading over words": _seen(
        drawn_over(b"60 500 240 60 re W n /S sh", Shading={"/S": _shading})
    ),
    "a pattern over words": _seen(
        drawn_over(b"/Pattern cs /P scn 60 500 240 60 re f", Pattern={"/P": _pattern})
    ),
    "words turned inside out": _seen(
        drawn_over(b"/B gs 1 g 60 500 240 60 re f", ExtGState={"/B": _blend("Difference")})
    ),
    "words multiplied": _seen(
        drawn_over(b"/B gs 0.5 g 60 500 240 60 re f", ExtGState={"/B": _blend("Multiply")})
    ),
    "a box that shines through": _seen(
        drawn_over(b"/B gs 1 g 60 500 240 60 re f", ExtGState={"/B": lambda _: Dictionary(ca=0.7)})
    ),
    "a soft mask for what follows": _seen(
        drawn_over(b"/M gs 1 g 60 500 240 60 re f", ExtGState={"/M": _soft})
    ),
    "a figure of rules": _seen(drawn_over(_segments())),
    "a figure as a shape": _seen(
        drawn_over(_INK + b" rg 300 500 m 303 500 l 303 510 l 300 507 l h f")
    ),
    "a drawing by hand": _seen(
        drawn_over(_INK + b" RG 1 w 1 J 1 j 300 500 m 310 520 320 480 330 500 c S")
    ),
    "a second drawing order": _seen(edited(_more_contents)),
    "a page as a picture of itself": Alteration(Kind.READ, edited(_as_picture)),
}
