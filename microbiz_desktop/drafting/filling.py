"""Put values and references into parsed spans: the last step from template to words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..domain.money.formats import NBSP, kept_together
from ..domain.text import Run, RunKind, Runs, plain
from ..domain.words.phrases import capital
from .opaque import Opaque, Pointer, Value
from .paragraphs import Spans
from .templates.sandbox import is_private

_PRIVATE = re.compile("([\ue000-\uf8ff\U000f0000-\U0010ffff])")
_SPACE = re.compile(r"[ \t\r\n]+")
#: What stands for a reference to something that is off.
DEAD_REFERENCE = "[reference]"
_ENDS_SENTENCE = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class ReferenceTarget:
    """Where a reference leads: the anchor in the text, and how it is named."""

    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class DeadPointer:
    """A reference to something that is off: where it stands and what it names."""

    seat: str
    target: str


@dataclass
class Filler:
    """Turns spans into runs. `seat` is the clause or schedule at work; dead references pile up."""

    opaque: Opaque
    targets: Mapping[str, ReferenceTarget] = field(default_factory=dict)
    seat: str = ""
    dead: list[DeadPointer] = field(default_factory=list)

    def runs(self, spans: Spans, *, starts: bool = True) -> Runs:
        """The runs of a paragraph; `starts` gives its first word a capital."""
        made: list[Run] = []
        for text, strong in spans:
            for piece in _pieces(text):
                self._add(piece, strong, made, starts)
        return merged(made)

    def _add(self, piece: str, strong: bool, made: list[Run], starts: bool) -> None:
        opening = starts if not made else _after_sentence(plain(tuple(made)))
        entry = self.opaque.get(piece) if is_private(piece[0]) else None
        if isinstance(entry, Value):
            made.extend(_value_runs(entry, strong, opening))
        elif isinstance(entry, Pointer):
            made.append(self._reference(entry, opening))
        elif not is_private(piece[0]):
            text = kept_together(_SPACE.sub(" ", piece)).replace("'", "’")
            if made and made[-1].text.endswith(_ENDS_SENTENCE):
                # An answer typed with its own full stop ends the sentence by itself.
                text = text.removeprefix(".")
            if opening and not made:
                text = text.lstrip()
                text = capital(text)
            made.append(Run(text, RunKind.DEFINED if strong else RunKind.TEXT))

    def _reference(self, pointer: Pointer, opening: bool) -> Run:
        target = self.targets.get(pointer.target)
        if target is None:
            self.dead.append(DeadPointer(self.seat, pointer.target))
            return Run(DEAD_REFERENCE, RunKind.BLANK)
        label = capital(target.label) if opening else target.label
        return Run(label.replace(" ", NBSP), RunKind.REFERENCE, target.anchor)


def _pieces(text: str) -> list[str]:
    """Words and single opaque characters, in order."""
    return [piece for piece in _PRIVATE.split(text) if piece]


def _after_sentence(text: str) -> bool:
    before = text.rstrip(f" {NBSP}")
    return not before or (before.endswith(_ENDS_SENTENCE) and before != text)


def _value_runs(value: Value, strong: bool, opening: bool) -> list[Run]:
    runs = [
        Run(_SPACE.sub(" ", run.text).strip(), RunKind.DEFINED if strong else run.kind, run.target)
        for run in value.runs
    ]
    if (value.soft or value.word) and runs:
        first = runs[0].text
        small = value.soft and not opening and first[1:2].islower()
        head = first[:1].lower() if small else first[:1].upper() if opening else first[:1]
        runs[0] = replace(runs[0], text=head + first[1:])
    return runs


def merged(runs: Sequence[Run]) -> Runs:
    """The runs with neighbours of one kind joined, and no space doubled or left at the end."""
    made: list[Run] = []
    for run in runs:
        text = run.text
        if made and made[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            continue
        if made and made[-1].kind == run.kind and run.kind is RunKind.TEXT:
            made[-1] = Run(made[-1].text + text)
        else:
            made.append(Run(text, run.kind, run.target))
    if made:
        made[-1] = replace(made[-1], text=made[-1].text.rstrip(" "))
    return tuple(run for run in made if run.text)
