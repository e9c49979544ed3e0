"""What a template must have where one agreement is made with each member of a project."""

import shutil
from pathlib import Path

import pytest

from microbiz_desktop.drafting.asking.answer_kinds import AnswerKind
from microbiz_desktop.drafting.templates.catalogue import Catalogue, defects

from .conftest import ROOT


def found(root: Path, old: str, new: str) -> tuple[str, ...]:
    """The defects of the shipped templates with one text replaced in each that has a plan."""
    shutil.copytree(ROOT, root, dirs_exist_ok=True)
    for path in root.glob("*/template.toml"):
        words = path.read_text(encoding="utf-8")
        if "\n[spoke]\n" in words:
            assert old in words
            path.write_text(words.replace(old, new), encoding="utf-8")
    return defects(root)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('own = ["title"', 'own = ["tittle"', "a spoke asks “tittle”, and there is no such"),
        ('once = ["client"', 'once = ["parties"', "a spoke has its two parties"),
        ("max_parties = 2", "max_parties = 3", "a spoke is between two parties"),
        ('role = "fees"', 'role = "price"', "“price” is no role of a table of parties"),
        ('role = "fees"', 'role = "wages"', "“wages” is no role of a table of parties"),
        ('answers = "share_percent"', 'answers = "client"', "“client” is known of a member"),
        ('fee_method = "fixed"', 'client_kind = "business"', "“client_kind” goes along"),
        ("[roles]", '[roles]\nlead_party = ""', "a spoke asks for the role “lead_party”"),
    ],
)
def test_a_plan_that_asks_for_what_is_not_there_is_a_defect(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert [one for one in found(tmp_path, old, new) if said in one]


def test_a_plan_without_anything_of_its_own_is_a_defect(tmp_path: Path) -> None:
    lines = (line for one in ROOT.glob("*/template.toml") for line in one.read_text().splitlines())
    line = next(line for line in lines if line.startswith("own = ["))
    said = found(tmp_path, line, "own = []")
    assert [one for one in said if "without questions of its “own”" in one]


def test_whatever_a_member_is_paid_is_its_own(catalogue: Catalogue) -> None:
    """A sum that one of them has must not go to the others with what all share."""
    plans = [one for one in catalogue.templates.values() if one.spoke.own]
    assert plans
    for template in plans:
        for name in template.spoke.once:
            question = template.question(name)
            assert question is not None
            kinds = {question.kind, *(column.kind for column in question.columns)}
            assert not kinds & {AnswerKind.MONEY, AnswerKind.PERCENTAGE}, name
