"""Small printed things in the look of the house: lists, labels, cards, the sign-off sheet."""

import hashlib
import json
from collections.abc import Mapping

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..domain.plain import to_plain
from ..domain.sheets import LABEL_SHEETS, LabelGrid, Sheet, SheetEntry
from ..paths import resource
from . import logos as marks
from .page_maker import Document, Fetcher, Library

#: Square millimetres a logo covers, and its widest and tallest.
_AREA, _WIDEST, _TALLEST = 260, 45, 17


def sheet_html(sheet: Sheet, logos: Mapping[str, bytes]) -> str:
    """The document as HTML; every word is escaped. Raises BadInput for a logo that is missing."""
    environment = Environment(
        loader=FileSystemLoader(resource("templates", "sheets")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    grid = LABEL_SHEETS.get(sheet.label_sheet, LABEL_SHEETS["L7160"])
    return environment.get_template("sheet.html.j2").render(
        sheet=sheet,
        grid=grid,
        pages=_pages(sheet.entries, grid),
        mark=lambda sha: marks.place(sha, logos, _AREA, _WIDEST, _TALLEST),
    )


def _pages(
    entries: tuple[SheetEntry, ...], grid: LabelGrid
) -> list[list[tuple[tuple[float, float], SheetEntry]]]:
    """Labels by sheet, each with where its corner lies in millimetres."""
    full = grid.across * grid.down
    return [
        [(_corner(number, grid), entry) for number, entry in enumerate(entries[at : at + full])]
        for at in range(0, len(entries), full)
    ]


def _corner(number: int, grid: LabelGrid) -> tuple[float, float]:
    down, across = divmod(number, grid.across)
    left = grid.left + across * (grid.width + grid.gap_across)
    return round(left, 2), round(grid.top + down * (grid.height + grid.gap_down), 2)


def sheet_pdf(engine: Library, fonts: object, sheet: Sheet, fetcher: Fetcher) -> bytes:
    """The document as a tagged PDF; the same sheet gives the same bytes."""
    style = resource("templates", "sheets", "sheet.css").read_text(encoding="utf-8")
    css = engine.CSS(string=style, font_config=fonts, base_url="about:")
    source = sheet_html(
        sheet, {key.removeprefix(marks.SCHEME): png for key, png in fetcher.known.items()}
    )
    page = engine.HTML(string=source, url_fetcher=fetcher, base_url="about:")
    document = page.render(stylesheets=[css], font_config=fonts)
    name = hashlib.sha256(json.dumps(to_plain(sheet), sort_keys=True).encode()).hexdigest()[:16]
    if not sheet.dated:
        return document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=name.encode())
    return _kept_for_long(document, name)


def _kept_for_long(document: Document, name: str) -> bytes:
    """PDF/A-3a and PDF/UA-1 at once, as agreements are."""
    from .tagging import richer_tags
    from .xmp import finish

    with richer_tags():
        return document.write_pdf(
            finisher=lambda laid, pdf: finish(laid, pdf, {}),
            pdf_variant="pdf/a-3a",
            pdf_identifier=name.encode(),
        )
