"""Rows of somebody else's table, by a mapping, to contacts; a bad row costs that row.

Imports call it with what the mapping page was told. It goes on after a broken row and notes the
line, because one stray quote must not cost somebody a whole address book.
"""

import csv
from collections.abc import Callable, Generator, Iterable, Iterator

from ..domain.contacts.contacts import Contact, ContactFile, Trouble
from ..domain.errors import BadInput
from ..runtime.garbage import without_garbage_rounds
from .csv_columns import TableColumns
from .csv_decode import ENCODINGS, decoded, lines_of
from .csv_look import LONGEST_FIELD, CsvLook, look
from .csv_ours import own_row
from .csv_rows import compiled, may_be_guarded
from .csv_targets import Mapping
from .heading_words import programs

#: Twice the largest list we promise to be quick with.
MOST_ROWS = 200_000
#: Rows whose quotes never close are read again line by line this often, then reading ends.
_MOST_RESTARTS = 100
_MOST_TROUBLES = 1000


RowReader = Callable[[list[str], int, list[Trouble]], Contact | None]


def read_csv(
    content: bytes,
    how: CsvLook | str = "",
    mapping: Mapping | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ContactFile:
    """The contacts of a table and what could not be read. `how` is a look or an encoding.

    Raises BadInput for what is no table of contacts at all, and when it is cancelled.
    """
    seen = how if isinstance(how, CsvLook) else look(content, how)
    text = decoded(content, seen.encoding).text
    uses = seen.mapping if mapping is None else mapping
    columns = TableColumns(uses, seen.headers)
    to_contact, text = _reader_of(seen, columns, text)
    troubles: list[Trouble] = []
    with without_garbage_rounds():
        contacts = _contacts(_TableRows(text, seen, troubles), to_contact, troubles, cancelled)
    if len(troubles) > _MOST_TROUBLES:
        more = f"And {len(troubles) - _MOST_TROUBLES:,} more of the kind."
        troubles[_MOST_TROUBLES:] = [Trouble(troubles[_MOST_TROUBLES].line, more)]
    return ContactFile(tuple(contacts), tuple(troubles), _note(seen, columns.left_out))


def _contacts(
    rows: "_TableRows",
    to_contact: RowReader,
    troubles: list[Trouble],
    cancelled: Callable[[], bool],
) -> list[Contact]:
    found: list[Contact] = []
    for count, (line, row) in enumerate(rows.rows()):
        if count % 1000 == 0 and cancelled():
            raise BadInput("Reading the file was stopped.", "Nothing was changed.")
        if line <= rows.heading:
            continue
        try:
            contact = to_contact(row, line, troubles)
        except ValueError:
            # A number or a word that cannot be one, out of a row of our own that was edited.
            troubles.append(Trouble(line, "This row could not be understood and was left out."))
        else:
            if contact is not None:
                found.append(contact)
    return found


def _note(seen: CsvLook, left_out: Iterable[str]) -> str:
    letters = dict(ENCODINGS).get(seen.encoding, seen.encoding)
    title = next((one.title for one in programs() if one.key == seen.program), "a table")
    note = f"Read as {title}, {letters}."
    if not left_out:
        return note
    return f"{note} What nobody typed (“Normal”, “0/0/00”) is left out of {', '.join(left_out)}."


def _reader_of(seen: CsvLook, columns: TableColumns, text: str) -> tuple[RowReader, str]:
    """Our own table is read exactly as long as nobody chose otherwise; others without NULs."""
    if seen.program == "ours" and columns.mapping == seen.mapping:
        return own_row(seen.headers), text
    return compiled(columns, may_be_guarded(text)), text.replace("\0", "")


def _refuse_many(lines: list[str], delimiter: str) -> None:
    """Counted before anything is made of them, and only where there are as many lines."""
    if len(lines) <= MOST_ROWS:
        return
    csv.field_size_limit(LONGEST_FIELD)
    try:
        many = sum(1 for _ in csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        many = len(lines)
    if many > MOST_ROWS:
        raise BadInput(
            f"This table has more than {MOST_ROWS:,} rows.", "Export fewer contacts at a time."
        )


class _TableRows:
    """The rows of a text with the line each begins at; broken ones are reported and passed."""

    def __init__(self, text: str, seen: CsvLook, troubles: list[Trouble]) -> None:
        self._lines = lines_of(text)
        _refuse_many(self._lines, seen.delimiter)
        self._delimiter = seen.delimiter
        self._skip = seen.skip
        self.heading = seen.skip + 1 if seen.has_header else 0
        self._troubles = troubles

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Line number (from 1) and cells of each row, from the heading on."""
        csv.field_size_limit(LONGEST_FIELD)
        at = self._skip
        broken = 0
        while broken < _MOST_RESTARTS:
            at, lines = yield from self._run(at)
            if lines == 0:
                return
            row = self._leniently(at) if lines == 1 else []
            if row:
                yield at + 1, row
            else:
                broken += lines > 1
                self._troubles.append(Trouble(at + 1, _broken(lines)))
            at += 1
        self._troubles.append(Trouble(at + 1, "Too many broken rows: reading ended here."))

    def _run(self, start: int) -> Generator[tuple[int, list[str]], None, tuple[int, int]]:
        """Rows from a line on; then where a broken row begins and over how many lines it went."""
        lines = map(self._lines.__getitem__, range(start, len(self._lines)))
        # Strict, as a quote that is left open would take all that follows into one field.
        reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
        at = start
        try:
            for row in reader:
                yield at + 1, row
                at = start + reader.line_num
        except csv.Error:
            return at, max(1, start + reader.line_num - at)
        return at, 0

    def _leniently(self, at: int) -> list[str]:
        """One line with a stray quote, as spreadsheets read it; nothing when it cannot be."""
        try:
            return next(csv.reader([self._lines[at]], delimiter=self._delimiter), [])
        except csv.Error:
            return []


def _broken(lines: int) -> str:
    if lines > 1:
        return "This row has a quote that never closes and was left out."
    return "This row is too long to be one and was left out."
