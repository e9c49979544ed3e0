"""Do two PDFs hold the same objects? Compared by meaning: how they are written counts for nothing.

A file that was saved again has other bytes, other numbers and another order; what its catalogue
leads to is the same. The drawing instructions of pages are left out: pages are compared as
pictures, and their words by what is read back.
"""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

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
        self._objects: dict[str, Any] = {}
        self._streams: dict[str, pikepdf.Object] = {}
        pages = enumerate(pdf.pages, 1)
        self._numbers = {"{} {} R".format(*page.obj.objgen): number for number, page in pages}

    @property
    def root(self) -> dict[str, Any]:
        """The catalogue."""
        return dict(_plain(self.pdf.Root))

    def names(self) -> dict[str, Any]:
        """The name trees, each flat."""
        trees = self.at(self.root.get("/Names")) or {}
        return {key: dict(self._leaves(tree, 0)) for key, tree in trees.items()}

    def pages(self) -> list[dict[str, Any]]:
        """Each page with what it inherits."""
        return [self._page(page.obj) for page in self.pdf.pages]

    def _page(self, page: pikepdf.Object) -> dict[str, Any]:
        found: dict[str, Any] = {}
        node: Any = _plain(page)
        own = {key: value for key, value in node.items() if key != "/Parent"}
        for _ in range(100):
            node = self.at(node.get("/Parent"))
            if not isinstance(node, dict):
                break
            found = {**{key: node[key] for key in _INHERITED if key in node}, **found}
        return {**found, **own}

    def at(self, value: Any) -> Any:
        """What a reference leads to; anything else as it is."""
        if not is_reference(value):
            return value
        if value not in self._objects:
            number, generation, _ = value.split(" ")
            thing: Any = self.pdf.get_object(int(number), int(generation))
            if isinstance(thing, pikepdf.Stream):
                self._streams[value] = thing
            self._objects[value] = _plain(thing)
        return self._objects[value]

    def page_number(self, value: Any) -> int:
        """Which page a reference leads to, counted from 1; 0 for anything else."""
        return self._numbers.get(value, 0) if is_reference(value) else 0

    def stream(self, value: Any) -> bytes | None:
        """The unpacked bytes of a stream, None for anything else."""
        self.at(value)
        found = self._streams.get(value) if isinstance(value, str) else None
        if found is None:
            return None
        try:
            return found.read_bytes()
        except pikepdf.PdfError:
            return found.read_raw_bytes()

    def _leaves(self, node: Any, depth: int) -> Iterator[tuple[str, Any]]:
        tree = self.at(node)
        if depth > 50 or not isinstance(tree, dict):
            raise ValueError("the names in the file are nested too deeply")
        pairs = self.at(tree.get("/Names")) or []
        yield from zip(pairs[::2], pairs[1::2], strict=True)
        for kid in self.at(tree.get("/Kids")) or []:
            yield from self._leaves(kid, depth + 1)


def is_reference(value: Any) -> bool:
    """Whether this is a reference to another object."""
    return isinstance(value, str) and value.endswith(_REFERENCE) and value[0].isdigit()


def _plain(thing: Any) -> Any:
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
    walk: "_Walk", wanted: dict[str, Any], there: dict[str, Any], left_out: Iterable[str]
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

    def same(self, wanted: Any, there: Any, key: str = "") -> bool:
        """Whether both lead to the same things."""
        if key == "/Resources":
            return self._fewer(self._expected.at(wanted), self._found.at(there))
        waiting = [(wanted, there)]
        while waiting:
            pair = waiting.pop()
            if is_reference(pair[0]) and is_reference(pair[1]):
                if pair in self._met:
                    continue
                self._met.add(pair)
            parts = self._parts(*pair)
            if parts is None:
                return False
            waiting += parts
        return True

    def _fewer(self, wanted: Any, there: Any) -> bool:
        """What no page uses may have been left out; nothing may have been added or exchanged."""
        if not isinstance(wanted, dict) or not isinstance(there, dict):
            return bool(wanted == there)
        for kind, named in there.items():
            ours, theirs = self._expected.at(wanted.get(kind)), self._found.at(named)
            if isinstance(ours, dict) and isinstance(theirs, dict):
                if any(not self.same(ours.get(name), theirs[name]) for name in theirs):
                    return False
            elif not self.same(wanted.get(kind), named):
                return False
        return True

    def _parts(self, wanted: Any, there: Any) -> list[tuple[Any, Any]] | None:
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

    def _equal(self, a: Any, b: Any) -> bool:
        if _is_number(a) and _is_number(b):
            return bool(abs(a - b) <= self._tolerance)
        return type(a) is type(b) and bool(a == b)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)
