"""The roles that code knows: what each question that plays one must be like.

A template says in `[roles]` which of its questions plays which role. Tables, money terms and checks
ask for roles and for nothing else, so that a kind of agreement needs no line of code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from ...domain.money.methods import LossRule, Method


class Role(StrEnum):
    """A part that a question plays; unless a template says otherwise, its id is this value."""

    START = "start"
    END = "end"
    DELIVERABLES = "deliverables"
    REVIEW_BY = "review_by"
    GOALS = "goals"
    MISSIONS = "missions"
    LEAD = "lead_party"
    SHARER = "sharer"
    BACKUP = "backup_lead"
    CLIENT_CONTRACT = "client_contract"
    DECISIONS = "decisions"
    METHOD = "split_method"
    PRICE = "price"
    GOOD_INCOME = "good_income"
    GOOD_CASE = "good_case"
    BAD_INCOME = "bad_income"
    BAD_CASE = "bad_case"
    COSTS = "approved_costs"
    SHARES = "shares"
    FIRST_SHARES = "tier_first"
    TIER_LIMIT = "tier_limit"
    MARGIN = "lead_margin"
    FEES = "fees"
    RATES = "rates"
    MILESTONES = "milestones"
    CONTRIBUTIONS = "contributions"
    HOURS = "hours"
    ROYALTIES = "royalties"
    ROYALTY_TERM = "royalty_term"
    SWAPS = "swaps"
    BOUNDS = "share_bounds"
    LOSS = "loss_share"
    PROFIT_DEFINITION = "profit_definition"
    INSPECTION = "inspection"
    PAY_WHEN_PAID = "pay_when_paid"
    LONG_STOP = "long_stop"
    NEW_WORK = "ip_new_work"
    JOINT_USE = "joint_exploitation"
    BRAND_RULES = "brand_rules"
    CONFIDENTIALITY_TERM = "confidentiality_term"
    CONFIDENTIAL_ITEMS = "confidential_items"
    SEALED_IDEAS = "sealed_ideas"
    PERSONAL_DATA = "personal_data"
    PERSONAL_DATA_ITEMS = "personal_data_items"
    NOTICE = "notice"
    NON_SOLICIT = "non_solicit"
    LIABILITY_CAP = "liability_cap"
    LIABILITY_SUM = "liability_sum"
    LIABILITY_MULTIPLE = "liability_multiple"
    UNCAPPED = "uncapped"
    INSURANCE_KINDS = "insurance_kinds"
    INSURANCE_MINIMUM = "insurance_minimum"
    EXECUTION = "execution"
    SIGNATURES = "signatures"


@dataclass(frozen=True, slots=True)
class RoleRule:
    """What the question of a role must be: one of these kinds, with these columns at least.

    `only` are the option values that code knows; other roles may have options of their own.
    """

    kinds: frozenset[str]
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    only: frozenset[str] = frozenset()


def _kind(*kinds: str, **columns: str) -> RoleRule:
    return RoleRule(frozenset(kinds), MappingProxyType(columns))


_CHOICE, _MONEY, _DATE = _kind("one_of"), _kind("money"), _kind("date")
_YES_NO, _WORDS, _SEVERAL = _kind("yes_no"), _kind("short_text"), _kind("several_of")

#: What each role asks of its question.
ROLE_RULES: Mapping[Role, RoleRule] = MappingProxyType(
    {
        Role.START: _DATE,
        Role.END: _DATE,
        Role.DELIVERABLES: _kind("rows", title="short_text", owner="party", due="date"),
        Role.REVIEW_BY: _DATE,
        Role.GOALS: _kind("per_party"),
        Role.MISSIONS: _kind("per_party"),
        Role.LEAD: _kind("party"),
        Role.SHARER: _kind("party"),
        Role.BACKUP: _kind("party"),
        Role.CLIENT_CONTRACT: _CHOICE,
        Role.DECISIONS: _CHOICE,
        Role.METHOD: RoleRule(frozenset({"one_of"}), only=frozenset(Method)),
        Role.PRICE: _MONEY,
        Role.GOOD_INCOME: _MONEY,
        Role.GOOD_CASE: _WORDS,
        Role.BAD_INCOME: _MONEY,
        Role.BAD_CASE: _WORDS,
        Role.COSTS: _kind("per_party", amount="money"),
        Role.SHARES: _kind("per_party"),
        Role.FIRST_SHARES: _kind("per_party"),
        Role.TIER_LIMIT: _MONEY,
        Role.MARGIN: _kind("percentage"),
        Role.FEES: _kind("per_party"),
        Role.RATES: _kind(
            "per_party", unit="one_of", rate="money", quantity="whole_number", cap="money"
        ),
        Role.MILESTONES: _kind(
            "rows", title="short_text", party="party", amount="money", due="date"
        ),
        Role.CONTRIBUTIONS: _kind("per_party", value="money"),
        Role.HOURS: _kind("per_party"),
        Role.ROYALTIES: _kind("per_party"),
        Role.ROYALTY_TERM: _kind("duration"),
        Role.SWAPS: _kind(
            "rows", giver="party", what="short_text", receiver="party", value="money"
        ),
        Role.BOUNDS: _kind("per_party", least="money", most="money"),
        Role.LOSS: RoleRule(frozenset({"one_of"}), only=frozenset(LossRule)),
        Role.PROFIT_DEFINITION: _CHOICE,
        Role.INSPECTION: _YES_NO,
        Role.PAY_WHEN_PAID: _YES_NO,
        Role.LONG_STOP: _kind("duration"),
        Role.NEW_WORK: _CHOICE,
        Role.JOINT_USE: _CHOICE,
        Role.BRAND_RULES: _kind("per_party"),
        Role.CONFIDENTIALITY_TERM: _kind("one_of", "duration"),
        Role.CONFIDENTIAL_ITEMS: _kind("rows"),
        Role.SEALED_IDEAS: _kind("rows", name="short_text", party="party", number="short_text"),
        Role.PERSONAL_DATA: _YES_NO,
        Role.PERSONAL_DATA_ITEMS: _kind("rows"),
        Role.NOTICE: _kind("duration"),
        Role.NON_SOLICIT: _CHOICE,
        Role.LIABILITY_CAP: _CHOICE,
        Role.LIABILITY_SUM: _MONEY,
        Role.LIABILITY_MULTIPLE: _kind("whole_number"),
        Role.UNCAPPED: _SEVERAL,
        Role.INSURANCE_KINDS: _SEVERAL,
        Role.INSURANCE_MINIMUM: _MONEY,
        Role.EXECUTION: _CHOICE,
        Role.SIGNATURES: _CHOICE,
    }
)

#: The one column of a table of parties, whatever it is called.
ONE_COLUMN: Mapping[Role, str] = MappingProxyType(
    {
        Role.SHARES: "percentage",
        Role.FIRST_SHARES: "percentage",
        Role.FEES: "money",
        Role.HOURS: "whole_number",
        Role.ROYALTIES: "percentage",
        Role.BRAND_RULES: "short_text",
        Role.GOALS: "short_text",
        Role.MISSIONS: "short_text",
    }
)

_SHARING = (Role.PROFIT_DEFINITION, Role.LOSS, Role.INSPECTION)

#: What an option of a role brings with it: money methods and checks ask for these roles too.
BRINGS: Mapping[tuple[Role, str], tuple[Role, ...]] = MappingProxyType(
    {
        (Role.METHOD, Method.FIXED_FEES): (Role.FEES,),
        (Role.METHOD, Method.TIME_RATES): (Role.RATES,),
        (Role.METHOD, Method.MILESTONES): (Role.MILESTONES,),
        (Role.METHOD, Method.EQUAL): _SHARING,
        (Role.METHOD, Method.PERCENTAGES): (Role.SHARES, *_SHARING),
        (Role.METHOD, Method.BY_CONTRIBUTION): (Role.CONTRIBUTIONS, *_SHARING),
        (Role.METHOD, Method.COSTS_FIRST): (Role.COSTS, Role.SHARES, *_SHARING),
        (Role.METHOD, Method.LEAD_MARGIN): (Role.LEAD, Role.MARGIN, Role.SHARES, *_SHARING),
        (Role.METHOD, Method.TIERS): (
            *(Role.TIER_LIMIT, Role.FIRST_SHARES, Role.SHARES),
            *_SHARING,
        ),
        (Role.METHOD, Method.HOURS): (Role.HOURS, *_SHARING),
        (Role.METHOD, Method.ROYALTY): (
            *(Role.LEAD, Role.ROYALTIES, Role.ROYALTY_TERM),
            *_SHARING,
        ),
        (Role.METHOD, Method.IN_KIND): (Role.SWAPS,),
        (Role.LOSS, LossRule.LEAD): (Role.LEAD,),
        (Role.NEW_WORK, "joint"): (Role.JOINT_USE,),
        (Role.LIABILITY_CAP, "fixed_sum"): (Role.LIABILITY_SUM,),
        (Role.LIABILITY_CAP, "insurance"): (Role.INSURANCE_MINIMUM,),
        (Role.LIABILITY_CAP, "multiple"): (Role.LIABILITY_MULTIPLE,),
    }
)

#: What each way of sharing weighs by; equal shares weigh by nothing.
MEASURES: Mapping[Method, Role] = MappingProxyType(
    {
        Method.FIXED_FEES: Role.FEES,
        Method.TIME_RATES: Role.RATES,
        Method.MILESTONES: Role.MILESTONES,
        Method.PERCENTAGES: Role.SHARES,
        Method.BY_CONTRIBUTION: Role.CONTRIBUTIONS,
        Method.COSTS_FIRST: Role.SHARES,
        Method.LEAD_MARGIN: Role.SHARES,
        Method.TIERS: Role.SHARES,
        Method.HOURS: Role.HOURS,
        Method.ROYALTY: Role.ROYALTIES,
        Method.IN_KIND: Role.SWAPS,
    }
)

#: Roles that never stand alone.
WITH: Mapping[Role, tuple[Role, ...]] = MappingProxyType(
    {
        Role.METHOD: (Role.PRICE,),
        Role.INSURANCE_KINDS: (Role.INSURANCE_MINIMUM,),
        Role.LIABILITY_CAP: (Role.UNCAPPED,),
        Role.PERSONAL_DATA_ITEMS: (Role.PERSONAL_DATA,),
    }
)


class TableName(StrEnum):
    """A table that code builds for a schedule."""

    DELIVERABLES = "deliverables"
    MONEY_EXPECTED = "money_expected"
    MONEY_SCENARIOS = "money_scenarios"
    CONTRIBUTIONS = "contributions"
    INSURANCE = "insurance"
    BRAND = "brand"
    CONFIDENTIAL_ITEMS = "confidential_items"
    SEALED_IDEAS = "sealed_ideas"
    PERSONAL_DATA = "personal_data"
    GLOSSARY = "glossary"
    TEAM = "team"
    ROWS = "rows"


class Word(StrEnum):
    """Words of a template that tables print."""

    PRICE = "money_price"
    PAYS = "money_pays"
    HALF = "money_half"
    AS_PLANNED = "money_as_planned"
    NOTHING = "money_nothing"


@dataclass(frozen=True, slots=True)
class Needs:
    """What a table asks of its template. `filled_by`: without its answer the table is left out."""

    roles: tuple[Role, ...] = ()
    words: tuple[Word, ...] = ()
    filled_by: Role | None = None


def _rows(role: Role, *others: Role, words: tuple[Word, ...] = ()) -> Needs:
    return Needs((role, *others), words, role)


#: What each table asks for.
TABLES: Mapping[TableName, Needs] = MappingProxyType(
    {
        TableName.DELIVERABLES: _rows(Role.DELIVERABLES),
        TableName.MONEY_EXPECTED: _rows(Role.METHOD, Role.PRICE, words=(Word.PRICE,)),
        TableName.MONEY_SCENARIOS: _rows(
            Role.PRICE,
            Role.METHOD,
            words=(Word.PAYS, Word.HALF, Word.AS_PLANNED, Word.NOTHING),
        ),
        TableName.CONTRIBUTIONS: _rows(Role.CONTRIBUTIONS),
        TableName.INSURANCE: _rows(Role.INSURANCE_KINDS, Role.INSURANCE_MINIMUM),
        TableName.BRAND: _rows(Role.BRAND_RULES),
        TableName.CONFIDENTIAL_ITEMS: _rows(Role.CONFIDENTIAL_ITEMS),
        TableName.PERSONAL_DATA: _rows(Role.PERSONAL_DATA_ITEMS),
        TableName.GLOSSARY: Needs(),
        TableName.TEAM: Needs(),
        TableName.ROWS: Needs(),
    }
)
