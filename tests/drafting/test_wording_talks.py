"""What the promise of secrecy must say: its clauses, notes and page 1 agree, whoever shares."""

import re
from itertools import product

import pytest

from microbiz_desktop.domain.findings import Severity
from microbiz_desktop.domain.text import AgreementText, Paragraph, RunKind, plain
from microbiz_desktop.drafting.compile import compile

from .base_deal import Base, Settings
from .test_wording import catalogue, lines_of, unit_words, with_answers
from .test_wording_law import cover
from .test_wording_read_again import note

KIND = "mutual-nda"
ONE_WAY: Settings = (("who_shares", "one_way"),)
IDEAS: Settings = (("sealed_ideas", "filled"),)

#: Parts that last as long as they say themselves, or that nobody needs once the talks are over.
NEEDS_NO_END = {"no_duty", "going_round", "personal_data"}


def talks(settings: Settings = (), among: int = 3) -> AgreementText:
    """The base deal of the talks in these states, and without an error."""
    done = compile(catalogue(), Base.of(catalogue(), KIND).deal(settings, among))
    assert [f.message for f in done.findings if f.severity is Severity.ERROR] == []
    return done.text


def changes(text: AgreementText) -> str:
    return " ".join(map(plain, text.changes)).replace("\u00a0", " ")


def led_to(text: AgreementText, unit: str) -> set[str]:
    """The clauses and parts that a unit refers to."""
    runs = (run for line in lines_of(text) if line.unit == unit for run in line.runs)
    return {run.target for run in runs if run.kind is RunKind.REFERENCE}


def lasting(text: AgreementText) -> set[str]:
    """The units that the part on what lasts names, alone or by their clause."""
    targets = led_to(text, "talks_after")
    return {
        line.unit
        for clause in text.clauses
        for line in clause.subclauses
        if targets & {clause.id, line.unit} or any(t.startswith(f"{line.unit}.") for t in targets)
    }


# --- how long it lasts, and which end is meant


@pytest.mark.parametrize(
    ("quiet", "data", "ideas"), [*product([True, False], [True, False], ["filled", "empty"])]
)
def test_whatever_is_to_be_kept_goes_on_after_the_end(quiet: bool, data: bool, ideas: str) -> None:
    text = talks((("quiet", quiet), ("personal_data", data), ("sealed_ideas", ideas)))
    kept = {
        line.unit
        for clause in text.clauses
        if clause.id in {"secrets", "keeping", "no_more"}
        for line in clause.subclauses
    }
    assert kept - lasting(text) <= NEEDS_NO_END
    assert ("talks_quiet" in lasting(text)) is quiet
    assert ("goes on until the data is deleted" in unit_words(text, "talks_after")) is data


@pytest.mark.parametrize("quiet", [True, False])
def test_that_there_were_talks_is_kept_as_long_as_the_secrets(quiet: bool) -> None:
    text = talks((("quiet", quiet),))
    for said in (cover(text, "How long"), note(text, "talks_after")):
        assert ("that the parties talked" in said) is quiet
    assert ("needs consent" in cover(text, "What for")) is quiet


def test_a_party_that_leaves_has_an_end_of_its_own() -> None:
    text = talks()
    words = unit_words(text, "talks_time")
    assert "its leaving is the end between it and the others, who go on" in words
    assert "for that party this agreement then ends" not in words
    assert "which is the end for that party" in cover(text, "How long")
    two = talks(among=2)
    assert "and this agreement then ends" in unit_words(two, "talks_time")
    assert "and this agreement then ends" in cover(two, "How long")


@pytest.mark.parametrize("value", ["contacts", "people", "both"])
def test_every_time_that_is_counted_is_counted_from_that_end(value: str) -> None:
    text = talks((("non_solicit", value),))
    for unit in ("going_round", "talks_after"):
        assert "after the end" in unit_words(text, unit) or "before the end" in unit_words(
            text, unit
        )
        assert "this agreement ends" not in unit_words(text, unit)


def test_a_party_that_has_left_need_not_sign_what_is_changed_later() -> None:
    text = talks()
    words = unit_words(text, "changes_signed")
    assert "except one that has left, whose rights, duties and secrets stay unchanged" in words
    assert "still in it" in note(text, "changes_signed")
    assert "left" not in unit_words(talks(among=2), "changes_signed")


# --- who shares, who owns, who receives


