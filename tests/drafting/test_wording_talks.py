"""What the promise of secrecy must say: its clauses, notes and page 1 agree, whoever shares."""

import re
from itertools import product

import pytest

from microbiz_desktop.domain.findings import Severity
from microbiz_desktop.domain.text import AgreementText, Paragraph, RunKind, plain
from microbiz_desktop.drafting.compile import compile

from .base_deal import Base, Settings
from .test_wording import catalogue, lines_of, sample, unit_words, with_answers
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
    assert ("go on until the data is deleted" in unit_words(text, "talks_after")) is data


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
    assert "other use needs the written consent of all" in words
    assert "Each may keep its copy" in words
    assert "the party that first shares information is its owner; any other party" in words.lower()
    assert "work out together" in note(text, "talks_purpose")
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
    assert "other parties that have not left (unless the owner objects)" in words
    assert "other parties" not in unit_words(talks(among=2), "secret_duties")


def test_it_is_the_owner_who_asks_for_a_secret_back() -> None:
    text = talks()
    assert unit_words(text, "secret_return").startswith("When its owner asks")
    assert "when its owner asks" in cover(text, "Keeping it")
    assert "when its owner asks" in note(text, "secret_return")
    template = catalogue().templates[KIND]
    assert "owner asks" in template.question("return_within").label  # type: ignore[union-attr] # it is there, or the test fails


# --- ideas


def test_a_record_of_an_idea_proves_no_more_than_it_can() -> None:
    text = talks(IDEAS)
    words = unit_words(text, "sealed_ideas")
    for said in (words, cover(text, "What is secret"), note(text, "sealed_ideas")):
        assert "stays with" not in said
        assert re.search(r"had (that text|it)", said) and "when it signed" in said
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


# --- what two fresh readers asked for: page 1, clause and schedule say the same


@pytest.mark.parametrize("question", ["sealed_ideas", "confidential_items"])
def test_page_1_says_that_an_optional_list_was_added(question: str) -> None:
    none, listed = (changes(talks(((question, state),))) for state in ("empty", "filled"))
    assert "(usual: none)" not in none
    assert "(usual: none)" in listed


def test_what_is_worked_out_together_belongs_to_those_who_did() -> None:
    text = talks()
    words = unit_words(text, "talks_purpose")
    assert "is theirs, and a secret without a mark" in words
    assert "other use needs the written consent of all" in words
    assert "Each may keep its copy" in words
    assert "talks_after.1" in led_to(text, "talks_purpose")
    for said in (cover(text, "Who"), note(text, "talks_purpose")):
        assert "out together is theirs together" in said


def test_where_one_shares_what_the_others_tell_is_not_protected() -> None:
    text = talks(ONE_WAY)
    for said in (unit_words(text, "talks_purpose"), cover(text, "Who")):
        assert "What a receiver tells, and what parties work out together, is not protected" in said
        assert "except the owner’s secrets in it" in said or "except its secrets in it" in said


@pytest.mark.parametrize("among", [2, 3])
def test_from_the_end_a_secret_is_not_used_even_for_the_purpose(among: int) -> None:
    text = talks(among=among)
    words = unit_words(text, "talks_after")
    assert "use it only for the purpose, until the end" in unit_words(text, "secret_duties")
    assert ("may still use what was worked out with one that left" in words) is (among > 2)
    assert "no right in it beyond clause 3.1" in unit_words(text, "nothing_licensed")
    assert "to use it for the purpose until the end" in cover(text, "Who owns what")


def test_a_secret_is_shown_to_no_party_that_has_left() -> None:
    assert "other parties that have not left (unless the owner objects)" in unit_words(
        talks(), "secret_duties"
    )


def test_a_secret_is_its_owners_only_while_it_is_protected() -> None:
    text = talks()
    words = unit_words(text, "nothing_licensed")
    assert "idea" not in words
    assert words.startswith("While clause 5.2 protects it, each secret stays its owner’s")
    for said in (words, cover(text, "Who owns what")):
        assert "as long as the law says" in said
    assert re.search("while (it is )?protected", cover(text, "Who owns what"))
    assert re.search("while (it is )?protected", note(text, "nothing_licensed"))


@pytest.mark.parametrize("tools", ["none", "consent", "closed"])
def test_whoever_stores_insures_or_decides_may_see_a_secret(tools: str) -> None:
    text = talks((("ai_tools", tools),))
    words = unit_words(text, "secret_duties")
    for part in (
        "its owners, staff, advisers and insurer",
        "insurer",
        "store or carry its data",
        "agrees to in writing",
    ):
        assert part in words, part
    assert ("secret_ai.1" in led_to(text, "secret_duties")) is (tools == "closed")
    assert "what the law, a court or a mediator demands" in unit_words(text, "secret_by_law")


