"""No template text reaches anything but declared plain data."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest

from microbiz_desktop.drafting.templates.sandbox import OUTPUT_LIMIT, Sandbox, TextProblem

NAMES: Mapping[str, Any] = {
    "a": {"price": "P", "rows": [{"party": "A", "value": "1"}, {"party": "B", "value": "2"}]},
    "v": {"price": 5, "party_count": 3, "way": "fast", "none": 0},
    "parties": [{"name": "A", "role": ""}, {"name": "B", "role": "x"}],
    "project": {"name": "N"},
    "title": "T",
    "split": {"left": "L"},
    "pack": {"law": "Here", "deed": True},
    "ref": {"money": "R"},
}

ATTACKS = [
    *("{{ a.items }}", "{{ a.keys }}", "{{ a.price.upper }}", "{{ a.rows.append }}"),
    *("{{ a.__class__ }}", "{{ a.price.__class__.__mro__ }}", "{{ ''.__class__ }}"),
    *("{{ a.items() }}", "{{ a.price.format() }}", "{{ a.rows.append('x') }}", "{{ range(9) }}"),
    *("{{ a['price'] }}", "{{ a['__class__'] }}", "{{ a.rows[0] }}", "{{ a.price[0] }}"),
    *("{{ lipsum }}", "{{ lipsum() }}", "{{ cycler.__init__.__globals__ }}", "{{ namespace() }}"),
    *("{{ self }}", "{{ self.__init__ }}", "{{ config }}", "{{ request }}", "{{ joiner }}"),
    *("{% import 'os' as os %}", "{% include '/etc/passwd' %}", "{% extends 'base' %}"),
    *("{% set x = a %}", "{% macro m() %}{% endmacro %}", "{% call a.m() %}{% endcall %}"),
    *("{% from 'x' import y %}", "{% block x %}{% endblock %}", "{% with x = 1 %}{% endwith %}"),
    *("{% filter upper %}x{% endfilter %}", "{% autoescape false %}{% endautoescape %}"),
    *("{{ a.rows | map(attribute='__class__') }}", "{{ a | attr('__class__') }}"),
    *("{{ a.price | safe }}", "{{ a.rows | join('x') }}", "{{ a | tojson }}", "{{ a | pprint }}"),
    *("{{ a.rows | joined('x') }}", "{{ a.rows | joined(d='x') }}", "{{ 'x' * 999999999 }}"),
    *("{{ 9 ** 99999999 }}", "{{ '%999999999d' % 1 }}", "{{ a.price ~ a.price }}", "{{ 1 / 0 }}"),
    *("{{ -v.price }}", "{{ v.price + 1 }}", "{{ a.price is string }}", "{{ {'x': 1} }}"),
    *("{{ unknown }}", "{{ v }}", "{{ a }}", "{{ loop }}", "{{ ref }}", "{{ pack }}", "{{ 1.5 }}"),
    *("{% for x in a.rows %}{{ x.__class__ }}{% endfor %}", "{% for a in a.rows %}{% endfor %}"),
    *("{% for x in 'abc' %}{{ x }}{% endfor %}", "{% for x, y in a.rows %}{% endfor %}"),
    *("{% for x in [1, 2] %}{% endfor %}", "{% for x in v.way %}{{ x }}{% endfor %}"),
    "{% for x in a.rows recursive %}{{ loop(x) }}{% endfor %}",
    f"{'{% for x in a.rows %}' * 3}.{'{% endfor %}' * 3}",
    *("{% for x in a.rows %}{{ loop.cycle }}{% endfor %}", "{% raw %}{{ a }}"),
    *("{% for x in a.rows %}{{ loop.__class__ }}{% endfor %}", "{{ title.join }}"),
    *("{{ (a.price).__class__ }}", "{{ (a if a else v).price }}", "{{ '\U000f0001' }}", "\ue000"),
    *("{{ a.rows | length.__class__ }}", "{% trans %}x{% endtrans %}", "{% do a.x %}"),
    *("{% debug %}", "{{ a.price if }}", "{% if a.price %}", "{{ a.price", "{% for x in %}"),
    *("{{ a.price.__format__ }}", "{{ a.rows.__len__ }}", "{{ parties.__add__ }}", "{{ a.mro }}"),
    *("{{ project.values }}", "{{ pack.pop }}", "{{ split.update }}", "{{ ref.setdefault }}"),
    *("{{ a.price.__init__.__globals__ }}", "{{ ()|attr('__class__') }}", "{{ [].append }}"),
    *("{{ a.get('price') }}", "{{ a|items }}", "{{ a|dictsort }}", "{{ a.price|replace('P','') }}"),
    *("{{ a.price|format(1) }}", "{{ a.rows|batch(2) }}", "{{ a.rows|sum }}", "{{ a.rows|first }}"),
    *("{{ a.price|urlize }}", "{{ a.price|xmlattr }}", "{{ a.price|indent(9999999) }}"),
    *("{{ a.price|center(99999999) }}", "{{ g.pop }}", "{{ url_for }}", "{{ session }}"),
    *(
        "{{ a.price == a.price.__class__ }}",
        "{% if a.__class__ %}x{% endif %}",
        "{{ a.price[::2] }}",
    ),
    *("{{ varargs }}", "{{ caller }}", "{{ None.x }}", "{{ a.nope }}", "{{ v.price.real }}"),
]


@pytest.mark.parametrize("source", ATTACKS)
def test_attacks_are_refused(source: str) -> None:
    with pytest.raises(TextProblem) as refused:
        Sandbox().render(source, NAMES)
    assert refused.value.message


def test_there_are_enough_attacks() -> None:
    assert len(ATTACKS) >= 100


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("{{ a.price }}", "P"),
        ("{% if v.way == 'fast' and v.price > 3 %}yes{% else %}no{% endif %}", "yes"),
        ("{% if v.way in ['slow', 'still'] or not v.price %}a{% elif v.none %}b{% endif %}", ""),
        ("{{ 'is' if v.party_count == 1 else 'are' }}", "are"),
        ("{{ v.party_count | in_words }} {{ a.rows | length }}", "three 2"),
        ("{{ parties | joined }}; {{ a.rows | joined }}", "A and B; A and B"),
        (
            "{% for row in a.rows %}{{ row.party }}{% if not loop.last %}, {% endif %}{% endfor %}",
            "A, B",
        ),
        ("{% for p in parties if p.role %}{{ loop.index }}{{ p.name }}{% endfor %}", "1B"),
        ("{{ pack.law }}{% if pack.deed %}!{% endif %} {{ ref.money }} {{ title }}", "Here! R T"),
        ("{# a note #}x", "x"),
    ],
)
def test_what_texts_need_works(source: str, made: str) -> None:
    assert Sandbox().render(source, NAMES) == made


def test_plain_tables_never_show_a_method() -> None:
    """A key that is absent is undefined, even where the table has a method of that name."""
    names = {**NAMES, "a": MappingProxyType({"items": "the answer"})}
    assert Sandbox().render("{{ a.items }}", names) == "the answer"


def test_a_flood_of_output_is_stopped() -> None:
    rows = [{"party": "x" * 1000}] * 400
    with pytest.raises(TextProblem, match="too long"):
        Sandbox().render("{% for r in a.rows %}{{ r.party }}{% endfor %}", {"a": {"rows": rows}})
    assert OUTPUT_LIMIT < 400_000


def test_a_problem_says_its_line() -> None:
    with pytest.raises(TextProblem) as refused:
        Sandbox().uses("one\ntwo\n{{ a.b() }}")
    assert refused.value.line == 3


_DEEP, _NAMES = 3000, {"a": {"x": "v"}, "parties": ()}
#: What grows without end, and is nested or repeated so often that a reader of such texts gives up.
ENDLESS = {
    "brackets": "{{ " + "(" * _DEEP + "a.x" + ")" * _DEEP + " }}",
    "ninety brackets": "{{ " + "(" * 90 + "a.x" + ")" * 90 + " }}",
    "brackets over lines": "{{ " + "(\n" * _DEEP + "a.x" + ")" * _DEEP + " }}",
    "lists": "{{ " + "[" * _DEEP + "a.x" + "]" * _DEEP + " }}",
    "pairs": "{{ " + "(1," * _DEEP + "1" + ")" * _DEEP + " }}",
    "tables": "{{ " + "{1:" * _DEEP + "1" + "}" * _DEEP + " }}",
    "conditions": "{% if a.x %}" * _DEEP + "x" + "{% endif %}" * _DEEP,
    "150 conditions": "{% if a.x %}" * 150 + "x" + "{% endif %}" * 150,
    "other conditions": "{% if a.x %}x" + "{% elif a.x %}x" * _DEEP + "{% endif %}",
    "conditions in a line": "{{ " + "a.x if a.x else " * _DEEP + "a.x }}",
    "loops": "{% for p in parties %}" * _DEEP + "x" + "{% endfor %}" * _DEEP,
    "not": "{{ " + "not " * _DEEP + "a.x }}",
    "and": "{{ " + "a.x and " * _DEEP + "a.x }}",
    "or": "{{ " + "a.x or " * _DEEP + "a.x }}",
    "minus": "{{ " + "-" * _DEEP + "1 }}",
    "filters": "{{ a.x" + "|in_words" * _DEEP + " }}",
    "names": "{{ a" + ".x" * _DEEP + " }}",
    "openings": "{{" * _DEEP,
    "digits": "{{ " + "9" * 5000 + " }}",
    "placeholders": "{{ a.x }}" * 30_000,
    "placeholders on lines": "{{ a.x }}\n" * 30_000,
    "raw": "{% raw %}" * _DEEP,
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("what", ENDLESS)
def test_what_is_nested_or_repeated_without_end_is_a_problem_of_the_text(what: str) -> None:
    with pytest.raises(TextProblem) as refused:
        Sandbox().render(ENDLESS[what], _NAMES)
    assert refused.value.message
    assert len(refused.value.message) < 200
    with pytest.raises(TextProblem):
        Sandbox().uses(ENDLESS[what])
        Sandbox().render(ENDLESS[what], _NAMES)


def test_what_a_clause_may_need_is_not_too_much() -> None:
    fine = "{% if a.x %}" * 12 + "((((((((x))))))))\t{{ ((((a.x)))) }}" + "{% endif %}" * 12
    assert Sandbox().render(fine, _NAMES).endswith("v")
    assert Sandbox().render("{{ a.x }}" * 2000, _NAMES) == "v" * 2000


@pytest.mark.parametrize(
    "char",
    [
        "\u202e",
        "\u202d",
        "\u202a",
        "\u2066",
        "\u2067",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u00ad",
        "\x1b",
    ],
)
@pytest.mark.parametrize("text", ["Pay\n0{}01 pounds", '{{{{ "{}" }}}}', '{{{{ a.x == "{}" }}}}'])
def test_a_hidden_character_in_a_text_is_refused(char: str, text: str) -> None:
    with pytest.raises(TextProblem, match="hidden characters are not allowed") as refused:
        Sandbox().render(text.format(char), _NAMES)
    assert refused.value.line == 1 + text.count("\n")
    if "{{" in text:
        written = f"\\u{ord(char):04x}"
        with pytest.raises(TextProblem, match="hidden characters"):
            Sandbox().render(text.format(written), _NAMES)
