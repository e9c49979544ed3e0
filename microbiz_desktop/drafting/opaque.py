"""Values that stand in a text as single private-use characters until its Markdown is parsed.

Whatever an answer holds, it can never become a list, a heading, a reference or a definition.
"""

from dataclasses import dataclass

from ..domain.text import Run, RunKind, Runs

_FIRST = 0xF0000
_MOST = 0xFFFD


@dataclass(frozen=True, slots=True)
class Value:
    """Runs to put in.

    A `soft` one takes a small first letter inside a sentence and a capital where one starts;
    a `word` only the capital.
    """

    runs: Runs
    soft: bool = False
    word: bool = False


@dataclass(frozen=True, slots=True)
class Pointer:
    """A reference to a unit, clause or schedule, known by its number only later."""

    target: str


class Opaque:
    """The values of one compile and the characters that stand for them."""

    def __init__(self) -> None:
        self._entries: list[Value | Pointer] = []

    def text(self, text: str, soft: bool = False) -> str:
        """A character for plain words; no character for none."""
        return self._put(Value((Run(text),), soft)) if text.strip() else ""

    def word(self, text: str) -> str:
        """A character for a word of the template, which may start a sentence."""
        return self._put(Value((Run(text),), word=True)) if text else ""

    def blank(self, label: str) -> str:
        """A character for an answer still to be given."""
        return self._put(Value((Run(f"[{label.rstrip('?')}]", RunKind.BLANK),)))

    def pointer(self, target: str) -> str:
        """A character for a reference."""
        return self._put(Pointer(target))

    def get(self, char: str) -> Value | Pointer | None:
        """What this character stands for; None for any other character."""
        index = ord(char) - _FIRST
        return self._entries[index] if 0 <= index < len(self._entries) else None

    def _put(self, entry: Value | Pointer) -> str:
        if len(self._entries) >= _MOST:
            raise OverflowError("more values than one agreement can hold")
        self._entries.append(entry)
        return chr(_FIRST + len(self._entries) - 1)
