"""A file by itself: all that it carries follows from its text and record, to the last word."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from microbiz_desktop.domain.edition import Attachment
from microbiz_desktop.domain.errors import UnknownWord
from microbiz_desktop.domain.frozen import (
    FrozenEdition,
    Said,
    Versions,
    freeze,
    listed,
    with_edition_json,
)
from microbiz_desktop.domain.plain import canonical
from microbiz_desktop.domain.signing import Channel
from microbiz_desktop.domain.text import AgreementText, Clause, PartyText, SignatoryLine
from microbiz_desktop.evidence.carried import Carried, Doubt, carried, opened
from microbiz_desktop.evidence.chain import ledger_bytes, read_ledger
from microbiz_desktop.evidence.derive import (
    EDITION,
    attachments_of,
    executed_edition,
    key_line,
    offered_edition,
)
from microbiz_desktop.evidence.expected import KeptHere, data_problems, other_here
from microbiz_desktop.evidence.fingerprint import fingerprint, sha256
from microbiz_desktop.evidence.replay import replay

from .samples import FERNHILL, WHITCOMBE, Story, agreement_text, make_key, signed

SCAN, LOGO = b"a scan", b"\x89PNG a logo"
SAID = Said("2026-11-22T09:00:00+00:00", "Europe/London", "Fernhill Design")
VERSIONS = Versions("1-0", "70.0", "1.50.12", "6.0.0")


def _party(offered: Any, logo: str = "") -> PartyText:
    people = tuple(SignatoryLine(p.name, p.capacity) for p in offered.signatories)
    return PartyText(offered.key, offered.name, "", "", "", (), people, offered.must_sign, logo)


def _text(**changed: Any) -> AgreementText:
    clauses = tuple(
        Clause(name, str(number), name, (), ())
        for number, name in enumerate(("parties", "money", "leaving"), 1)
    )
    whole = replace(
        agreement_text(),
        parties=(_party(FERNHILL, sha256(LOGO)), _party(WHITCOMBE)),
        clauses=clauses,
    )
    return replace(whole, **changed)


TEXT = _text()


def _pdf(attachments: tuple[Attachment, ...]) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    for file in attachments:
        spec = pikepdf.AttachedFileSpec(
            document,
            file.content,
            filename=file.name,
            description=file.description,
            mime_type=file.mime,
            creation_date="",
            mod_date="",
        )
        spec.relationship = pikepdf.Name(f"/{file.relationship}")
        document.attachments[file.name] = spec
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def _offer(text: AgreementText = TEXT) -> bytes:
    said = replace(SAID, own_name="")
    data = Attachment(
        "agreement.json", canonical(text), "application/json", "The agreement as data"
    )
    edition = replace(offered_edition(text, said), attachments=(data,))
    frozen = freeze(edition, said, "", {sha256(LOGO): LOGO}, VERSIONS)
    return _pdf(with_edition_json(edition, frozen)[0].attachments)


OFFER = _offer()
with opened(OFFER) as _document:
    OFFERED_EDITION = carried(_document).files["edition.json"]


def _story(edition: str | None = None) -> Story:
    story = Story(OFFER)
    story.fingerprint = fingerprint(canonical(TEXT))
    story.edition = sha256(OFFERED_EDITION) if edition is None else edition
    story.created().offered()
    for party in ("fernhill", "whitcombe"):
        story.understood(party)
    story.signs("fernhill", "Priya", strokes=(((1, 2), (3, 4)),))
    story.signs("whitcombe", "Dan")
    story.signs(
        "whitcombe",
        "Ruth",
        method=Channel.PAPER,
        typed="",
        file=sha256(SCAN),
        file_name="scan.png",
        signed_on="2026-11-20",
        received_how="by post",
    )
    return story


def _executed(
    story: Story | None = None,
    text: AgreementText = TEXT,
    edition: Callable[[FrozenEdition], FrozenEdition] = lambda made: made,
) -> Carried:
    entries = tuple((story or _story()).entries)
    contents = {
        "agreement.json": canonical(text),
        "ledger.json": ledger_bytes(entries),
        "offered.pdf": OFFER,
        "evidence-1-scan.png": SCAN,
    }
    attached = tuple(
        Attachment(p.name, contents[p.name], p.mime or "image/png", p.description, p.relationship)
        for p in attachments_of(replay(entries))
        if p.name != EDITION
    )
    printed = replace(executed_edition(text, entries, SAID), attachments=attached)
    line = key_line(entries, SAID)
    frozen = edition(freeze(printed, SAID, line, {sha256(LOGO): LOGO}, VERSIONS))
    whole, _ = with_edition_json(printed, frozen)
    files = {file.name: file.content for file in whole.attachments}
    return Carried(text, files, listed(whole.attachments), entries, frozen)


def test_what_follows_from_text_and_record_has_no_problem() -> None:
    copy = _executed()
    assert data_problems(copy) == []
    assert copy.executed
    with opened(OFFER) as document:
        offered = carried(document)
    assert (data_problems(offered), offered.executed) == ([], False)


def test_a_copy_with_an_unknown_channel_is_certified_by_nobody() -> None:
    """Neither the record nor what is printed by it is taken for one of the channels known here."""
    copy = _executed()
    *before, last = copy.entries
    faxed = signed(replace(last, payload=last.payload.replace('"paper"', '"fax"')), make_key())
    unknown = replace(copy, entries=(*before, faxed))
    with pytest.raises(Doubt, match=f"Entry {last.sequence} says something this program does not"):
        data_problems(unknown)
    with pytest.raises(UnknownWord, match="“fax” is not one of: screen, paper"):
        executed_edition(TEXT, unknown.entries, SAID)


def _mark(made: FrozenEdition, **changed: Any) -> FrozenEdition:
    first, *rest = made.marks
    return replace(made, marks=(replace(first, **changed), *rest))


def _row(made: FrozenEdition, **changed: Any) -> FrozenEdition:
    assert made.certificate is not None
    first, *rest = made.certificate.rows
    rows = (replace(first, **changed), *rest)
    return replace(made, certificate=replace(made.certificate, rows=rows))


def _certificate(made: FrozenEdition, **changed: Any) -> FrozenEdition:
    assert made.certificate is not None
    return replace(made, certificate=replace(made.certificate, **changed))


BLOCKS = "The execution blocks do not say what the record says."
CERTIFICATE = "The certificate does not say what the record says."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda made: _mark(made, when="21 November 2024, 10:04 GMT (+00:00)"), BLOCKS),
        (lambda made: _mark(made, signatory="Petra"), BLOCKS),
        (lambda made: _mark(made, typed="Petra"), BLOCKS),
        (lambda made: _mark(made, how="Signed on paper; received by post"), BLOCKS),
        (lambda made: _mark(made, capacity="partner"), BLOCKS),
        (lambda made: _mark(made, witness="Tom"), BLOCKS),
        (lambda made: _mark(made, strokes=(((1, 2), (3, 5)),)), BLOCKS),
        (lambda made: replace(made, marks=made.marks[:-1]), BLOCKS),
        (lambda made: _row(made, when="21 November 2024, 10:04 GMT (+00:00)"), CERTIFICATE),
        (lambda made: _row(made, understood="2 of 3 clauses"), CERTIFICATE),
        (lambda made: _row(made, how="Paper, scan kept"), CERTIFICATE),
        (lambda made: _certificate(made, intro=f"{made.certificate.intro} And more."), CERTIFICATE),
        (lambda made: _certificate(made, what_it_shows="It proves who signed."), CERTIFICATE),
        (lambda made: _certificate(made, qr_text="elsewhere"), CERTIFICATE),
        (lambda made: _certificate(made, facts=made.certificate.facts[:-1]), CERTIFICATE),
        (lambda made: replace(made, check_code="a b 1"), "The check code is not that of the text."),
        (
            lambda made: replace(made, words=made.words[::-1]),
            "The eight words are not those of the text.",
        ),
        (
            lambda made: replace(made, fingerprint="0" * 64),
            "The fingerprint is not that of the text.",
        ),
        (
            lambda made: replace(made, key_line="Fernhill Design: eight other words"),
            "The words of the key are not those of the key that signed the record.",
        ),
        (
            lambda made: replace(made, signed=1),
            "The number of sign-offs is not that of the record.",
        ),
        (
            lambda made: replace(made, expected=3),
            "The number of parties is not that of the record.",
        ),
        (lambda made: replace(made, logos=()), "The logos in the file are not those of the text."),
        (
            lambda made: replace(made, logos=(replace(made.logos[0], png="AAAA"),)),
            "The logos in the file are not those of the text.",
        ),
        (
            lambda made: replace(made, said=replace(made.said, zone="Asia/Tokyo")),
            "The time at which the file says it was made is no time.",
        ),
        (
            lambda made: replace(made, attached=made.attached[1:]),
            "What is attached is not what the file says is attached.",
        ),
    ],
)
def test_what_is_printed_beside_the_text_is_compared_to_the_last_word(
    change: Callable[[FrozenEdition], FrozenEdition], said: str
) -> None:
    assert data_problems(_executed(edition=change)) == [said]


def test_what_only_the_file_can_say_is_taken_as_it_says() -> None:
    """Another time and own name are printed alike everywhere: nothing else shows them."""
    copy = _executed()
    assert copy.edition is not None
    later = Said("2026-11-23T10:00:00+09:00", "Asia/Tokyo", "Somebody else")
    entries = copy.entries
    printed = executed_edition(TEXT, entries, later)
    made = freeze(printed, later, key_line(entries, later), {sha256(LOGO): LOGO}, VERSIONS)
    other = replace(copy, edition=replace(made, attached=copy.edition.attached))
    assert data_problems(other) == []


@pytest.mark.parametrize(
    ("copy", "said"),
    [
        (lambda: _without("ledger.json"), "The record of the sign-offs was taken out of the file."),
        (lambda: _without("offered.pdf"), "The file “offered.pdf” was taken out."),
        (lambda: _without("evidence-1-scan.png"), "The file “evidence-1-scan.png” was taken out."),
        (lambda: _without("edition.json"), "The file “edition.json” was taken out."),
        (lambda: _with("invoice.exe", b"MZ"), "The file “invoice.exe” was added."),
        (
            lambda: _with("evidence-1-scan.png", b"another"),
            "The file “evidence-1-scan.png” is not the one that the record names.",
        ),
        (
            lambda: _with("offered.pdf", _offer(_text(title="Another"))),
            "The offered PDF in the file is not the one that was offered.",
        ),
        (
            lambda: _executed(text=_text(title="Another")),
            "The text in the file is not the text that was offered.",
        ),
        (
            lambda: _executed(text=_text(revision=2)),
            "The record in the file is about another revision.",
        ),
        (
            lambda: _executed(text=_text(agreement_id="another")),
            "The record in the file belongs to another agreement.",
        ),
        (
            lambda: _executed(text=_text(parties=(_party(FERNHILL),))),
            "The parties, signatories or clauses in the record are not those of the text.",
        ),
        (
            lambda: replace(_executed(), entries=tuple(_story().entries[:-1])),
            "By the record in the file not every party has signed off: it was cut, or exchanged.",
        ),
        (
            lambda: _executed(_story(edition="0" * 64)),
            "The offered PDF in the file prints something else beside its text.",
        ),
        (
            lambda: replace(_executed(), entries=tuple(_story().entries[1:])),
            "Entry 1 is missing or out of order.",
        ),
    ],
)
def test_what_a_file_carries_is_what_the_record_calls_for(
    copy: Callable[[], Carried], said: str
) -> None:
    assert said in data_problems(copy())


def _without(name: str) -> Carried:
    copy = _executed()
    files = {key: content for key, content in copy.files.items() if key != name}
    kept = tuple(file for file in copy.listed if file.name != name)
    edition = None if name == EDITION else copy.edition
    return replace(copy, files=files, listed=kept, edition=edition)


def _with(name: str, content: bytes) -> Carried:
    copy = _executed()
    file = Attachment(name, content, "application/octet-stream", "", "Data")
    others = tuple(one for one in copy.listed if one.name != name)
    (added,) = listed((file,))
    old = next((one for one in copy.listed if one.name == name), added)
    whole = (*others, replace(old, sha256=added.sha256))
    return replace(copy, files={**copy.files, name: content}, listed=whole)


def _known(story: Story, **changed: Any) -> KeptHere:
    known = KeptHere(
        ledger=ledger_bytes(story.entries), fingerprints=((1, fingerprint(canonical(TEXT))),)
    )
    return replace(known, **changed)


def test_a_copy_that_was_not_made_here_is_told_or_doubted() -> None:
    copy, story = _executed(), _story()
    assert other_here(copy, KeptHere()) == []
    assert other_here(copy, _known(story, fingerprints=((1, "0" * 64),))) == [
        "This is not the text that was offered."
    ]
    assert other_here(copy, _known(story)) == ["No such copy of this agreement was made here."]
    earlier = _story()
    del earlier.entries[-1]
    with pytest.raises(Doubt, match="older backup"):
        other_here(copy, _known(earlier))
    with pytest.raises(Doubt, match="older backup"):
        other_here(replace(copy, text=_text(revision=2)), _known(story))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "cannot be read"),
        (b"[]", "does not know"),
        (canonical(_text(format="microbiz-agreement/9")), "does not know"),
        (canonical(TEXT).replace(b'"revision":1', b'"revision":true'), "cannot be read"),
    ],
)
def test_data_of_another_form_is_a_doubt_and_no_reproach(content: bytes, said: str) -> None:
    pdf = _pdf((Attachment("agreement.json", content, "application/json", ""),))
    with opened(pdf) as document, pytest.raises(Doubt, match=said):
        carried(document)


def test_data_that_only_looks_like_ours_is_told() -> None:
    spaced = Attachment("agreement.json", canonical(TEXT) + b"\n", "application/json", "")
    broken = Attachment("edition.json", b"{}", "application/json", "")
    with opened(_pdf((spaced, broken))) as document:
        problems = carried(document).problems
    assert problems == (
        "The agreement data in the file is not in its canonical form.",
        "“edition.json” in the file cannot be read.",
    )


def test_an_edition_of_another_form_is_a_doubt() -> None:
    text = Attachment("agreement.json", canonical(TEXT), "application/json", "")
    later = Attachment("edition.json", b'{"format":"microbiz-edition/9"}', "application/json", "")
    with opened(_pdf((text, later))) as document, pytest.raises(Doubt, match="not known here"):
        carried(document)


def test_a_copy_of_before_editions_were_kept_has_no_problem_by_that() -> None:
    story = _story(edition="")
    copy = _executed(story)
    files = {name: content for name, content in copy.files.items() if name != EDITION}
    kept = tuple(file for file in copy.listed if file.name != EDITION)
    assert data_problems(replace(copy, files=files, listed=kept, edition=None)) == []


def test_the_record_of_a_file_reads_back() -> None:
    copy = _executed()
    assert read_ledger(copy.files["ledger.json"]) == copy.entries
