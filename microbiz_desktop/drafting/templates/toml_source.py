"""A TOML file that can say on which line something stands, and reads into frozen dataclasses."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TypeVar, overload

from ... import foreign
from ...domain.errors import BadInput, BadTemplate
from ...domain.plain import from_plain
from ..asking.typos import perhaps
from .toml_lines import line_of_path

T = TypeVar("T")

#: A defect: a message and words that stand on its line.
Defect = tuple[str, tuple[str, ...]]

_LARGEST_FILE = 1_000_000
#: As Python itself has it for whole numbers.
_DEEPEST, _MOST_DIGITS = 40, 4_300
#: A key of hundreds of thousands of parts would be read for hours; no key has so many.
_MOST_DOTS = 100
_SYNTAX_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+)\]")


@dataclass(frozen=True)
class TomlFile:
    """A file's name for messages, its text, and its data with dates as ISO text."""

    name: str
    text: str
    data: Mapping[str, object]

    def line_of(self, *words: str, after: int = 0) -> int:
        """The first line after `after` that holds all the words; the next one when none does."""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if number > after and all(word in line for word in words):
                return number
        return after or 1

    def line_at(self, path: str) -> int:
        """Where a path such as `.sections[2].questions[0].kind` stands."""
        steps = (match[1] or int(match[2]) for match in _STEP.finditer(path))
        return line_of_path(self.text, tuple(steps))

    def line_of_text(self, text: str) -> int:
        """The line on which this text of the file begins."""
        first = next((line for line in text.splitlines() if line.strip()), "")
        return self.line_of(first.strip()) if first.strip() else 1

    def problem(self, message: str, line: int) -> BadTemplate:
        """The error to raise for a defect in this file."""
        return BadTemplate(f"{self.name}, line {line}: {message}.", "Mend the file and try again.")

    def read(self, cls: type[T], data: object, path: str) -> T:
        """The data as `cls`. Raises BadTemplate naming file and line."""
        try:
            return from_plain(cls, data, path)
        except BadInput as error:
            where, _, what = error.message.partition(": ")
            if not what:
                where, _, what = error.message.partition(" ")
                what = f"“{_STEP.findall(where)[-1][0] or where}” {what}" if "." in where else what
            if found := re.match(r"“(\w+)” is not a field", what):
                where += f".{found[1]}"
                what = what.rstrip(".") + perhaps(found[1], _known_fields(error.hint))
            raise self.problem(what.rstrip("."), self.line_at(where)) from None


def tables_of(value: object) -> tuple[Mapping[str, object], ...]:
    """The tables of a list of tables; anything else has none."""
    return tuple(one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


def located(file: TomlFile, found: Iterable[Defect]) -> Iterator[BadTemplate]:
    """Defects of a file with their lines."""
    for message, words in found:
        yield file.problem(message, file.line_of(*words))


def _known_fields(hint: str) -> list[str]:
    """The fields that a refusal of plain data lists."""
    return hint.removeprefix("Known fields: ").rstrip(".").split(", ")


def read_toml(path: Path, root: Path) -> TomlFile:
    """Read a TOML file under `root`. Raises BadTemplate for anything that is not one."""
    name = path.relative_to(root).as_posix()
    try:
        text = foreign.read(path, _LARGEST_FILE).decode("utf-8")
    except BadInput as error:
        why = error.message.rpartition(": ")[2]
        raise BadTemplate(f"{name} cannot be read: {why}", error.hint) from None
    except UnicodeDecodeError:
        raise BadTemplate(f"{name} is not UTF-8 text.", "Save it as UTF-8.") from None
    return parse_toml(text, name)


def parse_toml(text: str, name: str) -> TomlFile:
    """Parse TOML text. Raises BadTemplate with the line of a syntax error."""
    try:
        if any(line.partition("=")[0].count(".") > _MOST_DOTS for line in text.splitlines()):
            raise RecursionError
        data = tomllib.loads(text, parse_float=Decimal)
        return TomlFile(name, text, dates_as_text(data))
    except tomllib.TOMLDecodeError as error:
        found = _SYNTAX_LINE.search(str(error))
        line = int(found[1]) if found else len(text.splitlines())
        reason = _SYNTAX_LINE.sub("", str(error)).strip()
        raise BadTemplate(
            f"{name}, line {line}: this is not valid TOML ({reason}).", "Mend the line."
        ) from None
    except RecursionError:
        raise BadTemplate(f"{name}: tables or lists are nested too deeply.", "Mend it.") from None
    except ValueError:  # a number of thousands of digits, written or meant
        raise BadTemplate(f"{name}: a number has too many digits.", "Write it shorter.") from None


@overload
def dates_as_text(value: dict[str, T], depth: int = 0) -> dict[str, object]: ...
@overload
def dates_as_text(value: object, depth: int = 0) -> object: ...
def dates_as_text(value: object, depth: int = 0) -> object:
    """Plain data with TOML dates as ISO text.

    Raises RecursionError when it is nested deeper than any file of ours, ValueError for a power
    that written out would fill the memory.
    """
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: dates_as_text(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [dates_as_text(item, depth + 1) for item in value]
    if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) > _MOST_DIGITS:
        raise ValueError
    return value
