"""Whether an agreement tells of somebody who has one of their own: by name, way to reach or fee.

A lead who makes one agreement with each member of a project keeps them apart. What is typed once
for all, or taken from the project, may still name one of them: the check of each draft says so, and
so does the page where they are made.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from ...domain.contacts.legal_form import without_form
from ...domain.deal import Deal, PartySnapshot
from ...domain.findings import EXTRA, Finding, Place, warning
from ...domain.money.currencies import signs_of
from ...domain.money.money import exponent
from ...domain.plain import to_plain
from ...domain.words.hidden import without_hidden
from ...domain.words.letters import latin
from ...drafting.asking.answer_kinds import AnswerKind, cells
from ...drafting.checks.places import at_party, at_rewording, at_term
from ...drafting.templates.model import Template

#: Fields of a deal that hold no words of this agreement; of its parties only the roles are.
_NOT_WORDS = frozenset(
    {"parties", "template", "template_version", "pack", "pack_version", "currency"}
)
_WORD = re.compile(r"[^\W_]+")
#: A number as people write it: 1500, 1,500.00, 1 500,00, 1’500.
_NUMBER = re.compile(r"\d+(?:[.,’'\u00a0\u202f ]\d{2,3})*(?!\w)")
#: A whole sum under this is as likely a number of pieces or pages.
_PLAIN_SUM = 1000
_AMOUNTS = frozenset({AnswerKind.MONEY, AnswerKind.PERCENTAGE})
#: Fewer letters tell of nobody.
_LEAST = 3

_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s?(?:%|per ?cent\b)")

#: So much of a text is quoted in a finding.
_QUOTED = 80

Words = tuple[str, ...]


class AgreedSum(NamedTuple):
    """A sum in minor units, or a percentage in ten-thousandths of a percent."""

    kind: AnswerKind
    size: int


@dataclass(frozen=True, slots=True)
class Others:
    """The others of a project: who they are, and the sums agreed with each, by whose name."""

    parties: tuple[PartySnapshot, ...] = ()
    sums: Mapping[str, frozenset[AgreedSum]] = field(default_factory=dict)


def told_of_others(deal: Deal, template: Template, others: Others) -> tuple[Finding, ...]:
    """A warning for each place that tells of another, and of whom."""
    details = [(party.name, _details(party)) for party in others.parties]
    known = {words for party in deal.parties for words in _details(party)}
    own_here = own_sums(deal, template)
    found: dict[Finding, None] = {}
    for place, text in _texts(deal, template):
        words, sums = _words(text), set(_sums_in(text, deal.currency))
        for name, theirs in details:
            if any(_holds(words, one) for one in theirs - known):
                found[_names(place, text, name)] = None
        for name, fees in others.sums.items():
            if (fees - own_here) & sums:
                found[_tells_fee(place, text, name)] = None
    return tuple(sorted(found, key=lambda one: one.code))


def own_sums(deal: Deal, template: Template) -> frozenset[AgreedSum]:
    """The sums and percentages that a member has of its own in this deal."""
    found: set[AgreedSum] = set()
    for name in template.spoke.own:
        question, value = template.question(name), deal.answers.get(name)
        if question is None or value is None:
            continue
        here = [(question.kind, value)]
        here += [(column.kind, cell) for _row, column, cell in cells(question.columns, value)]
        found |= {AgreedSum(k, v) for k, v in here if k in _AMOUNTS and isinstance(v, int) and v}
    return frozenset(found)


def _names(place: Place, text: str, name: str) -> Finding:
    return warning(
        "names-another",
        place,
        f"{_quoted(text)} tells of {name}, who is not a party here.",
        "Each of the project has an agreement of its own, and need not know of the others.",
    )


def _tells_fee(place: Place, text: str, name: str) -> Finding:
    return warning(
        "tells-another-fee",
        place,
        f"{_quoted(text)} tells what is agreed with {name}.",
        "What one is paid need not be known to another.",
    )


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= _QUOTED else line[: _QUOTED - 1] + '…'}”"


def _details(party: PartySnapshot) -> frozenset[Words]:
    """What tells of a party, as words: its names, people, ways to reach it and numbers."""
    said = [party.legal_name, party.trading_name, party.address, party.email, party.phone]
    said += [party.registration_number, party.tax_number]
    for person in party.people:
        said += [person.name, person.email, person.phone]
    said += [without_form(party.legal_name), without_form(party.trading_name)]
    told = {_words(text) for text in said}
    told |= {(digits,) for text in said if len(digits := _digits(text)) > 6}
    return frozenset(words for words in told if sum(map(len, words)) >= _LEAST)


def _words(text: str) -> Words:
    """The words of a text in plain small letters, whatever stands between them."""
    return tuple(_WORD.findall(latin(without_hidden(text)).casefold()))


def _digits(text: str) -> str:
    """The digits of a number to call, without what begins it at home or abroad."""
    only = re.sub(r"\D", "", text)
    return only[-9:] if not re.search(r"[^\W\d_]", text) else ""


def _holds(words: Words, wanted: Words) -> bool:
    """Whether these words stand there one after the other, or a number in one run of digits."""
    size = len(wanted)
    if size == 1 and wanted[0].isdecimal():
        return wanted[0] in "".join(word if word.isdecimal() else " " for word in words)
    return any(words[at : at + size] == wanted for at in range(len(words) - size + 1))


def _sums_in(text: str, currency: str) -> Iterator[AgreedSum]:
    """Every number of a text that may be a sum or a share."""
    for share in _PERCENT.findall(text):
        yield AgreedSum(AnswerKind.PERCENTAGE, int(Decimal(share.replace(",", ".")) * 10_000))
    digits, signs = exponent(currency), tuple(sign.casefold() for sign in signs_of(currency))
    for found in _NUMBER.finditer(text):
        whole, decimals = found.group(), ""
        if digits and re.search(rf"[.,]\d{{{digits}}}$", whole):
            whole, decimals = whole[: -digits - 1], whole[-digits:]
        number = int(re.sub(r"\D", "", whole))
        before, after = text[: found.start()].casefold(), text[found.end() :].casefold()
        signed = before.rstrip().endswith(signs) or after.lstrip().startswith(signs)
        if decimals or signed or number >= _PLAIN_SUM:
            yield AgreedSum(AnswerKind.MONEY, number * 10**digits + int(decimals or 0))


def _texts(deal: Deal, template: Template) -> Iterator[tuple[Place, str]]:
    """Every text of a deal and the roles of its parties, with the place where it is mended."""
    for party in deal.parties:
        yield at_party(party.key, "role"), party.role
    data = {name: part for name, part in to_plain(deal).items() if name not in _NOT_WORDS}
    at = {question.path(): question.id for question in template.questions}
    for path, text in _strings(data, ()):
        asked = next((at[path[:n]] for n in range(len(path), 0, -1) if path[:n] in at), "")
        yield _place(path, asked, template), text


def _strings(data: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, Mapping):
        for key, item in data.items():
            yield from _strings(item, (*path, str(key)))
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from _strings(item, (*path, str(number)))


def _place(path: Sequence[str], asked: str, template: Template) -> Place:
    section = template.section_of(asked)
    if section is not None:
        return Place(section.title, section.id, asked)
    if path[0] == "special_terms":
        return at_term(int(path[1]))
    return at_rewording("") if path[0] == "rewordings" else Place("Extra terms", EXTRA)
