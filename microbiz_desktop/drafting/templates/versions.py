"""Versions of a wording, and what each of them changed: `news.toml` beside the template."""

import re
from dataclasses import dataclass
from pathlib import Path

from .toml_source import read_toml

NEWS = "news.toml"
_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){0,3}")

Release = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What one version changed, in a sentence or two."""

    version: str
    says: str


@dataclass(frozen=True, slots=True)
class _NewsFile:
    versions: tuple[News, ...] = ()


def release(version: str) -> Release:
    """A version as numbers to compare, `1.10` after `1.9`; empty for what is none."""
    return tuple(map(int, version.split("."))) if _VERSION.fullmatch(version) else ()


def read_news(folder: Path, root: Path) -> tuple[News, ...]:
    """What is told of a template's versions; nothing need be. Raises BadTemplate."""
    path = folder / NEWS
    if not path.is_file():
        return ()
    file = read_toml(path, root)
    told = file.read(_NewsFile, file.data, "").versions
    for number, one in enumerate(told):
        if not release(one.version):
            line = file.line_at(f".versions[{number}].version")
            raise file.problem(f"“{one.version}” is not a version such as 2.1.0", line)
    return told


def news_since(root: Path, template: str, named: str, here: str) -> tuple[str, ...]:
    """What each version after the one named changed, up to the one here, the newest first.

    Raises BadTemplate.
    """
    told = [(release(one.version), one.says) for one in read_news(root / template, root)]
    first, last = release(named), release(here)
    return tuple(says for number, says in sorted(told, reverse=True) if first < number <= last)
