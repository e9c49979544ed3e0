"""What a PDF is: each tampering is found, and a genuine file is never accused."""

import io
import random
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from microbiz_desktop.domain.plain import canonical
from microbiz_desktop.evidence.chain import ledger_bytes
from microbiz_desktop.evidence.fingerprint import fingerprint, sha256, shortened
from microbiz_desktop.evidence.verify import (
    AGREEMENT,
    LEDGER,
    OFFERED,
    Identity,
    KeptFile,
    against,
    printed_problems,
    verify,
    with_problems,
)

from .samples import TEXT, Story, agreement_text, attach, make_key, pdf_with

OFFER_PDF = pdf_with({AGREEMENT: TEXT})


def _story() -> Story:
    story = Story(OFFER_PDF).created().offered()
    story.understood("fernhill")
    story.understood("whitcombe")
    story.signs("fernhill", "Priya")
    story.signs("whitcombe", "Dan")
    story.signs("whitcombe", "Ruth", method="paper", file=sha256(b"a scan"), file_name="scan.png")
    return story


def _files() -> dict[str, bytes]:
    return {
        AGREEMENT: TEXT,
        LEDGER: ledger_bytes(_story().entries),
        OFFERED: OFFER_PDF,
        "scan.png": b"a scan",
    }


EXECUTED_PDF = pdf_with(_files())


def test_a_genuine_file_fits_together() -> None:
    verdict = verify(EXECUTED_PDF)
    assert (verdict.identity, verdict.problems, verdict.ok) == (Identity.CONSISTENT, (), True)
    assert verdict.fingerprint == fingerprint(TEXT)
    assert verdict.sha256 == sha256(EXECUTED_PDF)
    assert (verdict.revision, verdict.sign_offs, verdict.complete) == (1, 3, True)
    assert verdict.text == agreement_text()
    assert verdict.head.sequence == 7
    offered = verify(OFFER_PDF)
    assert (offered.ok, offered.complete, offered.files) == (True, False, (AGREEMENT,))


def _edit(change: Callable[[pikepdf.Pdf], object], pdf: bytes = EXECUTED_PDF) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _note(document: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=[0, 0, 9, 9], Contents="Paid")
    document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])


def _script(document: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    document.Root.OpenAction = document.make_indirect(action)


def _named_script(document: pikepdf.Pdf) -> None:
    document.Root.Names.JavaScript = Dictionary(Names=pikepdf.Array([]))


def _form(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = Dictionary(Fields=pikepdf.Array([]))


def _page_action(document: pikepdf.Pdf) -> None:
    document.pages[1].AA = Dictionary(O=Dictionary(S=Name.URI, URI="https://x.example"))


def _link_out(document: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI="https://x.example")
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
    document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])


def _doubled(document: pikepdf.Pdf) -> None:
    attach(document, AGREEMENT, b"{}", "second")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_note, "note"),
        (_script, "runs when it is opened"),
        (_named_script, "script"),
        (_form, "form"),
        (_page_action, "Page 2"),
        (_link_out, "Page 1"),
        (_doubled, "twice"),
    ],
)
def test_live_parts_and_doubled_files_are_told(
    change: Callable[[pikepdf.Pdf], object], said: str
) -> None:
    verdict = verify(_edit(change))
    assert verdict.identity is Identity.CHANGED
    assert any(said in problem for problem in verdict.problems)


def test_a_link_within_the_document_is_none_of_these() -> None:
    def link(document: pikepdf.Pdf) -> None:
        target = pikepdf.Array([document.pages[1].obj, Name.Fit])
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], Dest=target)
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])

    assert verify(_edit(link)).ok


def _with(**changed: bytes | None) -> bytes:
    names = {"agreement": AGREEMENT, "ledger": LEDGER, "offered": OFFERED, "scan": "scan.png"}
    files = _files()
    for key, content in changed.items():
        if content is None:
            del files[names[key]]
        else:
            files[names[key]] = content
    return pdf_with(files)


def _other_ledger(change: Callable[[Story], object]) -> bytes:
    story = _story()
    change(story)
    return ledger_bytes(story.entries)


def _foreign_sign_off(story: Story) -> None:
    story.understood("fernhill")
    story.signs("fernhill", "Priya", fingerprint="0" * 64)


@pytest.mark.parametrize(
    ("pdf", "said"),
    [
        (_with(agreement=canonical(agreement_text(words="Fernhill gets all."))), "was offered"),
        (_with(agreement=canonical(agreement_text(revision=2))), "another revision"),
        (
            _with(agreement=canonical(replace(agreement_text(), agreement_id="another"))),
            "another agreement",
        ),
        (_with(agreement=TEXT + b"\n"), "canonical"),
        (_with(agreement=TEXT.replace(b'"revision":1', b'"revision":true')), "cannot be read"),
        (_with(agreement=b"{"), "cannot be read"),
        (
            _with(agreement=canonical(replace(agreement_text(), format="microbiz-agreement/9"))),
            "does not know",
        ),
        (_with(offered=pdf_with({AGREEMENT: TEXT}, pages=3)), "offered PDF"),
        (_with(scan=b"another scan"), "scan.png"),
        (_with(scan=None), "scan.png"),
        (_with(ledger=ledger_bytes(Story().created().entries)), "knows no offer"),
        (_with(ledger=_other_ledger(lambda story: story.entries.pop(3))), "Entry 4"),
        (_with(ledger=_other_ledger(lambda story: story.entries.insert(3, story.entries[3]))),
         "Entry 5"),
        (_with(ledger=_other_ledger(_foreign_sign_off)), "another text"),
    ],
)  # fmt: skip
def test_data_that_does_not_fit_is_told(pdf: bytes, said: str) -> None:
    verdict = verify(pdf)
    assert verdict.identity is Identity.CHANGED
    assert any(said in problem for problem in verdict.problems), verdict.problems


