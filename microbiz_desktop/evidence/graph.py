"""Do two PDFs hold the same objects? Compared by meaning: how they are written counts for nothing.

A file that was saved again has other bytes, other numbers and another order; what its catalogue
leads to is the same. The drawing instructions of pages are left out: pages are compared as
pictures, and their words by what is read back.
"""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypeGuard

import pikepdf

#: A reference as the library writes it; no other value of a PDF is spelled so.
_REFERENCE = " R"
#: How bytes are packed says nothing of what they are.
_PACKING = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
#: Looked at elsewhere, or about how the file is written.
_ELSEWHERE = frozenset({"/Pages", "/Metadata", "/Version", "/Extensions", "/Names"})

#: Where something differs: "page" with its number, or "root", then the key below it.
Spot = tuple[str, int, str]


class PdfObjects:
    """The objects of one file as plain data, each read when it is first asked for."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self._objects: dict[str, object] = {}
        self._streams: dict[str, pikepdf.Object] = {}
        pages = enumerate(pdf.pages, 1)
        self._numbers = {"{} {} R".format(*page.obj.objgen): number for number, page in pages}

    @property
    def root(self) -> dict[str, object]:
        """The catalogue."""
        return _as_table(_plain(self.pdf.Root))

    def names(self) -> dict[str, object]:
        """The name trees, each flat."""
        trees = self.table(self.root.get("/Names")).items()
        return {key: dict(self._leaves(tree, 0)) for key, tree in trees}

    def pages(self) -> list[dict[str, object]]:
        """Each page with what it inherits."""
        return [self._page(page.obj) for page in self.pdf.pages]

    def _page(self, page: pikepdf.Object) -> dict[str, object]:
        found: dict[str, object] = {}
        node = _as_table(_plain(page))
        own = {key: value for key, value in node.items() if key != "/Parent"}
        for _ in range(100):
            above = self.at(node.get("/Parent"))
            if not isinstance(above, dict):
                break
            node = above
            found = {**{key: node[key] for key in _INHERITED if key in node}, **found}
        return {**found, **own}

    def at(self, value: object) -> object:
        """What a reference leads to; anything else as it is."""
        if not is_reference(value):
            return value
        if value not in self._objects:
            number, generation, _ = value.split(" ")
            thing = self.pdf.get_object(int(number), int(generation))
            if isinstance(thing, pikepdf.Stream):
                self._streams[value] = thing
            self._objects[value] = _plain(thing)
        return self._objects[value]

    def table(self, value: object) -> dict[str, object]:
        """The table that this leads to, empty for nothing. Raises TypeError for another kind."""
        return _as_table(self.at(value) or {})

    def listed(self, value: object) -> list[object]:
        """The list that this leads to, empty for nothing. Raises TypeError for another kind."""
        there = self.at(value) or []
        if not isinstance(there, list):
            raise TypeError("something in the file is no list")
        return there

    def page_number(self, value: object) -> int:
        """Which page a reference leads to, counted from 1; 0 for anything else."""
        return self._numbers.get(value, 0) if is_reference(value) else 0

    def stream(self, value: object) -> bytes | None:
        """The unpacked bytes of a stream, None for anything else."""
        self.at(value)
        found = self._streams.get(value) if isinstance(value, str) else None
        if found is None:
            return None
        try:
            return found.read_bytes()
        except pikepdf.PdfError:
            return found.read_raw_bytes()

    def _leaves(self, node: object, depth: int) -> Iterator[tuple[str, object]]:
        tree = self.at(node)
        if depth > 50 or not isinstance(tree, dict):
            raise ValueError("the names in the file are nested too deeply")
        pairs = self.listed(tree.get("/Names"))
        yield from zip(map(str, pairs[::2]), pairs[1::2], strict=True)
        for kid in self.listed(tree.get("/Kids")):
            yield from self._leaves(kid, depth + 1)


def is_reference(value: object) -> TypeGuard[str]:
    """Whether this is a reference to another object."""
    return isinstance(value, str) and value.endswith(_REFERENCE) and value[0].isdigit()


def _as_table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError("something in the file is no table")
    return value


def _plain(thing: object) -> object:
    if not isinstance(thing, pikepdf.Object):
        return thing
    return json.loads(thing.to_json(dereference=True, schema_version=2), parse_float=Decimal)


def differences(
    expected: PdfObjects, found: PdfObjects, *, drawn: bool = True, tolerance: float = 0
) -> list[Spot]:
    """Where the file found differs from the one expected, each place once, in order.

    `drawn` compares fonts and pictures of the pages too; numbers may differ by `tolerance`.
    """
    walk = _Walk(expected, found, Decimal(str(tolerance)))
    spots: list[Spot] = []
    wanted, there = expected.pages(), found.pages()
    if len(wanted) != len(there):
        spots.append(("root", 0, "/Pages"))
    left_out = {"/Contents"} if drawn else {"/Contents", "/Resources"}
    for number, (page, other) in enumerate(zip(wanted, there, strict=False), 1):
        spots += [("page", number, key) for key in _keys(walk, page, other, left_out)]
    spots += [("root", 0, key) for key in _keys(walk, expected.root, found.root, _ELSEWHERE)]
    names = expected.names(), found.names()
    spots += [("names", 0, key) for key in _keys(walk, *names, frozenset())]
    return spots


def _keys(
    walk: "_Walk", wanted: dict[str, object], there: dict[str, object], left_out: Iterable[str]
) -> list[str]:
    """The keys of which only one has a value, or the two lead to different things."""
    keys = sorted({*wanted, *there}.difference(left_out))
    return [key for key in keys if not walk.same(wanted.get(key), there.get(key), key)]


class _Walk:
    """Two graphs walked together; a pair that was met before is not walked again."""

    def __init__(self, expected: PdfObjects, found: PdfObjects, tolerance: Decimal) -> None:
        self._expected, self._found = expected, found
        self._tolerance = tolerance
        self._met: set[tuple[str, str]] = set()

    def same(self, wanted: object, there: object, key: str = "") -> bool:
        """Whether both lead to the same things."""
        if key == "/Resources":
            return self._fewer(self._expected.at(wanted), self._found.at(there))
        waiting = [(wanted, there)]
        while waiting:
            one, other = waiting.pop()
            if is_reference(one) and is_reference(other):
                if (one, other) in self._met:
                    continue
                self._met.add((one, other))
            parts = self._parts(one, other)
            if parts is None:
                return False
            waiting += parts
        return True

    def _fewer(self, wanted: object, there: object) -> bool:
        """What no page uses may have been left out; nothing may have been added or exchanged."""
        if not isinstance(wanted, dict) or not isinstance(there, dict):
            return wanted == there
        for kind, named in there.items():
            ours, theirs = self._expected.at(wanted.get(kind)), self._found.at(named)
            if isinstance(ours, dict) and isinstance(theirs, dict):
                if any(not self.same(ours.get(name), theirs[name]) for name in theirs):
                    return False
            elif not self.same(wanted.get(kind), named):
                return False
        return True

    def _parts(self, wanted: object, there: object) -> list[tuple[object, object]] | None:
        """What is still to be compared of two values; None when they differ already.

        A page that is referred to is that page, whatever is on it.
        """
        pages = self._expected.page_number(wanted), self._found.page_number(there)
        if any(pages):
            return [] if pages[0] == pages[1] else None
        streams = self._expected.stream(wanted), self._found.stream(there)
        if streams[0] != streams[1]:
            return None
        a, b = self._expected.at(wanted), self._found.at(there)
        if isinstance(a, dict) and isinstance(b, dict):
            left_out = _PACKING if streams[0] is not None else frozenset()
            keys = {*a, *b} - left_out
            return [(a.get(key), b.get(key)) for key in keys]
        if isinstance(a, list) and isinstance(b, list):
            return list(zip(a, b, strict=True)) if len(a) == len(b) else None
        return [] if self._equal(a, b) else None

    def _equal(self, a: object, b: object) -> bool:
        if _is_number(a) and _is_number(b):
            return abs(Decimal(a) - Decimal(b)) <= self._tolerance
        return type(a) is type(b) and a == b


def _is_number(value: object) -> TypeGuard[int | Decimal]:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)
