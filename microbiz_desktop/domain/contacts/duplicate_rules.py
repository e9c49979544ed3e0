"""How much must agree besides the names before two entries count as one: a score out of 100.

One rule for each relation of two names. What it says was weighed on the labelled sets of the tests
and of the benchmark: rather a pair too few than two people taken for one.
"""

from typing import NamedTuple

from .duplicate_evidence import Evidence
from .name_forms import name_form
from .name_keys import MANY_FULL_NAMES
from .name_relations import Relation

#: From this score on a pair is offered; below it are pairs that only share something.
LIKELY = 60
_SHARED_ONLY, _APART = 45, 40
#: Relations that hold as long as nobody else is as near.
UNSURE = frozenset({Relation.INITIAL, Relation.PART, Relation.LONE_PART})


class Weights(NamedTuple):
    """`alone` is the score where nothing is shared and nothing differs; else `base` and what is.

    What has no points is no proof for that relation.
    """

    base: int
    phone: int = 0
    email: int = 0
    person: int = 0
    host: int = 0
    place: int = 0
    conflict: int = 10
    alone: int = 0


_RULES = {
    Relation.SHORT: Weights(80, 7, 7, 7, 5, 5, alone=65),
    Relation.SCRIPT: Weights(75, 10, 10, 5, 5, 5, alone=70),
    Relation.LONG_SLIP: Weights(65, 10, 10, 10, 5, 5, alone=62),
    Relation.SPELLING: Weights(60, 10, 10, 10, 5),
    Relation.SLIP: Weights(65, 10, 10, 10, 5),
    Relation.SHORT_SLIP: Weights(65, 10, 10, 10, 5),
    Relation.INITIAL: Weights(55, 10, 15),
    Relation.PART: Weights(65, 10, 5),
    Relation.LONE_PART: Weights(65, 10, 5),
}
#: Of people these are names of two: Jan and Jana, everybody in the house of the Harts.
_NOT_OF_PEOPLE = frozenset({Relation.SHORT_SLIP, Relation.LONE_PART})


def scored(near: Relation, evidence: Evidence) -> int:
    """How sure it is that the two are one."""
    if evidence.called_by_email and near is not Relation.SAME:
        return 70
    if near is Relation.PARTED:
        return _APART
    if near is Relation.GIVEN and evidence.persons:
        return 65 if evidence.own_mailbox and not evidence.far else _SHARED_ONLY
    if evidence.people is False:
        return _APART
    if evidence.person_of_business and near is not Relation.SAME:
        return 0 if evidence.far else 75 - 10 * evidence.conflicts
    if near is Relation.SAME:
        return _same(evidence)
    if evidence.far or (evidence.persons and near in _NOT_OF_PEOPLE):
        return _SHARED_ONLY
    return _by_rule(_RULES[near], near, evidence) if near in _RULES else _SHARED_ONLY


def _same(evidence: Evidence) -> int:
    """In one town nearly always one; in two only when the telephone is one as well."""
    if evidence.far:
        return 75 if evidence.phone else _APART
    sure = evidence.place or evidence.host or (evidence.people and not evidence.persons)
    if evidence.conflicts > (0 if evidence.first_names else 1) and not sure:
        return 50
    shared = 7 * evidence.phone + 7 * bool(evidence.emails)
    return min(99, 85 + shared - 5 * evidence.conflicts)


def _by_rule(rule: Weights, near: Relation, evidence: Evidence) -> int:
    proofs = (
        (evidence.phone, rule.phone),
        (bool(evidence.emails), rule.email),
        # That the people of two people are one says no more than that their names are.
        (bool(evidence.people) and not evidence.persons, rule.person),
        (evidence.host, rule.host),
        (evidence.place, rule.place),
    )
    points = sum(worth for holds, worth in proofs if holds)
    if points:
        return rule.base + points - rule.conflict * evidence.conflicts
    if evidence.conflicts or (near is Relation.SHORT and _many_full_names(evidence)):
        return _SHARED_ONLY
    return rule.alone or _SHARED_ONLY


def _many_full_names(evidence: Evidence) -> bool:
    """Whether a short name in it stands for several: Sam is Samuel or Samantha."""
    names = (*evidence.one.names, *evidence.other.names)
    return any(word in MANY_FULL_NAMES for name in names for word in name_form(name).words)
