"""Every test runs offline, in a home of its own, at UTC, and fails on anything said above INFO."""

import gc
import logging
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_OFFLINE = Path(__file__).parent / "offline"
_IN_MEMORY = Path("/dev/shm")
#: Bytes that must be free there; a run keeps a quarter of it at any time.
_ROOM = 2_000_000_000


def _choose_disk() -> None:
    """All that tests write lies in memory where there is room: every commit waits for its disk.

    Nothing is tried there that a disk alone can show: what is killed is a process, never a machine.
    Whoever sets TMPDIR has chosen.
    """
    if "TMPDIR" in os.environ or not os.access(_IN_MEMORY, os.W_OK | os.X_OK):
        return
    there = os.statvfs(_IN_MEMORY)
    if there.f_bavail * there.f_frsize > _ROOM and not there.f_flag & os.ST_NOEXEC:
        os.environ["TMPDIR"] = tempfile.tempdir = str(_IN_MEMORY)


_choose_disk()
# A short path: local sockets live below it and their names are limited to about a hundred bytes.
_HOME = Path(tempfile.mkdtemp(prefix="mb-"))


def _isolate() -> None:
    """Point home, XDG folders, locale, time zone and keychain away from the real ones."""
    folders = {
        "HOME": "home",
        "XDG_DATA_HOME": "data",
        "XDG_CONFIG_HOME": "config",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "run",
    }
    for variable, name in folders.items():
        folder = _HOME / name
        folder.mkdir(mode=0o700)
        os.environ[variable] = str(folder)
    os.environ |= {
        "QT_QPA_PLATFORM": "offscreen",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "MICROBIZ_TEST_ATTEMPTS": str(_HOME / "attempts"),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(_OFFLINE), os.environ.get("PYTHONPATH")])),
    }
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
    if "PYTEST_XDIST_WORKER" in os.environ:
        # A whole run keeps what it compiles, also where that is turned off: all its processes need
        # it. A trial of a planted fault runs by itself, and keeps nothing.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        sys.dont_write_bytecode = False
    time.tzset()
    (_HOME / "attempts").touch()


_isolate()
# What is imported and collected lives until the end: there is nothing to look for in it.
gc.disable()
sys.path.insert(0, str(_OFFLINE))
# Already here in a parallel run's processes; a system's own module of that name is not ours.
if not hasattr(sys.modules.get("sitecustomize"), "NetworkRefused"):
    sys.modules.pop("sitecustomize", None)
import sitecustomize  # noqa: E402, F401 - importing it installs the hook, after the folders are set

#: Examples of each property that says nothing else: few in the suite, many in `make soak`.
_SOAKING = bool(os.environ.get("MICROBIZ_SOAK"))
settings.register_profile(
    "house", deadline=None, print_blob=True, max_examples=2_000 if _SOAKING else 50
)
settings.load_profile("house")


#: Beginnings of the names of what takes longest, the longest first: begun last, one of them would
#: keep a processor waiting for the other.
_LONGEST = (
    "tests/conformance/test_copies.py",
    "tests/soak/test_kill.py",
    "tests/ui/test_menus.py::test_every_action",
    "tests/end_to_end/test_window_story.py",
    "tests/faults/test_matrix.py",
    "tests/tampering/test_tampering.py::test_nothing_is_said_of_a_printed",  # makes the copies
    "tests/ui/test_walk.py::test_every_page_can",
    "tests/end_to_end/test_counted.py",
    "tests/test_cli.py::test_pictures_of_every_screen",
    "tests/wording/test_limits.py",
    "tests/test_cli_files.py::test_no_command_leaves",
    "tests/rendering/test_pages.py",
    "tests/rendering/test_preview.py",
    "tests/services/test_contact_machine.py",
    "tests/services/test_verification.py",
)
#: Here all cases of an operation wait for the first one; the table has them a fault at a time.
_IN_ORDER = "tests/faults/test_matrix.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever the order by chance, the longest come first; properties are for the soak as well."""
    items.sort(key=_place)
    for item in items:
        if _SOAKING and getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.soak)


