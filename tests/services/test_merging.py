"""Two entries made one and taken apart again; forgetting somebody to the last byte."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image as Pictures

from microbiz_desktop.domain.contacts.contacts import BusinessData, PersonData, SkillData, Way
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.projects import ProjectData, TeamMemberData
from microbiz_desktop.services.network.values import ReferralData
from microbiz_desktop.services.transfer.merging import Pick
from microbiz_desktop.services.transfer.values import ItemChoice
from microbiz_desktop.services.wiring import Services
from tests.builders import draft_of_three, fernhill, northlight
from tests.services.test_imports import bring, everything, index_is_true, low_moor


def twin() -> BusinessData:
    """Low Moor Sound entered once more, with other things known."""
    return BusinessData(
        legal_name="Low Moor Sound Ltd",
        email="rhys@lowmoor.example",
        website="https://lowmoor.example",
        strapline="Voice and sound",
        people=(PersonData("Bowen, Rhys", "director"), PersonData("Nia Bowen")),
        skills=(SkillData("sound for film"), SkillData("Voice")),
        notes="Rang in May.",
    )


def test_pairs_come_with_reasons_and_a_no_is_remembered(services: Services) -> None:
    one = services.businesses.save(low_moor())
    two = services.businesses.save(low_moor(legal_name="Low Moor Sound Ltd", ways=()))
    services.businesses.save(northlight())
    (pair,) = services.merging.duplicates()
    assert (pair.first, pair.second) == (one.id, two.id)
    assert "Same phone number" in pair.reasons
    services.merging.not_same(two.id, one.id)
    assert services.merging.duplicates() == ()
    services.merging.maybe_same(one.id, two.id)
    assert len(services.merging.duplicates()) == 1


def test_merging_fills_what_is_empty_and_puts_lists_together(services: Services) -> None:
    keep, drop = services.businesses.save(low_moor()), services.businesses.save(twin())
    shown = services.merging.compare(keep.id, drop.id)
    rows = {row.field: row for row in shown.rows}
    assert rows["strapline"].pick is Pick.DROP
    assert rows["legal_name"].pick is Pick.KEEP
    assert rows["notes"].pick is Pick.BOTH
    services.merging.merge(keep.id, drop.id)
    now = services.businesses.get(keep.id)
    assert (now.legal_name, now.strapline) == ("Low Moor Sound", "Voice and sound")
    assert now.notes == "Met at the mill.\n\nRang in May."
    assert Way("email", "rhys@lowmoor.example") in now.ways
    assert [one.name for one in now.people] == ["Rhys Bowen", "Nia Bowen"]
    assert [one.name for one in now.skills] == ["Sound for film", "Voice"]
    assert services.businesses.count() == 1
    assert index_is_true(services)


def test_each_field_is_as_picked(services: Services) -> None:
    keep, drop = services.businesses.save(low_moor()), services.businesses.save(twin())
    picks = {
        "legal_name": Pick.DROP,
        "email": Pick.DROP,
        "notes": Pick.KEEP,
        "people": Pick.DROP,
        "skills": Pick.KEEP,
    }
    services.merging.merge(keep.id, drop.id, picks)
    now = services.businesses.get(keep.id)
    assert (now.legal_name, now.email) == ("Low Moor Sound Ltd", "rhys@lowmoor.example")
    assert now.notes == "Met at the mill."
    assert [one.name for one in now.people] == ["Bowen, Rhys", "Nia Bowen"]
    assert [one.name for one in now.skills] == ["Sound for film"]
    assert all(way.value != "hello@lowmoor.example" for way in now.ways)


@pytest.mark.parametrize(
    ("field", "ours", "theirs"),
    [
        ("email", "hello@lowmoor.example", "rhys@lowmoor.example"),
        ("phone", "01632 960104", "01632 960199"),
        ("website", "https://lowmoor.example", "https://lowmoor.example/sound"),
    ],
)
def test_a_first_way_that_is_not_picked_does_not_come_in(
    services: Services, field: str, ours: str, theirs: str
) -> None:
    """Each entry has one: the other's goes, and is not kept as a further way either."""
    keep = services.businesses.save(low_moor(**{field: ours}))
    other = replace(twin(), **{field: theirs})  # type: ignore[arg-type]  # real fields are named
    drop = services.businesses.save(other)
    services.merging.merge(keep.id, drop.id, {field: Pick.KEEP})
    now = services.businesses.get(keep.id)
    assert getattr(now, field) == ours
    assert theirs not in [way.value for way in now.ways]


