"""Whatever may take longer than a second can be stopped, and says truly what came of it."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.errors import WorkerStopped
from microbiz_desktop.services.program.backups import SUFFIX
from microbiz_desktop.ui.records.job import JobBar
from microbiz_desktop.ui.records.stoppable import run_stoppable
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.messages import Message
from microbiz_desktop.ui.settings_page.backup import BackupPart
from microbiz_desktop.ui.settings_page.check import CheckPart

from .page_help import show


@pytest.fixture
def said(context: Context) -> list[str]:
    """Every notice and message, in order."""
    heard: list[str] = []
    context.messages.notice_posted.connect(lambda one: heard.append(one.text))
    context.messages.message_posted.connect(lambda one: heard.append(one.text))
    return heard


@pytest.mark.parametrize("changes", [True, False])
def test_what_was_done_before_it_heard_of_stop_is_told_as_it_is(
    qtbot: QtBot, context: Context, said: list[str], changes: bool
) -> None:
    job = show(qtbot, JobBar(context))
    goes, told = Event(), list[str]()

    def work(_progress: object, _cancelled: object) -> str:
        assert goes.wait(20)
        return "all of it"

    job.run("Bringing in", work, told.append, lambda: told.append("stopped"), changes=changes)
    job.cancel()
    goes.set()
    qtbot.waitUntil(lambda: not job.is_busy())
    assert told == (["all of it"] if changes else ["stopped"])
    assert said == ([] if changes else ["Stopped. Nothing was changed."])


def test_stop_reaches_the_work_that_does_not_ask(
    qtbot: QtBot, context: Context, said: list[str]
) -> None:
    job = show(qtbot, JobBar(context))
    ended = Event()

    def work(_progress: object, _cancelled: object) -> str:
        assert ended.wait(20)
        raise WorkerStopped("The work was ended.")

    told: list[str] = []
    job.run("Making the list", work, told.append, end=ended.set)
    job.cancel()
    qtbot.waitUntil(lambda: not job.is_busy())
    assert (told, said) == ([], ["Stopped. Nothing was changed."])


def _asked(context: Context) -> list[Message]:
    heard: list[Message] = []
    context.messages.message_posted.connect(heard.append)
    return heard


def test_pages_that_take_longer_than_a_second_can_be_stopped(
    qtbot: QtBot, context: Context, said: list[str]
) -> None:
    holder = show(qtbot, JobBar(context))
    ended, made, asked, cleared = Event(), list[str](), _asked(context), list[bool]()
    context.messages.cleared.connect(lambda: cleared.append(True))

    def work() -> str:
        assert ended.wait(20)
        raise WorkerStopped("The work was ended.")

    run_stoppable(context, holder, "Making the pages.", work, made.append, ended.set)
    qtbot.waitUntil(lambda: bool(asked))
    assert (asked[0].text, asked[0].action) == ("Making the pages.", "Stop")
    assert asked[0].act is not None
    asked[0].act()
    qtbot.waitUntil(lambda: bool(cleared))
    assert made == []
    assert said == ["Making the pages.", "Stopped. Nothing was made."]


@pytest.mark.parametrize("in_time", [True, False])
def test_what_is_kept_where_it_is_made_is_told_as_it_is(
    qtbot: QtBot, context: Context, said: list[str], in_time: bool
) -> None:
    """Stop may come when it is done already: then it was not stopped."""
    holder = show(qtbot, JobBar(context))
    ended, made, asked = Event(), list[str](), _asked(context)

    def work() -> str:
        assert ended.wait(20)
        if in_time:
            raise WorkerStopped("The work was ended.")
        return "made"

    def undone() -> None:
        made.append("undone")

    run_stoppable(context, holder, "Making.", work, made.append, ended.set, undone=undone)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0].act is not None
    asked[0].act()
    qtbot.waitUntil(lambda: bool(made))
    assert made == (["undone"] if in_time else ["made"])
    assert said == (["Making.", "Stopped. Nothing was made."] if in_time else ["Making."])


def test_what_is_quick_says_nothing_of_stop(
    qtbot: QtBot, context: Context, said: list[str]
) -> None:
    holder = show(qtbot, JobBar(context))
    made: list[str] = []
    run_stoppable(context, holder, "Making.", lambda: "made", made.append, lambda: None)
    qtbot.waitUntil(lambda: made == ["made"])
    assert said == []


def test_a_backup_has_a_bar_with_stop_and_leaves_nothing(
    qtbot: QtBot, context: Context, tmp_path: Path, said: list[str]
) -> None:
    part = show(qtbot, BackupPart(context))
    target = tmp_path / f"mine{SUFFIX}"
    part.save_to(target)
    assert part.job.is_busy()
    assert not part.back_up.isEnabled()
    part.job.cancel()
    qtbot.waitUntil(lambda: not part.job.is_busy(), timeout=20_000)
    assert part.back_up.isEnabled()
    if target.exists():  # it was done before it heard of Stop
        assert said == [f"Backed up and checked: {target.name}"]
    else:
        assert said == ["Stopped. Nothing was changed."]
    assert [one.name for one in tmp_path.iterdir() if one != target and one.is_file()] == []


def test_checking_a_pdf_says_stop(qtbot: QtBot, context: Context) -> None:
    part = show(qtbot, CheckPart(context))
    assert part.cancel.text() == "Stop"


Stopper = Callable[[], bool]


@pytest.mark.parametrize("after", range(4))
def test_a_backup_that_is_stopped_leaves_the_file_of_before(
    context: Context, tmp_path: Path, after: int
) -> None:
    target = tmp_path / f"mine{SUFFIX}"
    target.write_bytes(b"of before")
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > after

    with pytest.raises(Exception, match=r"The backup was stopped\."):
        context.services.backups.back_up(target, cancelled)
    assert target.read_bytes() == b"of before"
    left = [one.name for one in context.services.data_dir.iterdir() if ".work" in one.name]
    assert left == []
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [target.name]


def test_looking_into_a_backup_can_be_stopped(context: Context, tmp_path: Path) -> None:
    target = context.services.backups.back_up(tmp_path / f"mine{SUFFIX}")
    with pytest.raises(Exception, match="Looking into the backup was stopped"):
        context.services.backups.describe(target, lambda: True)


def test_taking_an_import_back_can_be_stopped_with_nothing_changed(
    context: Context, tmp_path: Path
) -> None:
    services = context.services
    first = services.businesses.add_typed("One")
    second = services.businesses.add_typed("Two")
    step = services.merging.merge(first.id, second.id)
    with pytest.raises(Exception, match="Taking back was stopped"):
        services.imports.undo(step.id, lambda: True)
    assert services.businesses.count() == 1
    services.imports.undo(step.id)
    assert services.businesses.count() == 2
    assert tmp_path.exists()
