"""Sealed ideas: the number, the one file that tells them, and that nothing else does."""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from microbiz_desktop.domain.errors import BadInput, NotReady, RevisionFrozen
from microbiz_desktop.domain.ideas import KEY_BYTES, MOST_BYTES, idea_number, opened_file
from microbiz_desktop.logs import report
from microbiz_desktop.paths import resource
from microbiz_desktop.records.idea import SealedIdea
from microbiz_desktop.services.copies.forms import FORMS
from microbiz_desktop.services.program.backups import restore_into
from microbiz_desktop.services.program.sample_deals import sample_agreement
from microbiz_desktop.services.shared.dependencies import (
    Dependencies,
    TemplateCatalogue,
    the_agreement,
)
from microbiz_desktop.services.transfer.forms import FORMS as CONTACT_FORMS
from microbiz_desktop.services.transfer.ideas import Ideas
from microbiz_desktop.services.wiring import Services, build_services
from microbiz_desktop.storage.header import DATABASE_NAME
from tests.builders import northlight, sign, understand_all

from .sealed import CANARY, draft_with, holding, holds, idea, layers


def test_sha256sum_of_the_one_file_alone_is_the_number(services: Services, tmp_path: Path) -> None:
    made = idea(services)
    file = tmp_path / services.ideas.open(made.id).file_title()
    assert file.name == "An idea for the autumn.txt.idea"
    services.ideas.save_file(made.id, file)
    assert file.read_bytes()[:-KEY_BYTES] == CANARY.encode()
    assert file.stat().st_mode & 0o777 == 0o600
    said = subprocess.run(["sha256sum", file.name], cwd=tmp_path, capture_output=True, check=True)
    assert said.stdout.split()[0].decode() == made.number
    assert made.number == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_file_comes_back_alone_byte_for_byte_under_its_own_name(
    services: Services, tmp_path: Path
) -> None:
    own = idea(services).owner_id
    drawing = tmp_path / "kiln drawing.png"
    drawing.write_bytes(bytes(range(256)) * 9)
    made = services.ideas.make_of_file(own, "A drawing", drawing)
    opened, file = services.ideas.open(made.id), tmp_path / "out" / "back.png"
    file.parent.mkdir()
    assert (made.is_file, opened.own_name()) == (True, "kiln drawing.png")
    services.ideas.save_file(made.id, file, alone=True)
    assert file.read_bytes() == drawing.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    number = hashlib.sha256(file.read_bytes() + opened.key).hexdigest()
    assert number == made.number, "with the key of the other file it can still be shown"


@pytest.mark.parametrize(
    ("kept_as", "own_name"),
    [("plan:b.txt", "plan b.txt"), (" .hidden", "hidden"), ("x" * 90 + ".pdf", "x" * 76 + ".pdf")],
)
def test_a_name_from_another_system_is_one_that_every_system_takes(
    services: Services, kept_as: str, own_name: str
) -> None:
    own = idea(services).owner_id
    made = services.ideas.make(own, "A plan", b"plum stones", kept_as)
    assert services.ideas.open(made.id).own_name() == own_name


def test_what_was_typed_comes_back_as_a_text(services: Services, tmp_path: Path) -> None:
    made = idea(services)
    assert not made.is_file
    assert services.ideas.open(made.id).own_name() == "An idea for the autumn.txt"
    services.ideas.save_file(made.id, tmp_path / "text", alone=True)
    assert (tmp_path / "text").read_bytes() == CANARY.encode()


@pytest.mark.parametrize("name", ["An idea for the first evening", "An idea for the autumn"])
def test_the_ideas_of_the_sample_are_the_ones_behind_its_numbers(
    services: Services, name: str
) -> None:
    services.sample.load()
    made = sample_agreement(services, "mutual-nda")
    file = resource("resources", "sample", "ideas") / f"{name}.txt.idea"
    (place,) = services.ideas.check_file(file).places
    assert (place.agreement_id, place.name) == (made.id, name)
    assert opened_file(file.read_bytes())[0].decode().count(" ") > 10, "an idea in words"


def test_two_seals_of_one_idea_have_nothing_in_common(services: Services) -> None:
    first, second = idea(services), idea(services)
    assert first.number != second.number
    keys = {services.ideas.open(one.id).key for one in (first, second)}
    assert len(keys) == 2
    assert {len(key) for key in keys} == {KEY_BYTES}


