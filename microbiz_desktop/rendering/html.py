"""AgreementText and Edition to HTML in the house layout: text values only, everything escaped."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import Any

import jinja2
from markupsafe import Markup, escape

from ..domain.edition import Edition, Mark, Strokes
from ..domain.text import (
    AgreementText,
    Align,
    Block,
    Heading,
    PartyText,
    Schedule,
    SignatoryLine,
    Table,
)
from ..paths import resource
from . import logos as logo
from . import qr
from .clause_rows import groups
from .words import foot, furniture

#: The tightest setting of page 1.
DENSEST = 3
#: Above this many parties their blocks stand two in a row and logos become smaller.
FEW = 6
#: Tables up to this many rows stay on one page.
WHOLE_ROWS = 12
#: A table with this many columns of figures is worked-out money.
_FIGURES = 3
#: Runs of right-to-left letters, with the spaces between them, are set apart from the rest.
_RTL_LETTER = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RTL = re.compile(f"[{_RTL_LETTER}](?:[{_RTL_LETTER} \u00a0'’.\u200d\u200c-]*[{_RTL_LETTER}])?")


@dataclass(frozen=True, slots=True)
class Fit:
    """How the pages are made to fit: cover density 0 to 3, and sections that start no page.

    `cover_only` leaves the rest out, to try page 1 alone.
    """

    density: int = 0
    runs_on: frozenset[str] = frozenset()
    cover_only: bool = False


def iso(text: str) -> Markup:
    """Escaped text; right-to-left words isolated so that numbers beside them stay in place."""
    parts, end = [], 0
    for found in _RTL.finditer(text):
        parts += [escape(text[end : found.start()]), Markup('<bdi dir="rtl">')]
        parts += [escape(found.group()), Markup("</bdi>")]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


@cache
def _template() -> jinja2.Template:
    source = resource("templates", "agreements", "layout", "agreement.html.j2")
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.from_string(source.read_text(encoding="utf-8"))


def html(
    text: AgreementText, edition: Edition, logos: Mapping[str, bytes], fit: Fit | None = None
) -> str:
    """The whole document as HTML. Raises BadInput for a logo that is missing or is no PNG."""
    return _template().render(**view(text, edition, logos, fit or Fit()))


def view(
    text: AgreementText, edition: Edition, logos: Mapping[str, bytes], fit: Fit
) -> dict[str, Any]:
    """Everything the layout prints, as finished values."""
    many = len(text.parties) > FEW
    classes = ["many"] * many + [f"fit{fit.density}"]
    lines = logo.rows(len(text.parties), 6 if many else 3)
    return {
        "text": text,
        "edition": edition,
        "iso": iso,
        "paper": "letter" if text.paper == "letter" else "a4",
        "classes": " ".join(classes),
        "many": many,
        "runs_on": fit.runs_on,
        "whole": not fit.cover_only,
        "made": edition.made,
        **furniture(text),
        "foot": foot(edition),
        "band": _band(text, logos, many),
        "band_width": _percent(1, lines[0]) if lines[0] > 2 or many else 50,
        "clauses": [_clause(clause) for clause in text.clauses],
        "schedules": [_schedule(schedule) for schedule in text.schedules],
        "blocks": [_block(party, text, edition, logos) for party in text.parties],
        "certificate": edition.certificate,
        "fingerprint": fingerprint_lines(edition.fingerprint),
        "qr": _qr(edition),
    }


def fingerprint_lines(fingerprint: str) -> tuple[str, str]:
    """The hash in groups of four, on two lines."""
    fours = [fingerprint[i : i + 4] for i in range(0, len(fingerprint), 4)]
    half = (len(fours) + 1) // 2
    return " ".join(fours[:half]), " ".join(fours[half:])


def _percent(part: float, whole: float) -> float:
    """Rounded down, so that widths never add up to more than the whole."""
    return int(part / whole * 100_000) / 1000


def _band(text: AgreementText, logos: Mapping[str, bytes], many: bool) -> list[dict[str, Any]]:
    """The parties of the cover in rows; a row in which nobody has a logo keeps no room for one."""
    area, widest, tallest = (58, 22, 8.4) if many else (330, 45, 17)
    waiting = iter(text.parties)
    lines = []
    for count in logo.rows(len(text.parties), 6 if many else 3):
        parties = list(islice(waiting, count))
        entries = [
            {
                "party": p,
                "logo": logo.place(p.logo, logos, area, widest, tallest) if p.logo else None,
            }
            for p in parties
        ]
        lines.append({"entries": entries, "any_logo": any(p.logo for p in parties)})
    return lines


def _clause(clause: Any) -> dict[str, Any]:
    return {
        "anchor": clause.id,
        "number": clause.number,
        "heading": clause.heading,
        "groups": groups(clause),
    }


def _schedule(schedule: Schedule) -> dict[str, Any]:
    return {
        "anchor": schedule.id,
        "letter": schedule.letter,
        "heading": schedule.heading,
        "starts": starts_page(schedule),
        "blocks": [_schedule_block(block) for block in schedule.blocks],
    }


def starts_page(schedule: Schedule) -> bool:
    """Tables of figures are read side by side: their schedule starts a page."""
    return any(_has_figures(block) for block in schedule.blocks)


def _has_figures(block: Block) -> bool:
    if not isinstance(block, Table):
        return False
    return sum(column.align is Align.RIGHT for column in block.columns) >= _FIGURES


def _schedule_block(block: Block) -> dict[str, Any]:
    empty: dict[str, Any] = {"table": None, "heading": "", "number": "", "runs": ()}
    if isinstance(block, Heading):
        return {**empty, "heading": block.text}
    if isinstance(block, Table):
        widths = tuple(column.width for column in block.columns)
        return {
            **empty,
            "table": block,
            "whole": len(block.rows) <= WHOLE_ROWS,
            "small": len(block.columns) > FEW,
            "widths": [_percent(width, sum(widths)) for width in widths],
        }
    return {**empty, "number": block.number, "runs": block.runs}


def _block(
    party: PartyText, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]
) -> dict[str, Any]:
    area, widest, tallest = (58, 20, 8) if len(text.parties) > FEW else (150, 32, 12)
    return {
        "party": party,
        "logo": logo.place(party.logo, logos, area, widest, tallest) if party.logo else None,
        "lines": [_line(line, party, text, edition) for line in signatories(party)],
    }


def signatories(party: PartyText) -> tuple[SignatoryLine, ...]:
    """Who signs for the party; a party that has named nobody yet still gets a line."""
    return party.signatories or (SignatoryLine("Name", "capacity"),)


def _line(
    line: SignatoryLine, party: PartyText, text: AgreementText, edition: Edition
) -> dict[str, Any]:
    mark = mark_of(edition.marks, party.key, line)
    return {
        "name": line.name,
        "capacity": line.capacity,
        "party": party.name,
        "mark": mark,
        "drawing": drawing(mark.strokes) if mark else "",
        "witnessed": text.deed,
    }


def mark_of(marks: Iterable[Mark], party: str, line: SignatoryLine) -> Mark | None:
    """The sign-off of this person for this party, if there is one."""
    return next((m for m in marks if m.party == party and m.signatory == line.name), None)


def drawing(strokes: Strokes) -> str:
    """Strokes as a smooth path: curves through the middles of the points."""
    return "".join(_stroke([(int(x), int(y)) for x, y in stroke]) for stroke in strokes if stroke)


def _stroke(points: list[tuple[int, int]]) -> str:
    (x, y), rest = points[0], points[1:]
    path = f"M{x} {y}"
    for (ax, ay), (bx, by) in pairwise(rest):
        path += f"Q{ax} {ay} {(ax + bx) / 2:g} {(ay + by) / 2:g}"
    return path + (f"L{rest[-1][0]} {rest[-1][1]}" if rest else "h0.1")


def _qr(edition: Edition) -> qr.Code | None:
    certificate = edition.certificate
    return qr.code(certificate.qr_text) if certificate and certificate.qr_text else None
