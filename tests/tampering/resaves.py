"""Copies that were only saved again: by pikepdf and qpdf, in all their ways.

PDFium and pyHanko are not among them: what PDFium saves has metadata that no reader can read, and
pyHanko changes what a file says of itself.
"""

import io
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import ObjectStreamMode, StreamDecodeLevel

from .tools import Change, edited


def _nothing(_: Any) -> None:
    """Saved again as it was."""


def _leaner(document: Any) -> None:
    document.remove_unreferenced_resources()


def _ways(**given: tuple[Any, ...]) -> Iterator[dict[str, Any]]:
    """Every combination of these settings."""
    for values in product(*given.values()):
        yield dict(zip(given, values, strict=True))


def _named(program: str, way: dict[str, Any]) -> str:
    said = (f"{key}={getattr(value, 'name', value)}" for key, value in way.items() if value)
    return " ".join((program, *said))


_MODES = (ObjectStreamMode.disable, ObjectStreamMode.preserve, ObjectStreamMode.generate)
_LEVELS = (StreamDecodeLevel.none, StreamDecodeLevel.generalized, StreamDecodeLevel.specialized)
_BOTH = (False, True)


def _by_pikepdf() -> Iterator[tuple[str, Change]]:
    shared: dict[str, tuple[Any, ...]] = {
        "object_stream_mode": _MODES,
        "compress_streams": _BOTH,
        "stream_decode_level": _LEVELS,
        "recompress_flate": _BOTH,
    }
    last: dict[str, tuple[Any, ...]] = {"deterministic_id": _BOTH}
    ways = [
        *_ways(linearize=(True,), **shared, **last),
        *_ways(normalize_content=_BOTH, **shared, **last),
    ]
    for way in ways:
        if not (way["recompress_flate"] and not way["compress_streams"]):
            yield _named("pikepdf", way), edited(_nothing, **way)
    for more in (
        {"qdf": True},
        {"static_id": True},
        {"min_version": "1.7"},
        {"min_version": "2.0"},
        {"force_version": "1.7"},
        {"preserve_pdfa": False},
    ):
        yield _named("pikepdf", more), edited(_nothing, **more)
    yield (
        "pikepdf without unused resources",
        edited(lambda doc: doc.remove_unreferenced_resources()),
    )


def qpdf(*options: str) -> Change:
    """The bytes after the command qpdf with these options."""

    def saved(pdf: bytes) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            before, after = Path(folder) / "before.pdf", Path(folder) / "after.pdf"
            before.write_bytes(pdf)
            command = ["qpdf", *options, str(before), str(after)]
            done = subprocess.run(command, capture_output=True, check=False, timeout=120)
            assert done.returncode in (0, 3), done.stderr
            return after.read_bytes()

    return saved


_SINGLE = (
    "--linearize", "--qdf", "--normalize-content=y", "--coalesce-contents",
    "--newline-before-endstream", "--preserve-unreferenced", "--deterministic-id", "--static-id",
    "--min-version=1.7", "--force-version=1.7", "--object-streams=disable",
    "--object-streams=generate", "--stream-data=uncompress", "--stream-data=preserve",
    "--stream-data=compress", "--decode-level=all", "--remove-unreferenced-resources=yes",
    "--compress-streams=n", "--externalize-inline-images", "--no-original-object-ids",
)  # fmt: skip
_PAIRED = {
    "objects": ("--object-streams=disable", "--object-streams=generate"),
    "streams": (
        "--compress-streams=n",
        "--recompress-flate --compression-level=1",
        "--recompress-flate --compression-level=9",
        "--stream-data=preserve",
    ),
    "order": ("--linearize", "--coalesce-contents", "--newline-before-endstream"),
    "identifier": ("--deterministic-id", "--static-id"),
}


def _by_qpdf() -> Iterator[tuple[str, Change]]:
    for option in _SINGLE:
        yield f"qpdf {option}", qpdf(option)
    for way in _ways(**_PAIRED):
        options = " ".join(way.values())
        yield f"qpdf {options}", qpdf(*options.split())


def _another_identifier(document: Any) -> None:
    document.trailer.ID = pikepdf.Array([pikepdf.String("a" * 16), pikepdf.String("b" * 16)])


def _then(first: Change, second: Change, pdf: bytes) -> bytes:
    return second(first(pdf))


def _others() -> Iterator[tuple[str, Change]]:
    yield "another identifier", edited(_another_identifier)


def _chains(known: dict[str, Change]) -> Iterator[tuple[str, Change]]:
    """Saved by one program, then by another: what a mail gateway and a reader do in turn."""
    firsts = ("qpdf --linearize", "qpdf --qdf", "qpdf --coalesce-contents")
    seconds = [name for name in known if name not in firsts][:: max(1, len(known) // 24)]
    for first in firsts:
        for second in seconds:
            if first in known:
                yield f"{first}, then {second}", partial(_then, known[first], known[second])


def _all() -> dict[str, Change]:
    makers: tuple[Callable[[], Iterator[tuple[str, Change]]], ...] = (_by_pikepdf, _others)
    if shutil.which("qpdf"):
        makers = (*makers, _by_qpdf)
    known = {name: change for make in makers for name, change in make()}
    return known | dict(_chains(known))


RESAVES: dict[str, Change] = _all()


def scanned(pdf: bytes, dots: int, kind: str = "L") -> bytes:
    """The pages as pictures, as a scanner or a printer to PDF makes them."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.render(scale=dots / 72).to_pil().convert(kind) for page in document]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=dots)
    return out.getvalue()


def _reprinted(pdf: bytes, how: str) -> bytes:
    """Printed to a file by another program: letters stay letters, all else goes."""
    command = ["pdftocairo", f"-{how}", "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=120)
    return done.stdout


def _only_pages(pdf: bytes) -> bytes:
    """The pages put into a new file: words and links stay, data and tags go."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document, pikepdf.new() as fresh:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", pikepdf.PageCopyWarning)  # that links go is the point
            fresh.pages.extend(document.pages)
        fresh.save(out)
    return out.getvalue()


PRINTED: dict[str, Change] = {
    "scanned at 75 dots": partial(scanned, dots=75),
    "scanned at 100 dots": partial(scanned, dots=100),
    "scanned at 150 dots in colour": partial(scanned, dots=150, kind="RGB"),
    "scanned in black and white": partial(scanned, dots=100, kind="1"),
    "pages in a new file": _only_pages,
}
if shutil.which("pdftocairo"):
    PRINTED["printed to PDF"] = partial(_reprinted, how="pdf")