def test_parties_that_own_together_owe_each_other_what_a_receiver_owes() -> None:
    text = talks()
    words = unit_words(text, "talks_purpose")
    assert "What parties work out together counts as shared by each with the others" in words
    assert "none has to return or delete it" in words
    assert "the party that first shares information is its owner; any other party" in words.lower()
    assert "worked out together" in note(text, "talks_purpose")
    assert "worked out together" in cover(text, "Who")


@pytest.mark.parametrize("among", [2, 3, 5])
def test_where_one_party_alone_may_share_nothing_says_that_all_do(among: int) -> None:
    rows: Settings = (*ONE_WAY, ("confidential_items", "filled"))
    text = talks(rows, among)
    sharer = next(p.name for p in text.parties)
    whole = "\n".join(
        [text.title, text.kind_title, changes(text)]
        + [plain(row.runs) for row in text.cover]
        + [note.text for clause in text.clauses for note in clause.summaries]
    )
    assert not re.search(r"mutual|each party may share|all may share", whole, re.IGNORECASE)
    assert f"{sharer} may share secrets" in note(text, "talks_purpose")
    assert f"{sharer} may share secrets" in cover(text, "Who")
    blocks = next(s.blocks for s in text.schedules if s.id == "schedule_confidential")
    said = " ".join(plain(block.runs) for block in blocks if isinstance(block, Paragraph))
    assert f"once {sharer} shares it" in said and "party named" not in said


def test_the_warning_about_a_secret_of_a_receiver_suits_any_number_of_parties() -> None:
    deal = Base.of(catalogue(), KIND).deal((*ONE_WAY, ("confidential_items", "filled")))
    found = compile(catalogue(), deal).findings
    (told,) = [f for f in found if f.code == "secret-of-receiver"]
    assert "If they have secrets, let all share." in told.reason and "both" not in told.reason


def test_the_purpose_is_to_talk_and_nothing_else() -> None:
    """A right to use a secret for what is talked about would be a licence to do it."""
    for settings in ((), ONE_WAY):
        words = unit_words(talks(settings), "talks_purpose")
        assert words.startswith("The purpose of this agreement is to talk about ")


# --- what is secret


def test_what_the_owner_told_before_signing_is_not_what_a_receiver_knew_already() -> None:
    words = unit_words(talks(), "secret_exceptions")
    assert "knew before the owner shared it" in words and "knew already" not in words


def test_page_1_says_that_there_are_exceptions() -> None:
    text = talks()
    for part in ("public", "knew before", "found itself", "got elsewhere"):
        assert part in cover(text, "What is secret"), part
    assert "What the law demands or protects comes first" in cover(text, "Keeping it")
    assert "routine backups" in cover(text, "Keeping it")


@pytest.mark.parametrize("items", ["filled", "empty"])
def test_what_is_listed_needs_no_mark_and_page_1_and_note_say_so(items: str) -> None:
    text = talks((("secret_test", "marked"), ("confidential_items", items)))
    for said in (cover(text, "What is secret"), note(text, "secret_meaning")):
        assert ("marked secret or listed is a secret" in said) is (items == "filled")


@pytest.mark.parametrize("items", ["filled", "empty"])
@pytest.mark.parametrize("test", ["plain", "everything"])
def test_what_is_listed_counts_although_it_was_shared_before(test: str, items: str) -> None:
    settings: Settings = (("secret_test", test), ("covers_earlier", False))
    text = talks((*settings, ("confidential_items", items)))
    says = "does not count, except what Schedule A lists" in unit_words(text, "secret_meaning")
    assert says is (items == "filled")
    assert ("except what a schedule lists" in cover(text, "What is secret")) is (items == "filled")


def test_a_secret_goes_to_other_parties_only_where_they_need_it() -> None:
    words = unit_words(talks(), "secret_duties")
    assert "only to those who need it and must keep it secret too: " in words
    assert "other parties (unless the owner objects)" in words
    assert "other parties" not in unit_words(talks(among=2), "secret_duties")


def test_it_is_the_owner_who_asks_for_a_secret_back() -> None:
    text = talks()
    assert unit_words(text, "secret_return").startswith("When its owner asks")
    assert "When its owner asks" in cover(text, "Keeping it")
    assert "when its owner asks" in note(text, "secret_return")
    template = catalogue().templates[KIND]
    assert "owner asks" in template.question("return_within").label  # type: ignore[union-attr] # it is there, or the test fails