def test_the_number_is_found_where_it_was_offered_and_says_whose_it_is(services: Services) -> None:
    made = idea(services)
    draft = draft_with(services, made.number)
    opened = services.ideas.open(made.id)
    (place,) = services.ideas.check(opened.content, opened.key).places
    assert place.sentence() == (
        "It is the idea “An idea for the autumn” of Hart Lane Pottery in “Talks about a travelling"
        " workshop”, a draft that was offered to nobody with it."
    )
    services.offers.offer(draft.id, draft.version)
    (place,) = services.ideas.check(opened.content, opened.key).places
    assert (place.agreement_id, place.revision, place.standing) == (
        draft.id,
        1,
        "revision 1, offered",
    )
    again = services.offers.change_text(draft.id)
    services.agreements.answer(draft.id, again.version, "sealed_ideas", [])
    changed = services.agreements.get(draft.id)
    services.offers.offer(draft.id, changed.version)
    (place,) = services.ideas.check(opened.content, opened.key).places
    assert place.standing == "revision 1, which a later one replaced"


@pytest.mark.parametrize(
    ("steps", "standing"),
    [
        (("withdraw",), "revision 1, withdrawn"),
        (("withdraw", "change_text"), "revision 1, which is not on offer any more"),
        (("change_text",), "revision 1, which is not on offer any more"),
    ],
)
def test_an_offer_that_was_taken_back_is_not_said_to_be_one(
    services: Services, steps: tuple[str, ...], standing: str
) -> None:
    made = idea(services)
    draft = draft_with(services, made.number)
    services.offers.offer(draft.id, draft.version)
    for step in steps:
        getattr(services.offers, step)(draft.id)
    opened = services.ideas.open(made.id)
    (place,) = services.ideas.check(opened.content, opened.key).places
    assert place.standing == standing


def test_home_says_of_a_draft_that_was_on_offer_which_revision_waits(services: Services) -> None:
    draft = draft_with(services, idea(services).number)
    reasons = [need.reason for need in services.home.view().needs]
    assert reasons == ["Non-disclosure agreement · not yet offered"]
    services.offers.offer(draft.id, draft.version)
    services.offers.change_text(draft.id)
    reasons = [need.reason for need in services.home.view().needs]
    assert reasons == ["Non-disclosure agreement · revision 2 not yet offered"]


def test_an_idea_that_is_not_wanted_any_more_is_not_kept(
    services: Services, tmp_path: Path
) -> None:
    """Asked once it was read, and before anything is stored."""
    own = idea(services).owner_id
    path = tmp_path / "idea.txt"
    path.write_text("plum stones", encoding="utf-8")
    before = services.ideas.rows()
    with pytest.raises(NotReady):
        services.ideas.make_of_file(own, "Late", path, wanted=lambda: False)
    assert services.ideas.rows() == before


def test_the_question_is_found_by_its_role_whatever_it_is_called(
    services: Services, tmp_path: Path
) -> None:
    root = tmp_path / "templates"
    shutil.copytree(services.desk.shelf.root, root)
    for name in ("template.toml", "questions.toml", "pairs.toml"):
        file = root / "mutual-nda" / name
        words = file.read_text(encoding="utf-8")
        words = re.sub(
            r'(question|of|^id) = "sealed_ideas"', r'\1 = "untold"', words, flags=re.MULTILINE
        )
        if name == "pairs.toml":
            words = words.replace('"sealed_ideas"', '"untold"')
        file.write_text(words)
    manifest = root / "mutual-nda" / "template.toml"
    words = manifest.read_text(encoding="utf-8")
    manifest.write_text(
        words.replace("[[cover]]", '[roles]\nsealed_ideas = "untold"\n\n[[cover]]', 1)
    )
    made = idea(services)
    draft = draft_with(services, made.number)
    rows = services.agreements.get(draft.id).deal.answers["sealed_ideas"]
    with services.database.transaction() as session:
        one = the_agreement(session, draft.id)
        one.deal = replace(one.deal, answers={"untold": rows})
    assert services.ideas.rows()[0].uses == ()
    desk = Dependencies(
        services.database,
        services.clock,
        TemplateCatalogue(root),
        services.data_dir,
        lambda: services.worker,
    )
    assert Ideas(desk).rows()[0].uses == ("Talks about a travelling workshop",)


_ALTERED: dict[str, Callable[[bytes], bytes]] = {
    "first byte": lambda file: bytes([file[0] ^ 1]) + file[1:],
    "a byte within": lambda file: file[:20] + bytes([file[20] ^ 0x80]) + file[21:],
    "last byte of the idea": lambda file: file[: -KEY_BYTES - 1] + b"?" + file[-KEY_BYTES:],
    "first byte of the key": lambda file: (
        file[:-KEY_BYTES] + bytes([file[-KEY_BYTES] ^ 1]) + file[-KEY_BYTES + 1 :]
    ),
    "last byte of the key": lambda file: file[:-1] + bytes([file[-1] ^ 1]),
    "a line end more": lambda file: file[:-KEY_BYTES] + b"\n" + file[-KEY_BYTES:],
    "a byte less": lambda file: file[1:],
    "saved by an editor": lambda file: file + b"\n",
    "another way to write ö": lambda file: file.replace("ö".encode(), "o\u0308".encode()),
}


