"""What exists already: drafts, offers and executed agreements of the wording 1.0.0, and deal files.

The folder was made by the program of that time (`tests/earlier`); the services are today's, with
a wording that is newer.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import select

from microbiz_desktop.cli.main import main
from microbiz_desktop.domain.deal import Deal, Rewording
from microbiz_desktop.domain.errors import BadInput, NotReady
from microbiz_desktop.domain.findings import Edit, Finding, Severity
from microbiz_desktop.domain.plain import to_plain
from microbiz_desktop.domain.text import plain
from microbiz_desktop.domain.verdicts import Outcome
from microbiz_desktop.drafting.comparing.redline import Fate
from microbiz_desktop.drafting.dealfile.writer import write_deal_file
from microbiz_desktop.drafting.templates.earlier import load_earlier
from microbiz_desktop.evidence.carried import carried, opened
from microbiz_desktop.evidence.expected import KeptHere
from microbiz_desktop.paths import resource
from microbiz_desktop.records.agreement import Revision
from microbiz_desktop.rendering.reading.extract import extract
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue
from microbiz_desktop.services.wiring import Services, build_services
from tests.builders import KeptWorker, StillClock, fernhill, sign, understand_all
from tests.drafting.changed_wording import NEWS, changed_copy, without_question
from tests.earlier.kept import DRAFT, EXECUTED, OFFERED, data_folder_of_then
from tests.in_process import InProcessWorker
from tests.kept import Opener
from tests.services.altered import edited, nothing


@dataclass(frozen=True)
class Newer:
    """A wording that is newer than what the folder holds, and who words by it."""

    root: Path
    shelf: TemplateCatalogue
    worker: InProcessWorker


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Newer:
    root = changed_copy(tmp_path_factory.mktemp("newer"))
    return Newer(root, TemplateCatalogue(root), InProcessWorker(root))


@pytest.fixture
def now(data_dir: Path, newer: Newer) -> Iterator[Services]:
    """Today's services on the folder of then."""
    data_folder_of_then(data_dir)
    opened = _opened(data_dir, newer)
    yield opened
    opened.close()


def _opened(folder: Path, newer: Newer) -> Services:
    clock = StillClock()
    clock.forward(days=3)
    return build_services(folder, clock=clock, worker=KeptWorker(newer.worker), shelf=newer.shelf)


def _findings(services: Services, agreement: int, *codes: str) -> list[Finding]:
    found = services.drafts.compile(agreement).findings
    return [finding for finding in found if finding.code in codes]


def _take(services: Services, agreement: int = DRAFT) -> AgreementData:
    (finding,) = _findings(services, agreement, "wording-earlier")
    assert finding.mend is not None
    version = services.agreements.get(agreement).version
    return services.agreements.edit(agreement, version, finding.mend.edits)


def test_an_open_draft_is_told_first_and_cannot_be_offered(now: Services) -> None:
    first = now.drafts.compile(DRAFT).findings[0]
    assert (first.code, first.severity) == ("wording-earlier", Severity.ERROR)
    assert first.place.label == "The wording"
    assert "(1.0.0; now 9.0.0)" in first.message
    draft = now.agreements.get(DRAFT)
    with pytest.raises(NotReady, match="The wording is new since this draft was begun"):
        now.offers.offer(DRAFT, draft.version)
    assert now.agreements.get(DRAFT) == draft


def test_its_pages_show_the_new_wording(now: Services) -> None:
    text = now.drafts.compile(DRAFT).text
    assert text.template == "joint-venture 9.0.0"
    assert "the clause counts" in text.notices[0]


def test_it_is_taken_by_one_edit_and_can_be_offered_then(now: Services) -> None:
    taken = _take(now)
    assert (taken.deal.template_version, taken.deal.pack_version) == ("9.0.0", "1.0.0")
    left = _findings(now, DRAFT, "wording-earlier", "answer-once-empty", "rewording-unknown")
    assert [finding.code for finding in left] == ["rewording-unknown"]
    assert left[0].mend is not None
    mended = now.agreements.edit(DRAFT, taken.version, left[0].mend.edits)
    offered = now.offers.offer(DRAFT, mended.version)
    assert offered.revision == 1
    assert now.signoffs.room(DRAFT).revision == 1


