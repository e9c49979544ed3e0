"""Each finding clicked in a real studio: the keyboard comes to what mends it, and that is seen.

The deals are those of `test_every_check`, one for each code; what mends a finding is held there, in
`test_findings_lead`, so that here only the way is looked at.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.findings import EXTRA, REWORDINGS, SPECIAL_TERMS, Finding
from microbiz_desktop.drafting.checks.registry import run_checks
from microbiz_desktop.drafting.templates.catalogue import Catalogue, load_catalogue
from microbiz_desktop.services.agreements.wording_findings import OTHER_VERSION
from microbiz_desktop.ui.agreements.draft_studio import Studio
from microbiz_desktop.ui.agreements.interview.finding_places import is_asked_nowhere
from microbiz_desktop.ui.agreements.interview.parties_editor import PartiesEditor
from microbiz_desktop.ui.agreements.interview.terms_pane import TermsPane
from microbiz_desktop.ui.agreements.studio import StudioPage
from microbiz_desktop.ui.agreements.wording_dialog import WordingDialog
from microbiz_desktop.ui.forms.field import widget_of
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.cards import FindingCard
from tests.builders import fernhill
from tests.drafting.conftest import ROOT, sample_of
from tests.drafting.test_every_check import ROWS, Row, subject_of

from .studio_help import became_active, open_studio, studio_of

#: Of every kind that is shipped; the rest is of a kind made up for the tests of checks.
KINDS = sorted(load_catalogue(ROOT).templates)
SHIPPED = [row for row in ROWS if row.kind in KINDS and row.code != OTHER_VERSION]


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    """The templates that are shipped."""
    return load_catalogue(ROOT)


@pytest.fixture
def example(shipped: Catalogue, request: pytest.FixtureRequest) -> Deal:
    """The complete sample of the kind that the row is of."""
    row = request.getfixturevalue("row") if "row" in request.fixturenames else None
    return sample_of(shipped, row.kind if row is not None else "joint-venture")


def expected(studio: Studio, finding: Finding) -> list[QWidget | None]:
    """Where the keyboard may be: the field that the place of a finding names."""
    place = finding.place
    if place.section == "parties":
        return _of_party(studio, place.party, place.question)
    if place.section == EXTRA:
        return _of_extra(studio, place.question)
    block = studio.interview.blocks[place.question]
    return [block.editor]


def _of_party(studio: Studio, party: str, field: str) -> list[QWidget | None]:
    editor = studio.interview.special("parties")
    assert isinstance(editor, PartiesEditor)
    card = editor.cards.get(party)
    if card is None:
        return [editor.picker.search]
    known = card.details.fields if card.details is not None else {}
    fields: list[QWidget | None] = [widget_of(known[field])] if field in known else []
    special: dict[str, list[QWidget | None]] = {
        "people": [*card.signing.rows.values(), card.signing.new_name],
        "sign_rule": [card.signing.rule],
        "parties": [card.more],
        "contact": [card.update_link],
        "role": [card.role],
    }
    return [*fields, *special.get(field, ())]


def _of_extra(studio: Studio, place: str) -> list[QWidget | None]:
    pane = studio.interview.special(EXTRA)
    assert isinstance(pane, TermsPane)
    kind, _, which = place.partition("/")
    if kind == SPECIAL_TERMS:
        return [pane.term_form]
    if kind == REWORDINGS:
        return [pane.card_of(which), pane.reword_form]
    return [pane.law.fields.get(kind)]


def has_keyboard(studio: Studio, finding: Finding) -> bool:
    """Whether the focus is in that field, and all of that is on the screen."""
    focus = QApplication.focusWidget()
    if focus is None or not focus.isVisible() or focus.visibleRegion().isEmpty():
        return False
    return any(
        one is not None and (one is focus or one.isAncestorOf(focus) or one.focusProxy() is focus)
        for one in expected(studio, finding)
    )


def still_studio(qtbot: QtBot, context: Context, agreement: int) -> Studio:
    """The studio with this draft, whose checks say nothing of their own."""
    page = StudioPage(context)
    qtbot.addWidget(page)
    page.resize(1208, 900)
    page.show_target(agreement)
    studio = studio_of(page)
    studio.feed.stop()
    page.show()
    qtbot.waitUntil(lambda: became_active(page))
    return studio


def each_leads(qtbot: QtBot, studio: Studio, findings: Iterable[Finding]) -> None:
    """Each of them, clicked in turn."""
    for finding in findings:
        if is_asked_nowhere(finding):
            studio.checks.set_findings([finding])
            (card,) = studio.checks.findChildren(FindingCard)
            assert card.show_link.isHidden()
            QTest.mouseClick(card.mend_link, Qt.MouseButton.LeftButton)
            assert not studio.edits.deal.project.deliverables
            continue
        in_place = partial(has_keyboard, studio, finding)
        studio.show_finding(finding)
        qtbot.waitUntil(in_place)


@pytest.mark.parametrize("row", SHIPPED, ids=lambda row: f"{row.kind}-{row.code}")
def test_a_click_on_a_finding_leads_to_what_mends_it(
    qtbot: QtBot,
    context: Context,
    shipped: Catalogue,
    example: Deal,
    row: Row,
) -> None:
    deal = row.fires(example)
    found = {
        one.place: one
        for one in run_checks(subject_of(row.law(shipped), deal))
        if one.code == row.code
    }
    assert found

    own = context.services.businesses.save(fernhill())
    made = context.services.agreements.create_from_deal(deal, own.id)
    studio = still_studio(qtbot, context, made.id)
    each_leads(qtbot, studio, found.values())


@pytest.mark.parametrize("kind", KINDS)
def test_everything_said_of_a_new_draft_leads_to_what_mends_it(
    qtbot: QtBot, context: Context, shipped: Catalogue, kind: str
) -> None:
    own = context.services.businesses.save(replace(fernhill(), people=(), address=""))
    made = context.services.agreements.create(own.id, kind)
    found = list(run_checks(subject_of(shipped, made.deal)))
    assert {one.code for one in found} >= {"missing-answer", "too-few-parties"}
    each_leads(qtbot, still_studio(qtbot, context, made.id), found)


def test_another_version_of_the_wording_is_shown_beside_this_one(
    qtbot: QtBot,
    context: Context,
    shipped: Catalogue,
    example: Deal,
) -> None:
    row = next(one for one in ROWS if one.code == OTHER_VERSION)
    deal = row.fires(example)
    found = run_checks(subject_of(shipped, deal))
    own = context.services.businesses.save(fernhill())
    made = context.services.agreements.create_from_deal(deal, own.id)
    studio = studio_of(open_studio(qtbot, context, made.id))
    studio.show_finding(next(one for one in found if one.code == OTHER_VERSION))
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), WordingDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, WordingDialog)
    dialog.close()
    qtbot.waitUntil(lambda: became_active(studio.window()))