def test_the_clause_says_from_which_bytes_a_number_is_worked_out() -> None:
    text = talks(IDEAS)
    words = unit_words(text, "sealed_ideas")
    assert "the bytes of the file (or of the text in UTF-8), followed directly by the" in words
    assert "32 bytes of the key, not the letters" in words
    for said in (words, cover(text, "What is secret"), note(text, "sealed_ideas")):
        assert re.search("text or file", said) and "when it signed" in said


@pytest.mark.parametrize("who", ["mutual", "one_way"])
def test_what_is_shown_to_prove_an_idea_is_secret_itself(who: str) -> None:
    text = talks((*IDEAS, ("who_shares", who)))
    words = unit_words(text, "sealed_ideas")
    assert "for this is itself a secret, unless clause 2.2 says otherwise" in words
    assert ("What the owner shows for this" in words) is (who == "one_way")
    assert "An idea that is told for the purpose is a secret as clause 2.1 says" in words


@pytest.mark.parametrize("data", [True, False])
def test_page_1_has_a_row_on_data_about_people_where_some_is_shared(data: bool) -> None:
    text = talks((("personal_data", data),))
    units = {line.unit for clause in text.clauses for line in clause.subclauses}
    assert ("talks_data" in units) is data
    assert ("Data about people" in {row.label for row in text.cover}) is data


def test_data_about_people_is_used_for_what_was_listed_and_nothing_else() -> None:
    text = talks((("personal_data", True),))
    words = unit_words(text, "talks_data")
    for part in (
        "nothing else",
        "must not contact anybody in it who has not agreed",
        "like a secret",
        "sooner",
    ):
        assert part in words, part
    for part in (
        "only as listed",
        "within 24 hours",
        "deleted in time",
        "contacted without having agreed",
    ):
        assert part in cover(text, "Data about people"), part
    assert {"personal_data.1", "talks_data.1"} <= led_to(text, "talks_after")


@pytest.mark.parametrize("value", ["project_2y", "forever"])
def test_silence_about_the_talks_does_not_last_as_long_as_a_trade_secret(value: str) -> None:
    text = talks((("quiet", True), ("confidentiality_term", value)))
    words = unit_words(text, "talks_after")
    until = "without limit of time" if value == "forever" else "until two years after the end"
    assert re.search(rf"clause [\d.]+ goes on {until}", words), words


@pytest.mark.parametrize("value", ["none", "contacts", "people", "both"])
def test_limits_on_contacts_and_people_last_as_long_as_they_say(value: str) -> None:
    text = talks((("non_solicit", value),))
    assert ("going_round.1" in led_to(text, "talks_after")) is (value != "none")
    assert ("for as long as it says" in unit_words(text, "talks_after")) is (value != "none")


@pytest.mark.parametrize("test", ["plain", "marked", "everything"])
def test_what_is_listed_is_secret_once_shared_and_has_the_same_exceptions(test: str) -> None:
    text = talks((("secret_test", test), ("confidential_items", "filled")))
    words = unit_words(text, "secret_meaning")
    assert "certainly" not in words
    assert re.search(r"What Schedule A lists is a secret without being marked, once", words)
    assert "clause 2.2 counts for it too" in words
    heading = next(s.heading for s in text.schedules if s.id == "schedule_confidential")
    assert heading == "Listed secrets"
    assert "listed" in cover(text, "What is secret") or test == "everything"


@pytest.mark.parametrize("earlier", [True, False])
def test_what_is_still_to_be_confirmed_counts_as_marked_until_then(earlier: bool) -> None:
    text = talks((("secret_test", "marked"), ("covers_earlier", earlier)))
    words = unit_words(text, "secret_meaning")
    assert "Until these days have passed, it counts as marked without that" in words
    for said in (cover(text, "What is secret"), note(text, "secret_meaning")):
        assert re.search("until (then|these have passed), it counts|until then it counts", said)


@pytest.mark.parametrize("confirm", [True, False])
def test_the_note_says_that_a_return_is_confirmed(confirm: bool) -> None:
    text = talks((("confirm_return", confirm),))
    assert ("confirm it in writing" in note(text, "secret_return")) is confirm


def test_a_sample_lists_no_data_about_people_where_none_is_shared() -> None:
    deal = sample("talks-three")
    assert "personal_data" not in deal.answers
    listed = str(deal.answers["confidential_items"])
    assert "makers who" not in listed
