"""What is in force because nobody said otherwise, and what the whole of a draft still lacks."""

from dataclasses import replace

import pytest

from microbiz_desktop.domain.findings import EXTRA, Edit
from microbiz_desktop.services.agreements.left import left, left_by_section, section_of
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.wiring import Services
from tests.builders import blockers, draft_of_three


@pytest.fixture
def draft(services: Services) -> AgreementData:
    """Nothing is left in it."""
    return draft_of_three(services)


def defaults(services: Services, agreement: int) -> dict[str, str]:
    deal = services.agreements.get(agreement).deal
    return {one.question: one.words for one in services.agreements.in_force(deal)}


def test_big_answers_that_nobody_gave_are_named_with_what_they_say(
    services: Services, draft: AgreementData
) -> None:
    said = defaults(services, draft.id)
    assert said["insurance_minimum"] == "£1,000,000.00"
    assert said["notice"] == "14\u00a0days"
    assert {"liability_cap", "ip_new_work", "insurance_kinds"} <= said.keys()


def test_one_that_was_given_is_not_named_though_it_is_the_usual_one(
    services: Services, draft: AgreementData
) -> None:
    services.agreements.answer(draft.id, draft.version, "notice", "14 days")
    assert "notice" not in defaults(services, draft.id)


def test_one_that_is_not_asked_is_not_named(services: Services, draft: AgreementData) -> None:
    services.agreements.answer(draft.id, draft.version, "insurance_kinds", [])
    said = defaults(services, draft.id)
    assert "insurance_kinds" not in said
    assert "insurance_minimum" not in said


def test_looking_back_is_four_weeks_after_the_end_until_it_is_said_otherwise(
    services: Services, draft: AgreementData
) -> None:
    agreements = services.agreements
    bare = agreements.clear_answer(draft.id, draft.version, "review_by")
    assert agreements.asked(bare.deal).answers["review_by"] == "2027-03-26"
    assert blockers(services, draft.id) == []
    later = agreements.edit(draft.id, bare.version, [Edit(("project", "end"), "2027-03-26")])
    assert agreements.asked(later.deal).answers["review_by"] == "2027-04-23"
    own = agreements.answer(draft.id, later.version, "review_by", "2027-05-01")
    assert agreements.asked(own.deal).answers["review_by"] == "2027-05-01"
    endless = replace(bare.deal, project=replace(bare.deal.project, end=""))
    assert "review_by" not in agreements.asked(endless).answers


def test_what_is_left_is_one_number_in_all_and_by_section(
    services: Services, draft: AgreementData
) -> None:
    edits = [
        Edit(("project", "brief"), ""),
        Edit(("parties", 1, "people", 0, "may_sign"), False),
        Edit(("answers", "price"), None),
        Edit(("pack",), "elsewhere"),
    ]
    broken = services.agreements.edit(draft.id, draft.version, edits)
    view = services.drafts.compile(broken.id)
    by_section = {one.section: one.left for one in view.progress}
    assert sum(by_section.values()) == left(view.findings) == len(blockers(services, draft.id))
    assert by_section == dict(
        left_by_section(view.findings, services.agreements.sections_of(broken.deal))
    ) | {name: 0 for name, count in by_section.items() if not count}
    assert by_section["work"] == by_section["people"] == by_section[EXTRA] == 1
    for rows in (services.agreements.rows(), services.home.view().live):
        assert next(row for row in rows if row.id == broken.id).left == left(view.findings)


def test_every_error_is_in_a_section(services: Services, draft: AgreementData) -> None:
    sections = services.agreements.sections_of(draft.deal)
    known = {section.id for section in sections} | {EXTRA}
    broken = services.agreements.edit(draft.id, draft.version, [Edit(("answers",), {})])
    found = services.drafts.compile(broken.id).findings
    assert {section_of(one.place, sections) for one in found} <= known