def test_taken_back_it_is_told_again(now: Services) -> None:
    before = now.agreements.get(DRAFT).deal
    taken = _take(now)
    back = [
        Edit((name,), to_plain(getattr(before, name)))
        for name in ("template_version", "pack_version")
    ]
    assert now.agreements.edit(DRAFT, taken.version, back).deal == before
    assert len(_findings(now, DRAFT, "wording-earlier")) == 1
    assert len(_findings(now, DRAFT, "answer-once-empty")) == 3


def test_what_changes_is_shown_clause_by_clause(now: Services) -> None:
    found = now.wordings.changes(DRAFT)
    assert (found.named, found.now, found.kept) == ("1.0.0", "9.0.0", True)
    assert found.news == (NEWS,)
    lines = dict(found.lines)
    # Talking first has the draft's own words: nothing changes there.
    assert list(lines) == [
        "Page 1",
        "3. Who does what",
        "5. Dealing with the client and each other",
    ]
    (gone,) = lines["5. Dealing with the client and each other"]
    assert (gone.before, gone.after) == ("Clause 5.4", "")
    assert [part.text for part in gone.words] == ["The parties meet on the first Monday."]
    words = lines["3. Who does what"][0].words
    changed = [(part.fate, part.text[:1]) for part in words if part.fate is not Fate.SAME]
    assert changed == [(Fate.REMOVED, "5"), (Fate.ADDED, "9")]


def test_answers_that_say_something_else_now_are_named(now: Services) -> None:
    found = now.wordings.changes(DRAFT)
    told = {
        one.place: tuple(words.replace("\xa0", " ") for words in (one.before, one.after))
        for one in found.answers
    }
    assert told == {
        "How long to check a deliverable?": ("5 working days", "9 working days"),
        "How long may a message wait?": ("", "2 working days"),
    }
    assert found.lost == ("Meetings",)


def test_answers_once_left_empty_are_named_until_the_wording_is_taken(now: Services) -> None:
    hints = _findings(now, DRAFT, "answer-once-empty")
    questions = {hint.place.question: hint.message for hint in hints}
    assert set(questions) == {"insurance_kinds", "uncapped", "acceptance"}
    assert "still takes that: Public liability" in questions["insurance_kinds"]
    assert all(hint.place.section for hint in hints)
    ticks = {hint.place.question for hint in hints if "ticks" in hint.reason}
    assert ticks == {"insurance_kinds", "uncapped"}  # the third is a length of time
    told = now.wordings.changes(DRAFT).once_empty
    assert [(one.before[:1], one.after[:1]) for one in told] == [("5", "9"), ("D", "D"), ("P", "P")]
    draft = now.agreements.get(DRAFT)
    now.agreements.answer(DRAFT, draft.version, "acceptance", "3 working days")
    assert len(_findings(now, DRAFT, "answer-once-empty")) == 2
    _take(now)
    assert _findings(now, DRAFT, "answer-once-empty") == []


def test_a_rewording_for_what_is_gone_is_an_error_taken_out_by_one_edit(now: Services) -> None:
    (finding,) = _findings(now, DRAFT, "rewording-unknown")
    assert finding.severity is Severity.ERROR
    assert "no part “Meetings” any more" in finding.message
    assert finding.mend is not None
    draft = now.agreements.get(DRAFT)
    mended = now.agreements.edit(DRAFT, draft.version, finding.mend.edits)
    assert [one.unit for one in mended.deal.rewordings] == ["talks"]


def test_a_unit_nobody_knows_and_one_worded_twice_are_errors(now: Services) -> None:
    draft = now.agreements.get(DRAFT)
    two = [Rewording("talks", "One."), Rewording("talks", "Two."), Rewording("talkz", "Three.")]
    edits = [Edit(("rewordings",), [to_plain(one) for one in two])]
    now.agreements.edit(DRAFT, draft.version, edits)
    found = _findings(now, DRAFT, "rewording-unknown", "rewording-twice")
    assert {one.code: one.mend and one.mend.edits[0].path[:2] for one in found} == {
        "rewording-twice": ("rewordings", 1),
        "rewording-unknown": ("rewordings", 2),
    }
    found.sort(key=lambda one: one.code)
    assert "own wording of “talkz”, which is no part" in found[1].message


