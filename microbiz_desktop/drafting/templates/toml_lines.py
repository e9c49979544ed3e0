"""On which line of a TOML text each of its tables and keys stands."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping

_HEADER = re.compile(r"\s*\[(\[?)(.+?)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*((?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*[^=\s]+)*)\s*=(.*)")
_QUOTES = ('"""', "'''")

Steps = tuple[str | int, ...]


def lines_of(text: str) -> Mapping[Steps, int]:
    """Lines by path: `("parties", 0, "email")`. What stands inside a value has no line of its own.

    Every line that belongs to a text of several lines is passed over.
    """
    found: dict[Steps, int] = {}
    table: Steps = ()
    tables: Counter[Steps] = Counter()
    inside = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if inside:
            inside = "" if line.count(inside) % 2 else inside
            continue
        if header := _HEADER.match(line):
            table = _table(_steps(header[2]), bool(header[1]), tables)
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, *_steps(key[1])), number)
        inside = next((quotes for quotes in _QUOTES if line.count(quotes) % 2), "")
    return found


def _table(steps: tuple[str, ...], listed: bool, tables: Counter[Steps]) -> Steps:
    """The path of a table: on the way, a list stands for its last entry."""
    path: Steps = ()
    for at, step in enumerate(steps, start=1):
        path = (*path, step)
        if listed and at == len(steps):
            tables[path] += 1
        if tables[path]:
            path = (*path, tables[path] - 1)
    return path


def _steps(key: str) -> tuple[str, ...]:
    """The parts of a dotted key, quotes taken off."""
    try:
        data: object = tomllib.loads(f"{key} = 0")
    except (tomllib.TOMLDecodeError, RecursionError):
        return (key.strip(),)
    steps: list[str] = []
    while isinstance(data, dict):
        step, data = next(iter(data.items()))
        steps.append(step)
    return tuple(steps)


def line_of_path(text: str, path: Steps) -> int:
    """The line of what stands at this path, or of the nearest table around it."""
    found = lines_of(text)
    for end in range(len(path), 0, -1):
        if path[:end] in found:
            return found[path[:end]]
    return 1
