"""The rules that conftest lays under every test hold."""

import os
import re
import socket
import subprocess
import sys
import time
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from sitecustomize import NetworkRefused

pytest_plugins = ["pytester"]
ROOT = Path(__file__).parents[1]
_CONFTEST = Path(__file__).with_name("conftest.py")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "example.org"])
def test_no_internet_socket_opens(host: str, network_attempts: Path) -> None:
    with pytest.raises(NetworkRefused):
        socket.create_connection((host, 9))
    assert host in network_attempts.read_text(encoding="utf-8")
    network_attempts.write_text("", encoding="utf-8")


def test_a_child_process_is_offline_too(network_attempts: Path) -> None:
    reach = "import socket; socket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run([sys.executable, "-c", reach], capture_output=True, text=True)
    assert "NetworkRefused" in done.stderr
    assert network_attempts.read_text(encoding="utf-8")
    network_attempts.write_text("", encoding="utf-8")


def test_sockets_of_this_machine_work(tmp_path: Path) -> None:
    name = str(tmp_path / "s")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(name)
        server.listen()
        client.connect(name)


def test_home_and_clock_are_not_the_real_ones() -> None:
    assert Path.home().is_relative_to("/tmp") or "mb-" in str(Path.home())
    assert os.environ["XDG_DATA_HOME"].startswith(str(Path.home().parent))
    assert time.tzname[0] == "UTC"


def _run_inside(pytester: pytest.Pytester, body: str) -> pytest.RunResult:
    """A test run of its own with our conftest and configuration."""
    pytester.makeconftest(_CONFTEST.read_text(encoding="utf-8"))
    offline = pytester.mkdir("offline")
    source = _CONFTEST.parent / "offline" / "sitecustomize.py"
    (offline / "sitecustomize.py").write_text(source.read_text(encoding="utf-8"), "utf-8")
    pytester.makeini("[pytest]\nfilterwarnings = error\nmarkers = allow_logs\n")
    pytester.makepyfile(body)
    return pytester.runpytest_subprocess("-p", "no:randomly", "-p", "no:cacheprovider")


def test_an_unexpected_log_record_fails_the_test(pytester: pytest.Pytester) -> None:
    body = """
        import logging
        import pytest

        def test_loud():
            logging.getLogger("x").warning("disk is odd")

        @pytest.mark.allow_logs
        def test_expected():
            logging.getLogger("x").warning("disk is odd")

        def test_calm():
            logging.getLogger("x").info("fine")
    """
    result = _run_inside(pytester, body)
    result.assert_outcomes(passed=3, errors=1)
    result.stdout.fnmatch_lines(["*x WARNING: disk is odd*"])


def test_a_swallowed_network_attempt_fails_the_test(pytester: pytest.Pytester) -> None:
    body = """
        import socket

        def test_sly():
            try:
                socket.create_connection(("127.0.0.1", 9))
            except Exception:
                pass
    """
    result = _run_inside(pytester, body)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*network was reached for*"])


def test_a_warning_fails_the_test(pytester: pytest.Pytester) -> None:
    body = """
        import warnings

        def test_old():
            warnings.warn("old way", DeprecationWarning)
    """
    _run_inside(pytester, body).assert_outcomes(failed=1)


def test_the_lock_has_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    pinned = re.findall(r"^([a-z0-9][\w.-]*)==\S+ \\\n    --hash=sha256:", lock, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-z0-9]", lock, re.MULTILINE))
    wanted = _names(ROOT / "requirements.in") | _names(ROOT / "requirements-dev.in")
    assert wanted <= set(pinned)


def test_what_the_package_needs_is_what_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[<>=\[]", line)[0] for line in project["dependencies"]}
    assert needed == _names(ROOT / "requirements.in")


def test_known_advisories_lie_below_what_is_installed() -> None:
    for name, floor in {"jinja2": (3, 1, 6), "weasyprint": (70, 0)}.items():
        version = tuple(int(part) for part in re.findall(r"\d+", metadata.version(name)))
        assert version >= floor, name


def _names(path: Path) -> set[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line and line[0] not in "#-"}
