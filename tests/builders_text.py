"""Hand-made agreement texts, editions and logos for tests of pages, files and the worker."""

import hashlib
import json
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from microbiz_desktop.domain.edition import (
    Attachment,
    Certificate,
    CertificateRow,
    Edition,
    Mark,
    Standing,
    Strokes,
)
from microbiz_desktop.domain.plain import from_plain
from microbiz_desktop.domain.text import (
    AgreementText,
    Clause,
    CoverRow,
    PartyText,
    Recital,
    Row,
    Run,
    RunKind,
    Runs,
    Schedule,
    SignatoryLine,
    SubClause,
    Table,
)

MADE = "2026-11-21T10:42:00+00:00"
WORDS = ("copper", "lantern", "orbit", "meadow", "violin", "saddle", "harvest", "pebble")
FINGERPRINT = hashlib.sha256(b"sample").hexdigest()
TITLE = "Harbour Lane café: brand, fit-out and opening film"

#: Trading name, legal name, role, signatory, capacity; after these seven they come round again.
NAMES = (
    ("Fernhill Design", "Fernhill Design Ltd", "Lead party", "Priya Raman", "director"),
    ("Northlight Film", "Eilidh Fraser", "Film and photography", "Eilidh Fraser", "owner"),
    ("Whitcombe Joinery", "Dan and Ruth Whitcombe", "Fit-out", "Dan Whitcombe", "partner"),
    ("Quay Lettering", "Quay Lettering LLP", "Signs", "Marek Nowak", "member"),
    ("Brightwater Electrical", "Brightwater Electrical Ltd", "Electrics", "Ana Duarte", "director"),
    ("Tansy Gardens", "Tansy Gardens CIC", "Planting", "Sol Adeyemi", "director"),
    ("Copperkettle Catering", "Copperkettle Catering Ltd", "Opening", "Wen Li", "director"),
)
_SHAPES = ((300, 120), (160, 160), (240, 180), (500, 110), (120, 200))
STROKES: Strokes = (
    ((80, 250), (120, 60), (180, 40), (210, 110), (140, 150)),
    ((260, 160), (270, 200), (300, 150), (320, 200), (360, 140), (420, 210), (520, 150)),
)


