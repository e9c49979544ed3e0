"""The words on the pages are the words of the text: no more, no fewer, in order."""

import io
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from microbiz_desktop.domain.plain import from_plain
from microbiz_desktop.domain.text import (
    AgreementText,
    Clause,
    Paragraph,
    Run,
    SubClause,
    Summary,
    plain,
)
from microbiz_desktop.rendering.pdf import Renderer
from microbiz_desktop.rendering.reading.aligning import Sentence, differences
from microbiz_desktop.rendering.reading.extract import extract
from microbiz_desktop.rendering.reading.readback import compare, squeezed
from microbiz_desktop.rendering.reading.words import all_words, pieces
from tests import builders_text as build

from .conftest import Make
from .printed_words import text_matches

#: Stands on no page.
LOST = "Nobody ever printed these very words."
STANDINGS = ("draft", "offered", "progress", "executed")


@pytest.mark.parametrize("count", [2, 3, 7, 22])
@pytest.mark.parametrize("standing", STANDINGS)
def test_the_pages_print_the_text_and_nothing_else(made: Make, count: int, standing: str) -> None:
    text, edition, file = made(count, standing)
    assert text_matches(file.pdf, text, edition) == ()
    assert text_matches(file.pdf, text) == ()


def test_another_reader_finds_the_same_words(made: Make) -> None:
    text, edition, file = made(3, "executed")
    other = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=file.pdf, capture_output=True, check=True
    ).stdout.decode()
    read = squeezed(other)
    for piece in pieces(text, edition):
        for word in re.findall(r"[\w’'-]{4,}", piece.text):
            assert squeezed(word) in read, word


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("a clause", lambda t: replace(t, agreed_line=(Run("The parties agreed:"),))),
        ("a sum", lambda t: replace(t, title=t.title + "!")),
        ("a party", lambda t: replace(t, parties=t.parties[:-1])),
        ("the order", lambda t: replace(t, clauses=t.clauses[::-1])),
        ("a notice", lambda t: replace(t, notices=())),
    ],
)
def test_a_difference_is_noticed(made: Make, where: str, change: object) -> None:
    text, edition, file = made(3, "offered")
    assert callable(change)
    assert text_matches(file.pdf, change(text), edition), where


def test_words_laid_over_a_page_are_noticed(made: Make) -> None:
    text, edition, file = made(3, "offered")
    document = pikepdf.open(io.BytesIO(file.pdf))
    page = document.pages[3]
    font = next(iter(page.resources["/Font"].keys()))
    code = _codes(page, font)
    overlay = f"BT {font} 20 Tf 100 400 Td <{code}> Tj ET".encode()
    page.contents_add(pikepdf.Stream(document, overlay))
    out = io.BytesIO()
    document.save(out)
    assert any(line.startswith("Page 4") for line in text_matches(out.getvalue(), text, edition))


def _codes(page: pikepdf.Page, font: str) -> str:
    table = page.resources["/Font"][font]["/ToUnicode"].read_bytes().decode()
    found = re.findall(r"<([0-9a-fA-F]{4})> <", table.split("beginbfchar", 1)[1])
    return "".join(found[:6])


def test_right_to_left_chinese_and_accented_names_come_back(renderer: Renderer) -> None:
    names = ("مخبز النور", "בוסתן תמר", "星空折り紙工房", "Zoë Brontë-Åström", "Ελιά", "สวนดอกไม้")
    text = build.agreement(6, names=names)
    edition = build.executed(text)
    file = renderer.render(text, edition, build.logos(6))
    assert text_matches(file.pdf, text, edition) == ()
    assert text_matches(file.pdf, text) == ()
    wrong = build.agreement(6, names=("مخبز النار", *names[1:]))
    assert text_matches(file.pdf, wrong, edition)
    assert text_matches(file.pdf, wrong)


def _with_another(text: AgreementText) -> Iterator[tuple[str, AgreementText]]:
    """The text with one sentence more, in each kind of place where words stand."""
    more = (Run(f" {LOST}"),)
    row, *rows = text.cover
    yield "cover", replace(text, cover=(replace(row, runs=row.runs + more), *rows))
    yield "notices", replace(text, notices=(*text.notices, LOST))
    party, *parties = text.parties
    described = replace(party, details=(*party.details, ("Note", LOST)))
    yield "party", replace(text, parties=(described, *parties))
    recital, *recitals = text.recitals
    longer = replace(recital, runs=recital.runs + more)
    yield "recital", replace(text, recitals=(longer, *recitals))
    yield "agreed", replace(text, agreed_line=text.agreed_line + more)
    yield "signing", replace(text, signing_intro=text.signing_intro + more)
    for number, clause in enumerate(text.clauses):
        first, *subs = clause.subclauses
        changed = {
            "sub-clause": replace(
                clause, subclauses=(replace(first, runs=first.runs + more), *subs)
            ),
            "closing": replace(clause, subclauses=(replace(first, closing=more), *subs)),
            "note": replace(clause, summaries=(*clause.summaries, Summary("x", LOST))),
            "last": replace(clause, subclauses=(*clause.subclauses, _lone(clause))),
        }
        for place, other in changed.items():
            clauses = (*text.clauses[:number], other, *text.clauses[number + 1 :])
            yield f"{place} of {clause.number}", replace(text, clauses=clauses)
    for number, schedule in enumerate(text.schedules):
        longest = replace(schedule, blocks=(*schedule.blocks, Paragraph((Run(LOST),))))
        schedules = (*text.schedules[:number], longest, *text.schedules[number + 1 :])
        yield f"schedule {schedule.letter}", replace(text, schedules=schedules)


