"""All checks. Each is a function from a subject to findings; their order is that of the report."""

from collections.abc import Callable, Iterator

from ...domain.findings import Finding
from . import (
    answers,
    blanks,
    covered,
    employment,
    law,
    letters,
    liability,
    money,
    odd,
    own_words,
    pairs,
    people,
    rules,
    sides,
    sums,
    votes,
    words,
    work,
)
from .subject import Subject

Check = Callable[[Subject], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    *(
        people.party_count,
        people.party_details,
        people.addresses_for_notices,
        people.same_party_twice,
        people.names_differ,
    ),
    *(
        people.own_business_once,
        people.signatories,
        answers.missing_answers,
        answers.fitting_answers,
    ),
    *(blanks.blanks, blanks.empty_cells, blanks.place_holders, blanks.torn_sentences),
    *(answers.answers_in_limits, answers.old_template),
    *(
        work.deliverable_owners,
        work.deliverable_dates,
        work.parties_without_deliverable,
        work.milestone_dates,
        work.term_order,
        work.review_date,
    ),
    *(work.notice_length, work.secrets_outlive_work, work.real_days),
    *(money.shares_total, money.parties_in_tables, money.sums_meet_price, money.profit_rules),
    *(money.partnership_risk, liability.insurance_covers_cap, liability.insurance_reaches_limit),
    *(liability.limit_of_nothing, liability.nobody_insured, covered.insurance_of_parties),
    *(sums.shares_below_zero, sums.costs_above_income, sums.tier_out_of_reach),
    *(sums.bounds_hold, sums.swaps_between_two, sums.nothing_for_some, sums.nobody_has_a_part),
    *(money.pay_when_paid, money.long_stop_given, money.currency_given),
    *(money.lead_is_party, money.backup_is_another),
    *(law.joint_rights, law.everyone_liable, law.data_clause, law.law_fits, law.options_allowed),
    *(law.deed_has_witnesses, law.deed_by_every_partner, law.never_limited, law.restraints),
    *(words.unused_terms, words.undefined_terms, words.said_twice, words.hard_words),
    *(odd.odd_answers, rules.template_rules, votes.votes_of_one),
    *(rules.things_out_of_place, rules.sum_out_of_place),
    *(sides.client_is_a_party, sides.one_signs_for_two),
    *(sides.lead_hands_over, sides.only_the_sharer_has_secrets),
    *(own_words.rewordings, own_words.references_kept, own_words.special_terms),
    *(own_words.typed_references,),
    letters.odd_letters,
    employment.signs_of_employment,
    *(words.survivors, words.units_together),
    pairs.decided_pairs,
)


def run_checks(subject: Subject) -> Iterator[Finding]:
    """Every finding of every check that applies."""
    for check in CHECKS:
        yield from check(subject)
