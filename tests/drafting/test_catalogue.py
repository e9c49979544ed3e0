"""A template that does not load says which file and line, and what is wrong."""

import re
from pathlib import Path

import pytest

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.errors import BadInput, BadTemplate
from microbiz_desktop.drafting.templates.catalogue import Catalogue, defects, load_catalogue
from microbiz_desktop.drafting.templates.targets import PARTS_OF_PAGES
from microbiz_desktop.paths import resource

from .tiny import write_tiny

#: What is broken (file, text, instead), and what the message holds.
DEFECTS = [
    ("template", 'title = "Tiny agreement"', 'titel = "x"', "line 4: “titel” is not a field"),
    ("template", 'version = "1.0.0"', "", "“version” is missing"),
    ("template", 'id = "tiny"', 'id = "other"', "line 2: the id “other” differs from the folder"),
    ("template", "[[cover]]", "[[cover", "line 11: this is not valid TOML"),
    ("template", '"task", "extra"', '"task", "gone"', "line 22: there is no unit “gone”"),
    ("template", '"task", "extra"', '"task", "task"', "“task” is used 2 times"),
    ("template", 'id = "work"', 'id = "the-work"', "“the-work” is not an id"),
    ("template", 'id = "work"', 'id = "signing"', "the id “signing” is taken"),
    ("questions", 'id = "all"', 'id = "project"', "the id “project” is taken"),
    ("template", '["here"]', '["there"]', "no jurisdiction pack “there”"),
    ("template", '"notes"]', '"nothing"]', "line 14: the cover refers to “nothing”"),
    ("template", 'table = "glossary"', 'table = "x"', "no table “x”"),
    ("template", 'table = "glossary"', 'table = "glossary"\nheading = "x"', "exactly one of"),
    ("template", "{{ a.price }}", "{{ a.prize }}", "line 13: there is no “a.prize”"),
    ("template", "{{ a.price }}", "{{ a.price() }}", "line 13: calls are not allowed"),
    ("template", "{{ parties | joined }}", "{{ parties | upper }}", "no filter “upper”"),
    ("template", "numbered = true", 'numbered = "yes"', "“numbered”"),
    ("questions", 'kind = "money"', 'kind = "cash"', "line 29: “cash” is not one of: short_text"),
    ("questions", 'id = "price"', 'id = "client"', "“client” is used 2 times"),
    ("questions", 'default = "fast"', 'default = "quick"', "the default of “way”"),
    ("questions", 'usual = "fast"', 'usual = "fast"\nno_usual = "x"', "a reason for having none"),
    ("questions", 'usual = "fast"', "", "line 14: “way” has neither “usual” nor “no_usual”"),
    ("questions", "min = 1", '[[sections.questions.odd]]\nsays = "Odd."', "told by “below”"),
    (
        "questions",
        "min = 1",
        '[[sections.questions.odd]]\nbelow = 1\nsays = "Odd."\nseverity = "error"',
        "line 34: an odd answer is a warning or a hint",
    ),
    ("questions", "min = 1", "[[sections.questions.odd]]\nunder = 1", "“under” is not a field"),
    (
        "questions",
        "min = 1",
        '[[sections.questions.odd]]\nbelow = 1\nsays = "{{ a.prize }}"',
        "line 34: there is no “a.prize”",
    ),
    ("template", "agreed_line", "roles = { cost = 'prize' }\nagreed_line", "role “cost” is played"),
    ("template", "agreed_line", "places = { sum = 'pays' }\nagreed_line", "place “sum” is “pays”"),
    (
        "template",
        "agreed_line",
        "words = { lead = ' ' }\nagreed_line",
        "line 8: the word “lead” is",
    ),
    ("template", "agreed_line", "words = { b-c = 'x' }\nagreed_line", "“b-c” is not an id"),
    (
        "template",
        "agreed_line",
        "words = { lead = 'see {{ ref.pay }}' }\nagreed_line",
        "line 8: there is no “ref.pay”",
    ),
    (
        "template",
        'text = "{{ a.price }} within {{ a.pay_within }}."',
        "",
        "line 12: the cover row “Money” has neither text nor units",
    ),
    ("template", "where = [", 'units = ["gone"]\nwhere = [', "“gone”, which is no unit here"),
    ("template", "where = [", 'units = ["pay"]\nwhere = [', "line 14: the unit “pay” has no words"),
    ("questions", 'question = "way"', 'question = "weigh"', "“weigh”, which is not a question"),
    ("questions", 'is = ["slow"]', 'equals = ["slow"]', "“is”, “not” or “answered”"),
    ("questions", 'is = ["slow"]', 'is = ["slow"], pack = "deed"', "a question or a pack flag"),
    ("questions", 'question = "way"', 'question = "reason"', "depends on itself"),
    ("questions", 'value = "slow"', 'value = "fast"', "has an option twice"),
    ("questions", 'kind = "duration"', 'kind = "rows"', "“pay_within” has no columns"),
    ("questions", 'kind = "duration"', 'kind = "one_of"', "“pay_within” has no options"),
    ("questions", "ref.task", "ref.tusk", "there is no “ref.tusk”"),
    ("questions", "max = 40", 'max = "40"', "line 11: “max”"),
    ("task", 'id = "task"', 'id = "tusk"', "the id “tusk” differs from the file"),
    ("task", 'chooses = "way"', 'chooses = "price"', "“price” is not a one_of question"),
    ("task", 'value = "slow"', 'value = "lazy"', "no alternative for “slow”"),
    ("task", '["client"]', '["clients"]', "it needs “clients”"),
    ("task", "{{ a.reason }}", "{{ a.raison }}", "there is no “a.raison”"),
    ("task", "{{ ref.pay }}", "{{ ref.pay", "line 12"),
    ("task", "{{ ref.pay }}", "{{ ref.pay__day }}", "line 12: there is no “ref.pay__day”"),
    ("task", "The parties work for", "The {{ word.lead }} works for", "line 12: tiny has no word"),
    ("extra", '"More care', '"@x More.\\n\\n@x Care', "the sub-clause “x” stands 2 times"),
    ("extra", "More care", "{{ a.care }}", "line 7: there is no “a.care”"),
    ("extra", 'text = "More', 'txt = "More', "“txt” is not a field"),
    ("extra", 'summary = "More."', 'depends = ["gone"]', "there is no unit “gone”"),
    ("pay", "v.price >= 100000", "v.price > f()", "calls are not allowed"),
    ("here", 'title = "Here"', 'title = "Here"\npaper = "a5"', "“a5” is not a paper"),
    ("here", 'law = "Here"', "law = Here", "not valid TOML"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), DEFECTS)
