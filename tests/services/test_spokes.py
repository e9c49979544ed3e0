"""Several agreements from one project in one go: each with its own, what they share said once."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from sqlalchemy import select

from microbiz_desktop.domain.contacts.contacts import PersonData
from microbiz_desktop.domain.deal import Answer, SpecialTerm, thawed
from microbiz_desktop.domain.errors import BadInput, NotReady
from microbiz_desktop.domain.findings import Edit, Severity
from microbiz_desktop.domain.projects import DeliverableData, Duty, ProjectData, TeamMemberData
from microbiz_desktop.domain.states import AgreementState, Kind
from microbiz_desktop.records.setting import SettingRow
from microbiz_desktop.services.agreements.spoke_values import Spoke, SpokesWanted
from microbiz_desktop.services.wiring import Services
from tests.builders import fernhill, northlight, sign, understand_all, whitcombe

SHARED: Mapping[str, Answer] = {"client": "Harbour Lane Coffee Ltd", "review_by": "2027-03-19"}


def team_of_three(services: Services, name: str = "Harbour Lane café") -> ProjectData:
    """A project that Fernhill leads, with two members, and what each hands over."""
    own = services.businesses.save(fernhill())
    film = services.businesses.save(northlight())
    wood = services.businesses.save(whitcombe())
    return services.projects.save(
        ProjectData(
            name=name,
            brief="the brand, the fit-out of the café, and an opening film",
            client="Harbour Lane Coffee Ltd",
            start="2026-11-30",
            end="2027-02-26",
            team=(
                TeamMemberData(own.id, role="Design", duty=Duty.LEAD),
                TeamMemberData(film.id, role="Film and photography"),
                TeamMemberData(wood.id, role="Joinery"),
            ),
            deliverables=(
                DeliverableData("Brand and menus", own.id, "2027-01-15"),
                DeliverableData("Opening film", film.id, "2027-02-19"),
                DeliverableData("Fitted counter", wood.id, "2027-02-12"),
            ),
        )
    )


def fees(wanted: SpokesWanted, *sums: int, **shared: Answer) -> SpokesWanted:
    """The same with a fixed fee for each, in minor units, and what they share."""
    own = {key: {"agreed_fee": fee} for key, fee in zip(wanted.members, sums, strict=True)}
    return replace(wanted, own=own, shared={**SHARED, **shared})


def begun(services: Services) -> SpokesWanted:
    """What the page shows first."""
    return services.spokes.begin(services.projects.rows()[0].id)


def blank(spoke: Spoke) -> list[str]:
    """The questions of it that stop an offer."""
    return [one.place.question for one in spoke.findings if one.severity is Severity.ERROR]


def test_only_kinds_that_say_so_can_be_made_for_each(services: Services) -> None:
    known = {kind.id for kind in services.agreements.kinds()}
    found = {kind.id for kind in services.spokes.kinds()}
    declared = services.agreements.catalogue().templates
    assert found == {name for name in known if declared[name].spoke.own}
    assert found < known
    assert found


def test_every_member_but_the_own_business_is_chosen_and_filled_in(services: Services) -> None:
    team_of_three(services)
    wanted = begun(services)
    names = [services.businesses.get(key).name for key in wanted.members]
    assert names == ["Northlight Film", "Whitcombe Joinery"]
    film, wood = services.spokes.deals(wanted)
    assert [p.name for p in film.deal.parties] == ["Fernhill Design", "Northlight Film"]
    assert [p.role for p in wood.deal.parties] == ["Design", "Joinery"]
    assert film.deal.title == "Harbour Lane café: film and photography"
    assert film.deal.project.brief == "film and photography"
    assert film.deal.project.client == "Harbour Lane Coffee Ltd"
    assert (film.deal.project.start, film.deal.project.end) == ("2026-11-30", "2027-02-26")
    assert [(d.title, d.owner) for d in wood.deal.project.deliverables] == [
        ("Fitted counter", "whitcombe-joinery")
    ]
    assert film.deal.answers["lead_party"] == "fernhill-design"


def test_what_is_missing_is_said_of_each(services: Services) -> None:
    team_of_three(services)
    wanted = begun(services)
    film, wood = services.spokes.look(replace(wanted, own={wanted.members[0]: {"agreed_fee": 1}}))
    assert {"review_by"} == set(blank(film))
    assert {"review_by", "agreed_fee"} == set(blank(wood))


def test_what_is_shared_goes_into_each_and_what_is_own_into_one(services: Services) -> None:
    team_of_three(services)
    wanted = fees(begun(services), 320_000, 150_000, flow_down=[{"what": "Hi-vis jackets"}])
    film, wood = services.spokes.look(wanted)
    assert (blank(film), blank(wood)) == ([], [])
    assert thawed(film.deal.answers["flow_down"]) == [{"what": "Hi-vis jackets"}]
    assert film.deal.answers["flow_down"] == wood.deal.answers["flow_down"]
    assert (film.deal.answers["agreed_fee"], wood.deal.answers["agreed_fee"]) == (320_000, 150_000)


def test_a_date_of_the_whole_holds_for_whoever_has_none_of_its_own(services: Services) -> None:
    team_of_three(services)
    wanted = fees(begun(services), 1, 2, end="2027-03-31")
    first = wanted.members[0]
    wanted = replace(wanted, own={**wanted.own, first: {"end": "2027-02-20", "start": ""}})
    film, wood = services.spokes.deals(wanted)
    assert (film.deal.project.end, wood.deal.project.end) == ("2027-02-20", "2027-03-31")
    assert film.deal.project.start == "2026-11-30"  # emptied: as for all


def test_all_are_made_in_one_transaction_and_taken_back_in_one(services: Services) -> None:
    team_of_three(services)
    wanted = fees(begun(services), 320_000, 150_000)
    heard: list[frozenset[Kind]] = []
    services.subscribe(heard.append)
    made = services.spokes.make(wanted)
    assert heard == [frozenset({Kind.AGREEMENT})]
    assert [one.state for one in made] == [AgreementState.DRAFT] * 2
    assert {one.project_id for one in made} == {wanted.project_id}
    services.spokes.take_back([one.id for one in made])
    assert (services.agreements.rows(), len(heard)) == ((), 2)
    services.spokes.bring_back([one.id for one in made])
    assert (len(services.agreements.rows()), len(heard)) == (2, 3)


def test_all_are_made_or_none(services: Services) -> None:
    team_of_three(services)
    wanted = fees(begun(services), 320_000, 150_000)
    services.businesses.delete(wanted.members[1])
    wrong = replace(wanted, members=(*wanted.members, 999))
    with pytest.raises(BadInput):
        services.spokes.make(wrong)
    assert services.agreements.rows() == ()
    with pytest.raises(BadInput, match="Nobody is chosen"):
        services.spokes.make(replace(wanted, members=()))


def test_whoever_has_one_already_is_not_chosen_again(services: Services) -> None:
    team_of_three(services)
    wanted = fees(begun(services), 320_000, 150_000)
    services.spokes.make(replace(wanted, members=wanted.members[:1]))
    again = begun(services)
    assert again.members == wanted.members[1:]
    notes = {one.name: one.note for one in services.spokes.members(again)}
    assert notes == {"Northlight Film": "Has one already", "Whitcombe Joinery": ""}


def test_what_is_not_made_yet_is_kept_until_it_is(services: Services) -> None:
    """Of each project and kind its own; whoever has an agreement meanwhile is not chosen again."""
    project = team_of_three(services)
    wanted = fees(begun(services), 320_000, 150_000, flow_down=[{"what": "Hi-vis jackets"}])
    services.spokes.keep(wanted)
    again = services.spokes.resume(project.id, wanted.kind)
    assert (again.members, again.own) == (wanted.members, wanted.own)
    assert services.spokes.deals(again) == services.spokes.deals(wanted)
    other = services.projects.save(replace(project, id=0, version=0, name="Mill Road"))
    assert services.spokes.resume(other.id) == services.spokes.begin(other.id)
    services.spokes.make(replace(wanted, members=wanted.members[:1]))
    assert services.spokes.resume(project.id) == services.spokes.begin(project.id)


def test_who_has_one_meanwhile_is_not_chosen_again(services: Services) -> None:
    project = team_of_three(services)
    wanted = fees(begun(services), 320_000, 150_000)
    (film,) = services.spokes.make(replace(wanted, members=wanted.members[:1]))
    services.spokes.keep(wanted)
    assert services.spokes.resume(project.id).members == wanted.members[1:]
    services.spokes.take_back([film.id])
    assert services.spokes.resume(project.id).members == wanted.members


def test_what_is_kept_of_somebody_who_is_forgotten_goes(services: Services) -> None:
    project = team_of_three(services)
    services.spokes.keep(fees(begun(services), 320_000, 150_000))
    services.merging.forget(project.team[2].business_id)
    assert services.spokes.resume(project.id).own == {}


@pytest.mark.parametrize("kept", ["", "{}", "[1]", '{"project_id": "one"}'])
def test_what_cannot_be_read_again_is_begun_anew(services: Services, kept: str) -> None:
    project = team_of_three(services)
    fresh = begun(services)
    services.spokes.keep(fees(fresh, 320_000, 150_000))
    with services.database.transaction() as session:
        for row in session.scalars(select(SettingRow)):
            row.value = kept
    assert services.spokes.resume(project.id) == fresh


def test_only_drafts_are_taken_back(services: Services) -> None:
    team_of_three(services)
    made = services.spokes.make(fees(begun(services), 320_000, 150_000))
    services.offers.offer(made[0].id, made[0].version)
    services.spokes.take_back([one.id for one in made])
    assert [row.id for row in services.agreements.rows()] == [made[0].id]


def test_the_others_are_not_told_of_unknowingly(services: Services) -> None:
    team_of_three(services, "Harbour Lane, with WHITCOMBE  joinery")
    wanted = fees(begun(services), 320_000, 150_000)
    film, wood = services.spokes.deals(wanted)
    assert [(f.code, f.place.question, f.severity) for f in film.findings] == [
        ("names-another", "title", Severity.WARNING)
    ]
    assert "Whitcombe Joinery" in film.findings[0].message
    assert wood.findings == ()
    with pytest.raises(NotReady, match="Whitcombe Joinery"):
        services.spokes.make(wanted)
    assert services.agreements.rows() == ()
    assert len(services.spokes.make(wanted, all_the_same=True)) == 2


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("Ask Ruth Whitcombe", "names-another"),
        ("ask dan whitcombe’s apprentice", "names-another"),
        ("Write to workshop@whitcombe.example", "names-another"),
        ("not at Long Barn, Ilkley LS29 8AA", "names-another"),
        ("The joiner gets £1,500.00", "tells-another-fee"),
        ("The joiner gets 1500 pounds", "tells-another-fee"),
        ("1 500.00 for the counter", "tells-another-fee"),
        ("Clause 15 of 1,501 pages", ""),
        ("The Whitcombes of this world; joinery in general", ""),
    ],
)
def test_every_way_to_tell_of_another_is_noticed(services: Services, told: str, code: str) -> None:
    team_of_three(services)
    wanted = fees(begun(services), 320_000, 150_000, flow_down=[{"what": told}])
    film, wood = services.spokes.deals(wanted)
    assert [one.code for one in film.findings] == ([code] if code else [])
    assert wood.findings == ()


def test_only_what_was_read_may_be_told(services: Services) -> None:
    """Words that came since, or that tell of somebody else, must be read first."""
    team_of_three(services)
    wanted = fees(begun(services), 320_000, 150_000, flow_down=[{"what": "Ask Ruth Whitcombe"}])
    read = {one.message for spoke in services.spokes.deals(wanted) for one in spoke.findings}
    more = replace(wanted, shared={**wanted.shared, "flow_down": [{"what": "Ask Eilidh Fraser"}]})
    with pytest.raises(NotReady, match="Eilidh Fraser"):
        services.spokes.make(more, read=read)
    assert services.agreements.rows() == ()
    assert len(services.spokes.make(wanted, read=read)) == 2


def test_what_a_party_is_said_to_do_is_looked_through(services: Services) -> None:
    project = team_of_three(services)
    own, film, wood = project.team
    team = (own, replace(film, role="Films what Whitcombe Joinery builds"), wood)
    services.projects.save(replace(project, team=team))
    told, still = services.spokes.deals(fees(begun(services), 320_000, 150_000))
    at_role = [one for one in told.findings if one.place.question == "role"]
    assert [(one.code, one.place.section, one.place.party) for one in at_role] == [
        ("names-another", "parties", "northlight-film")
    ]
    assert "Whitcombe Joinery" in at_role[0].message
    assert still.findings == ()


def test_two_of_one_name_are_both_looked_for(services: Services) -> None:
    project = team_of_three(services)
    both = [
        services.businesses.save(
            replace(
                whitcombe(),
                legal_name="Sam Ash",
                trading_name="",
                email=f"{post}@ash.example",
                people=(PersonData("Sam Ash", may_sign=True),),
            )
        )
        for post in ("first", "second")
    ]
    more = [TeamMemberData(one.id, role=f"Hand {at}") for at, one in enumerate(both)]
    services.projects.save(replace(project, team=(*project.team, *more)))
    for post in ("first", "second"):
        shared: Answer = [{"what": f"Write to {post}@ash.example"}]
        wanted = fees(begun(services), 320_000, 150_000, 90_000, 70_000, flow_down=shared)
        film = services.spokes.deals(wanted)[0]
        assert [one.code for one in film.findings] == ["names-another"], post


def _one_made_before(services: Services) -> SpokesWanted:
    """The film has its agreement already; the wood is made with words that tell its fee."""
    wanted = fees(begun(services), 320_000, 150_000, flow_down=[{"what": "As for £3,200.00"}])
    alone = replace(wanted, members=wanted.members[:1])
    services.spokes.make(replace(alone, shared=SHARED))
    return replace(wanted, members=wanted.members[1:])


@pytest.mark.parametrize("stands", ["draft", "offered", "changed", "executed"])
def test_what_was_agreed_with_others_before_is_looked_for(services: Services, stands: str) -> None:
    """A draft, an offer, a text that is changed after its offer, and what everybody signed."""
    team_of_three(services)
    wanted = _one_made_before(services)
    film = services.agreements.get(services.agreements.rows()[0].id)
    if stands != "draft":
        services.offers.offer(film.id, film.version)
    if stands == "changed":
        changed = services.offers.change_text(film.id)
        cheaper = [Edit(("answers", "agreed_fee"), 310_000)]
        services.agreements.edit(changed.id, changed.version, cheaper)
    if stands == "executed":
        for party in film.deal.parties:
            person = party.signatories[0]
            understand_all(services, film.id, party.key, person.name)
            sign(services, film.id, party.key, person.name, person.role)
        services.signoffs.execute(film.id)
    (wood,) = services.spokes.deals(wanted)
    assert [one.code for one in wood.findings] == ["tells-another-fee"]
    with pytest.raises(NotReady, match="Northlight Film"):
        services.spokes.make(wanted)
    (made,) = services.spokes.make(wanted, all_the_same=True)
    assert _codes(services, made.id) == ["tells-another-fee"]


def test_who_left_the_team_with_an_agreement_is_looked_for(services: Services) -> None:
    project = team_of_three(services)
    wanted = _one_made_before(services)
    services.projects.save(replace(project, team=(project.team[0], project.team[2])))
    told = {**wanted.shared, "flow_down": [{"what": "Ask Northlight Film"}]}
    (wood,) = services.spokes.deals(replace(wanted, shared=told))
    assert [one.code for one in wood.findings] == ["names-another"]


def test_a_draft_edited_later_is_looked_at_in_the_same_way(services: Services) -> None:
    team_of_three(services)
    film, _wood = services.spokes.make(fees(begun(services), 320_000, 150_000))
    assert _codes(services, film.id) == []
    changed = services.agreements.add_special_term(
        film.id, film.version, "Together", "Whitcombe Joinery gets £1,500.00 for the counter."
    )
    assert changed.deal.special_terms == (
        SpecialTerm("Together", "Whitcombe Joinery gets £1,500.00 for the counter."),
    )
    assert _codes(services, film.id) == ["names-another", "tells-another-fee"]


def _codes(services: Services, agreement: int) -> list[str]:
    found = services.drafts.compile(agreement).findings
    return [one.code for one in found if one.code in {"names-another", "tells-another-fee"}]


def test_who_signs_for_two_is_nobody_elses_name(services: Services) -> None:
    project = team_of_three(services)
    wood = services.businesses.get(project.team[2].business_id)
    same = replace(wood, people=(*wood.people, replace(wood.people[0], name="Priya Raman")))
    services.businesses.save(same)
    assert [one.findings for one in services.spokes.deals(fees(begun(services), 1, 2))] == [(), ()]


def test_fees_that_another_agreement_of_the_project_knows_are_filled_in(
    services: Services,
) -> None:
    project = team_of_three(services)
    joint = services.agreements.create(project.team[0].business_id, project_id=project.id)
    amounts = {"northlight-film": 320_000, "whitcombe-joinery": 150_000}
    services.agreements.edit(
        joint.id,
        joint.version,
        [Edit(("answers", "split_method"), "fixed_fees"), Edit(("answers", "fees"), amounts)],
    )
    film, wood = services.spokes.deals(begun(services))
    assert (film.deal.answers["agreed_fee"], wood.deal.answers["agreed_fee"]) == (320_000, 150_000)
    assert film.deal.answers["fee_method"] == "fixed"


def test_shares_that_another_agreement_knows_are_filled_in(services: Services) -> None:
    project = team_of_three(services)
    joint = services.agreements.create(project.team[0].business_id, project_id=project.id)
    shares = {"northlight-film": 250_000, "whitcombe-joinery": 350_000, "fernhill-design": 400_000}
    services.agreements.edit(
        joint.id,
        joint.version,
        [Edit(("answers", "split_method"), "percentages"), Edit(("answers", "shares"), shares)],
    )
    film, _wood = services.spokes.deals(begun(services))
    assert film.deal.answers["share_percent"] == 250_000
    assert film.deal.answers["fee_method"] == "share"


def test_a_fee_in_another_currency_is_not_filled_in(services: Services) -> None:
    """Its figures would be another sum here; a share is one in every currency."""
    project = team_of_three(services)
    joint = services.agreements.create(project.team[0].business_id, project_id=project.id)
    amounts = {"northlight-film": 320_000, "whitcombe-joinery": 150_000}
    edited = services.agreements.edit(
        joint.id,
        joint.version,
        [
            Edit(("currency",), "EUR"),
            Edit(("answers", "split_method"), "fixed_fees"),
            Edit(("answers", "fees"), amounts),
        ],
    )
    film, wood = services.spokes.deals(begun(services))
    for one in (film, wood):
        assert {"agreed_fee", "fee_method"}.isdisjoint(one.deal.answers)
    shares = {"northlight-film": 250_000, "whitcombe-joinery": 350_000, "fernhill-design": 400_000}
    services.agreements.edit(
        edited.id,
        edited.version,
        [Edit(("answers", "split_method"), "percentages"), Edit(("answers", "shares"), shares)],
    )
    assert services.spokes.deals(begun(services))[0].deal.answers["share_percent"] == 250_000


def test_what_was_made_can_be_offered_one_after_another(services: Services) -> None:
    project = team_of_three(services)
    services.spokes.make(fees(begun(services), 320_000, 150_000))
    found = services.spokes.drafts_of(project.id)
    assert [(one.with_whom, one.stopped) for one in found] == [
        ("Northlight Film", 0),
        ("Whitcombe Joinery", 0),
    ]
    assert "£3,200.00" in found[0].told
    assert "£1,500.00" not in found[0].told
    services.offers.offer(found[0].agreement.id, found[0].agreement.version)
    assert [one.with_whom for one in services.spokes.drafts_of(project.id)] == ["Whitcombe Joinery"]
