"""Ctrl+Z takes back what was done on any page, Ctrl+Shift+Z does it again; the bin gives back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from microbiz_desktop.domain.contacts.contacts import BusinessData, SkillData, Stage
from microbiz_desktop.domain.network.referring import Consent, EventDecision
from microbiz_desktop.domain.projects import ProjectData
from microbiz_desktop.services.network.values import EventData, ReferralData
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.ui.agreements.list_page import AgreementsPage
from microbiz_desktop.ui.associates.page import AssociatesPage
from microbiz_desktop.ui.network.events_part import EventsPart
from microbiz_desktop.ui.network.map_part import MapPart
from microbiz_desktop.ui.network.page import NetworkPage
from microbiz_desktop.ui.network.referrals_part import ReferralsPart
from microbiz_desktop.ui.network.skills_part import SkillsPart
from microbiz_desktop.ui.projects.page import ProjectsPage
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.settings_page.bin import BinPart
from microbiz_desktop.ui.settings_page.page import SettingsPage
from tests.builders import draft_of_three, fernhill, northlight, whitcombe

from .page_help import click, seen, show, type_over

#: What is not what the user typed.
_ASIDE = ("version", "updated_at", "opened_at", "created_at", "archived_at", "sort_name")


def stored(services: Services) -> dict[str, list[object]]:
    """Everything in the tables of the user's things, with what is deleted left out."""
    tables = ("business", "person", "skill", "project", "team_member", "agreement", "referral")
    more = (
        "event",
        "attendance",
        "tie",
        "timeline_entry",
        "need",
        "smart_list",
        "setting",
        "sealed_idea",
    )
    found: dict[str, list[object]] = {}
    with services.database.reading() as session:
        for table in (*tables, *more):
            rows = [
                dict(row) for row in session.execute(text(f"SELECT * FROM {table}")).mappings()
            ]  # names of ours
            live = [row for row in rows if row.get("archived_at") is None]
            skip = {*_ASIDE, "id"} if table in {"tie", "smart_list", "person", "skill"} else _ASIDE
            live = [row for row in live if row.get("value") != "on"]  # a setting as it is at first
            found[table] = sorted(
                ({k: v for k, v in row.items() if k not in skip} for row in live), key=repr
            )
    return found


@dataclass(frozen=True)
class Change:
    """A page, and something done on it."""

    page: Callable[[Context], QWidget]
    act: Callable[[Any, Services], object]
    again: bool = True


def _typed(name: str, words: str) -> Callable[[Any, Services], object]:
    def act(page: Any, _services: Services) -> None:
        page.show_target(1, "edit")
        type_over(page.editor.fields[name], words)
        page.leave_editor()

    return act


def _own(page: Any, _services: Services) -> None:
    part = page.parts["own"]
    type_over(part.editor.fields["strapline"], "Brands for makers")
    page.flush()


def _needs(page: Any, _services: Services) -> None:
    table = page.needs.table
    table.add_row()
    type_over(seen(table.cell(0, "name")), "Short film")
    page.flush()


def _tied(page: Any, services: Services) -> None:
    first, second = (row.id for row in services.businesses.rows())
    page.show_business(first)
    page.ties.show_business(first, "One")
    page.ties.other.set_value((second, "Other"))
    click(page.ties.add_button)


def _noted(page: Any, services: Services) -> None:
    card = page.card.timeline
    card.show_business(services.businesses.rows()[0].id, ())
    card.write()
    card.writer.said.set_value("Called about February")
    card.writer.keep.click()


def _kept_list(page: Any, _services: Services) -> None:
    page.pane.search.set_value("film")
    page.lists._keep("Film")  # its dialog asks only for the name


