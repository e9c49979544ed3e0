"""Forms in which things leave: each row is whole, and what it makes is what its words say."""

import json
from pathlib import Path

import pytest

from microbiz_desktop.domain.plain import canonical
from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.drafting.dealfile.reader import read_deal_file
from microbiz_desktop.evidence.fingerprint import sha256
from microbiz_desktop.services.copies.forms import FORMS, forms_of
from microbiz_desktop.services.shared.forms import Form
from microbiz_desktop.services.transfer.forms import FORMS as CONTACT_FORMS
from microbiz_desktop.services.wiring import Services
from tests.builders import sign_all

#: What the file of each form of an agreement begins with.
BEGINS = {
    "executed": b"%PDF",
    "draft": b"%PDF",
    "sign-off sheet": b"%PDF",
    "offered": b"%PDF",
    "changes": b"# ",
    "changes as PDF": b"%PDF",
    "text": b"# ",
    "deal": b"template = ",
    "data": b"{",
}


@pytest.mark.parametrize("form", [*FORMS.values(), *CONTACT_FORMS.values()])
def test_a_row_says_everything_that_menus_and_dialogs_show(form: Form) -> None:
    assert all((form.name, form.menu, form.kind, form.ending))
    assert form.ending == form.ending.lower().strip(".")
    assert not form.menu.endswith("…")


def test_every_form_of_an_agreement_is_there_in_some_state_and_tried_here() -> None:
    states = [forms_of(state, number) for state in AgreementState for number in (0, 1, 2)]
    assert {form.name for found in states for form in found} == set(FORMS) == set(BEGINS)


def _made(services: Services, *names: str) -> dict[str, bytes]:
    found = {}
    for name in names:
        copy = services.documents.copy(1, name)
        assert copy.form == name
        assert copy.file_name.endswith(f".{FORMS[name].ending}")
        assert copy.sha256 == sha256(copy.content)
        assert copy.content.startswith(BEGINS[name]), name
        found[name] = copy.content
    return found


def test_each_form_of_a_draft_is_what_it_says(offered: Services) -> None:
    draft = offered.offers.change_text(1)
    offered.agreements.answer(1, draft.version, "pay_within", "21 days")
    made = _made(offered, *offered.documents.copies(1))
    text = offered.drafts.compile(1).text
    assert made["data"] == canonical(text)
    assert json.loads(made["data"])["title"] == text.title
    words = made["text"].decode()
    assert all(f"### {clause.number} {clause.heading}" in words for clause in text.clauses)
    told = made["changes"].decode()
    assert "What changed since revision 1" in told
    assert "within ~~14~~**21**" in told


def test_a_deal_file_gives_the_same_deal_back(offered: Services, tmp_path: Path) -> None:
    deal = offered.agreements.get(1).deal
    words = _made(offered, "deal")["deal"].decode()
    catalogue = offered.agreements.catalogue()
    read = read_deal_file(words, "deal.toml", catalogue, tmp_path).deal
    assert (read.answers, read.title) == (deal.answers, deal.title)
    assert [party.name for party in read.parties] == [party.name for party in deal.parties]


def test_only_what_is_frozen_or_said_of_it_is_noted_when_it_leaves(
    offered: Services, tmp_path: Path
) -> None:
    def entries() -> int:
        return len(offered.signoffs.room(1).history)

    for name in offered.documents.copies(1):
        before, copy = entries(), offered.documents.copy(1, name)
        offered.documents.save_copy(copy, tmp_path / f"copy.{FORMS[name].ending}")
        assert entries() - before == (name in {"offered", "sign-off sheet"}), name


def test_the_executed_form_is_the_stored_one(offered: Services) -> None:
    sign_all(offered, 1)
    executed = offered.signoffs.execute(1)
    assert _made(offered, "executed")["executed"] == executed.content
    assert json.loads(_made(offered, "data")["data"])["revision"] == 1
