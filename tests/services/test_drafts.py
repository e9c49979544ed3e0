"""Drafts: text, findings and pages of the version they belong to, from the database and files."""

import io
from pathlib import Path

import pikepdf
import pytest

from microbiz_desktop.domain.dealdata import apply_edits
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.findings import Severity
from microbiz_desktop.paths import resource
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.wiring import Services
from tests.builders import StillClock, blockers


def test_a_draft_is_worded_checked_and_worked_out(services: Services, draft: AgreementData) -> None:
    view = services.drafts.compile(draft.id)
    assert view.version == draft.version
    assert view.text.title == draft.deal.title
    assert view.text.revision == 0
    assert [f.code for f in view.findings if f.severity is Severity.ERROR] == []
    assert view.receives == (
        ("fernhill-design", 500_000),
        ("northlight-film", 345_000),
        ("whitcombe-joinery", 630_000),
    )
    assert sum(amount for _, amount in view.receives) == 1_475_000
    assert view.shared["shares"] == 1_200_000
    assert [part.section for part in view.progress][:2] == ["work", "people"]
    assert all(part.answered == part.asked for part in view.progress)


def test_a_version_is_compiled_once_and_the_next_one_anew(
    services: Services, draft: AgreementData, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    real = services.worker.compile

    def counted(*given: object) -> object:
        compiled.append("once")
        return real(*given)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(services.worker, "compile", counted)
    assert services.drafts.compile(draft.id) == services.drafts.compile(draft.id)
    assert len(compiled) == 1
    services.agreements.answer(draft.id, draft.version, "price", 2_000_000)
    assert services.drafts.compile(draft.id).shared["shares"] == 1_725_000
    assert len(compiled) == 2


def test_errors_are_counted_in_the_list(services: Services, draft: AgreementData) -> None:
    broken = services.agreements.clear_answer(draft.id, draft.version, "price")
    errors = services.drafts.compile(broken.id).findings
    count = sum(finding.severity is Severity.ERROR for finding in errors)
    assert count and services.agreements.rows()[0].left == count
    services.agreements.clear_answer(broken.id, broken.version, "shares")
    assert services.agreements.rows()[0].left == 0, "told of a draft that nobody has looked at"


def test_a_changed_contact_is_a_finding_whose_mend_mends_it(
    services: Services, draft: AgreementData
) -> None:
    film = services.businesses.get(int(draft.deal.parties[1].business_id))
    fields = {name: getattr(film, name) for name in film.__slots__} | {"address": "1 New Street"}
    services.businesses.save(type(film)(**fields))
    found = [
        f for f in services.drafts.compile(draft.id).findings if f.code == "party-details-changed"
    ]
    assert [(f.place.party, f.place.section) for f in found] == [("northlight-film", "parties")]
    assert found[0].message == (
        "Northlight Film: address for notices is not the same here and in the contact list."
    )
    assert found[0].mend is not None
    mended = services.agreements.edit(draft.id, draft.version, found[0].mend.edits)
    assert mended.deal.parties[1].address == "1 New Street"
    codes = {finding.code for finding in services.drafts.compile(draft.id).findings}
    assert "party-details-changed" not in codes


def test_the_preview_is_the_draft_file_and_knows_where_clauses_stand(
    services: Services, draft: AgreementData
) -> None:
    view, pages = services.drafts.preview(draft.id)
    assert pages.pdf.startswith(b"%PDF")
    assert pages.count >= 5
    places = {anchor.id for anchor in pages.anchors}
    assert {clause.id for clause in view.text.clauses} <= places
    assert services.drafts.preview(draft.id)[1] is pages


def test_the_file_of_a_draft_says_when_the_draft_was_last_changed(
    services: Services, draft: AgreementData, still: StillClock
) -> None:
    """P9: every draft was made on 1 January 2026."""
    still.forward(days=3)
    saved = still.now().local()
    services.agreements.answer(draft.id, draft.version, "pay_within", "10 days")
    still.forward(days=5)
    _, pages = services.drafts.whole(draft.id)
    with pikepdf.open(io.BytesIO(pages.pdf)) as pdf:
        digits = str(pdf.docinfo["/CreationDate"]).removeprefix("D:")[:14]
    assert digits == saved.strftime("%Y%m%d%H%M%S")


def test_units_can_be_read_and_reworded(services: Services, draft: AgreementData) -> None:
    units = {unit: words for unit, _, words in services.drafts.unit_texts(draft.id)}
    assert "review" in units
    services.agreements.reword(draft.id, draft.version, "review", "The parties meet once.", "Short")
    again = {unit: words for unit, _, words in services.drafts.unit_texts(draft.id)}
    assert again["review"] == "The parties meet once."
    assert {name: words for name, words in again.items() if name != "review"} == {
        name: words for name, words in units.items() if name != "review"
    }


def test_a_deal_file_gives_the_same_bytes_each_time(services: Services) -> None:
    path = resource("resources", "sample", "two-parties.toml")
    made = services.drafts.from_deal_file(path.read_bytes(), path)
    assert [f.message for f in made.view.findings if f.severity is Severity.ERROR] == []
    assert services.drafts.from_deal_file(path.read_bytes(), path).pages == made.pages


def test_a_deal_file_that_does_not_fit_names_the_place(services: Services) -> None:
    with pytest.raises(BadInput, match=r"deal\.toml"):
        services.drafts.from_deal_file(b'template = "barter"\n', Path("deal.toml"))
    with pytest.raises(BadInput, match="not UTF-8"):
        services.drafts.from_deal_file(b"\xff\xfe", Path("deal.toml"))


def test_hidden_characters_and_missing_fonts_stop_an_offer(
    services: Services, draft: AgreementData
) -> None:
    hidden = services.agreements.answer(draft.id, draft.version, "client", "Harbour\u202eenaL")
    codes = {finding.code for finding in blockers(services, draft.id)}
    assert "hidden-character" in codes
    strange = services.agreements.answer(hidden.id, hidden.version, "client", "Client \U00012000")
    assert strange.version > hidden.version
    codes = {finding.code for finding in blockers(services, draft.id)}
    assert "no-font" in codes


def test_pasted_text_is_plain_when_it_enters_a_draft(
    services: Services, draft: AgreementData
) -> None:
    """Whoever edits: a field, a table, a form of a term, a party of the contact list (F2)."""
    edits = services.agreements
    made = edits.answer(draft.id, draft.version, "client", "Harbour\tLane\u00a0Ltd")
    made = edits.add_special_term(made.id, made.version, "Keys\tkept", "1.1\tKept.\r\n1.2\vShut.")
    made = edits.reword(made.id, made.version, "talks", "One.\u2028Two.", "They\tmeet.")
    assert made.deal.project.client == "Harbour Lane Ltd"
    assert made.deal.special_terms[-1].heading == "Keys kept"
    assert made.deal.special_terms[-1].text == "1.1 Kept.\n1.2\nShut."
    assert (made.deal.rewordings[0].text, made.deal.rewordings[0].reason) == (
        "One.\nTwo.",
        "They meet.",
    )
    codes = {finding.code for finding in blockers(services, draft.id)}
    assert "hidden-character" not in codes


def test_no_edits_change_nothing(draft: AgreementData) -> None:
    assert apply_edits(draft.deal, ()) == draft.deal


def test_shares_have_sums_only_where_they_are_shares_of_a_sum(
    services: Services, draft: AgreementData
) -> None:
    """A loss and a least or most make parts that no percentage of a sum gives."""
    view = services.drafts.compile(draft.id)
    half = {key: 1 for key, _ in view.receives}
    changed = services.agreements.answer(draft.id, draft.version, "shares", half)
    view = services.drafts.compile(draft.id)
    assert view.receives == ()
    assert view.shared["shares"] == 1_200_000
    services.agreements.answer(draft.id, changed.version, "price", 100)
    assert services.drafts.compile(draft.id).shared == {}
