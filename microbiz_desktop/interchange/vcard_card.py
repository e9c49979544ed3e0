"""A card on its way to a contact: what was taken is done, what is left survives as it came.

The reader fills it, `vcard_map` and what it calls take from it. A line that is taken but says more
than a contact has room for is remembered too, so that nothing of a card is lost in silence.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from microbiz_desktop.domain.contacts.kept_lines import AS_CAME, in_order

from .vcard_line import NOT_SAID, TO_THE_LETTER, Property, escape, unescape

#: Notes a trouble: the line it is at, and plain words.
Report = Callable[[int, str], None]
OWN = "X-MICROBIZ-"
#: A foreign line that would be taken for something else if it stood in a card as it is.
WRAPPED = f"{OWN}EXTRA"
#: In each card of ours.
PRODUCT = "PRODID:-//Microbiz Desktop//EN"
#: Says something about the file or the card, not about the contact.
_FRAME = frozenset({"VERSION", "PRODID", "PROFILE"})
_by_line = itemgetter(0)


class VCard:
    """The properties of one card by name, the pictures in it by SHA-256, and whom to tell."""

    __slots__ = ("_by_name", "_left", "_seen", "line", "pictures", "places", "report")

    def __init__(self, line: int, report: Report) -> None:
        self.line = line
        self.report = report
        self.pictures: dict[str, bytes] = {}
        self.places: dict[str, int] = {}
        self._by_name: dict[str, list[Property]] = {}
        self._left: list[Property] = []
        self._seen: list[_Seen] = []

    def add(self, found: Property) -> None:
        """Keep a property under its name."""
        name = found[1].name
        if name in self._by_name:
            self._by_name[name].append(found)
        else:
            self._by_name[name] = [found]

    def has(self, names: frozenset[str]) -> bool:
        """Whether any of these names stands in the card: asked first, as most do not."""
        return not names.isdisjoint(self._by_name)

    def take(self, name: str) -> Sequence[Property]:
        """All properties of this name; they are no longer left over."""
        return self._by_name.pop(name, ())

    def take_these(self, names: Mapping[str, object]) -> list[Property]:
        """All properties of these names, in the order of the card."""
        present = [name for name in self._by_name if name in names]
        found = [one for name in present for one in self._by_name.pop(name)]
        found.sort(key=_by_line)
        return found

    def leave(self, found: Property) -> None:
        """Give back a property that has no place in the contact."""
        self._left.append(found)

    def understood(
        self,
        one: Property,
        *,
        beside: str = "",
        value: str | None = None,
        odd: bool = False,
        first: bool = False,
    ) -> None:
        """Remember a property that was taken, in case it says more than is kept of it.

        `beside` is the line that labels it, `value` what stands for its own, and `odd` says that
        there is more; the `first` of its kind needs no word that it is preferred.
        """
        head = one.head
        pref = "" if first or head.pref == NOT_SAID else f"PREF={head.pref}"
        if odd or head.odd or head.group or pref:
            if value is None:
                value = _value(one)
            start = ";".join(filter(None, (head.name, head.more, pref)))
            line = f"{start}:{value}\n{beside}" if beside else f"{start}:{value}"
            self._seen.append(_Seen(one, line, not (odd or head.odd or pref)))

    def named(self, names: Iterable[str]) -> Iterator[Property]:
        """The properties of these names, which stay where they are."""
        return (one for name in names for one in self._by_name.get(name, ()))

    def best(self, name: str) -> Property | None:
        """The preferred property of this name, the first of equals; the others are left."""
        found = self._by_name.pop(name, None)
        if not found:
            return None
        best = found[0]
        if len(found) > 1:
            best = min(found, key=lambda one: one.head.pref)
            self._left += [one for one in found if one is not best]
        if name not in TO_THE_LETTER:
            self.understood(best)
        return best

    def text(self, name: str) -> str:
        """The text of the preferred property of this name, or empty."""
        found = self.best(name)
        return found.text() if found else ""

    def rest(self) -> tuple[str, ...]:
        """Every line that nobody took, in the order of the card; then those that say more."""
        left = [one for name, found in self._by_name.items() if name not in _FRAME for one in found]
        left += self._left
        left.sort(key=_by_line)
        lines = [_line(one) for one in left]
        if self._seen:
            lines += self._as_came({one.head.group for one in left} - {""})
        return in_order(lines)

    def _as_came(self, linked: set[str]) -> Iterator[str]:
        """Lines that say more; a group that nothing else stands in says nothing."""
        given_back = {id(one) for one in self._left}
        for one, line, plain in self._seen:
            if id(one) in given_back:
                continue
            group = one.head.text.partition(".")[0] + "." if one.head.group in linked else ""
            if group or not plain:
                yield f"{AS_CAME}{group}{line}"

    @property
    def only_frame(self) -> bool:
        """Whether the card says nothing of anybody."""
        return not self._left and _FRAME.issuperset(self._by_name)


class _Seen(NamedTuple):
    """A property that was taken, and the line it came as; `plain` when only its group is more."""

    one: Property
    line: str
    plain: bool


def _value(one: Property) -> str:
    """The value to the letter where that matters, else its text as we would write it."""
    if one.head.name in TO_THE_LETTER:
        return one.value.replace("\n", "\\n")
    return escape(one.text())


def _line(one: Property) -> str:
    return unescape(one.value) if one.head.name == WRAPPED else one.as_came()