def _place(item: pytest.Item) -> tuple[int, int]:
    matches = (n for n, name in enumerate(_LONGEST) if item.nodeid.startswith(name))
    return next(matches, len(_LONGEST)), _case(item) if item.nodeid.startswith(_IN_ORDER) else 0


def _case(item: pytest.Item) -> int:
    cases = getattr(item, "callspec", None)
    return max(cases.indices.values()) if cases is not None else 0


def pytest_collection_finish() -> None:
    """Garbage is looked for between tests only, and never again in what is there by now.

    While pages are laid out it is a quarter of the time; they are boxes that live until the end.
    """
    gc.collect()
    gc.freeze()
    gc.disable()


def pytest_unconfigure() -> None:
    """Leave nothing behind in the temporary folder."""
    shutil.rmtree(_HOME, ignore_errors=True)


class _Loud(logging.Handler):
    """Keeps what was logged above INFO."""

    def __init__(self) -> None:
        super().__init__(logging.INFO + 1)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.name} {record.levelname}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _quiet(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning nobody expected is a failure; mark a test `allow_logs` when it expects one."""
    loud = _Loud()
    logging.getLogger().addHandler(loud)
    yield
    logging.getLogger().removeHandler(loud)
    if loud.said and request.node.get_closest_marker("allow_logs") is None:
        pytest.fail("Unexpected log records:\n" + "\n".join(loud.said), pytrace=False)


@pytest.fixture(autouse=True)
def _no_windows_left() -> Iterator[None]:
    """Windows end with their test: each one left would be styled anew in every test after it."""
    before = _windows()
    yield
    for window in _windows():
        if window not in before:
            end_window(window)
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    _collect_here()


#: Objects of Python made since the last look, and looks at the young before a look at all.
_YOUNG, _LOOKS = 20_000, 25
#: How often all was looked at, by anybody, when the last test ended.
_LOOKED = [0]


def _collect_here() -> None:
    """Look for garbage on this thread only, from now on.

    Whatever of Qt is in it ends where it is found; on the thread of a task, in the middle of the
    window's events, that ends the process. What a look at all leaves is never looked at again: a
    whole program that ended in a test has taken it all back into later looks, of a second each.
    """
    gc.disable()
    # To count what is left out goes through it: only after somebody else looked at all.
    thawed = _looked_at_all() != _LOOKED[0] and gc.get_freeze_count() == 0
    if thawed or gc.get_count()[0] > _YOUNG:
        everything = thawed or gc.get_count()[2] > _LOOKS
        gc.collect(2 if everything else 1)
        if everything:
            gc.freeze()
    _LOOKED[0] = _looked_at_all()


def _looked_at_all() -> int:
    return int(gc.get_stats()[2]["collections"])


def end_window(window: "QWidget") -> None:
    """Hide it, as an open popup takes the keys and clicks of the next test, and delete it.

    The list of a completer is only hidden: the completer deletes it itself, and twice is a crash.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QAbstractItemView

    window.hide()
    popup = window.windowType() == Qt.WindowType.Popup
    if not (popup and isinstance(window, QAbstractItemView)):
        window.deleteLater()


def _windows() -> "list[QWidget]":
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication

    return [window for window in QApplication.topLevelWidgets() if window.parent() is None]


@pytest.fixture(autouse=True)
def network_attempts() -> Iterator[Path]:
    """The file where refused network attempts are noted, also swallowed ones and children's."""
    attempts = _HOME / "attempts"
    yield attempts
    if attempts.stat().st_size:
        noted = attempts.read_text(encoding="utf-8")
        attempts.write_text("", encoding="utf-8")
        pytest.fail("The network was reached for:\n" + noted, pytrace=False)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """An empty data folder."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of other programs' files; skipped where this machine has none."""
    named = os.environ.get("MICROBIZ_CORPORA")
    if not named or not Path(named).is_dir():
        pytest.skip("MICROBIZ_CORPORA names no folder: the tests with foreign files are left out")
    return Path(named)