def test_a_draft_of_a_newer_wording_says_so_in_its_own_words(now: Services) -> None:
    draft = now.agreements.get(DRAFT)
    now.agreements.edit(DRAFT, draft.version, [Edit(("template_version",), "10.0.0")])
    assert _findings(now, DRAFT, "wording-earlier") == []
    (finding,) = _findings(now, DRAFT, "wording-newer")
    assert "a newer wording (10.0.0) than this program has (9.0.0)" in finding.message
    assert finding.severity is Severity.ERROR
    assert finding.mend is not None
    version = now.agreements.get(DRAFT).version
    now.agreements.edit(DRAFT, version, finding.mend.edits)
    assert _findings(now, DRAFT, "wording-newer") == []


def test_a_wording_that_is_not_kept_is_told_without_lines(now: Services) -> None:
    draft = now.agreements.get(DRAFT)
    now.agreements.edit(DRAFT, draft.version, [Edit(("template_version",), "0.9.0")])
    found = now.wordings.changes(DRAFT)
    assert (found.kept, found.lines, found.answers) == (False, (), ())
    assert found.news == (NEWS,)
    with pytest.raises(BadInput, match=r"wording 0\.9\.0 .* not kept"):
        now.worker.as_begun(now.agreements.get(DRAFT).deal)
    assert _take(now).deal.template_version == "9.0.0"


def test_what_was_offered_is_signed_and_executed_as_it_was_frozen(
    now: Services, newer: Newer, tmp_path: Path
) -> None:
    frozen = now.documents.copy(OFFERED, "data").content
    offered = now.offers.offered_pdf(OFFERED)
    for party, name, role in [
        ("northlight-film", "Eilidh Fraser", "owner"),
        ("whitcombe-joinery", "Dan Whitcombe", "partner"),
        ("whitcombe-joinery", "Ruth Whitcombe", "partner"),
    ]:
        understand_all(now, OFFERED, party, name)
        room = sign(now, OFFERED, party, name, role)
    assert room.signed == 3
    copy = now.signoffs.execute(OFFERED)
    with opened(copy.content) as document:
        read = carried(document)
    assert read.files["agreement.json"] == frozen == now.documents.copy(OFFERED, "data").content
    assert read.text.template == "joint-venture 1.0.0"
    assert newer.worker.verify(copy.content, KeptHere()).outcome is Outcome.AGREES
    words = _printed(copy.content)
    assert _run("this page counts. The notes in the margin explain") in words
    assert _run("page 1 counts first, then terms made for this agreement") in words
    for row in read.text.cover:
        assert _run(row.label + plain(row.runs)) in words
    assert _run("the clause counts") not in words
    assert read.files["offered.pdf"] == offered.content
    path = tmp_path / "executed.pdf"
    path.write_bytes(copy.content)
    assert now.documents.verify(path).verdict == "the very file"


def _printed(pdf: bytes) -> str:
    """The words of the pages, run together as `_run()` does it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return _run(extract(opened).tagged)


def _run(words: str) -> str:
    """Without spaces: where a line ends on the page is nobody's word."""
    return "".join(words.replace("\u2011", "-").split())


def test_what_was_executed_is_verified_as_before(now: Services, tmp_path: Path) -> None:
    copy = now.documents.copy(EXECUTED, "executed")
    path = tmp_path / "executed.pdf"
    path.write_bytes(copy.content)
    report = now.documents.verify(path)
    assert (report.verdict, report.verified) == ("the very file", True)
    assert now.signoffs.execute(EXECUTED).sha256 == copy.sha256


def test_a_copy_of_before_editions_were_kept_is_not_accused(
    now: Services, newer: Newer, tmp_path: Path
) -> None:
    """At home its pages are compared with the kept ones; a stranger cannot tell."""
    pdf = now.documents.copy(EXECUTED, "executed").content
    path = tmp_path / "again.pdf"
    path.write_bytes(edited(pdf, nothing))
    report = now.documents.verify(path)
    assert (report.outcome, report.details) == (Outcome.RESAVED, ())
    for file in (pdf, now.offers.offered_pdf(EXECUTED).content):
        elsewhere = newer.worker.verify(file, KeptHere())
        assert elsewhere.outcome is Outcome.CANNOT_TELL, elsewhere.details