CHANGES = {
    "project typed": Change(ProjectsPage, _typed("name", "Harbour Lane bakery")),
    "project deleted": Change(ProjectsPage, lambda page, _s: page.delete(1)),
    "referral typed": Change(ReferralsPart, _typed("what_for", "a site")),
    "referral deleted": Change(ReferralsPart, lambda page, _s: page.delete(1)),
    "consent": Change(ReferralsPart, lambda page, _s: page.card.consent_given.emit(1)),
    "event typed": Change(EventsPart, _typed("place", "Otley")),
    "event deleted": Change(EventsPart, lambda page, _s: page.delete(1)),
    "decided": Change(EventsPart, lambda page, _s: page.card.decided.emit(1, EventDecision.KEEP)),
    "associate typed": Change(AssociatesPage, _typed("strapline", "Film")),
    "associate deleted": Change(
        AssociatesPage, lambda page, s: page.delete(s.businesses.rows()[0].id)
    ),
    "noted": Change(AssociatesPage, _noted),
    "list kept": Change(AssociatesPage, _kept_list, again=False),
    "tied": Change(MapPart, _tied),
    "need": Change(SkillsPart, _needs),
    "own business": Change(SettingsPage, _own),
    "small steps": Change(SettingsPage, lambda page, _s: click(page.parts["look"].steps)),
    "idea deleted": Change(
        SettingsPage, lambda page, s: page.parts["ideas"].delete(s.ideas.rows()[0])
    ),
    "agreement deleted": Change(AgreementsPage, lambda page, _s: page.delete(1)),
}


@pytest.fixture
def full(services: Services) -> Services:
    """Something of everything."""
    businesses = services.businesses
    own = businesses.save(replace(fernhill(), own=True))
    services.settings.use_business(own.id)
    first = businesses.save(replace(northlight(), skills=(SkillData("Film"),)))
    businesses.save(whitcombe())
    services.projects.save(ProjectData(name="Harbour Lane café"))
    services.referrals.save(ReferralData(associate_id=first.id, referred="Kim Low"))
    services.events.save(EventData(name="Otley makers’ market"))
    services.ideas.make(own.id, "An idea for the autumn", b"A kiln fired with plum stones")
    services.agreements.create(own.id)
    return services


@pytest.fixture(params=CHANGES)
def change(request: pytest.FixtureRequest) -> Iterator[Change]:
    yield CHANGES[request.param]


def test_what_was_done_is_taken_back_and_done_again(
    qtbot: QtBot, context: Context, full: Services, change: Change
) -> None:
    page: Any = show(qtbot, change.page(context))
    qtbot.waitUntil(lambda: not context.tasks.is_busy())
    before = stored(full)
    change.act(page, full)
    qtbot.waitUntil(lambda: not context.tasks.is_busy())
    after = stored(full)
    assert after != before
    page.setFocus()
    QTest.keySequence(page, "Ctrl+Z")
    qtbot.waitUntil(lambda: not context.tasks.is_busy())
    assert stored(full) == before
    if change.again:
        QTest.keySequence(page, "Ctrl+Shift+Z")
        qtbot.waitUntil(lambda: not context.tasks.is_busy())
        assert stored(full) == after


def test_a_form_that_is_open_stays_and_shows_what_was_put_back(
    qtbot: QtBot, context: Context, full: Services
) -> None:
    page = show(qtbot, ProjectsPage(context))
    page.show_target(1, "edit")
    type_over(seen(page.editor.fields["name"]), "Another name")
    page.flush()
    seen(page.editor.fields["start"]).setFocus()
    QTest.keySequence(page.done, "Ctrl+Z")
    assert page.right.currentWidget() is page.editor_page
    assert page.editor.fields["name"].value() == "Harbour Lane café"


def test_what_was_done_elsewhere_is_brought_to_the_front(
    qtbot: QtBot, context: Context, full: Services, visits: Any
) -> None:
    projects, network = ProjectsPage(context), show(qtbot, NetworkPage(context))
    qtbot.addWidget(projects)
    projects.changed(
        full.projects.get(1), full.projects.save(replace(full.projects.get(1), client="A"))
    )
    QTest.keySequence(network, "Ctrl+Z")
    assert full.projects.get(1).client == ""
    assert visits.seen[-1] == ("project", 1, "")


def test_taking_back_says_what_was_taken_back(
    qtbot: QtBot, context: Context, full: Services
) -> None:
    said: list[str] = []
    context.messages.notice_posted.connect(lambda notice: said.append(notice.text))
    page = show(qtbot, ProjectsPage(context))
    page.delete(1)
    QTest.keySequence(page, "Ctrl+Z")
    assert said == ["Harbour Lane café deleted", "Taken back: Harbour Lane café deleted"]


def test_the_notice_of_an_earlier_step_takes_back_that_step_alone(
    qtbot: QtBot, context: Context, full: Services
) -> None:
    acts: list[Callable[[], None]] = []
    context.messages.notice_posted.connect(lambda notice: acts.append(notice.act))
    events = show(qtbot, EventsPart(context))
    projects = show(qtbot, ProjectsPage(context))
    projects.delete(1)
    events.delete(1)
    acts[0]()
    assert (full.projects.count(), full.events.count()) == (1, 0)


