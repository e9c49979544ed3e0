"""On a small screen the first window and its frame stay within it; each page: `test_walk`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.walk.__main__ import FRAME

ROOT = Path(__file__).parents[2]
_ASK = """
import json, sys
from pathlib import Path
from PySide6.QtCore import qInstallMessageHandler
qInstallMessageHandler(lambda *_: None)
from microbiz_desktop.app import make_application, open_window
from microbiz_desktop.services.wiring import build_services
from microbiz_desktop.ui.runtime.window_settings import SettingsFile
from microbiz_desktop.ui.shell.opening import OpeningWindow
app = make_application()
folder = Path(sys.argv[1])
shell = OpeningWindow(SettingsFile(folder / "settings.ini"), None)
said = {"screen": shell.screen().availableSize().toTuple(), "first": shell.size().toTuple()}
services = build_services(folder)
running = open_window(app, services)
said["frame"] = running.window.size().toTuple()
print(json.dumps(said))
running.close()
"""


@pytest.mark.timeout(600)
@pytest.mark.parametrize("screen", [(1280, 720), (1100, 700)])
def test_the_window_stays_on_the_screen(tmp_path: Path, screen: tuple[int, int]) -> None:
    width, height = screen
    config = tmp_path / "screens.json"
    one = {"name": "small", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96}
    config.write_text(json.dumps({"screens": [one]}))
    env = os.environ | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", _ASK, str(tmp_path / "data")],
        env=env, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout)
    assert said["screen"] == [width, height]
    room = (width - FRAME[0], height - FRAME[1])
    for size in (said["first"], said["frame"]):
        assert size[0] <= room[0], "wider than the screen with its edges"
        assert size[1] <= room[1], "higher than the screen with its title bar"
