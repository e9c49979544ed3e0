"""The Network screens, used as a person would, on real services."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.network.referring import Consent, EventDecision
from microbiz_desktop.services.network.values import Edge, EventData, Graph, Met, NeedData, Node
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue
from microbiz_desktop.services.wiring import Services, build_services
from microbiz_desktop.ui.forms.more_fields import AssociateField
from microbiz_desktop.ui.home.page import HomePage
from microbiz_desktop.ui.network.map_part import MapPart
from microbiz_desktop.ui.network.map_scene import scene_of
from microbiz_desktop.ui.network.map_view import MapView
from microbiz_desktop.ui.network.page import NetworkPage
from microbiz_desktop.ui.network.skills_part import SkillsPart
from microbiz_desktop.ui.network.somebody_dialog import SomebodyDialog
from microbiz_desktop.ui.projects.page import ProjectsPage
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import IconButton, LinkButton
from microbiz_desktop.ui.widgets.link_row import LinkRow
from tests.builders import KeptWorker, StillClock
from tests.kept import Opener, Store
from tests.ui.conftest import Visits
from tests.ui.page_help import click, show, type_over, words_in

from .page_help import seen


@pytest.fixture(scope="session")
def sample_folder(store: Store, open_at_start: Opener) -> Path:
    """A data folder with the sample network, to be copied."""

    def make(new: Path) -> None:
        new.mkdir()
        built = open_at_start(new)
        built.sample.load()
        built.close()

    return store.folder("sample-network", make)


@pytest.fixture
def services(
    tmp_path: Path,
    window_worker: KeptWorker,
    shelf: TemplateCatalogue,
    request: pytest.FixtureRequest,
) -> Iterator[Services]:
    """Over the sample network where a test has the page, else over an empty folder."""
    folder = tmp_path / "data"
    if "page" in request.fixturenames:
        shutil.copytree(request.getfixturevalue("sample_folder"), folder)
    else:
        folder.mkdir()
    built = build_services(folder, clock=StillClock(), worker=window_worker, shelf=shelf)
    yield built
    built.close()


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> NetworkPage:
    """The page over the sample network."""
    return show(qtbot, NetworkPage(context))


def ids(context: Context) -> dict[str, int]:
    """Associates by name."""
    return {row.name: row.id for row in context.services.businesses.rows()}


def rows_in(owner: QWidget) -> list[str]:
    """The rows that lead somewhere, as a screen reader says them; new ones show a turn later."""
    QCoreApplication.processEvents()
    return [row.accessibleName() for row in owner.findChildren(LinkRow) if row.isVisibleTo(owner)]


def named(owner: QWidget, name: str) -> IconButton:
    """The icon button of this name."""
    return next(b for b in owner.findChildren(IconButton) if b.accessibleName() == name)


def choose(field: AssociateField, key: int, name: str) -> None:
    """Pick an associate, as the pop-up does."""
    field.set_value((key, name))
    field.edited.emit()
    field.finished.emit()


def words_seen(owner: QWidget) -> str:
    """All the labels in sight."""
    QCoreApplication.processEvents()
    return " | ".join(
        label.text() for label in owner.findChildren(QLabel) if label.isVisibleTo(owner)
    )


def says(owner: QWidget, words: str) -> bool:
    """Whether these words stand on it."""
    return words in words_in(owner)


def laid(qtbot: QtBot, page: NetworkPage) -> MapPart:
    """The map once it is laid out."""
    part: MapPart = page.part("map")
    qtbot.waitUntil(lambda: bool(part.map.names_shown()))
    return part


def test_map_list_and_panel_show_the_same_one(qtbot: QtBot, page: NetworkPage) -> None:
    part = laid(qtbot, page)
    first = part.chosen()
    part.pane.list.setFocus()
    QTest.keyClick(part.pane.list, Qt.Key.Key_Down)
    assert part.chosen() not in (0, first)
    assert part.map.chosen_id() == part.chosen() == part.pane.chosen()
    named_there = {node.id: node.name for node in part.graph().nodes}
    assert part.name.whole_text() == named_there[part.chosen()]


def test_a_click_on_the_map_chooses_and_arrows_go_on(qtbot: QtBot, page: NetworkPage) -> None:
    part = laid(qtbot, page)
    other = next(node.id for node in part.graph().nodes if node.id != part.chosen())
    QTest.mouseClick(part.map, Qt.MouseButton.LeftButton, pos=part.map.spot_of(other).center())
    assert part.chosen() == part.pane.chosen() == other
    part.map.setFocus()
    reached = set()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Down) * 3:
        QTest.keyClick(part.map, key)
        reached.add(part.chosen())
    assert len(reached) > 2


def test_the_map_says_in_words_who_is_chosen(
    qtbot: QtBot, page: NetworkPage, context: Context
) -> None:
    part = laid(qtbot, page)
    part.show_business(ids(context)["Teal Yoga"])
    assert part.map.accessibleName() == "Map of who knows whom: 13 known here, 14 ties"
    assert (
        part.map.accessibleDescription()
        == "Teal Yoga: knows Harbour Lane Coffee, Hart Lane Pottery"
    )


def test_zoom_keys_and_fit(qtbot: QtBot, page: NetworkPage) -> None:
    part = laid(qtbot, page)
    before = part.map.zoom()
    QTest.keyClick(part.map, Qt.Key.Key_Plus)
    assert part.map.zoom() > before
    QTest.keyClick(part.map, Qt.Key.Key_0)
    assert part.map.zoom() == before
    click(named(part, "Zoom out"))
    assert part.map.zoom() < before


def test_search_narrows_the_list(qtbot: QtBot, page: NetworkPage) -> None:
    part = laid(qtbot, page)
    type_over(part.pane.search, "moor")
    assert part.pane.count.text() == "1 of 13 known here"


def test_a_tie_is_added_removed_and_brought_back(
    qtbot: QtBot, page: NetworkPage, context: Context
) -> None:
    part, known = laid(qtbot, page), ids(context)
    part.show_business(known["Teal Yoga"])
    choose(part.ties.other, known["Wharfe Web Care"], "Wharfe Web Care")
    type_over(part.ties.how, "same building")
    click(part.ties.add_button)
    qtbot.waitUntil(lambda: "Wharfe Web Care, same building" in rows_in(part.ties))
    assert part.ties.how.value() == ""
    with qtbot.waitSignal(context.messages.notice_posted) as said:
        click(named(part.ties, "Remove the tie with Wharfe Web Care"))
    qtbot.waitUntil(lambda: "Wharfe Web Care, same building" not in rows_in(part.ties))
    assert said.args is not None
    said.args[0].act()
    qtbot.waitUntil(lambda: "Wharfe Web Care, same building" in rows_in(part.ties))


def test_a_tie_with_nobody_says_what_to_do(qtbot: QtBot, page: NetworkPage) -> None:
    part = laid(qtbot, page)
    click(part.ties.add_button)
    assert part.ties.block.problem_shown() == "Choose somebody."


def test_the_way_has_reasons_and_a_draft_to_copy(
    qtbot: QtBot, page: NetworkPage, context: Context
) -> None:
    part = laid(qtbot, page)
    part.show_business(ids(context)["Teal Yoga"])
    qtbot.waitUntil(lambda: "Hart Lane Pottery introduced Teal Yoga" in words_seen(part.way))
    words = words_seen(part.way)
    assert "You know each other well, and you have worked together once." in words
    copy = next(b for b in part.way.findChildren(QWidget) if b.accessibleName() == "Copy the draft")
    click(copy)
    assert QGuiApplication.clipboard().text() == part.way.request()
    assert part.way.request().startswith("Hello Jun Hart,")


def test_a_change_of_ties_reaches_the_map(
    qtbot: QtBot, page: NetworkPage, context: Context
) -> None:
    part, known = laid(qtbot, page), ids(context)
    context.services.network.tie(known["Teal Yoga"], known["Okafor Cakes"], "")
    qtbot.waitUntil(lambda: part.map.accessibleName().endswith("14 ties"))


def test_five_hundred_names_never_lie_over_each_other(qtbot: QtBot) -> None:
    nodes = tuple(Node(n, f"Associate {n}", degree=n % 9) for n in range(1, 501))
    edges = tuple(Edge(n // 3 + 1, n) for n in range(2, 501))
    view = MapView()
    qtbot.addWidget(view)
    view.resize(900, 700)
    at = {n: (float(n % 25) * 100, float(n // 25) * 100) for n in range(1, 501)}
    view.show_scene(scene_of(Graph(nodes, edges, 500), at), {})
    for _ in range(4):
        names = list(view.names_shown().items())
        assert len(names) > 10
        for place, (_, one) in enumerate(names):
            assert not any(one.intersects(other) for _, other in names[place + 1 :])
        view.zoom_by(1.6, QPointF(100, 100))


def skills(qtbot: QtBot, page: NetworkPage) -> SkillsPart:
    """The part on skills once it has looked up who covers what."""
    part: SkillsPart = page.show_part("skills")
    qtbot.waitUntil(lambda: bool(rows_in(part.coverage)))
    return part


def test_coverage_is_said_in_words_the_most_pressing_first(
    qtbot: QtBot, page: NetworkPage, context: Context
) -> None:
    part = skills(qtbot, page)
    said = rows_in(part.coverage)
    assert said[0].startswith("Event stewards")
    assert any("Only one" in row for row in said)
    assert any("2 cover it" in row for row in said)
    part.show_project(context.services.projects.rows("Harbour")[0].id)
    qtbot.waitUntil(lambda: len(rows_in(part.coverage)) == 4)
    assert "Kowalczyk Electrical Ltd" in words_of_links(part.team)


def words_of_links(owner: QWidget) -> list[str]:
    """Links that can be pressed."""
    QCoreApplication.processEvents()
    return [link.text() for link in owner.findChildren(LinkButton) if link.isVisibleTo(owner)]


def test_a_need_shows_its_holders(
    qtbot: QtBot, page: NetworkPage, context: Context, visits: Visits
) -> None:
    part = skills(qtbot, page)
    row = next(r for r in part.coverage.findChildren(LinkRow) if r.text().startswith("Captions"))
    click(row)
    assert any(row.startswith("Abara Translation, Expert") for row in rows_in(part.holders))
    click(part.holders.findChildren(LinkRow)[-1])
    assert visits.seen[-1][0] == "associate"


def test_needs_are_typed_and_saved_by_themselves(
    qtbot: QtBot, page: NetworkPage, context: Context
) -> None:
    part = skills(qtbot, page)
    part.needs.table.add_row()
    last = len(part.needs.table.rows()) - 1
    QTest.keyClicks(seen(part.needs.table.cell(last, "name")), "Welsh")
    page.flush()
    assert context.services.skills.needs()[-1].name == "Welsh"
    qtbot.waitUntil(lambda: any(row.startswith("Welsh") for row in rows_in(part.coverage)))


def test_a_team_is_found_put_into_the_project_and_taken_out(
    qtbot: QtBot, page: NetworkPage, context: Context
) -> None:
    part = skills(qtbot, page)
    project = context.services.projects.rows("Harbour")[0].id
    part.show_project(project)
    with qtbot.waitSignal(context.messages.notice_posted) as said:
        click(part.team.take)
    team = [member.name for member in context.services.projects.get(project).team]
    assert team[-1] == "Kowalczyk Electrical Ltd"
    assert said.args is not None
    said.args[0].act()
    assert len(context.services.projects.get(project).team) == 3


def test_a_team_for_typed_skills(qtbot: QtBot, page: NetworkPage) -> None:
    part = skills(qtbot, page)
    type_over(part.team.skills, "captions, outdoor signs, juggling")
    click(part.team.find_button)
    assert set(words_of_links(part.team)) == {"Chevin Outdoor Signs", "Abara Translation"}
    assert "juggling" in words_in(part.team)


def test_a_referral_without_consent_warns_and_one_click_mends_it(
    qtbot: QtBot, page: NetworkPage, context: Context
) -> None:
    key = context.services.referrals.rows("marta")[0].id
    page.show_target(key, "referral")
    part = page.part("referrals")
    assert "before the details go anywhere" in words_in(part.card)
    click(next(b for b in part.card.findChildren(LinkButton) if b.text() == "Consent is given"))
    assert context.services.referrals.get(key).consent is Consent.GIVEN
    qtbot.waitUntil(lambda: "before the details" not in words_seen(part.card))
    click(part.card.draft)
    assert "Marta Wiśniewska" in QGuiApplication.clipboard().text()


def test_the_referral_card_is_saved_as_pdf(
    qtbot: QtBot, page: NetworkPage, context: Context, tmp_path: Path
) -> None:
    page.show_target(context.services.referrals.rows("marta")[0].id, "referral")
    target = tmp_path / "card.pdf"
    with qtbot.waitSignal(context.messages.notice_posted, timeout=30_000):
        page.part("referrals").card.save_pdf(target)
    assert target.read_bytes().startswith(b"%PDF")


def test_a_new_referral_is_kept_once_it_says_who_and_with_whom(
    page: NetworkPage, context: Context
) -> None:
    page.show_target(0, "new-referral")
    editor = page.part("referrals").editor
    known = ids(context)
    choose(editor.fields["referred"], 0, "Lena Hall")
    page.flush()
    assert len(context.services.referrals.rows()) == 4
    choose(editor.fields["associate"], known["Okafor Cakes"], "Okafor Cakes")
    page.flush()
    assert context.services.referrals.rows("lena hall")[0].associate == "Okafor Cakes"


def test_deleting_a_referral_can_be_undone(
    qtbot: QtBot, page: NetworkPage, context: Context
) -> None:
    part = page.show_part("referrals")
    with qtbot.waitSignal(context.messages.notice_posted) as said:
        part.delete(part.shown())
    assert len(context.services.referrals.rows()) == 3
    assert said.args is not None
    said.args[0].act()
    assert len(context.services.referrals.rows()) == 4


def test_an_event_shows_figures_and_keeps_what_is_decided(
    page: NetworkPage, context: Context
) -> None:
    key = context.services.events.rows("breakfast")[0].id
    page.show_target(key, "event")
    part = page.part("events")
    words = words_in(part.card)
    assert "£360.00 each" in words
    assert "at least twice the usual" in words
    part.card.decided.emit(key, EventDecision.LEAVE)
    assert context.services.events.get(key).verdict is EventDecision.LEAVE


def test_whom_we_met_is_added_ticked_and_removed(page: NetworkPage, context: Context) -> None:
    known = ids(context)
    page.show_target(0, "new-event")
    editor = page.part("events").editor
    type_over(editor.fields["name"], "Fair")
    field = editor.fields["met"]
    choose(field.other, known["Teal Yoga"], "Teal Yoga")
    click(field.add_button)
    tick = next(w for w in field.findChildren(QWidget) if "proved useful" in w.accessibleName())
    click(tick)
    page.flush()
    (row,) = context.services.events.rows("fair")
    assert context.services.events.get(row.id).met == (
        Met(known["Teal Yoga"], "Teal Yoga", useful=True),
    )
    click(named(field, "Remove Teal Yoga"))
    page.flush()
    assert context.services.events.get(row.id).met == ()


def test_an_empty_network_says_what_belongs_here(qtbot: QtBot, context: Context) -> None:
    page = show(qtbot, NetworkPage(context))
    for part, words in (
        ("map", "Nobody here yet."),
        ("skills", "No needs noted here yet."),
        ("referrals", "No referrals yet."),
        ("events", "No events yet."),
    ):
        shown = page.show_part(part)
        qtbot.waitUntil(partial(says, shown, words))


def test_what_is_typed_is_saved_when_another_part_is_opened(
    page: NetworkPage, context: Context
) -> None:
    made = context.services.events.save(EventData(name="Fair"))
    page.show_target(made.id, "event")
    part = page.part("events")
    part.edit()
    type_over(part.editor.fields["place"], "Leeds")
    page.chooser.chosen.emit("skills")
    assert context.services.events.get(made.id).place == "Leeds"


def test_needs_of_a_new_project_are_kept_with_it(qtbot: QtBot, context: Context) -> None:
    page = show(qtbot, ProjectsPage(context))
    page.new()
    page.editor.needs.table.add_row()
    QTest.keyClicks(seen(page.editor.needs.table.cell(0, "name")), "Welsh")
    type_over(seen(page.editor.fields["name"]), "Trail")
    page.flush()
    (row,) = context.services.projects.rows("trail")
    assert [need.name for need in context.services.skills.needs(row.id)] == ["Welsh"]
    page.leave_editor()
    qtbot.waitUntil(lambda: any("Welsh" in said for said in rows_in(page.card)))


def test_home_shows_the_step_and_waves_it_away(qtbot: QtBot, context: Context) -> None:
    context.services.skills.save_needs([NeedData("Welsh")])
    page = show(qtbot, HomePage(context))
    qtbot.waitUntil(lambda: page.step.card() is not None)
    card = page.step.card()
    assert card is not None
    assert "Look for someone who can do welsh" in card.accessibleName()
    later = next(w for w in card.findChildren(QWidget) if w.accessibleName() == "Not now")
    with qtbot.waitSignal(context.messages.notice_posted) as said:
        click(later)
    qtbot.waitUntil(lambda: page.step.card() is None)
    assert said.args is not None
    said.args[0].act()
    qtbot.waitUntil(lambda: page.step.card() is not None)


def _map(page: NetworkPage, qtbot: QtBot) -> MapPart:
    part: MapPart = page.show_part("map")
    qtbot.waitUntil(lambda: bool(part.graph().nodes))
    return part


def test_somebody_who_is_no_associate_is_added_to_the_map_by_keys(
    page: NetworkPage, context: Context, qtbot: QtBot
) -> None:
    part = _map(page, qtbot)
    total = part.graph().total
    click(part.pane.new)
    dialog = page.window().findChild(SomebodyDialog)
    assert dialog is not None
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert "needs a name" in dialog.block.problem_shown()
    QTest.keyClicks(dialog.name, "Bea Friend")
    dialog.relation.set_value("friend")
    dialog.closeness.set_value("3")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: part.graph().total == total + 1)
    (bea,) = (node for node in part.graph().nodes if node.name == "Bea Friend")
    assert (bea.outside, bea.closeness, part.chosen()) == (True, 3, bea.id)
    assert context.services.businesses.get(bea.id).relations == ("friend",)
    looks = [part._look(node) for node in part.graph().nodes]
    assert [look.second for look in looks if look.title == "Bea Friend"] == [
        "No associate · no ties noted"
    ]
    assert "Bea Friend" not in ids(context)


def test_a_name_nobody_has_here_is_added_and_tied_in_one_go(
    page: NetworkPage, context: Context, qtbot: QtBot
) -> None:
    part = _map(page, qtbot)
    teal = ids(context)["Teal Yoga"]
    part.show_business(teal)
    type_over(part.ties.other.line, "Bea Friend")
    type_over(part.ties.how, "same choir")
    assert part.ties.somebody.isHidden()
    click(part.ties.add_button)
    assert "not known here" in part.ties.block.problem_shown()
    click(part.ties.somebody)
    dialog = page.window().findChild(SomebodyDialog)
    assert dialog is not None
    assert dialog.name.value() == "Bea Friend"
    click(dialog.add)
    ties = {tie.name: tie.how for tie in context.services.network.ties(teal)}
    assert ties["Bea Friend"] == "same choir"
    assert part.ties.somebody.isHidden()