def _bin(qtbot: QtBot, context: Context) -> BinPart:
    part = show(qtbot, BinPart(context))
    qtbot.waitUntil(lambda: not context.tasks.is_busy())
    return part


def _has(part: BinPart, count: int) -> bool:
    return len(part.pane.model.rows()) == count


def test_everything_that_can_be_deleted_is_in_the_bin_and_comes_back(
    qtbot: QtBot, context: Context, full: Services
) -> None:
    before = stored(full)
    associate = full.businesses.rows()[0].id
    note = full.timeline.add(associate, "note", "2026-11-30", "Called about February")
    for act, key in (
        (full.timeline.remove, note),
        (full.businesses.delete, associate),
        (full.projects.delete, 1),
        (full.agreements.delete, 1),
        (full.referrals.delete, 1),
        (full.events.delete, 1),
    ):
        act(key)
    part = _bin(qtbot, context)
    rows = part.pane.model.rows()
    assert {(row.kind, row.name) for row in rows} == {
        ("note", "Called about February"),
        ("associate", "Northlight Film"),
        ("project", "Harbour Lane café"),
        ("agreement", "A new agreement, Joint-venture agreement"),
        ("referral", "Kim Low"),
        ("event", "Otley makers’ market"),
    }
    for left in range(5, -1, -1):
        click(part.back)
        qtbot.waitUntil(partial(_has, part, left))
    assert full.timeline.entries(associate)[0].words == "Called about February"
    for _ in range(6):
        context.undo.undo()
    assert len(full.deleted.rows()) == 6
    for row in full.deleted.rows():
        if row.kind != "note":
            full.deleted.bring_back(row.kind, row.id)
    assert stored(full) == before


def test_the_bin_says_how_long_and_is_searched(
    qtbot: QtBot, context: Context, full: Services
) -> None:
    full.projects.delete(1)
    full.events.delete(1)
    part = _bin(qtbot, context)
    type_over(part.pane.search, "market")
    qtbot.waitUntil(
        lambda: [row.name for row in part.pane.model.rows()] == ["Otley makers’ market"]
    )
    assert part.pane.count.text() == "1 of 2 deleted things"


def test_who_is_forgotten_is_gone_from_the_bin_and_from_undo(
    qtbot: QtBot, context: Context, full: Services
) -> None:
    key = full.businesses.rows()[0].id
    full.businesses.delete(key)
    assert [row.id for row in full.deleted.rows()] == [key]
    full.merging.forget(key)
    assert full.deleted.rows() == ()


def test_what_went_into_another_entry_is_not_in_the_bin(full: Services) -> None:
    one, other = (row.id for row in full.businesses.rows())
    full.merging.merge(one, other)
    assert full.deleted.rows() == ()
    assert full.businesses.get(one).stage is Stage.PROSPECT


def test_consent_and_a_name_are_two_steps(qtbot: QtBot, context: Context, full: Services) -> None:
    page = show(qtbot, ReferralsPart(context))
    page.show_target(1)
    page.card.consent_given.emit(1)
    page.delete(1)
    QTest.keySequence(page, "Ctrl+Z")
    QTest.keySequence(page, "Ctrl+Z")
    assert full.referrals.get(1).consent is Consent.NOT_ASKED


def test_an_unnamed_draft_is_no_riddle(full: Services) -> None:
    draft = draft_of_three(full, full.businesses.own()[0])
    full.agreements.delete(draft.id)
    assert full.deleted.rows()[0].name == f"{draft.title}, {draft.kind_title}"
    assert isinstance(full.businesses.get(1), BusinessData)


def test_a_logo_is_taken_back_and_put_on_again(
    qtbot: QtBot, context: Context, full: Services, tmp_path: Path
) -> None:
    key = full.businesses.rows()[0].id
    page = show(qtbot, AssociatesPage(context))
    page.show_target(key, "edit")
    picture = tmp_path / "logo.png"
    Image.new("RGB", (64, 32), "teal").save(picture)
    page.editor.logo.take(picture)
    taken = full.businesses.get(key).logo
    assert taken
    context.undo.undo()
    assert full.businesses.get(key).logo == ""
    assert page.editor.data().logo == ""
    context.undo.redo()
    assert full.businesses.get(key).logo == taken
