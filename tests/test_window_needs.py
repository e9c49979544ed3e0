"""What a window needs of the system is said in a sentence before Qt would end the process."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from microbiz_desktop.ui.shell import window_needs

_LINUX = sys.platform.startswith("linux")
pytestmark = pytest.mark.skipif(not _LINUX, reason="only Linux leaves Qt's libraries to the system")
#: As long as the names they stand for, so that the copied plugin stays whole.
_GONE = {b"libxcb-icccm.so.4": b"libmissing-1.so.4", b"libxcb-shm.so.0": b"libnot-it.so.13"}


def xcb() -> Path:
    """Qt's plugin for X, which links to most of what a system may lack."""
    spec = find_spec("PySide6")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"


def lacking(folder: Path, *names: bytes) -> dict[str, str]:
    """An environment in which Qt's plugin needs libraries that no computer has."""
    plugin = xcb().read_bytes()
    for name in names:
        assert plugin.count(name + b"\0") == 1
        plugin = plugin.replace(name + b"\0", _GONE[name] + b"\0")
    folder.mkdir()
    (folder / "libqxcb.so").write_bytes(plugin)
    known = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    known.pop("QT_QPA_PLATFORM", None)
    return known | {"DISPLAY": ":77", "QT_QPA_PLATFORM_PLUGIN_PATH": str(folder)}


def program(environ: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "microbiz_desktop", *words],
        env=environ, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_the_window_says_what_is_missing_and_how_to_get_it(tmp_path: Path) -> None:
    environ = lacking(tmp_path / "plugins", *_GONE)
    done = program(environ, "--data-dir", str(tmp_path / "data"))
    assert done.returncode == 2, done.stderr
    (line,) = done.stderr.splitlines()
    assert "libmissing-1.so.4" in line
    assert "libnot-it.so.13" in line
    assert window_needs.install(("libmissing-1.so.4",)).partition(":")[0] in line
    assert not (tmp_path / "data").exists()


def test_the_doctor_says_what_the_window_would(tmp_path: Path) -> None:
    environ = lacking(tmp_path / "plugins", b"libxcb-icccm.so.4")
    done = program(environ, "--data-dir", str(tmp_path / "data"), "doctor", "--json")
    assert done.returncode == 1, done.stderr
    told = {line["name"]: line for line in json.loads(done.stdout)["checks"]}
    assert not told["window"]["ok"]
    assert "libmissing-1.so.4" in told["window"]["what"]
    assert told["window"]["todo"]


def test_a_display_that_does_not_answer_is_said(tmp_path: Path) -> None:
    environ = lacking(tmp_path / "plugins")
    if window_needs.missing_libraries(environ):
        assert program(environ, "--data-dir", str(tmp_path / "data")).returncode == 2
        environ["QT_QPA_PLATFORM_PLUGIN_PATH"] = str(_needing_little(tmp_path / "little"))
    done = program(environ, "--data-dir", str(tmp_path / "data"))
    assert done.returncode == 2, done.stderr
    assert done.stderr.splitlines() == [
        "microbiz-desktop: The display “:77” does not answer. Start the program inside it."
    ]


def _needing_little(folder: Path) -> Path:
    """A plugin that is found and loads: what it draws on is not asked any more."""
    folder.mkdir()
    (folder / "libqxcb.so").write_bytes((xcb().parent / "libqoffscreen.so").read_bytes())
    return folder


def test_without_a_display_the_doctor_does_not_call_it_a_fault(tmp_path: Path) -> None:
    environ = lacking(tmp_path / "plugins", b"libxcb-icccm.so.4")
    del environ["DISPLAY"]
    done = program(environ, "--data-dir", str(tmp_path / "data"), "doctor", "--json")
    told = {line["name"]: line for line in json.loads(done.stdout)["checks"]}
    assert told["window"]["ok"]
    assert "no display" in told["window"]["what"]
    assert "libmissing-1.so.4" in told["window"]["what"]


def test_the_names_are_those_that_the_loader_reads() -> None:
    found = window_needs.needed(xcb())
    assert {"libQt6XcbQpa.so.6", "libxcb-cursor.so.0", "libxcb-keysyms.so.1", "libc.so.6"} <= set(
        found
    )
    assert all(name.startswith("lib") and ".so" in name for name in found)
    assert window_needs.needed(Path(__file__)) == ()


def test_one_platform_that_loads_is_enough(tmp_path: Path) -> None:
    environ = lacking(tmp_path / "plugins", b"libxcb-icccm.so.4")
    assert "libmissing-1.so.4" in window_needs.missing_libraries(environ)
    both = environ | {"QT_QPA_PLATFORM": "xcb;offscreen"}
    assert window_needs.missing_libraries(both) == ()


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libX11.so.6", "libx11-6"),
        ("libGL.so.1", "libgl1"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
    ],
)
def test_the_package_of_a_library(library: str, package: str) -> None:
    assert window_needs.package_of(library) == package