def test_a_file_without_our_data_is_not_accused_and_not_verified() -> None:
    for pdf in (pdf_with({}), pdf_with({"letter.txt": b"hello"})):
        verdict = verify(pdf)
        assert (verdict.identity, verdict.ok) == (Identity.CANNOT_TELL, False)
    for junk in (b"", b"%PDF-1.7", b"\x00" * 5000, b"%PDF-1.7\n%%EOF"):
        assert verify(junk).identity is Identity.CANNOT_TELL


def test_a_broken_ledger_file_is_not_verified() -> None:
    for ledger in (b"", b"{}", b"[1]", ledger_bytes(_story().entries)[:-1]):
        assert not verify(_with(ledger=ledger)).ok


def test_what_was_written_before_or_after_is_told() -> None:
    assert not verify(EXECUTED_PDF + b"more").ok
    assert not verify(b"junk\n" + EXECUTED_PDF).ok
    assert not verify(EXECUTED_PDF[:-200]).ok


def test_a_second_saving_over_the_first_is_told() -> None:
    start = EXECUTED_PDF.rindex(b"startxref")
    offset = int(EXECUTED_PDF[start:].split()[1])
    with pikepdf.open(io.BytesIO(EXECUTED_PDF)) as document:
        size, root = int(document.trailer.Size), document.Root.objgen[0]
    body = EXECUTED_PDF + f"{size} 0 obj\n<</Type/Annot>>\nendobj\n".encode()
    table = (
        f"xref\n{size} 1\n{len(EXECUTED_PDF):010} 00000 n \n"
        f"trailer\n<</Size {size + 1}/Root {root} 0 R/Prev {offset}>>\n"
        f"startxref\n{len(body)}\n%%EOF\n"
    )
    verdict = verify(body + table.encode())
    assert any("saved again" in problem for problem in verdict.problems), verdict.problems


def test_against_the_files_that_were_kept() -> None:
    kept = [KeptFile(OFFER_PDF, fingerprint(TEXT)), KeptFile(EXECUTED_PDF, fingerprint(TEXT))]

    def judged(pdf: bytes, files: list[KeptFile] = kept) -> Identity:
        return against(verify(pdf), pdf, files).identity

    assert judged(EXECUTED_PDF) is Identity.IDENTICAL
    assert judged(EXECUTED_PDF + b"\nmore") is Identity.ADDITIONS
    assert judged(_edit(lambda document: None)) is Identity.RESAVED
    assert judged(_edit(_note)) is Identity.CHANGED
    other = pdf_with({AGREEMENT: canonical(agreement_text(words="Other words."))})
    assert judged(other) is Identity.CHANGED
    assert judged(other, []) is Identity.CONSISTENT
    assert judged(pdf_with({})) is Identity.CANNOT_TELL
    added = against(verify(EXECUTED_PDF + b"1234"), EXECUTED_PDF + b"1234", kept)
    assert "4 bytes were added" in added.problems[0]
    assert not added.ok


def test_a_forged_ledger_around_a_true_text_is_told() -> None:
    forged = Story(OFFER_PDF)
    forged.key = make_key(2)
    forged.created().offered().signed_by_all()
    pdf = _with(ledger=ledger_bytes(forged.entries))
    kept = [KeptFile(OFFER_PDF, fingerprint(TEXT))]
    ours = {entry.hash for entry in _story().entries}
    assert verify(pdf).ok
    verdict = against(verify(pdf), pdf, kept, ours)
    assert (verdict.identity, verdict.ok) == (Identity.CHANGED, False)
    genuine = _edit(lambda document: None)
    assert against(verify(genuine), genuine, kept, ours).identity is Identity.RESAVED


def test_pages_bear_the_check_code_and_the_certificate_the_head() -> None:
    verdict = verify(EXECUTED_PDF)
    page = f"Clause 1\nCheck  code: {verdict.check_code.replace(' ', '  ')}\n1 of 2"
    certificate = f"{page}\nLedger head {shortened(verdict.head.hash)}"
    assert printed_problems(verdict, [page, certificate]) == ()
    assert "Page 2 does not bear" in printed_problems(verdict, [certificate, "Page two"])[0]
    assert "exchanged" in printed_problems(verdict, [page, page])[0]
    draft = replace(verdict, revision=0)
    assert printed_problems(draft, ["anything"]) == ()
    changed = with_problems(verdict, ["Page 1 says “19”, the data “14”."])
    assert (changed.identity, changed.ok) == (Identity.CHANGED, False)
    assert with_problems(verdict, []) is verdict


@pytest.mark.allow_logs  # the PDF library writes of each damage it meets
def test_no_bit_flipped_at_random_is_called_identical_or_raises() -> None:
    seeded = random.Random(20261121)
    kept = [KeptFile(EXECUTED_PDF, fingerprint(TEXT))]
    for _ in range(300):
        torn = bytearray(EXECUTED_PDF)
        torn[seeded.randrange(len(torn))] ^= 1 << seeded.randrange(8)
        verdict = against(verify(bytes(torn)), bytes(torn), kept)
        assert verdict.identity is not Identity.IDENTICAL
        if verdict.ok:
            assert verdict.text == agreement_text()
