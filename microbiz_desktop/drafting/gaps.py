"""What an empty answer leaves behind in a sentence: punctuation that belongs to nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .paragraphs import Para, Spans

#: Signs that cannot follow each other, stand alone, or come first. Answers are single characters
#: here, so that only the template's own punctuation counts.
_TORN = re.compile(
    r"""(?x)
    \s[,;:.!?](?=\s|$)      # a sign after a space
    | [,;:]\s*[,;:.!?]      # two signs in a row
    | (?<!\.)\.\s*\.(?!\.)  # two full stops
    | \(\s*[,;:.]?\s*\)     # nothing in brackets
    | “\s*”                 # nothing in quotation marks
    | ^\s*[,;:.!?]          # a sign at the start
    """
)
_AROUND = 24


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in a text where something is missing: its seat, its label, and what is left."""

    seat: str
    label: str
    words: str
    source: str


def gaps_in(paras: tuple[Para, ...], *, lists: bool) -> Iterator[str]:
    """The words around each gap of these paragraphs; answers in them are still opaque.

    With `lists` a colon at the end of a paragraph must have a list after it.
    """
    for para in paras:
        for spans in (para.spans, *para.items, para.closing):
            text = " ".join(_words(spans).split())
            for found in _TORN.finditer(text):
                yield text[max(found.start() - _AROUND, 0) : found.end()].strip()
        if lists and _words(para.spans).rstrip().endswith(":") and not para.items:
            yield _words(para.spans).strip()[-_AROUND:]


def _words(spans: Spans) -> str:
    return "".join(text for text, _ in spans)