@pytest.mark.parametrize("change", _ALTERED)
def test_one_byte_of_idea_or_key_altered_is_another_number(
    services: Services, tmp_path: Path, change: str
) -> None:
    made = idea(services)
    draft_with(services, made.number)
    file = tmp_path / "shown.idea"
    services.ideas.save_file(made.id, file)
    assert services.ideas.check_file(file).places
    altered = _ALTERED[change](file.read_bytes())
    assert altered != file.read_bytes()
    file.write_bytes(altered)
    found = services.ideas.check_file(file)
    assert (found.places, found.kept) == ((), "")
    assert found.number != made.number


def test_text_and_key_typed_as_they_were_shown_are_the_same_idea(services: Services) -> None:
    made = idea(services)
    draft_with(services, made.number)
    key = services.ideas.open(made.id).key.hex()
    grouped = " ".join(key[at : at + 8] for at in range(0, 64, 8)).upper()
    assert services.ideas.check_words(CANARY, grouped).number == made.number
    with pytest.raises(BadInput, match="A key is 64 letters and figures"):
        services.ideas.check_words(CANARY, key[:-1])
    with pytest.raises(BadInput, match="A key is 64 letters and figures"):
        services.ideas.check_words(CANARY, key[:-1] + "g")


@pytest.mark.parametrize("content", [b"", b" \n\t", "\u2003".encode()])
def test_an_empty_idea_is_refused(services: Services, content: bytes) -> None:
    idea(services)
    own = services.settings.current_business()
    with pytest.raises(BadInput, match="no idea in it yet"):
        services.ideas.make(own, "Autumn", content)
    with pytest.raises(BadInput, match="needs a name"):
        services.ideas.make(own, " \n", b"An idea")
    assert len(services.ideas.rows()) == 1


def test_a_file_of_any_bytes_is_sealed_whole_and_a_large_one_refused_in_a_sentence(
    services: Services, tmp_path: Path
) -> None:
    idea(services)
    own, file = services.settings.current_business(), tmp_path / "kiln drawing.png"
    content = bytes(range(256)) * 40
    file.write_bytes(content)
    made = services.ideas.make_of_file(own, "Drawing", file)
    opened = services.ideas.open(made.id)
    assert (opened.content, opened.file_name, opened.words()) == (content, "kiln drawing.png", "")
    assert opened.file_title() == "Drawing.png.idea"
    assert made.number == idea_number(content, opened.key)
    file.write_bytes(bytes(MOST_BYTES + 1))
    with pytest.raises(BadInput, match="larger than 8 MB, so it was not read"):
        services.ideas.make_of_file(own, "Drawing", file)
    with pytest.raises(BadInput, match="up to 8 MB, and this has more"):
        services.ideas.make(own, "Drawing", b"x" * (MOST_BYTES + 1))
    with pytest.raises(BadInput, match="too short to be a sealed idea"):
        opened_file(bytes(KEY_BYTES))


def test_nothing_that_prints_an_idea_prints_what_it_is(services: Services) -> None:
    opened = services.ideas.open(idea(services).id)
    assert CANARY[:14] not in repr(opened)
    assert "Zwetschgen" not in str(services.ideas.rows())


def test_no_file_and_no_export_but_its_own_holds_the_idea(
    services: Services, data_dir: Path, tmp_path: Path
) -> None:
    made = idea(services)
    key = services.ideas.open(made.id).key
    secrets = (CANARY.encode(), key)
    associate = services.businesses.save(northlight()).id
    draft = draft_with(services, made.number)
    tried = _copies(services, draft.id)
    for days in ("21 days", "30 days"):
        draft = services.agreements.answer(draft.id, draft.version, "return_within", days)
        services.offers.offer(draft.id, draft.version)
        tried |= _copies(services, draft.id)
        if days == "21 days":
            draft = services.offers.change_text(draft.id)
            tried |= _copies(services, draft.id)
    _sign(services, draft.id)
    tried |= _copies(services, draft.id)
    assert {*tried} == {*FORMS}
    assert holds(tried["deal"], made.number.encode()), "the helper sees what is there"
    own = services.settings.current_business()
    for form in CONTACT_FORMS.values():
        target = tmp_path / f"{form.name}.{form.ending}"
        ids = [own] if form.single else [own, associate]
        services.exports.save(form.name, ids, target, include_private=form.private)
        tried[form.name] = target.read_bytes()
    wrong = [name for name, content in tried.items() if holds(content, *secrets)]
    assert wrong == []
    assert services.search.jump("Zwetschgenofen") == ()
    assert services.agreements.rows("Zwetschgenofen") == ()
    services.ideas.save_file(made.id, tmp_path / "alone.txt", alone=True)
    assert not holds((tmp_path / "alone.txt").read_bytes(), key), "it gives the idea alone"
    services.ideas.save_file(made.id, tmp_path / "own.idea")
    assert holds((tmp_path / "own.idea").read_bytes(), *secrets)
    services.backups.back_up(tmp_path / "all.microbiz-backup")
    assert holds((tmp_path / "all.microbiz-backup").read_bytes(), *secrets)
    services.close()
    assert holding(data_dir, *secrets) == [DATABASE_NAME]