def test_an_offer_of_then_that_is_changed_is_a_draft_like_any_other(now: Services) -> None:
    draft = now.offers.change_text(OFFERED)
    assert "insurance_kinds" not in draft.deal.answers
    assert [one.code for one in _findings(now, OFFERED, "wording-earlier")] == ["wording-earlier"]
    assert len(_findings(now, OFFERED, "answer-once-empty")) == 3
    taken = _take(now, OFFERED)
    assert now.offers.offer(OFFERED, taken.version).revision == 2
    told = now.documents.copy(OFFERED, "changes").content.decode()
    assert "What changed since revision 1\n\n## Page 1\n" in told
    assert "\n## 11. If something goes wrong\n" in told


@pytest.mark.parametrize("past", [DRAFT, OFFERED, EXECUTED])
def test_another_started_from_one_of_then_begins_with_its_wording(now: Services, past: int) -> None:
    made = now.agreements.create_from(past)
    assert made.once_empty == now.agreements.get(past).once_empty != ()
    assert len(_findings(now, made.id, "wording-earlier")) == 1
    assert len(_findings(now, made.id, "answer-once-empty")) == 3
    assert _take(now, made.id).deal.template_version == "9.0.0"


def test_a_new_draft_has_the_new_wording_and_nothing_to_take(now: Services) -> None:
    own = now.businesses.save(fernhill())
    made = now.agreements.create(own.id)
    assert made.deal.template_version == "9.0.0"
    assert _findings(now, made.id, "wording-earlier", "wording-newer", "answer-once-empty") == []


def test_a_party_leaves_answers_to_questions_that_are_not_asked_any_more(now: Services) -> None:
    draft = now.agreements.get(DRAFT)
    edit = Edit(("answers", "old_lead"), "northlight-film")
    draft = now.agreements.edit(DRAFT, draft.version, [edit])
    left = now.agreements.remove_party(DRAFT, draft.version, "northlight-film")
    assert "old_lead" not in left.deal.answers
    assert left.deal.answers["price"] == 1_475_000


# The wording that is shipped, whatever its version is by now.


@pytest.fixture
def shipped(data_dir: Path, open_services: Opener) -> Services:
    """Today's services and wording on the folder of then."""
    data_folder_of_then(data_dir)
    return open_services(data_dir)


def _version(services: Services) -> str:
    return services.agreements.catalogue().templates["joint-venture"].version


def test_what_the_shipped_wording_changes_is_a_list_to_read(shipped: Services) -> None:
    found = shipped.wordings.changes(DRAFT)
    names = [name for name, _ in found.lines]
    assert len(names) == len(set(names)), "each clause stands once"
    assert bool(found.lines) is bool(found.news) is (_version(shipped) != "1.0.0")
    said = [part.text for _, some in found.lines for one in some for part in one.words]
    assert not [text for text in said if "[" in text], "nothing is blank and no text fails"
    short = [text for text in said if text.strip() and not any(c.isalnum() for c in text)]
    assert len(short) <= len(said) / 10, "it is words that change, not signs between them"


def test_the_shipped_wording_is_taken_and_offered(shipped: Services) -> None:
    for finding in _findings(shipped, DRAFT, "wording-earlier", "rewording-unknown"):
        assert finding.mend is not None
        version = shipped.agreements.get(DRAFT).version
        shipped.agreements.edit(DRAFT, version, finding.mend.edits)
    left = shipped.drafts.compile(DRAFT)
    assert [one.message for one in left.findings if one.severity is Severity.ERROR] == []
    assert left.text.template == f"joint-venture {_version(shipped)}"
    offered = shipped.offers.offer(DRAFT, shipped.agreements.get(DRAFT).version)
    assert offered.deal.template_version == _version(shipped)


# Deal files: read with the wording they name, drafted with the one that is here.

Write = Callable[..., Path]