def _hang_things_on(services: Services, keep: int, drop: int) -> None:
    third = services.businesses.save(northlight())
    services.businesses.save(replace(third, introduced_by_id=drop))
    services.timeline.add(drop, "call", "2026-11-20", "Rang about February.")
    services.referrals.save(ReferralData(associate_id=drop, referred="Tilda Moor"))
    services.network.tie(drop, third.id, "old friends")
    services.network.tie(drop, keep, "the same people")
    team = tuple(TeamMemberData(key, role) for key, role in ((keep, "lead"), (drop, "sound")))
    services.projects.save(ProjectData(name="Both", team=team))
    services.projects.save(ProjectData(name="One", team=(TeamMemberData(drop, "sound"),)))


def test_everything_that_hangs_on_it_moves_and_comes_back(services: Services) -> None:
    keep, drop = services.businesses.save(low_moor()), services.businesses.save(twin())
    _hang_things_on(services, keep.id, drop.id)
    before = [line for line in everything(services) if "undo_step" not in line]
    step = services.merging.merge(keep.id, drop.id)
    assert [one.words for one in services.timeline.entries(keep.id) if one.entry_id] == [
        "Rang about February."
    ]
    assert [tie.name for tie in services.network.ties(keep.id)] == ["Northlight Film"]
    assert len(services.businesses.projects_of(keep.id)) == 2
    assert services.businesses.get(3).introduced_by_id == keep.id
    assert not services.businesses.projects_of(drop.id)
    undone = services.imports.undo(step.id)
    assert undone.kept == ()
    after = [line for line in everything(services) if "undo_step" not in line]
    assert _without_versions(after) == _without_versions(before)
    assert index_is_true(services)


def _without_versions(lines: list[str]) -> list[str]:
    """Rows of tables that no save counts on: versions and times move on at each save."""
    counted = ('INSERT INTO "business"', 'INSERT INTO "project"', 'INSERT INTO "person"')
    return sorted(line for line in lines if not line.startswith((*counted, 'INSERT INTO "skill"')))


def test_undo_of_a_merge_keeps_what_was_changed_since(services: Services) -> None:
    keep, drop = services.businesses.save(low_moor()), services.businesses.save(twin())
    step = services.merging.merge(keep.id, drop.id)
    now = services.businesses.get(keep.id)
    services.businesses.save(replace(now, strapline="Since"))
    undone = services.imports.undo(step.id)
    assert undone.kept == ("Low Moor Sound: strapline changed since and kept.",)
    assert services.businesses.get(keep.id).strapline == "Since"
    assert services.businesses.get(keep.id).notes == "Met at the mill."
    assert services.businesses.count() == 2


def test_agreements_keep_the_copy_they_were_made_with(services: Services) -> None:
    draft = draft_of_three(services)
    party = services.agreements.get(draft.id).deal.parties[1]
    drop = int(party.business_id)
    keep = services.businesses.save(low_moor()).id
    services.merging.merge(keep, drop)
    assert services.agreements.get(draft.id).deal.parties[1] == party
    assert [row.id for row in services.businesses.involved(keep)] == [draft.id]


def test_what_cannot_be_merged_is_said(services: Services) -> None:
    own, other = services.businesses.save(fernhill()), services.businesses.save(northlight())
    for pair in ((own.id, other.id), (other.id, other.id), (other.id, 99)):
        with pytest.raises(BadInput):
            services.merging.merge(*pair)
    with pytest.raises(BadInput, match="own businesses"):
        services.merging.forget(own.id)


CANARY = "Zqxcanary"


def _png() -> bytes:
    out = io.BytesIO()
    Pictures.effect_noise((60, 60), 90).convert("RGB").save(out, "PNG")
    return out.getvalue()


