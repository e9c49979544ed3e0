"""Agreements: made, edited under the version shown, found, deleted and brought back."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from microbiz_desktop.domain.contacts.contacts import BusinessData, Paper
from microbiz_desktop.domain.deal import InsuranceSnapshot, as_table, thawed
from microbiz_desktop.domain.errors import BadInput, BadTemplate, RevisionFrozen, StaleVersion
from microbiz_desktop.domain.findings import Edit
from microbiz_desktop.domain.projects import DeliverableData, Duty, ProjectData, TeamMemberData
from microbiz_desktop.domain.states import AgreementState, Kind, ProjectState
from microbiz_desktop.domain.text import plain
from microbiz_desktop.paths import resource
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue
from microbiz_desktop.services.wiring import Services
from tests.builders import fernhill, northlight, whitcombe


def _heard(services: Services) -> list[frozenset[Kind]]:
    heard: list[frozenset[Kind]] = []
    services.subscribe(heard.append)
    return heard


def test_a_new_agreement_has_the_own_business_and_the_packs_words(services: Services) -> None:
    own = services.businesses.save(fernhill())
    heard = _heard(services)
    made = services.agreements.create(own.id, title="Harbour Lane")
    assert made.state is AgreementState.DRAFT
    assert [party.key for party in made.deal.parties] == ["fernhill-design"]
    assert made.deal.parties[0].own
    assert (made.deal.currency, made.deal.pack) == ("GBP", "england-and-wales")
    assert made.deal.template_version and made.deal.pack_version
    assert services.agreements.get(made.id) == made
    assert heard == [frozenset({Kind.AGREEMENT})]


def test_an_unknown_template_is_named(services: Services) -> None:
    own = services.businesses.save(fernhill())
    with pytest.raises(BadInput, match="no template “barter”"):
        services.agreements.create(own.id, "barter")


def test_a_project_brings_its_team_facts_and_deliverables(services: Services) -> None:
    own = services.businesses.save(fernhill())
    film = services.businesses.save(northlight())
    project = services.projects.save(
        ProjectData(
            name="Harbour Lane café",
            client="Harbour Lane Coffee Ltd",
            start="2026-11-30",
            end="2027-02-26",
            state=ProjectState.TEAM_FOUND,
            team=(
                TeamMemberData(own.id, role="design and lead"),
                TeamMemberData(film.id, role="the film"),
            ),
            deliverables=(DeliverableData("Opening film", film.id, "2027-02-19"),),
        )
    )
    deal = services.agreements.create(own.id, project_id=project.id).deal
    assert deal.title == "Harbour Lane café"
    assert [(p.key, p.role) for p in deal.parties] == [
        ("fernhill-design", "design and lead"),
        ("northlight-film", "the film"),
    ]
    assert deal.project.client == "Harbour Lane Coffee Ltd"
    assert deal.project.deliverables[0].owner == "northlight-film"


def test_an_answer_is_set_where_its_question_keeps_it(
    services: Services, draft: AgreementData
) -> None:
    agreements = services.agreements
    one = agreements.answer(draft.id, draft.version, "pay_within", "21 days")
    two = agreements.answer(draft.id, one.version, "client", "Whitby Town Council")
    assert two.deal.answers["pay_within"] == "21 days"
    assert two.deal.project.client == "Whitby Town Council"
    three = agreements.clear_answer(draft.id, two.version, "pay_within")
    assert "pay_within" not in three.deal.answers
    assert _counting(services, draft.id)["pay_within"] == "14 days"
    with pytest.raises(BadInput, match="no question “nonsense”"):
        agreements.answer(draft.id, three.version, "nonsense", 1)


def _counting(services: Services, agreement_id: int) -> Mapping[str, object]:
    """The answers that count, defaults filled in."""
    return services.agreements.asked(services.agreements.get(agreement_id).deal).answers


def test_an_answer_given_as_empty_stays_empty_until_taken_back(
    services: Services, draft: AgreementData
) -> None:
    """An emptied list is no list, not the usual one (W3)."""
    agreements = services.agreements
    one = agreements.answer(draft.id, draft.version, "insurance_kinds", [])
    assert one.deal.answers["insurance_kinds"] == ()
    assert _counting(services, draft.id)["insurance_kinds"] == ()
    two = agreements.answer(draft.id, one.version, "pay_within", "")
    assert "pay_within" not in _counting(services, draft.id)
    agreements.clear_answer(draft.id, two.version, "insurance_kinds")
    assert _counting(services, draft.id)["insurance_kinds"] == ("public_liability",)


def test_a_stale_form_loses_nothing(services: Services, draft: AgreementData) -> None:
    saved = services.agreements.answer(draft.id, draft.version, "pay_within", "21 days")
    with pytest.raises(StaleVersion):
        services.agreements.answer(draft.id, draft.version, "pay_within", "7 days")
    assert services.agreements.get(draft.id) == saved


def test_an_edit_that_does_not_fit_changes_nothing(
    services: Services, draft: AgreementData
) -> None:
    heard = _heard(services)
    edits = (Edit(("title",), "New"), Edit(("parties", 99), {"key": "x"}))
    with pytest.raises(BadInput):
        services.agreements.edit(draft.id, draft.version, edits)
    assert services.agreements.get(draft.id) == draft
    assert heard == []


def test_the_same_answer_again_is_no_change(services: Services, draft: AgreementData) -> None:
    heard = _heard(services)
    again = services.agreements.answer(draft.id, draft.version, "price", 1_475_000)
    assert again.version == draft.version
    assert heard == []


def test_a_party_leaves_with_everything_that_names_it(
    services: Services, draft: AgreementData
) -> None:
    without = services.agreements.remove_party(draft.id, draft.version, "whitcombe-joinery").deal
    assert [party.key for party in without.parties] == ["fernhill-design", "northlight-film"]
    assert set(as_table(without.answers["shares"])) == {"fernhill-design", "northlight-film"}
    assert [item.owner for item in without.project.deliverables] == [
        "fernhill-design",
        "",
        "northlight-film",
    ]
    assert without.answers["lead_party"] == "fernhill-design"


def test_a_lead_party_that_leaves_is_no_lead_any_more(
    services: Services, draft: AgreementData
) -> None:
    deal = services.agreements.remove_party(draft.id, draft.version, "fernhill-design").deal
    assert "lead_party" not in deal.answers


def test_words_that_merely_read_like_a_party_stay(services: Services) -> None:
    own = services.businesses.save(fernhill())
    named = services.businesses.save(BusinessData(legal_name="Equal", people=northlight().people))
    made = services.agreements.create(own.id)
    made = services.agreements.add_party(made.id, made.version, named.id)
    made = services.agreements.answer(made.id, made.version, "split_method", "equal")
    made = services.agreements.remove_party(made.id, made.version, "equal")
    assert made.deal.answers["split_method"] == "equal"


def test_the_same_business_is_never_a_party_twice(services: Services, draft: AgreementData) -> None:
    film = int(draft.deal.parties[1].business_id)
    with pytest.raises(BadInput, match="Northlight Film is a party already"):
        services.agreements.add_party(draft.id, draft.version, film)


def test_two_businesses_of_one_name_get_keys_of_their_own(services: Services) -> None:
    own = services.businesses.save(fernhill())
    made = services.agreements.create(own.id)
    for _ in range(2):
        saved = services.businesses.save(northlight())
        made = services.agreements.add_party(made.id, made.version, saved.id)
    keys = [party.key for party in made.deal.parties]
    assert keys == ["fernhill-design", "northlight-film", "northlight-film-2"]


def test_a_name_in_any_script_gets_a_key(services: Services) -> None:
    own = services.businesses.save(fernhill())
    saved = services.businesses.save(
        BusinessData(legal_name="株式会社みなと", people=northlight().people)
    )
    made = services.agreements.create(own.id)
    made = services.agreements.add_party(made.id, made.version, saved.id)
    assert made.deal.parties[1].key == "party"


def test_parties_change_places(services: Services, draft: AgreementData) -> None:
    moved = services.agreements.move_party(draft.id, draft.version, "whitcombe-joinery", 0)
    assert [party.key for party in moved.deal.parties] == [
        "whitcombe-joinery",
        "fernhill-design",
        "northlight-film",
    ]


def test_a_change_in_the_contact_list_is_told_and_copied_on_wish(
    services: Services, draft: AgreementData
) -> None:
    film = services.businesses.get(int(draft.deal.parties[1].business_id))
    assert services.agreements.stale_parties(draft.id) == {}
    moved = {name: getattr(film, name) for name in film.__slots__} | {"address": "1 New Street"}
    services.businesses.save(type(film)(**moved))
    assert services.agreements.stale_parties(draft.id) == {
        "northlight-film": ("address for notices",)
    }
    assert (
        services.agreements.get(draft.id).deal.parties[1].address == "7 Quay Road, Whitby YO21 3AB"
    )
    fresh = services.agreements.update_party(draft.id, draft.version, "northlight-film")
    assert fresh.deal.parties[1].address == "1 New Street"
    assert services.agreements.stale_parties(draft.id) == {}


def test_insurance_is_copied_and_an_older_copy_without_it_is_not_stale(
    services: Services, draft: AgreementData
) -> None:
    film = services.businesses.get(int(draft.deal.parties[1].business_id))
    insured = {name: getattr(film, name) for name in film.__slots__}
    insured["papers"] = (Paper("insurance", "Public liability", "£2 million", "2027-05-01"),)
    services.businesses.save(type(film)(**insured))
    assert services.agreements.stale_parties(draft.id) == {}
    fresh = services.agreements.update_party(draft.id, draft.version, "northlight-film")
    copied = InsuranceSnapshot("Public liability", "£2 million", "2027-05-01")
    assert fresh.deal.parties[1].insurance == (copied,)
    now = services.businesses.get(film.id)
    gone = {name: getattr(now, name) for name in film.__slots__} | {"papers": ()}
    services.businesses.save(type(film)(**gone))
    assert services.agreements.stale_parties(draft.id) == {"northlight-film": ("insurance",)}


def test_who_signs_here_makes_nothing_stale(services: Services, draft: AgreementData) -> None:
    agreements = services.agreements
    one = agreements.set_signer(draft.id, draft.version, "northlight-film", "Eilidh Fraser", False)
    two = agreements.set_signer(draft.id, one.version, "northlight-film", "Ann Fraser", True)
    film = two.deal.parties[1]
    assert [(p.name, p.may_sign) for p in film.people] == [
        ("Eilidh Fraser", False),
        ("Ann Fraser", True),
    ]
    assert agreements.stale_parties(draft.id) == {}


def test_special_terms_and_rewordings_come_and_go(services: Services, draft: AgreementData) -> None:
    agreements = services.agreements
    made = agreements.add_special_term(draft.id, draft.version, "Dogs", "Dogs may come along.")
    made = agreements.change_special_term(draft.id, made.version, 0, "Dogs", "Dogs stay at home.")
    made = agreements.reword(draft.id, made.version, "review", "The parties meet.", "Shorter")
    assert made.deal.special_terms[0].text == "Dogs stay at home."
    assert made.deal.rewordings[0].reason == "Shorter"
    made = agreements.remove_special_term(draft.id, made.version, 0)
    made = agreements.remove_rewording(draft.id, made.version, "review")
    assert (made.deal.special_terms, made.deal.rewordings) == ((), ())
    with pytest.raises(BadInput, match="not there any more"):
        agreements.remove_special_term(draft.id, made.version, 0)


def test_resuming_at_the_same_question_is_no_edit(services: Services, draft: AgreementData) -> None:
    heard = _heard(services)
    services.agreements.remember_place(draft.id, "money", "shares")
    again = services.agreements.get(draft.id)
    assert again.resume == ("money", "shares")
    assert (again.version, heard) == (draft.version, [])


def test_lists_find_by_title_and_party_and_forget_the_deleted(
    services: Services, draft: AgreementData
) -> None:
    agreements = services.agreements
    assert [row.id for row in agreements.rows("north")] == [draft.id]
    assert [row.id for row in agreements.rows("harbour whit")] == [draft.id]
    assert agreements.rows("nowhere") == ()
    assert agreements.rows(state=AgreementState.EXECUTED) == ()
    agreements.delete(draft.id)
    assert agreements.rows() == ()
    agreements.undelete(draft.id)
    assert [row.title for row in agreements.rows()] == [
        "Harbour Lane café: brand, fit-out and film"
    ]


def test_a_new_agreement_from_a_past_one_tells_what_differs(
    services: Services, draft: AgreementData
) -> None:
    new = services.agreements.create_from(draft.id)
    assert new.id != draft.id
    assert new.public_id != draft.public_id
    assert new.deal == draft.deal
    assert services.agreements.differences(new.id, draft.id) == ()
    changed = services.agreements.answer(new.id, new.version, "price", 2_000_000)
    found = services.agreements.differences(changed.id, draft.id)
    assert [(item.before, item.after) for item in found] == [("£14,750.00", "£20,000.00")]


def test_an_offered_agreement_takes_no_edit(offered: Services) -> None:
    shown = offered.agreements.get(1)
    with pytest.raises(RevisionFrozen, match="Revision 1 is offered and never changes"):
        offered.agreements.answer(1, shown.version, "price", 1)
    saved = offered.businesses.save(whitcombe())
    with pytest.raises(RevisionFrozen):
        offered.agreements.add_party(1, shown.version, saved.id)
    assert offered.agreements.get(1) == shown


def test_what_is_not_there_is_said_so(services: Services) -> None:
    with pytest.raises(BadInput, match="not here any more"):
        services.agreements.get(7)


def test_questions_shown_follow_the_answers(services: Services, draft: AgreementData) -> None:
    agreements = services.agreements
    assert {"price", "shares"} <= agreements.shown(draft.id)
    assert "rates" not in agreements.shown(draft.id)
    agreements.answer(draft.id, draft.version, "split_method", "time_rates")
    assert "rates" in agreements.shown(draft.id)
    sections = agreements.questions(draft.id)
    assert [section.id for section in sections][:2] == ["work", "people"]


def test_a_deal_of_a_file_becomes_a_draft_without_logos_nobody_has(
    services: Services, draft: AgreementData
) -> None:
    parties = (replace(draft.deal.parties[0], logo="ab" * 32), *draft.deal.parties[1:])
    deal = replace(draft.deal, parties=parties, title="From a file")
    made = services.agreements.create_from_deal(deal, draft.own_business_id)
    assert made.deal == replace(deal, parties=draft.deal.parties)
    assert services.drafts.compile(made.id).text.title == "From a file"


def test_lists_name_the_kind_without_reading_every_text(tmp_path: Path) -> None:
    """A broken clause stops drafting, which says so; lists still say what there is."""
    shutil.copytree(resource("templates", "agreements"), tmp_path / "shelf")
    (tmp_path / "shelf" / "clauses" / "review.toml").write_text("not TOML", encoding="utf-8")
    shelf = TemplateCatalogue(tmp_path / "shelf")
    assert shelf.kind_title("joint-venture") == "Joint-venture agreement"
    assert shelf.kind_title("barter") == "barter"
    with pytest.raises(BadTemplate, match=r"review\.toml"):
        shelf.template("joint-venture")


def test_lead_and_backup_of_a_project_stand_in_its_agreement(services: Services) -> None:
    own, film, wood = (
        services.businesses.save(one).id for one in (fernhill(), northlight(), whitcombe())
    )
    project = services.projects.save(
        ProjectData(
            name="Harbour Lane",
            team=(
                TeamMemberData(own),
                TeamMemberData(film, duty=Duty.BACKUP),
                TeamMemberData(wood, duty=Duty.LEAD),
            ),
        )
    )
    assert [one.duty for one in services.projects.get(project.id).team] == [
        Duty.NONE,
        Duty.BACKUP,
        Duty.LEAD,
    ]
    made = services.agreements.create(own, project_id=project.id)
    assert made.deal.answers["lead_party"] == "whitcombe-joinery"
    assert made.deal.answers["backup_lead"] == "northlight-film"
    led = services.projects.save(services.projects.get(project.id).led_by_backup())
    assert [one.duty for one in led.team] == [Duty.NONE, Duty.LEAD, Duty.NONE]
    assert services.agreements.get(made.id).deal == made.deal  # a copy, as everything in it


def test_what_parties_stand_for_waits_until_the_background_is_to_say_it(
    services: Services,
) -> None:
    own = services.businesses.save(replace(fernhill(), mission="Good design for small places")).id
    film = services.businesses.save(replace(northlight(), mission="Films that last")).id
    wood = services.businesses.save(whitcombe()).id
    made = services.agreements.create(own)
    made = services.agreements.add_party(made.id, made.version, film)
    made = services.agreements.add_party(made.id, made.version, wood)
    assert thawed(made.deal.answers["missions"]) == {
        "fernhill-design": "Good design for small places",
        "northlight-film": "Films that last",
    }
    silent = services.drafts.compile(made.id)
    said = services.agreements.answer(made.id, made.version, "say_missions", value=True)
    told = services.drafts.compile(said.id)
    before, after = (
        [plain(recital.runs).replace("\u00a0", " ") for recital in one.text.recitals]
        for one in (silent, told)
    )
    (line,) = (line for line in after if line not in before)
    assert line == (
        "What the parties stand for, in their own words: Fernhill Design – “Good design for small "
        "places”; Northlight Film – “Films that last”."
    )


def test_who_comes_in_brings_no_words_back_that_were_taken_out(services: Services) -> None:
    own = services.businesses.save(replace(fernhill(), mission="Good design"))
    made = services.agreements.create(own.id)
    made = services.agreements.answer(made.id, made.version, "missions", {})
    film = services.businesses.save(replace(northlight(), mission="Films that are fair"))
    made = services.agreements.add_party(made.id, made.version, film.id)
    assert thawed(made.deal.answers["missions"]) == {"northlight-film": "Films that are fair"}
