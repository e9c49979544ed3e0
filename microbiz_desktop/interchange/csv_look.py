"""A first look at a table of contacts: what the mapping page shows before anything is read.

The import page shows it, and reading goes by it. Delimiter and heading are judged by how well they
fit the first rows, since tables of other programs seldom say what they are.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from ..domain.errors import BadInput
from .csv_decode import ENCODINGS, decoded
from .csv_doubts import column_doubts, letters_doubt
from .csv_headers import is_meant, program_of, recognised
from .csv_propose import propose
from .csv_targets import Mapping, header_signature

#: A field longer than this costs its row.
LONGEST_FIELD = 1024 * 1024
MOST_COLUMNS = 4000
_DELIMITERS = (",", ";", "\t", "|")
#: LinkedIn writes a few lines of its own before the heading.
_PREAMBLE = 12
#: A card begins where a line does; a cell may hold the words, and one of ours a whole card.
_CARD = re.compile(r"(?ism)(?!\W?Legal name,).*?^\W{0,4}BEGIN:VCARD")
_PREVIEW = 8
_SAMPLE_LINES = 60
_SAMPLE_TEXT = 256 * 1024


@dataclass(frozen=True, slots=True)
class CsvLook:
    """What was found. `skip` lines come before the heading; without one, columns are numbered.

    `program` is the key of one in `resources/contacts/headings.toml`, "ours" or empty; `signature`
    is the key under which a mapping can be remembered. `doubts` say why its columns are a guess,
    `letters` why its encoding is: then somebody has to look.
    """

    encoding: str
    delimiter: str
    headers: tuple[str, ...]
    has_header: bool
    skip: int
    preview: tuple[tuple[str, ...], ...]
    program: str
    mapping: Mapping
    signature: str
    doubts: tuple[str, ...] = ()
    letters: str = ""
    encodings: tuple[tuple[str, str], ...] = ENCODINGS

    def questions(self, *, remembered: bool = False) -> tuple[str, ...]:
        """Why somebody has to look first; a mapping that was chosen once answers for columns."""
        return (*filter(None, (self.letters,)), *(() if remembered else self.doubts))


def look(content: bytes, encoding: str = "") -> CsvLook:
    """Encoding, delimiter, heading, first rows and a proposed mapping. Raises BadInput."""
    text, found, doubt = decoded(content, encoding)
    start, sample = _sample(text)
    delimiter, rows = _best_reading(sample)
    _refuse_narrow(rows, text)
    number, has_header = _heading(rows)
    width = max(len(row) for _, row in rows)
    if has_header:
        line, headers = rows[number][0], _named(rows[number][1])
        data = [row for _, row in rows[number + 1 :]]
    else:
        line, headers = 0, tuple(f"Column {i}" for i in range(1, width + 1))
        data = [row for _, row in rows]
    program = program_of(headers) if has_header else ""
    mapping = propose(headers, program, data)
    return CsvLook(
        encoding=found,
        delimiter=delimiter,
        headers=headers,
        has_header=has_header,
        skip=start + line,
        preview=tuple(_cells(row, len(headers)) for row in data[:_PREVIEW]),
        program=program,
        mapping=mapping,
        signature=header_signature(headers),
        doubts=column_doubts(headers, has_header, mapping, data),
        letters=letters_doubt(doubt),
    )


def _named(headers: Sequence[str]) -> tuple[str, ...]:
    """A heading without words gets a number, so that every column can be spoken of."""
    return tuple(header.strip() or f"Column {i}" for i, header in enumerate(headers, 1))


def _cells(row: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple(row[:width]) + ("",) * (width - len(row))


def _sample(text: str) -> tuple[int, list[str]]:
    """The first lines, and how many lines of Excel's own (`sep=;`) are before them."""
    lines = list(islice(io.StringIO(text[:_SAMPLE_TEXT], newline=""), _SAMPLE_LINES))
    if lines and re.fullmatch(r"sep=.\s*", lines[0], re.IGNORECASE):
        return 1, lines[1:]
    return 0, lines


Rows = list[tuple[int, list[str]]]


def _best_reading(lines: list[str]) -> tuple[str, Rows]:
    """The delimiter that gives a heading we know, else the most even columns."""
    readings = [(delimiter, _rows(lines, delimiter)) for delimiter in _DELIMITERS]
    return max(readings, key=lambda reading: _fitness(reading[1]))


def _rows(lines: list[str], delimiter: str) -> Rows:
    """Rows that hold something, each with the number of lines before it."""
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(lines, delimiter=delimiter)
    found: Rows = []
    before = 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                found.append((before, row))
            before = reader.line_num
    except csv.Error:
        return found
    return found


#: Within a cell: it was parted by another sign.
_OTHER_PARTING = re.compile(r'"[,;\t|]"')


def _fitness(rows: Rows) -> tuple[int, int, float, int]:
    widths = Counter(len(row) for _, row in rows if len(row) > 1)
    if not widths:
        return 0, 0, 0.0, 0
    width, often = widths.most_common(1)[0]
    known = max(recognised(row[:MOST_COLUMNS]) for _, row in rows[:_PREAMBLE])
    torn = sum(bool(_OTHER_PARTING.search(cell)) for _, row in rows for cell in row)
    return known, -torn, often / len(rows), width


def _refuse_narrow(rows: Rows, text: str) -> None:
    if _CARD.match(text[:2000]):
        raise BadInput("This file holds vCards, not a table.", "Rename it so that it ends in .vcf.")
    width = max((len(row) for _, row in rows), default=0)
    if width < 2:
        raise BadInput(
            "This file has one column only, so names and addresses cannot be told apart.",
            "Export it with a column for each, parted by commas, semicolons or tabs.",
        )
    if width > MOST_COLUMNS:
        raise BadInput(
            f"This table has more than {MOST_COLUMNS:,} columns.",
            "Export it again with the columns that matter.",
        )


def _heading(rows: Rows) -> tuple[int, bool]:
    """The row with the most words of a heading; else a first row that cannot be data."""
    scores = [recognised(row) for _, row in rows[:_PREAMBLE]]
    best = max(scores)
    if best >= 2:
        return scores.index(best), True
    first = rows[0][1]
    filled = [cell.strip() for cell in first if cell.strip()]
    wordy = len(filled) == len(first) and len(set(filled)) == len(filled)
    told = any(is_meant(cell) for cell in filled)
    return 0, (wordy or told) and len(rows) > 1 and not any(_is_data(cell) for cell in filled)


_DATA = re.compile(r".*@.*|[\W\d_]+|https?:.*|www\..*|.{60,}", re.IGNORECASE | re.DOTALL)


def _is_data(cell: str) -> bool:
    return bool(_DATA.fullmatch(cell))