def _canary() -> BusinessData:
    words = {
        name: f"{CANARY}{number}"
        for number, name in enumerate(
            (
                *("legal_name", "trading_name", "address", "place", "email", "phone", "notes"),
                *("strapline", "best_at", "met_how", "next_action", "introduced_by"),
            )
        )
    }
    return BusinessData(
        **words,  # type: ignore[arg-type]  # names of text fields
        people=(PersonData(f"{CANARY}anna", email=f"{CANARY}@post.example"),),
        skills=(SkillData(f"{CANARY}skill"),),
        ways=(Way("email", f"{CANARY}way@post.example"),),
    )


def _bytes_of(services: Services) -> bytes:
    path = services.database.path
    files = [path, *(Path(f"{path}{end}") for end in ("-wal", "-shm"))]
    return b"".join(one.read_bytes() for one in files if one.exists())


def test_forgetting_leaves_no_byte_behind(services: Services) -> None:
    entry = services.businesses.save(_canary())
    pictured = services.businesses.set_logo(entry.id, entry.version, _png())
    other = services.businesses.save(northlight())
    services.businesses.save(replace(other, introduced_by=f"{CANARY}1"))
    services.timeline.add(entry.id, "call", "2026-11-20", f"{CANARY}call")
    services.network.tie(entry.id, other.id, f"{CANARY}tie")
    services.projects.save(ProjectData(name="One", team=(TeamMemberData(entry.id, CANARY),)))
    bring(services, replace(_canary(), id=0, sector="sound"))
    drop = services.businesses.save(replace(_canary(), trading_name=f"{CANARY}twin"))
    services.merging.merge(entry.id, drop.id)
    png = services.businesses.image(pictured.logo)
    held = _bytes_of(services)
    assert CANARY.encode() in held
    assert png[200:260] in held
    forgotten = services.merging.forget(entry.id)
    held = _bytes_of(services)
    assert CANARY.encode() not in held
    assert CANARY.lower().encode() not in held.lower()
    assert png[200:260] not in held
    assert any("picture" in line for line in forgotten.removed)
    assert services.businesses.count() == 1
    assert index_is_true(services)


def test_what_stays_is_said_also_where_nothing_stays(services: Services) -> None:
    entry = services.businesses.save(northlight())
    kept = (
        "No agreement was offered to it, so no evidence is kept.",
        "Words about it that were typed elsewhere, in notes or titles, are not looked for.",
    )
    assert set(kept) <= set(services.merging.forget_consequence(entry.id))
    assert services.merging.forget(entry.id).kept[:2] == kept


def test_a_draft_loses_the_party_it_was_never_offered_to(services: Services) -> None:
    draft = draft_of_three(services)
    party = draft.deal.parties[1]
    said = services.merging.forget_consequence(int(party.business_id))
    assert any("It is taken out of 1 draft" in line for line in said)
    services.merging.forget(int(party.business_id))
    left = services.agreements.get(draft.id).deal
    assert len(left.parties) == 2
    assert b"eilidh@northlight.example" not in _bytes_of(services)


def test_signed_evidence_stays_and_is_named(all_signed: Services) -> None:
    all_signed.signoffs.execute(1)
    party = all_signed.agreements.get(1).deal.parties[1]
    said = all_signed.merging.forget_consequence(int(party.business_id))
    assert any("stays with the names in it" in line for line in said)
    before = everything(all_signed)
    forgotten = all_signed.merging.forget(int(party.business_id))
    assert any("stayed with the names in it" in line for line in forgotten.kept)
    assert any("Backups" in line for line in forgotten.kept)
    frozen = ("revision", "ledger_entry", "executed_copy", "evidence_file", "agreement")
    starts = tuple(f'INSERT INTO "{table}"' for table in frozen)
    after = everything(all_signed)
    assert [one for one in after if one.startswith(starts)] == [
        one for one in before if one.startswith(starts)
    ]
    assert all_signed.agreements.get(1).deal.parties[1].legal_name == "Eilidh Fraser"