@pytest.fixture
def write(now: Services, newer: Newer, tmp_path: Path) -> Write:
    """Writes what was offered then as a deal file, emptied answers and all, with lines changed."""
    deal = _offered_deal(now)
    kept = load_earlier(newer.root.with_name("earlier") / "joint-venture-1.0.0")
    # An emptied length of time was refused in a file then as it is now.
    text = write_deal_file(deal, kept).replace('acceptance = ""\n', "")

    def write_one(*changes: tuple[str, str]) -> Path:
        said = text
        for old, new in changes:
            assert old in said
            said = said.replace(old, new, 1)
        path = tmp_path / "deal.toml"
        path.write_text(said, encoding="utf-8")
        return path

    return write_one


def _offered_deal(services: Services) -> Deal:
    with services.database.reading() as session:
        found = session.scalars(select(Revision).where(Revision.agreement_id == OFFERED)).one()
        return found.deal


_NAMED = 'template_version = "1.0.0"'


def _file(services: Services, path: Path) -> tuple[Finding, ...]:
    return services.drafts.from_deal_file(path.read_bytes(), path).view.findings


def test_a_file_of_then_is_drafted_with_one_hint_on_what_is_new(
    now: Services, write: Write
) -> None:
    found = _file(now, write())
    assert [one.code for one in found if one.severity is Severity.ERROR] == []
    (hint,) = [one for one in found if one.code == "wording-earlier"]
    assert hint.severity is Severity.HINT
    assert hint.message == f"The file names wording 1.0.0; the draft has 9.0.0. {NEWS}"
    assert hint.mend is None
    named = {one.place.question for one in found if one.code == "answer-once-empty"}
    assert named == {"insurance_kinds", "uncapped"}


def test_a_file_that_names_no_wording_means_the_one_that_is_here(
    now: Services, write: Write
) -> None:
    found = _file(now, write((_NAMED, "")))
    assert {one.code for one in found} & {"wording-earlier", "answer-once-empty"} == set()


def test_a_file_of_a_newer_wording_says_so(now: Services, write: Write) -> None:
    found = _file(now, write((_NAMED, 'template_version = "10.0.0"')))
    (error,) = [one for one in found if one.code == "wording-newer"]
    assert error.severity is Severity.ERROR
    assert "The file was made with a newer wording (10.0.0)" in error.message


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("0.9.0", "The file names wording England and Wales 0.9.0; the draft has"),
        ("10.0.0", "The file was made with a newer wording (England and Wales 10.0.0) than"),
    ],
)
def test_a_file_of_another_pack_alone_names_that(
    now: Services, write: Write, version: str, said: str
) -> None:
    pack = _offered_deal(now).pack_version
    changed = (f'pack_version = "{pack}"', f'pack_version = "{version}"')
    found = _file(now, write((_NAMED, 'template_version = "9.0.0"'), changed))
    (finding,) = [one for one in found if one.code in {"wording-earlier", "wording-newer"}]
    assert finding.message.startswith(said)


def test_what_a_newer_file_asks_more_is_refused_with_the_reason(
    now: Services, write: Write
) -> None:
    named, more = (_NAMED, 'template_version = "10.0.0"'), ("[answers]", '[answers]\nsun = "x"')
    with pytest.raises(BadInput, match="no answer “sun”") as caught:
        _file(now, write(named, more))
    assert "newer than the one here" in caught.value.hint
    with pytest.raises(BadInput, match="no answer “sun”") as caught:
        _file(now, write(more))
    assert "newer" not in caught.value.hint


def test_a_question_of_then_that_is_not_asked_any_more_is_told(
    data_dir: Path, tmp_path: Path, write: Write
) -> None:
    root = changed_copy(tmp_path / "without")
    without_question(root, "bad_case")
    less = _opened(data_dir / "other", Newer(root, TemplateCatalogue(root), InProcessWorker(root)))
    found = _file(less, write(("[answers]", '[answers]\nbad_case = "They stop"')))
    (hint,) = [one for one in found if one.code == "answers-unasked"]
    assert "“What would make it go badly?”" in hint.message
    less.close()


def test_the_command_line_ends_as_it_would_without_the_hint(
    now: Services, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the wording that is shipped: whatever it is, a file of then gives exit code 0."""
    out = tmp_path / "draft.pdf"
    assert main(["draft", str(write()), "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    shipped = (
        TemplateCatalogue(resource("templates", "agreements")).template("joint-venture").version
    )
    told = f"hint: The wording: The file names wording 1.0.0; the draft has {shipped}." in printed
    assert told is (shipped != "1.0.0")
