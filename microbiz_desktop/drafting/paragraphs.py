"""Light Markdown to paragraphs: lists of `- ` are items, `+ ` goes on after them, `**` defines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .templates.marks import split_mark

#: Words and whether they stand between `**`; opaque characters are still in them.
Span = tuple[str, bool]
Spans = tuple[Span, ...]

_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph with its lettered items, what closes it, and the name it may be referred by."""

    spans: Spans
    items: tuple[Spans, ...] = ()
    closing: Spans = ()
    mark: str = ""


class NotPlain(ValueError):
    """Markdown beyond what texts may use; the message names it."""


class MarkdownReader:
    """Reads texts into paragraphs, and remembers what it read: most texts stay the same."""

    def __init__(self) -> None:
        self._parser = MarkdownIt("zero", {"html": False}).enable(["list", "emphasis"])
        self._known: dict[str, tuple[Para, ...]] = {}

    def read(self, text: str) -> tuple[Para, ...]:
        """The paragraphs of a text. Raises NotPlain."""
        if text not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[text] = tuple(_paragraphs(self._parser.parse(text)))
        return self._known[text]


def _paragraphs(tokens: Sequence[Token]) -> Iterator[Para]:
    current: Para | None = None
    for kind, spans in _pieces(tokens):
        if kind == "":
            if current is not None:
                yield current
            current = _marked(spans)
        elif current is None:
            raise NotPlain("a list stands after a paragraph")
        elif kind == "-":
            current = replace(current, items=(*current.items, spans))
        else:
            current = replace(current, closing=spans)
    if current is not None:
        yield current


def _marked(spans: Spans) -> Para:
    if not spans or spans[0][1]:
        return Para(spans)
    mark, words = split_mark(spans[0][0])
    return Para(((words, False), *spans[1:]), mark=mark)


def _pieces(tokens: Sequence[Token]) -> Iterator[tuple[str, Spans]]:
    """Each run of words with the sign of the list it stands in; "" outside of lists."""
    lists: list[str] = []
    for token in tokens:
        if token.type == "bullet_list_open":
            lists.append(token.markup)
        elif token.type == "bullet_list_close":
            lists.pop()
        elif token.type == "inline":
            yield (lists[-1] if lists else ""), tuple(_spans(token.children or []))
        elif token.type not in _QUIET:
            raise NotPlain(f"“{token.type}” is not used in texts")
        if len(lists) > 1 or lists == ["*"]:
            raise NotPlain("lists are lines that begin with “- ”, without lists inside")


_QUIET = frozenset({"paragraph_open", "paragraph_close", "list_item_open", "list_item_close"})


def _spans(children: Sequence[Token]) -> Iterator[Span]:
    strong = False
    for token in children:
        if token.type in {"strong_open", "strong_close"}:
            strong = token.type == "strong_open"
        elif token.type == "softbreak":
            yield " ", strong
        elif token.type == "text":
            if token.content:
                yield token.content, strong
        else:
            raise NotPlain("only “**” marks words in texts")