def test_one_person_is_forgotten_to_the_last_byte_and_the_business_stays(
    services: Services,
) -> None:
    person = PersonData(CANARY, f"{CANARY}role", f"{CANARY}@one.example", said=f"{CANARY}said")
    entry = services.businesses.save(
        BusinessData(legal_name="Works", people=(person, PersonData("Bo")))
    )
    other = services.businesses.save(
        replace(northlight(), introduced_by=CANARY, introduced_by_id=entry.id)
    )
    bring(services, replace(entry, id=0, sector="sound"), all=ItemChoice.UPDATE)
    assert CANARY.encode() in _bytes_of(services)
    said = services.merging.forget_person_consequence(entry.id, CANARY)
    assert "Works stays." in said
    forgotten = services.merging.forget_person(entry.id, CANARY)
    held = _bytes_of(services)
    assert CANARY.encode().lower() not in held.lower()
    assert forgotten.removed[0].startswith(CANARY)
    assert [one.name for one in services.businesses.get(entry.id).people] == ["Bo"]
    assert services.businesses.get(other.id).introduced_by == "Works"
    assert index_is_true(services)
    with pytest.raises(BadInput, match="not here any more"):
        services.merging.forget_person(entry.id, CANARY)


def test_who_is_the_business_is_forgotten_with_it(services: Services) -> None:
    entry = services.businesses.save(
        BusinessData(legal_name="Ann Reed", people=(PersonData("Ann Reed"),))
    )
    with pytest.raises(BadInput, match="name of the business"):
        services.merging.forget_person(entry.id, "Ann Reed")


def test_a_person_leaves_drafts_and_stays_in_evidence(services: Services) -> None:
    draft = draft_of_three(services)
    party = draft.deal.parties[2]
    name = party.people[0].name
    services.businesses.save(
        replace(services.businesses.get(int(party.business_id)), legal_name="A", trading_name="B")
    )
    said = services.merging.forget_person_consequence(int(party.business_id), name)
    assert any(f"{name} is taken out of 1 draft" in line for line in said)
    services.merging.forget_person(int(party.business_id), name)
    left = services.agreements.get(draft.id).deal
    assert len(left.parties) == 3
    assert name not in [person.name for person in left.parties[2].people]


def test_a_person_who_signed_stays_in_the_evidence(all_signed: Services) -> None:
    all_signed.signoffs.execute(1)
    party = all_signed.agreements.get(1).deal.parties[1]
    key, name = int(party.business_id), party.people[0].name
    all_signed.businesses.save(
        replace(all_signed.businesses.get(key), legal_name="A", trading_name="B")
    )
    forgotten = all_signed.merging.forget_person(key, name)
    assert any("stayed with the names in it" in line for line in forgotten.kept)
    assert all_signed.agreements.get(1).deal.parties[1].people[0].name == name


def test_an_undo_cannot_bring_back_who_was_forgotten(services: Services) -> None:
    entry = services.businesses.save(low_moor(strapline="Ours"))
    outcome = bring(services, low_moor(strapline="Theirs"), northlight())
    services.merging.forget(entry.id)
    undone = services.imports.undo(outcome.step_id)
    assert undone.taken_back == 1
    assert services.businesses.count() == 0


def test_forgetting_reaches_what_was_left_over_and_counts_what_still_holds_it(
    services: Services, data_dir: Path
) -> None:
    saved = services.businesses.save(northlight())
    services.backups.automatic()
    (data_dir / "before-restore-20260101T000000000000Z").mkdir()
    left = [data_dir / ".backup-abc123", data_dir / ".work-0011223344556677"]
    for folder in left:
        folder.mkdir()
        (folder / "microbiz.sqlite").write_bytes(b"Northlight Film")
    part = data_dir / "backups" / ".automatic-20260101T000000Z.zip.00112233.part"
    part.write_bytes(b"Northlight Film")
    counted = {
        "Backups made before still hold it: those saved elsewhere are yours to delete.",
        "So may 1 backup in the data folder: automatic ones are replaced within a year.",
        "So may 1 folder “before-restore” in it, kept when a backup was restored.",
    }
    assert counted <= set(services.merging.forget_consequence(saved.id))
    assert counted <= set(services.merging.forget(saved.id).kept)
    assert [path for path in (*left, part) if path.exists()] == []