@cache
def _sample() -> dict[str, Any]:
    path = Path(__file__).with_name("sample_text.json")
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def logo(index: int) -> bytes:
    """A PNG whose colour and shape follow from the index."""
    width, height = _SHAPES[index % len(_SHAPES)]
    image = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    colour = ((37 * index) % 160, (91 * index + 60) % 160, (53 * index + 90) % 160, 255)
    side = min(width, height)
    draw.ellipse((4, 4, side - 4, side - 4), fill=colour)
    draw.rectangle((0, height // 2, width - 1, height // 2 + 9), fill=colour)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _has_logo(index: int) -> bool:
    return index % 5 != 4


def logos(count: int) -> dict[str, bytes]:
    """Logos for the first `count` parties in several shapes, by SHA-256; every fifth has none."""
    made = [logo(i) for i in range(count) if _has_logo(i)]
    return {hashlib.sha256(png).hexdigest(): png for png in made}


def words(text: str, kind: RunKind = RunKind.TEXT) -> Runs:
    """One run of these words."""
    return (Run(text, kind),)


def party(index: int, with_logo: bool = True, name: str = "") -> PartyText:
    """The party at this index; the third signs with two people."""
    trading, legal, role, signatory, capacity = NAMES[index % len(NAMES)]
    if index >= len(NAMES):
        trading, legal = f"{trading} {index}", f"{legal} {index}"
    people = [SignatoryLine(signatory, capacity)]
    if index == 2:
        people.append(SignatoryLine("Ruth Whitcombe", "partner"))
    has_logo = with_logo and _has_logo(index)
    return PartyText(
        key=f"p{index}",
        name=name or trading,
        legal_name=legal,
        description=f"{legal}, a business registered in England and Wales",
        role=role,
        details=(
            ("Address", f"{index + 1} Harbour Lane, Whitby YO21 3PR"),
            ("E-mail", f"hello{index}@fernhill.example"),
            ("Company number", f"0912{index:04d}"),
        ),
        signatories=tuple(people),
        must_sign=len(people),
        logo=hashlib.sha256(logo(index)).hexdigest() if has_logo else "",
    )


def _clause(data: dict[str, Any], filler: int) -> Clause:
    clause = from_plain(Clause, data)
    more = tuple(
        SubClause(
            f"{clause.id}.x{i}",
            f"{clause.number}.{len(clause.subclauses) + i + 1}",
            clause.summaries[-1].unit,
            words("Each party must keep the records that this clause needs. " * (1 + i % 4)),
        )
        for i in range(filler)
    )
    return replace(clause, subclauses=(*clause.subclauses, *more))


def _schedule(data: dict[str, Any], parties: tuple[PartyText, ...]) -> Schedule:
    schedule = from_plain(Schedule, data)
    blocks = (_table(b, parties) if isinstance(b, Table) else b for b in schedule.blocks)
    return replace(schedule, blocks=tuple(blocks))


def _table(table: Table, parties: tuple[PartyText, ...]) -> Table:
    """A row for each party, above the last total where the table has one."""
    names = [p.name for p in parties]
    if table.columns[0].heading == "Term":
        return table
    if table.columns[0].heading == "What":
        made = (Row((f"Part {i + 1}", name, "26 February 2027")) for i, name in enumerate(names))
    elif table.columns[0].heading == "Party":
        made = (Row((name, "£640.00", "42.5 %", "£5,283.45", "£5,923.45")) for name in names)
    else:
        made = (Row((name, "£5,077.33", "£4,351.08", "−£146.42", "−£811.42")) for name in names)
    return replace(table, rows=(*table.rows[:-1], *made, *table.rows[-1:]))


def agreement(
    count: int = 3,
    *,
    paper: str = "a4",
    filler: int = 0,
    deed: bool = False,
    with_logos: bool = True,
    revision: int = 3,
    title: str = TITLE,
    names: tuple[str, ...] = (),
) -> AgreementText:
    """A joint-venture agreement between `count` parties; revision 0 is a draft with a blank."""
    data = _sample()
    parties = tuple(party(i, with_logos, names[i] if i < len(names) else "") for i in range(count))
    cover = tuple(from_plain(CoverRow, row) for row in data["cover"])
    if revision == 0:
        cover = (*cover[:-1], CoverRow("Law", words("the law", RunKind.BLANK)))
    return AgreementText(
        kind="joint-venture",
        kind_title="Joint-venture agreement",
        agreement_id="11111111-2222-4333-8444-555555555555",
        revision=revision,
        title=title,
        short_title="Harbour Lane café",
        language="en-GB",
        law="England and Wales",
        paper=paper,
        template="joint-venture 1.0.0",
        pack="england-and-wales 1.0.0",
        parties=parties,
        cover=cover,
        changes=tuple(_runs(change) for change in data["changes"]),
        notices=tuple(data["notices"]),
        parties_intro=_runs(data["parties_intro"]),
        recitals=tuple(from_plain(Recital, recital) for recital in data["recitals"]),
        agreed_line=_runs(data["agreed_line"]),
        clauses=tuple(_clause(clause, filler) for clause in data["clauses"]),
        schedules=tuple(_schedule(schedule, parties) for schedule in data["schedules"]),
        signing_intro=_runs(data["signing_intro"]),
        deed=deed,
    )


def _runs(data: list[dict[str, Any]]) -> Runs:
    return tuple(from_plain(Run, run) for run in data)


def marks(text: AgreementText) -> tuple[Mark, ...]:
    """A sign-off of every signatory: the first party drawn, the others typed."""
    return tuple(
        Mark(
            p.key,
            s.name,
            s.capacity,
            s.name,
            "Signed on paper; scan received by e-mail" if i else "Signed on this screen",
            "21 November 2026, 10:42 GMT",
            () if i else STROKES,
            "Jo Marsh, 3 Quay Street, Whitby" if text.deed else "",
        )
        for i, p in enumerate(text.parties)
        for s in p.signatories
    )


_DATA = Attachment(
    "agreement.json", b'{"format":"sample"}', "application/json", "The text", "Source"
)
_LEDGER = Attachment("ledger.json", b"[]", "application/json", "The ledger up to this copy")


def draft() -> Edition:
    """A draft: nothing is offered yet."""
    return Edition(Standing.DRAFT, MADE, attachments=(_DATA,))


def _frozen(standing: Standing) -> Edition:
    return Edition(standing, MADE, "copper lantern 7", FINGERPRINT, WORDS, attachments=(_DATA,))


def offered() -> Edition:
    """An offered revision with blank signing blocks and its data attached."""
    return _frozen(Standing.OFFERED)


def progress(text: AgreementText, signed: int) -> Edition:
    """A progress copy with the first `signed` sign-offs."""
    made = marks(text)
    return replace(
        _frozen(Standing.PROGRESS), marks=made[:signed], signed=signed, expected=len(made)
    )


def executed(text: AgreementText) -> Edition:
    """The executed copy: every mark, the certificate, attachments."""
    names = {p.key: p.name for p in text.parties}
    rows = tuple(
        CertificateRow(
            names[mark.party],
            f"{mark.signatory}, {mark.capacity}",
            "8 of 8 clauses",
            "21 November 2026 10:42 GMT",
            "On this screen, drawn" if mark.strokes else "Paper, scan kept",
        )
        for mark in marks(text)
    )
    certificate = from_plain(Certificate, {**_sample()["certificate"], "rows": []})
    return replace(
        _frozen(Standing.EXECUTED),
        marks=marks(text),
        certificate=replace(certificate, rows=rows),
        attachments=(_LEDGER, _DATA),
    )


def clause_part(number: str, unit: str, text: str = "Words.") -> SubClause:
    """One numbered paragraph of a unit."""
    return SubClause(number, number, unit, words(text))
