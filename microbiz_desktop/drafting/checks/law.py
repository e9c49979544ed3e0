"""Checks 4, 6, 8, 13, 14, 24 and 25: choices that the law, or good sense, ties together.

`registry` runs them with the other checks. What a law area allows stands in its pack as data; here
is only what holds for any pack that says so.
"""

from collections.abc import Iterator

from ...domain.deal import as_rows
from ...domain.findings import EXTRA, Edit, Finding, Fix, Place, error, warning
from ..asking.questions import Conditions, is_answered
from ..asking.roles import Role
from .places import at_rewording
from .subject import Subject
from .words import agreement_words


def joint_rights(subject: Subject) -> Iterator[Finding]:
    """Check 4: who owns together says how each may use it."""
    if subject.answer(Role.NEW_WORK) != "joint":
        return
    if not subject.answered(Role.JOINT_USE):
        yield error(
            "joint-without-rule",
            subject.at(Role.JOINT_USE),
            "Everyone owns the work together, and nothing says how each may use it.",
            "Without a rule one owner can block all the others.",
        )
    yield warning(
        "joint-rights",
        subject.at(Role.NEW_WORK),
        "Owning things together is hard to manage.",
        "Each owner can block or be blocked; a licence often does the same with less trouble.",
    )


def everyone_liable(subject: Subject) -> Iterator[Finding]:
    """Check 6: one contract signed by all makes each answer for the whole."""
    if subject.answer(Role.CLIENT_CONTRACT) == "all":
        yield warning(
            "joint-liability",
            subject.at(Role.CLIENT_CONTRACT),
            "If all sign with the client, the client may claim everything from any one party.",
            "That includes what another party did wrong, or did not pay.",
        )


def data_clause(subject: Subject) -> Iterator[Finding]:
    """Check 8: sharing data about people needs the clause for it."""
    if subject.answer(Role.PERSONAL_DATA) is not True:
        return
    units = {line.unit for clause in subject.text.clauses for line in clause.subclauses}
    covered = any(
        subject.catalogue.units[unit].row == _DATA_ROW
        and any(c.question == Role.PERSONAL_DATA and c.among for c in _conditions(subject, unit))
        for unit in units
        if unit in subject.catalogue.units
    )
    if not covered:
        yield error(
            "data-without-clause",
            subject.at(Role.PERSONAL_DATA),
            "Data about people is shared, and no clause protects it.",
            "Data protection law asks for it.",
        )
    for rewording in subject.deal.rewordings:
        unit = subject.catalogue.units.get(rewording.unit)
        if unit is not None and unit.row == _DATA_ROW and rewording.unit in units:
            yield warning(
                "data-clause-reworded",
                at_rewording(rewording.unit),
                f"“{unit.heading}” is worded for this agreement alone.",
                "Data protection law asks for much of what the usual words say.",
            )


#: The row of the clause table that is about personal data.
_DATA_ROW = 20


def _conditions(subject: Subject, unit: str) -> Conditions:
    return subject.catalogue.units[unit].shown_when


def law_fits(subject: Subject) -> Iterator[Finding]:
    """Check 13: the pack is one the template is written for."""
    template, wanted = subject.scope.template, subject.deal.pack
    if wanted in template.jurisdictions and wanted in subject.catalogue.packs:
        return
    usable = subject.scope.pack
    yield error(
        "law-not-chosen",
        Place("The law", EXTRA, "pack"),
        f"“{template.title}” is not written for “{wanted}”." if wanted else "No law is chosen.",
        "Each clause is checked against one law.",
        Fix(usable.title, (Edit(("pack",), usable.id),)),
    )


def options_allowed(subject: Subject) -> Iterator[Finding]:
    """Check 13: courts and other choices are ones that the pack allows."""
    for role, allowed in subject.scope.pack.allowed.items():
        question = subject.scope.by_id.get(subject.scope.template.playing(role))
        if question is None or not subject.shows(question):
            continue
        value = subject.value(question)
        chosen = value if isinstance(value, tuple) else (value,)
        if any(is_answered(v) and v not in allowed for v in chosen):
            yield error(
                "not-allowed-here",
                subject.at_question(question.id),
                f"This answer does not fit the law of {subject.text.law}.",
                "The jurisdiction pack leaves it out.",
            )


def deed_has_witnesses(subject: Subject) -> Iterator[Finding]:
    """Check 14: a deed has witness lines, and a law that knows deeds."""
    if subject.answer(Role.EXECUTION) == "deed" and not subject.text.deed:
        yield error(
            "no-deed-here",
            subject.at(Role.EXECUTION),
            f"The law of {subject.text.law} has no deed with a witness.",
            "The signing page would have no place for witnesses.",
            subject.choosing(Role.EXECUTION, "simple", "simple contract"),
        )


def deed_by_every_partner(subject: Subject) -> Iterator[Finding]:
    """A partnership has no body of its own: each partner executes its deed."""
    if not subject.text.deed:
        return
    for party in subject.deal.parties:
        if party.legal_form == _PARTNERSHIP and party.sign_rule != "all":
            yield error(
                "deed-by-one-partner",
                subject.at_party(party.key, "sign_rule"),
                f"One partner cannot sign a deed for {subject.name(party.key)}.",
                "A deed of a partnership is signed by every partner, each before a witness.",
            )


#: The legal form whose members are bound one by one.
_PARTNERSHIP = "partnership"


def never_limited(subject: Subject) -> Iterator[Finding]:
    """Check 24: what may never be limited is named, wherever liability is limited."""
    if subject.answer(Role.LIABILITY_CAP) in {None, "none"}:
        return
    words = agreement_words(subject.text)
    chosen = as_rows(subject.answer(Role.UNCAPPED))
    question = subject.asked(Role.UNCAPPED)
    for item in subject.scope.pack.never_limit:
        option = question.option(item.id) if question is not None else None
        said = item.text.casefold() in words or (option and option.label.casefold() in words)
        if said and (option is None or item.id in chosen):
            continue
        left_out = option is not None and item.id not in chosen
        add = (subject.edit(Role.UNCAPPED, (*chosen, item.id)),) if left_out else ()
        yield error(
            "never-limited-missing",
            subject.at(Role.UNCAPPED),
            f"The limit on liability does not leave out {item.text}.",
            "The law does not allow a limit there; the whole limit could fail.",
            Fix("add it", add) if add else None,
        )


def restraints(subject: Subject) -> Iterator[Finding]:
    """Check 25: no limit on approaching clients where the law makes it void."""
    void = subject.scope.pack.flags.get("restraints_void", False)
    if void and subject.answer(Role.NON_SOLICIT) not in {None, "none"}:
        yield error(
            "restraint-void",
            subject.at(Role.NON_SOLICIT),
            "A limit on approaching clients has no effect under this law.",
            "In some places it is even an offence to ask for it.",
            subject.choosing(Role.NON_SOLICIT, "none", "no limit"),
        )
