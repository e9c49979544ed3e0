"""What each kind says it is for: over every way to answer, and as text files alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from microbiz_desktop.domain.papers import Instead, questions_for, recommend
from microbiz_desktop.drafting.templates.catalogue import defects
from microbiz_desktop.paths import resource
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue

from .tiny import write_tiny

ROOT = resource("templates", "agreements")
SHIPPED = TemplateCatalogue(ROOT)
KINDS = SHIPPED.kinds()

#: What each way to answer comes to: about, and the answers that follow.
OUTCOMES = {
    ("work", "mine", "shared"): "joint-venture",
    ("work", "mine", "paid"): "associate",
    ("work", "mine", "none"): "joint-venture",
    ("work", "theirs", "shared"): "joint-venture",
    ("work", "theirs", "paid"): "associate",
    ("work", "theirs", "none"): "joint-venture",
    ("work", "together", "shared"): "joint-venture",
    ("work", "together", "paid"): "joint-venture",
    ("work", "together", "none"): "joint-venture",
    ("work", "nobody", "shared"): "joint-venture",
    ("work", "nobody", "paid"): "nothing",
    ("work", "nobody", "none"): "joint-venture",
    ("talk", "yes"): "mutual-nda",
    ("talk", "no"): "nothing",
    ("pass-on", "subcontract"): "associate",
    ("pass-on", "refer"): "referral",
    ("pass-on", "decline"): "note",
}


def ways(given: dict[str, str]) -> Iterator[dict[str, str]]:
    """Every way to answer from here to the end."""
    shown = questions_for(KINDS, given)
    if all(question.id in given for question in shown):
        yield given
        return
    for answer in shown[-1].answers:
        yield from ways({**given, shown[-1].id: answer.key})


def outcome(given: dict[str, str]) -> str:
    """A kind, what is made instead, or nothing."""
    found = recommend(KINDS, given)
    assert found.settled
    if found.instead is not Instead.AGREEMENT:
        return found.instead.value
    return found.kind.id if found.kind else "nothing"


def test_every_way_to_answer_comes_to_what_was_decided() -> None:
    found = {tuple(given.values()): outcome(given) for given in ways({})}
    assert found == OUTCOMES


def test_no_way_asks_more_than_three_questions() -> None:
    assert max(len(given) for given in ways({})) == 3


def test_every_kind_on_the_shelf_is_recommended_for_something() -> None:
    assert {kind.id for kind in KINDS} <= {outcome(given) for given in ways({})}
    for kind in KINDS:
        assert kind.fits, kind.id


def test_one_kind_is_the_usual_one() -> None:
    assert [kind.id for kind in KINDS if kind.usual] == [SHIPPED.usual_kind()] == ["joint-venture"]


def test_a_kind_for_two_alone_is_a_spoke_and_the_others_are_round_tables() -> None:
    for kind in KINDS:
        shapes = {fit.shape.value for fit in kind.fits}
        assert shapes == {"hub-and-spoke" if kind.most == 2 else "round-table"}, kind.id


def test_what_lists_show_is_what_the_whole_template_says() -> None:
    for kind in KINDS:
        whole = SHIPPED.template(kind.id)
        assert (kind.title, kind.use_when) == (whole.title, whole.use_when)
        assert (kind.least, kind.most) == (whole.min_parties, whole.max_parties)
        assert (kind.usual, kind.fits) == (whole.usual, whole.fits)


def test_another_kind_is_recommended_by_its_text_files_alone(tmp_path: Path) -> None:
    root = tmp_path / "agreements"
    shutil.copytree(ROOT, root)
    supply = Path(__file__).with_name("supply")
    shutil.copytree(supply, root / "supply", ignore=shutil.ignore_patterns("clauses"))
    for clause in (supply / "clauses").iterdir():
        shutil.copy(clause, root / "clauses")
    manifest = root / "supply" / "template.toml"
    fits = (
        '[[fits]]\nanswers = { about = ["work"], client = ["nobody"], money = ["paid"] }\n'
        'shape = "hub-and-spoke"\nwhy = "You buy what you need."\n\n'
    )
    text = manifest.read_text(encoding="utf-8")
    before, first, after = text.partition("[[cover]]")
    manifest.write_text(before + fits + first + after, encoding="utf-8")
    assert defects(root) == ()
    kinds = TemplateCatalogue(root).kinds()
    given = {"about": "work", "client": "nobody", "money": "paid"}
    found = recommend(kinds, given)
    assert found.kind is not None and found.fit is not None
    assert (found.kind.id, found.fit.why) == ("supply", "You buy what you need.")
    assert recommend(KINDS, given).fits_nothing


_FIT = '[[fits]]\nanswers = {{ {answers} }}\nshape = "{shape}"\nwhy = "{why}"\n\n[[cover]]'


@pytest.mark.parametrize(
    ("answers", "shape", "why", "said"),
    [
        ('colour = ["red"]', "round-table", "x", "line 12: “colour” is not asked when choosing"),
        (
            'about = ["play"]',
            "round-table",
            "x",
            "line 12: “play” is no answer to “about”: pass-on",
        ),
        ("about = []", "round-table", "x", "line 12: the answers to “about” are a list"),
        ('about = "work"', "round-table", "x", "line 12: the answers to “about” are a list"),
        ("", "round-table", "Because.", "line 14: what a kind is for is told by answers"),
        ('about = ["work"]', "round-table", " ", "line 11: what a kind is for has a reason"),
        ('about = ["work"]', "triangle", "x", "line 13: “triangle” is not one of: round-table"),
    ],
)
def test_what_a_kind_is_for_names_answers_that_there_are(
    tmp_path: Path, answers: str, shape: str, why: str, said: str
) -> None:
    write_tiny(tmp_path)
    manifest = tmp_path / "tiny" / "template.toml"
    text = manifest.read_text(encoding="utf-8")
    fit = _FIT.format(answers=answers, shape=shape, why=why)
    manifest.write_text(text.replace("[[cover]]", fit, 1), encoding="utf-8")
    found = defects(tmp_path)
    assert any(said in message for message in found), found


def test_a_manifest_that_is_wrong_is_still_listed_by_its_title(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    manifest = tmp_path / "tiny" / "template.toml"
    text = manifest.read_text(encoding="utf-8")
    fit = _FIT.format(answers='about = ["work"]', shape="triangle", why="x")
    manifest.write_text(text.replace("[[cover]]", fit, 1), encoding="utf-8")
    (kind,) = TemplateCatalogue(tmp_path).kinds()
    assert (kind.id, kind.title, kind.fits) == ("tiny", "Tiny agreement", ())