def _lone(clause: Clause) -> SubClause:
    return SubClause("x", "", "x", (Run(LOST),))


def test_a_sentence_missing_from_the_pages_is_reported_as_that_sentence(made: Make) -> None:
    """T2: what differs, and not only that something does."""
    text, edition, file = made(3, "executed")
    with pikepdf.open(io.BytesIO(file.pdf)) as document:
        found = extract(document)
    places = list(_with_another(text))
    assert len(places) > 30
    for place, longer in places:
        for known in (edition, None) if place != "signing" else (edition,):
            (line,) = compare(found, longer, known)
            assert line in (f"Not on the pages: “{before}{LOST}”" for before in ("", "Note ")), (
                place
            )


def test_every_sentence_of_the_text_would_be_missed(made: Make) -> None:
    """Each sentence taken off the pages, one after the other, is named and nothing else is."""
    text, edition, file = made(3, "executed")
    with pikepdf.open(io.BytesIO(file.pdf)) as document:
        found = extract(document)
    said = [clause.subclauses[0] for clause in text.clauses]
    said += [clause.subclauses[-1] for clause in text.clauses]
    for sub in said:
        words = f"{sub.number} {plain(sub.runs)}".split(". ")[-1]
        cut = found.tagged.replace(_as_printed(found.tagged, words), "", 1)
        (line,) = compare(replace(found, tagged=cut), text, edition)
        assert squeezed(line).startswith(squeezed("Not on the pages: “")), line
        assert squeezed(words) in squeezed(line)


def _as_printed(tagged: str, words: str) -> str:
    """The letters of these words as the pages hold them, with their own spaces and hyphens."""
    letters = [re.escape(c) if c != "-" else "[-\u2010\u2011]" for c in squeezed(words)]
    match = re.search(r"\s*".join(letters), tagged)
    assert match, words
    return match.group()


def test_words_only_on_the_pages_are_reported_as_those_words(made: Make) -> None:
    text, edition, file = made(3, "executed")
    first, *clauses = text.clauses
    short = replace(first, subclauses=first.subclauses[:-1])
    lines = text_matches(file.pdf, replace(text, clauses=(short, *clauses)), edition)
    gone = first.subclauses[-1]
    whole = squeezed(f"{gone.number} {plain(gone.runs)}")
    assert lines[0].startswith(f"Only on the pages: “{whole[:150]}"), lines
    assert len(lines) == 1


def test_a_changed_figure_is_reported_with_both_sentences(made: Make) -> None:
    text, edition, file = made(3, "executed")
    other = replace(text, notices=("One word other.", *text.notices[1:]))
    lines = text_matches(file.pdf, other, edition)
    assert lines[0] == "Not on the pages: “One word other.”"
    assert lines[1].startswith("Only on the pages: “" + squeezed(text.notices[0])[:60])
    assert len(lines) == 2


def test_a_sentence_that_stands_twice_is_missed_where_it_is_missing() -> None:
    said = [Sentence(words, squeezed(words)) for words in ("One thing.", "Two here.", "Three now.")]
    again = [*said, *said]
    printed = "".join(s.wanted for s in (said[1], said[2], *said))
    assert differences(printed, again, False, 20) == [(True, "One thing.")]


def test_a_file_in_the_first_layout_is_read_as_it_was_printed() -> None:
    """Made by the layout before this one, with its notes beside the units."""
    folder = Path(__file__).with_name("data")
    text = from_plain(AgreementText, json.loads((folder / "first-layout.json").read_bytes()))
    pdf = (folder / "first-layout.pdf").read_bytes()
    assert text_matches(pdf, text, build.executed(text)) == ()
    assert text_matches(pdf, text) == ()
    other = replace(text, notices=("Another notice.",))
    assert "Not on the pages: “Another notice.”" in text_matches(pdf, other)


def test_all_words_hold_every_part() -> None:
    words = all_words(build.agreement(3))
    for part in ("lead party", "£14,506.65", "Whitcombe Joinery", "Clause 1.1", "Address"):
        assert part in words
