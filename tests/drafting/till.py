"""A template that is nothing but money: every way of sharing, for tests of the tables."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from microbiz_desktop.domain.deal import Answer, Deal, PartySnapshot, frozen
from microbiz_desktop.domain.money.methods import Method
from microbiz_desktop.domain.money.money import equal_shares

_MANIFEST = """
id = "till"
version = "1.0.0"
title = "Till"
jurisdictions = ["here"]
max_parties = 22
parties_intro = "The parties are {{ parties | joined }}."
agreed_line = "The parties agree:"
signing_intro = "Each signs."

[words]
money_price = "the client’s price"
money_pays = "the client pays"
money_half = "half the price"
money_as_planned = "price as agreed"
money_nothing = "client never pays"

[[cover]]
label = "Money"
text = "{{ a.price }}."
where = ["sums"]

[[clauses]]
id = "money"
heading = "The money"
units = ["pay"]

[[schedules]]
id = "sums"
heading = "Sums"
[[schedules.blocks]]
table = "money_expected"
[[schedules.blocks]]
table = "money_scenarios"
"""

_PAY = """
id = "pay"
heading = "Payment"
row = 13
summary = "Money soon."
text = "The money is shared as {{ ref.sums }} says."
"""

_HERE = """
id = "here"
version = "1.0.0"
title = "Here"
locale = "en-GB"
currency = "GBP"
[texts]
law = "Here"
tax = "VAT"
"""

_MONEY, _PERCENT = ("money", True), ("percentage", True)

#: Question: kind, and for a table its columns with kind and whether a cell must be filled.
QUESTIONS: Mapping[str, tuple[str, Mapping[str, tuple[str, bool]]]] = {
    "price": ("money", {}),
    "lead_party": ("party", {}),
    "lead_margin": ("percentage", {}),
    "tier_limit": ("money", {}),
    "good_income": ("money", {}),
    "bad_income": ("money", {}),
    "good_case": ("short_text", {}),
    "bad_case": ("short_text", {}),
    "approved_costs": ("per_party", {"amount": _MONEY, "what": ("short_text", False)}),
    "shares": ("per_party", {"share": _PERCENT}),
    "tier_first": ("per_party", {"share": _PERCENT}),
    "fees": ("per_party", {"fee": _MONEY}),
    "rates": (
        "per_party",
        {"unit": ("one_of", True), "rate": _MONEY, "quantity": ("whole_number", True)}
        | {"cap": _MONEY},
    ),
    "milestones": (
        "rows",
        {"title": ("short_text", True), "party": ("party", True), "amount": _MONEY}
        | {"due": ("date", True)},
    ),
    "contributions": ("per_party", {"what": ("short_text", False), "value": _MONEY}),
    "hours": ("per_party", {"hours": ("whole_number", True)}),
    "royalties": ("per_party", {"royalty": _PERCENT}),
    "royalty_term": ("duration", {}),
    "swaps": (
        "rows",
        {"giver": ("party", True), "what": ("short_text", True), "receiver": ("party", True)}
        | {"value": _MONEY},
    ),
    "share_bounds": ("per_party", {"least": ("money", False), "most": ("money", False)}),
}

_CHOICES = {
    "split_method": tuple(Method),
    "loss_share": ("same_shares", "equally", "lead"),
    "profit_definition": ("received", "invoiced"),
}


def _question(name: str, kind: str, columns: Mapping[str, tuple[str, bool]]) -> str:
    head = f'[[sections.questions]]\nid = "{name}"\nkind = "{kind}"\nlabel = "{_label(name)}"\n'
    head += 'no_usual = "Each has its own."\n'
    head += "whole = false\n" if name == "royalties" else ""
    return f"{head}required = false\n" + "".join(
        f'[[sections.questions.columns]]\nid = "{column}"\nkind = "{of}"\n'
        f'label = "{_label(column)}"\nrequired = {str(needed).lower()}\n'
        + (_options(("hour", "day"), "columns.options") if of == "one_of" else "")
        for column, (of, needed) in columns.items()
    )


def _options(values: tuple[str, ...], where: str = "options") -> str:
    return "".join(
        f'[[sections.questions.{where}]]\nvalue = "{value}"\nlabel = "{_label(value)}"\n'
        for value in values
    )


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def write_till(root: Path) -> Path:
    """Write the template below `root`."""
    questions = '[[sections]]\nid = "all"\ntitle = "Everything"\n'
    for name, values in _CHOICES.items():
        questions += _question(name, "one_of", {}) + _options(values)
    questions += "".join(_question(name, *spec) for name, spec in QUESTIONS.items())
    questions += _question("inspection", "yes_no", {})
    files = {
        "till/template.toml": _MANIFEST,
        "till/questions.toml": questions,
        "clauses/pay.toml": _PAY,
        "jurisdictions/here.toml": _HERE,
    }
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return root


def till_deal(count: int, method: Method, **changes: Answer) -> Deal:
    """A deal of `count` parties that answers whatever a method asks; `changes` replace answers."""
    keys = [f"p{number}" for number in range(1, count + 1)]
    parties = tuple(PartySnapshot(key, f"Party {key[1:]} Ltd", own=key == "p1") for key in keys)
    given = {"split_method": str(method), "lead_party": keys[-1], **_answers(keys), **changes}
    return Deal("till", pack="here", title="Till", parties=parties, answers=frozen(given))


def _answers(keys: list[str]) -> dict[str, Any]:
    """Round and odd sums, nothing at all for some, a penny that no share divides."""
    shares = dict(zip(keys, equal_shares(len(keys)), strict=True))
    numbered = list(enumerate(keys, start=1))
    return {
        "price": 1_475_001,
        "lead_margin": 125_000,
        "tier_limit": 1_000_000,
        "good_case": "Client adds menu boards",
        "loss_share": "same_shares",
        "shares": {
            **shares,
            keys[0]: shares[keys[0]] + 25_000,
            keys[-1]: shares[keys[-1]] - 25_000,
        },
        "tier_first": shares,
        "fees": {key: 700_001 // number for number, key in numbered},
        "rates": {
            key: {
                "unit": "hour" if number % 2 else "day",
                "rate": 4_550 * number,
                "quantity": number,
                "cap": 10_000 if number == 2 else 0,
            }
            for number, key in numbered
        },
        "milestones": [
            {"title": f"Step {number}", "party": key, "amount": 50_000, "due": "2027-01-15"}
            for number, key in numbered
        ],
        "contributions": {
            key: {"what": "A van", "value": 100_000 * number} for number, key in numbered[1:]
        },
        "hours": {key: 15 * number for number, key in numbered},
        "royalties": {key: 0 if key == keys[-1] else 40_000 for key in keys},
        "royalty_term": "3 years",
        "swaps": [
            {"giver": key, "what": f"Work {number}", "receiver": keys[number % len(keys)]}
            | {"value": 60_000 + 5_000 * number}
            for number, key in numbered
        ],
    }


#: Costs in the manner of the deals of these tests.
def costs(count: int, each: int = 12_345) -> dict[str, dict[str, Any]]:
    """Approved costs that differ from party to party."""
    return {
        f"p{number}": {"amount": each * number, "what": "printing"}
        for number in range(1, count + 1)
    }
