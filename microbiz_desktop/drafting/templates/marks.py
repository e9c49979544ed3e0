"""Names of sub-clauses: a paragraph that starts with `@name ` can be referred to by that name."""

import re

_MARK = re.compile(r"@([a-z][a-z0-9_]*) ")
_IN_SOURCE = re.compile(rf"(?:^|[\n}}])[ \t]*{_MARK.pattern}")


def marks_in(source: str) -> list[str]:
    """The names of the paragraphs of a text that has not run yet."""
    return _IN_SOURCE.findall(source)


def split_mark(words: str) -> tuple[str, str]:
    """The name at the start of a paragraph, or none, and the words after it."""
    found = _MARK.match(words)
    return (found[1], words[found.end() :]) if found else ("", words)


def anchor_name(unit: str, mark: str) -> str:
    """How a reference names this sub-clause: `ref.<unit>__<name>`."""
    return f"{unit}__{mark}"