def test_a_defect_names_file_and_line(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    root = write_tiny(tmp_path, **{file: (old, new)})
    with pytest.raises(BadTemplate) as refused:
        load_catalogue(root)
    everything = "\n".join(defects(root))
    assert said in everything
    assert f"{file}.toml, line " in everything
    assert refused.value.hint


def test_the_smallest_template_loads(tiny: Catalogue) -> None:
    assert list(tiny.templates) == ["tiny"]
    assert sorted(tiny.units) == ["extra", "pay", "task"]


def test_the_shipped_templates_load(catalogue: Catalogue) -> None:
    template = catalogue.templates["joint-venture"]
    assert len(template.clauses) <= 14
    assert template.questions


def test_the_layout_has_no_part_whose_name_a_clause_could_take() -> None:
    layout = resource("templates", "agreements", "layout", "agreement.html.j2")
    parts = re.findall(r' id="([a-z_]+)"', layout.read_text(encoding="utf-8"))
    assert len(parts) > 5
    assert set(parts) <= PARTS_OF_PAGES


def test_fifteen_clauses_are_too_many(tmp_path: Path) -> None:
    more = "".join(f'[[clauses]]\nid = "c{i}"\nheading = "C"\nunits = []\n' for i in range(13))
    root = write_tiny(tmp_path, template=("[[schedules]]", more + "[[schedules]]"))
    assert "at most 14" in "\n".join(defects(root))


def test_text_that_is_not_utf8_is_a_defect(tmp_path: Path) -> None:
    root = write_tiny(tmp_path)
    (root / "clauses" / "pay.toml").write_bytes(b'id = "p\xe4y"')
    assert "not UTF-8" in defects(root)[0]


def test_an_unknown_template_is_the_users_matter(tiny: Catalogue) -> None:
    with pytest.raises(BadInput, match="no template “x”"):
        tiny.template(Deal(template="x"))
