"""A card on its way to a contact: what was taken is done, what is left survives as it came."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter

from .vcard_line import Property, unescape

#: Notes a trouble: the line it is at, and plain words.
Report = Callable[[int, str], None]
OWN = "X-MICROBIZ-"
#: A foreign line that would be taken for something else if it stood in a card as it is.
WRAPPED = f"{OWN}EXTRA"
#: Says something about the file or the card, not about the contact.
#: In each card of ours.
PRODUCT = "PRODID:-//Microbiz Desktop//EN"
_FRAME = frozenset({"VERSION", "PRODID", "PROFILE"})
_by_line = itemgetter(0)


class VCard:
    """The properties of one card by name, the pictures in it by SHA-256, and whom to tell."""

    __slots__ = ("_by_name", "_left", "line", "pictures", "report")

    def __init__(self, line: int, report: Report) -> None:
        self.line = line
        self.report = report
        self.pictures: dict[str, bytes] = {}
        self._by_name: dict[str, list[Property]] = {}
        self._left: list[Property] = []

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

    def groups(self, names: Iterable[str]) -> frozenset[str]:
        """The groups that properties of these names stand in."""
        found = (one for name in names for one in self._by_name.get(name, ()))
        return frozenset(one.head.group for one in found) - {""}

    def best(self, name: str) -> Property | None:
        """The preferred property of this name, the first of equals; the others are left."""
        found = self._by_name.pop(name, None)
        if not found:
            return None
        if len(found) == 1:
            return found[0]
        best = min(found, key=lambda one: one.head.pref)
        self._left += [one for one in found if one is not best]
        return best

    def text(self, name: str) -> str:
        """The text of the preferred property of this name, or empty."""
        found = self.best(name)
        return found.text() if found else ""

    def rest(self) -> tuple[str, ...]:
        """Every line that nobody took, in the order of the card."""
        left = [one for name, found in self._by_name.items() if name not in _FRAME for one in found]
        left += self._left
        left.sort(key=_by_line)
        return tuple([_line(one) for one in left])

    @property
    def only_frame(self) -> bool:
        """Whether the card says nothing of anybody."""
        return not self._left and _FRAME.issuperset(self._by_name)


def _line(one: Property) -> str:
    return unescape(one.value) if one.head.name == WRAPPED else one.as_came()
