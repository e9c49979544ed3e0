"""Logs say what happened to the program and nothing of the user's work."""

import logging
from pathlib import Path

import pytest

from microbiz_desktop.logs import start_logging

NAME = "Northlight Film"


@pytest.mark.allow_logs
def test_a_logged_fault_names_place_and_kind_but_not_its_words(data_dir: Path) -> None:
    root = logging.getLogger()
    before = list(root.handlers)
    start_logging(data_dir)
    (handler,) = [h for h in root.handlers if h not in before]
    try:
        try:
            _fail(NAME)
        except ValueError:
            logging.getLogger("microbiz_desktop.here").exception("A fault of the program")
    finally:
        root.removeHandler(handler)
        handler.close()
    written = (data_dir / "logs" / "microbiz.log").read_text(encoding="utf-8")
    assert "A fault of the program" in written
    assert "in _fail" in written
    assert "ValueError from KeyError" in written
    assert NAME not in written


def _fail(name: str) -> None:
    try:
        raise KeyError(name)
    except KeyError as error:
        raise ValueError(f"{name} is not there") from error
