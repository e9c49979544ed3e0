"""AgreementText and Edition to HTML in the house layout: text values only, everything escaped.

The renderer and the preview lay the result out. The template of the layout gets finished values and
decides nothing, so that page and text cannot differ in a word.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

import jinja2

from ..domain.edition import Edition, Mark, Strokes
from ..domain.text import (
    AgreementText,
    Block,
    Clause,
    Heading,
    PartyText,
    Schedule,
    SignatoryLine,
    Table,
)
from ..domain.words.short_names import on_cover
from ..paths import resource
from . import logos as logo
from . import qr
from .furniture import CHANGES_MOVED, foot, furniture
from .inline import Places, anchor, iso, value
from .tables import percent, repeats, widths

#: The tightest setting of page 1.
DENSEST = 6
#: The classes of each density: before an answer becomes smaller, its column becomes wider.
_DENSITIES = ("fit0", "fit1", "fit2", "fit3", "fit4", "fit4 broad", "fit5 broad")
#: Above this many parties logos on page 1 become smaller.
FEW = 6
#: Above this many parties their signing blocks stand two in a row.
ONE_IN_A_ROW = 3
#: Up to this many parties their signing blocks stay together; above the other one row may part.
BLOCKS_TOGETHER, ONE_ROW_MAY_PART = 4, 8
#: Square millimetres, widest and tallest of a logo on page 1, by its density.
_ON_COVER = (
    (330, 45, 17),
    (330, 45, 17),
    (150, 45, 12),
    (58, 22, 8.4),
    (30, 22, 6),
    (30, 22, 6),
    (30, 22, 6),
)
#: Tables up to this many rows stay on one page.
WHOLE_ROWS = 12


@dataclass(frozen=True, slots=True)
class Fit:
    """How page 1 is made to fit: its density, 0 to DENSEST, and whether changes moved to page 2.

    `cover_only` leaves the rest out, to try page 1 alone.
    """

    density: int = 0
    moved: bool = False
    cover_only: bool = False


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
) -> dict[str, object]:
    """Everything the layout prints, as finished values."""
    many = len(text.parties) > FEW
    places = Places(text)
    classes = ["many"] * many + [_DENSITIES[fit.density]]
    lines = logo.rows(len(text.parties), 6 if many else 3)
    return {
        "text": text,
        "edition": edition,
        "iso": iso,
        "value": value,
        "places": places,
        "linked": places.linked,
        "anchor": anchor,
        "paper": "letter" if text.paper == "letter" else "a4",
        "classes": " ".join(classes),
        "in_pairs": len(text.parties) > ONE_IN_A_ROW,
        "odd": len(text.parties) % 2 == 1,
        "lots": len(text.parties) > ONE_ROW_MAY_PART,
        "few_blocks": len(text.parties) <= BLOCKS_TOGETHER,
        "whole": not fit.cover_only,
        "moved": fit.moved,
        "moved_line": CHANGES_MOVED,
        "made": edition.made,
        **furniture(text),
        "foot": foot(edition),
        "band": _band(text, logos, _ON_COVER[max(fit.density, 3) if many else fit.density]),
        "band_width": percent(1, lines[0]) if lines[0] > 2 or many else 50,
        "clauses": [_clause(clause) for clause in text.clauses],
        "schedules": [_schedule(schedule) for schedule in text.schedules],
        "blocks": _blocks(text, edition, logos),
        "certificate": edition.certificate,
        "fingerprint": fingerprint_lines(edition.fingerprint),
        "qr": _qr(edition),
    }


def fingerprint_lines(fingerprint: str) -> tuple[str, str]:
    """The hash in groups of four, on two lines."""
    fours = [fingerprint[i : i + 4] for i in range(0, len(fingerprint), 4)]
    half = (len(fours) + 1) // 2
    return " ".join(fours[:half]), " ".join(fours[half:])


def _band(
    text: AgreementText, logos: Mapping[str, bytes], size: tuple[float, float, float]
) -> list[dict[str, object]]:
    """The parties of the cover in rows; a row in which nobody has a logo keeps no room for one."""
    placed = logo.placed((p.logo for p in text.parties), logos, *size, stretching=True)
    names = [p.name for p in text.parties]
    shown = dict(zip(names, on_cover(names), strict=True))
    waiting = iter(text.parties)
    lines = []
    for count in logo.rows(len(text.parties), 6 if len(text.parties) > FEW else 3):
        parties = list(islice(waiting, count))
        entries = [{"party": p, "name": shown[p.name], "logo": placed.get(p.logo)} for p in parties]
        tall = max((placed[p.logo].height for p in parties if p.logo), default=0)
        high = tall if tall > size[2] else 0  # a row with a very tall logo is higher
        logos_here = any(p.logo for p in parties)
        lines.append({"entries": entries, "any_logo": logos_here, "high": high})
    return lines


def _clause(clause: Clause) -> dict[str, object]:
    return {
        "anchor": clause.id,
        "number": clause.number,
        "heading": clause.heading,
        "note": " ".join(summary.text for summary in clause.summaries),
        "subclauses": clause.subclauses,
    }


def _schedule(schedule: Schedule) -> dict[str, object]:
    return {
        "anchor": schedule.id,
        "letter": schedule.letter,
        "heading": schedule.heading,
        "blocks": [_schedule_block(block) for block in schedule.blocks],
    }


def _schedule_block(block: Block) -> dict[str, object]:
    empty: dict[str, object] = {"table": None, "heading": "", "number": "", "runs": ()}
    if isinstance(block, Heading):
        return {**empty, "heading": block.text}
    if isinstance(block, Table):
        wide = widths(block)
        return {
            **empty,
            "table": block,
            "whole": len(block.rows) <= WHOLE_ROWS,
            "small": wide.small or len(block.columns) > FEW,
            "dense": repeats(block),
            "widths": wide.columns,
            "breaks": not wide.whole,
        }
    return {**empty, "number": block.number, "runs": block.runs}


def _blocks(
    text: AgreementText, edition: Edition, logos: Mapping[str, bytes]
) -> list[dict[str, object]]:
    size = (58, 20, 8) if len(text.parties) > ONE_IN_A_ROW else (150, 32, 12)
    placed = logo.placed((p.logo for p in text.parties), logos, *size)
    return [
        {
            "party": party,
            "logo": placed.get(party.logo),
            "lines": [_line(line, party, text, edition) for line in signatories(party)],
        }
        for party in text.parties
    ]


def signatories(party: PartyText) -> tuple[SignatoryLine, ...]:
    """Who signs for the party; a party that has named nobody yet still gets a line."""
    return party.signatories or (SignatoryLine("Name", "capacity"),)


def _line(
    line: SignatoryLine, party: PartyText, text: AgreementText, edition: Edition
) -> dict[str, object]:
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