def _copies(services: Services, key: int) -> dict[str, bytes]:
    """Every copy that can be had of the agreement as it stands."""
    names = services.documents.copies(key)
    return {name: services.documents.copy(key, name).content for name in names}


def _sign(services: Services, key: int) -> None:
    for party in services.signoffs.room(key).parties:
        one = party.signatories[0]
        understand_all(services, key, party.key, one.name)
        sign(services, key, party.key, one.name, one.capacity)
    services.signoffs.execute(key)


@pytest.mark.allow_logs
def test_neither_log_nor_report_of_a_fault_holds_the_idea(
    services: Services, data_dir: Path
) -> None:
    made = idea(services)
    key = services.ideas.open(made.id).key
    twice = SealedIdea(
        business_id=1,
        title="Twice",
        file_name="Zwetschgenofen.pdf",
        content=CANARY.encode(),
        key=key,
        number=made.number,
        size=1,
        made_at=made.made,
    )
    with pytest.raises(IntegrityError) as fault, services.database.transaction() as session:
        session.add(twice)
    report(data_dir, fault.value)
    log = (data_dir / "logs" / "microbiz.log").read_bytes()
    assert b"SealedIdea" in log or b"Error" in log
    assert not holds(log, CANARY.encode(), key)
    assert not holds(str(fault.value).encode(), CANARY.encode(), key)
    assert "Zwetschgenofen" not in f"{log!r}{fault.value}"


def test_what_a_number_was_made_of_never_changes(services: Services) -> None:
    made = idea(services)
    for column, value in (("content", b"else"), ("key", b"else"), ("number", "00")):
        sql = text(f'UPDATE sealed_idea SET "{column}" = :it')
        refused = pytest.raises(RevisionFrozen, match="never changes")
        with refused, services.database.transaction() as session:
            session.execute(sql, {"it": value})
    assert services.ideas.open(made.id).content == CANARY.encode()


def test_the_bin_gives_it_back_whole(services: Services) -> None:
    made = idea(services)
    services.ideas.delete(made.id)
    assert services.ideas.rows() == ()
    (row,) = services.deleted.rows()
    assert (row.kind, row.name) == ("sealed idea", "An idea for the autumn")
    services.deleted.bring_back(*row.key)
    assert services.ideas.rows() == (made,)
    assert services.ideas.open(made.id).words() == CANARY


def test_forgetting_takes_every_byte_of_it_out_of_the_file(
    services: Services, data_dir: Path
) -> None:
    made, other = idea(services), idea(services, "Another one, which stays")
    key = services.ideas.open(made.id).key
    draft_with(services, made.number)
    done = services.ideas.forget(made.id)
    assert done.removed == ("The idea “An idea for the autumn” and its key.",)
    assert done.kept[0] == (
        "Its number stays in “Talks about a travelling workshop”, and nothing can be shown for it"
        " then."
    )
    assert any("Backups made before" in words for words in done.kept)
    assert [row.id for row in services.ideas.rows()] == [other.id]
    services.close()
    assert holding(data_dir, CANARY.encode(), key) == []


def test_a_backup_brings_idea_and_key_back(services: Services, tmp_path: Path) -> None:
    made = idea(services)
    before = services.ideas.open(made.id)
    file = services.backups.back_up(tmp_path / "all.microbiz-backup")
    services.ideas.forget(made.id)
    services.close()
    restore_into(services.data_dir, file)
    again = build_services(services.data_dir)
    try:
        assert again.ideas.open(made.id) == before
    finally:
        again.close()


def test_layers_of_files_are_looked_into(services: Services) -> None:
    draft = draft_with(services, idea(services).number)
    content = services.documents.copy(draft.id, "draft").content
    assert sum(1 for _ in layers(content)) > 10
