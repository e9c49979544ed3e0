"""What a window needs of the system: the libraries that Qt links to, and a display that answers.

The launcher and `doctor` ask before Qt does, since Qt ends the process where one is missing and
names another. The names are read from Qt's own files, so that another version needs no change here.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from microbiz_desktop.domain.errors import NotReady

#: What the window's own modules stand on; the plugin of the platform comes beside them.
_MODULES = (
    "libQt6Widgets.so.6",
    "libQt6Network.so.6",
    "libQt6Pdf.so.6",
    "libQt6PrintSupport.so.6",
    "libQt6Svg.so.6",
)
#: Debian's packages that are not called by the library and its version.
_PACKAGES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
    "libbrotlidec.so.1": "libbrotli1",
    "libbrotlicommon.so.1": "libbrotli1",
    "libgcc_s.so.1": "libgcc-s1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
_PROGRAM = struct.Struct("<IIQQQQ")
_ENTRY = struct.Struct("<qQ")
_LOADED, _DYNAMIC = 1, 2
_NEEDED, _STRINGS, _LENGTH = 1, 5, 10


def refuse_no_window(environ: Mapping[str, str] = os.environ) -> None:
    """Say in one sentence what a window lacks here. Raises NotReady; Qt would end the process."""
    missing = missing_libraries(environ)
    if missing:
        raise NotReady(f"The window needs {_joined(missing)}, not found here.", install(missing))
    if platforms(environ) == ["xcb"] and not _answers():
        where = environ.get("DISPLAY", "")
        raise NotReady(f"The display “{where}” does not answer.", "Start the program inside it.")


def platforms(environ: Mapping[str, str]) -> list[str]:
    """The plugins that Qt may take here, by what the environment says of the display."""
    if wish := environ.get("QT_QPA_PLATFORM", ""):
        return [name.partition(":")[0] for name in wish.split(";") if name]
    kinds = {"WAYLAND_DISPLAY": "wayland", "DISPLAY": "xcb"}
    return [kind for name, kind in kinds.items() if environ.get(name)]


def missing_libraries(
    environ: Mapping[str, str] = os.environ, kinds: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Names of libraries without which no window opens; one platform that loads is enough."""
    folder = _qt()
    if not sys.platform.startswith("linux") or folder is None:
        return ()
    found: list[tuple[str, ...]] = []
    for kind in kinds or tuple(platforms(environ)):
        plugin = _plugin(kind, folder, environ)
        missing = tuple(_not_loading(_linked(plugin, folder / "lib"))) if plugin else ()
        if not missing:
            return ()
        found.append(missing)
    return min(found, key=len, default=())


def install(libraries: tuple[str, ...]) -> str:
    """The command that brings them, where this computer has one that we know."""
    from shutil import which  # not at each start

    if which("apt-get"):
        packages = dict.fromkeys(package_of(name) for name in libraries)
        return f"Install what is missing with: sudo apt-get install {' '.join(packages)}"
    if which("dnf"):
        names = " ".join(f"'{name}()(64bit)'" for name in libraries)
        return f"Install what is missing with: sudo dnf install {names}"
    return "Install the packages of your system that hold them."


def package_of(library: str) -> str:
    """Debian's package of a library: its name and version, as libxcb-icccm4 for the .so.4."""
    name, _so, version = library.partition(".so.")
    gap = "-" if name[-1:].isdigit() else ""
    return _PACKAGES.get(library) or f"{name.lower()}{gap}{version}"


def needed(file: Path) -> tuple[str, ...]:
    """The names of the libraries that a library is linked to, as the loader reads them."""
    with file.open("rb") as stream:
        segments = list(_segments(stream))
        dynamic = next((s for s in segments if s[0] == _DYNAMIC), None)
        if dynamic is None:
            return ()
        stream.seek(dynamic[1])
        entries = list(_ENTRY.iter_unpack(stream.read(dynamic[3])))
        tags = dict(entries)
        strings = _text_at(stream, segments, tags[_STRINGS], tags[_LENGTH])
    starts = [value for tag, value in entries if tag == _NEEDED]
    return tuple(strings[at : strings.index(0, at)].decode() for at in starts)


def _segments(stream: BinaryIO) -> Iterator[tuple[int, int, int, int]]:
    """Kind, place in the file, address and length of each part; PySide6 is for 64 bits only."""
    head = stream.read(64)
    if head[:6] != b"\x7fELF\x02\x01":
        return
    start, size, count = (
        *struct.unpack_from("<Q", head, 32),
        *struct.unpack_from("<HH", head, 54),
    )
    stream.seek(start)
    table = stream.read(size * count)
    for at in range(0, size * count, size):
        kind, _flags, offset, address, _physical, length = _PROGRAM.unpack_from(table, at)
        yield kind, offset, address, length


def _text_at(
    stream: BinaryIO, segments: list[tuple[int, int, int, int]], address: int, length: int
) -> bytes:
    for kind, offset, start, size in segments:
        if kind == _LOADED and start <= address < start + size:
            stream.seek(offset + address - start)
            return stream.read(length)
    return b""


def _linked(plugin: Path, ours: Path) -> Iterator[str]:
    """What the plugin and Qt's modules need of the system, each once."""
    waiting = [plugin, *(ours / name for name in _MODULES)]
    seen: set[str] = set()
    while waiting:
        file = waiting.pop(0)
        for name in needed(file) if file.exists() else ():
            if name in seen:
                continue
            seen.add(name)
            if (ours / name).exists():
                waiting.append(ours / name)
            else:
                yield name


def _not_loading(names: Iterator[str]) -> Iterator[str]:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError as error:
            # A library that is there may miss another one, which the loader then names.
            said = str(error).partition(":")[0]
            yield said if ".so" in said and "/" not in said else name


def _qt() -> Path | None:
    """The folder with Qt's libraries and plugins, without importing any."""
    spec = find_spec("PySide6")
    folder = Path(spec.origin).parent / "Qt" if spec is not None and spec.origin else None
    return folder if folder is not None and folder.is_dir() else None


def _plugin(kind: str, qt: Path, environ: Mapping[str, str]) -> Path | None:
    places = environ.get("QT_QPA_PLATFORM_PLUGIN_PATH", "").split(os.pathsep)
    folders = [Path(place) for place in places if place] + [qt / "plugins" / "platforms"]
    files = (folder / f"libq{kind}.so" for folder in folders)
    return next((file for file in files if file.exists()), None)


def _answers() -> bool:
    """Whether the display takes a connection; asked of the library that Qt will use."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # told as missing where it is needed
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    fault = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not fault


def _joined(names: tuple[str, ...]) -> str:
    *most, last = dict.fromkeys(names)
    return f"{', '.join(most)} and {last}" if most else last