# --- ideas


def test_a_record_of_an_idea_proves_no_more_than_it_can() -> None:
    text = talks(IDEAS)
    words = unit_words(text, "sealed_ideas")
    for said in (words, cover(text, "What is secret"), note(text, "sealed_ideas")):
        assert "stays with" not in said
        assert "had that text" in said and "when it signed" in said
    assert "whoever shares the idea later" in words
    assert "makes no idea new, secret or anybody’s own" in words


def test_the_clause_says_in_plain_words_what_number_and_key_are_and_what_is_lost_with_them() -> (
    None
):
    text = talks(IDEAS)
    words = unit_words(text, "sealed_ideas")
    for part in (
        "written as 64 letters and figures",
        "public method called SHA-256",
        "any change gives another number",
        "can no longer show this; the agreement holds all the same",
    ):
        assert part in words, part
    template = catalogue().templates[KIND]
    assert "lost" in template.question("sealed_ideas").help  # type: ignore[union-attr] # it is there, or the test fails


# --- contacts and people


@pytest.mark.parametrize("value", ["contacts", "both"])
def test_a_contact_is_protected_in_what_the_talks_are_about_and_nowhere_else(value: str) -> None:
    text = talks((("non_solicit", value),))
    row = cover(text, "People and contacts")
    words = unit_words(text, "going_round")
    for said in (words, row, changes(text)):
        assert "goes round" not in said and "going round" not in said
        assert "deal about the purpose" not in said
    for said in (words, row):
        assert "in what the talks are about" in said
        assert "new contact" in said or "already" in said
        assert "agree" in said or "written consent" in said


@pytest.mark.parametrize("value", ["people", "both"])
def test_only_people_who_took_part_are_not_hired_away(value: str) -> None:
    text = talks((("non_solicit", value),))
    for said in (unit_words(text, "going_round"), cover(text, "People and contacts")):
        assert "took part in the talks" in said and "open advertisement" in said


def test_who_deals_freely_still_keeps_the_secrets_on_page_1_and_in_the_note() -> None:
    text = talks()
    said = (unit_words(text, "going_round"), cover(text, "People and contacts"))
    for words in (*said, note(text, "going_round")):
        assert "keeps the secrets" in words


# --- the rest


def test_a_clause_says_that_page_1_and_the_notes_do_not_bind() -> None:
    """It stood on page 1 alone, which does not bind."""
    for kind in ("joint-venture", KIND, "associate"):
        text = compile(catalogue(), Base.of(catalogue(), kind).deal()).text
        whole = " ".join(plain(line.runs) for line in lines_of(text))
        assert "Page 1 and the short notes are a guide and do not bind" in whole, kind


def test_page_1_says_that_a_court_may_be_asked_at_once() -> None:
    assert "a court may be asked to protect a secret at once" in cover(talks(), "Liability and law")


def test_what_is_usual_is_said_as_no_limit() -> None:
    deal = Base.of(catalogue(), KIND).deal((("liability_cap", "fixed_sum"),))
    done = compile(catalogue(), with_answers(deal, liability_sum=5_000_000))
    assert "(usual: no limit)" in changes(done.text)


def test_work_goes_on_during_a_dispute_unless_the_agreement_lets_it_pause_or_end() -> None:
    for kind in ("joint-venture", "associate"):
        text = compile(catalogue(), Base.of(catalogue(), kind).deal()).text
        for said in (unit_words(text, "talks"), note(text, "talks")):
            assert "unless paused or ended as this agreement allows" in said


@pytest.mark.parametrize("joining", ["all_sign", "lead_joinder"])
def test_a_leaver_of_a_joint_venture_signs_only_what_affects_it(joining: str) -> None:
    text = compile(
        catalogue(), Base.of(catalogue(), "joint-venture").deal((("joining", joining),))
    ).text
    assert "every party that has not left or is affected" in unit_words(text, "changes")


@pytest.mark.parametrize("contact", ["lead", "both"])
def test_the_part_of_an_associate_is_a_part_of_something_that_was_named(contact: str) -> None:
    text = compile(
        catalogue(), Base.of(catalogue(), "associate").deal((("client_contact", contact),))
    ).text
    words = unit_words(text, "associate_sides")
    assert "does part of what the client contract is about, and is no party to it" in words
    assert "that work" not in words
