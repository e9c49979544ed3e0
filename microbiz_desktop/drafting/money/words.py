"""What the worked example says under its table: every sentence true of the figures above it."""

from collections.abc import Iterator, Mapping

from ...domain.money.methods import AGREED, WAYS, Figure, LossRule, Method, MoneyTerms
from ...domain.words.phrases import capital
from ..asking.roles import Role, Word
from ..names import Scope
from .figures import Worked, limit_is_long

_ALL = "What there is to share"


def word_of(scope: Scope, word: Word) -> str:
    """A word of the template where a sentence or a cell starts."""
    found = scope.words.get(word, "")
    return capital(found)


def rounding(work: Worked) -> str:
    """Where odd pennies go, and why a percentage on the page gives not quite the sum."""
    one, many = work.scope.printer.coin()
    shown = Figure.SHARE in WAYS[work.terms.method].figures
    exact = "Percentages are shown rounded; the sums come from the exact values. " if shown else ""
    return (
        f"{exact}Each sum is rounded down to the {one}, and odd {many} go to the parties "
        "that lost most by it, or, if equal, to the one named first."
    )


def in_words(work: Worked) -> str:
    """What comes in, what is shared of it, and what differs from what was agreed."""
    if work.shared.left < 0:
        return " ".join(_loss(work))
    return " ".join((_income(work), *_limit(work), *_term(work), *_bounds(work)))


def _price(work: Worked) -> str:
    return f"{word_of(work.scope, Word.PRICE)} of {work.money(work.shared.income)}"


def _income(work: Worked) -> str:
    shared, agreed = work.shared, work.terms.method in AGREED
    differs = _difference(work) if agreed else ""
    if shared.costs:
        left = f"leaves {work.money(shared.left)} to share."
        first = f"{_price(work)}, less costs of {work.money(shared.costs)}, {left}"
        return f"{first} That is {differs}" if differs else first
    if differs:
        return f"{_price(work)} is {differs}"
    if agreed:
        return f"{_price(work)} pays these sums; more or less raises or lowers all in proportion."
    by = " by the values given" if work.terms.method is Method.IN_KIND else ""
    return f"{_price(work)} is shared{by}."


def _difference(work: Worked) -> str:
    """How agreed sums change when they are not what there is to share."""
    total, left = sum(work.terms.weights()), work.shared.left
    if left == total:
        return ""
    more, move = ("more", "rise") if left > total else ("less", "fall")
    return f"{more} than the agreed sums together, so all of them {move} in the same proportion."


def _limit(work: Worked) -> Iterator[str]:
    limit = work.terms.tier_limit
    if work.terms.method is not Method.TIERS:
        return
    if limit_is_long(work):
        yield f"The first tier ends at {work.money(limit)}."
    if work.shared.left <= limit:
        yield f"{_ALL} is not more than {work.money(limit)}, so nothing is shared above it."


def _term(work: Worked) -> Iterator[str]:
    """A royalty ends, and hours that are expected are not yet worked."""
    if work.terms.method is Method.HOURS:
        yield "These are the hours expected; in the end those actually worked count."
    term, lead = work.scope.answer(Role.ROYALTY_TERM), work.terms.lead
    if work.terms.method is Method.ROYALTY and isinstance(term, str):
        length, whose = work.scope.printer.duration(term), work.scope.printer.party(lead)
        yield f"These shares hold for {length}; after that, everything belongs to {whose}."


def _bounds(work: Worked) -> Iterator[str]:
    terms, left = work.terms, work.shared.left
    if sum(terms.least) > left:
        yield f"{_ALL} is less than all minimums together, so they fall in proportion."
    elif all(terms.most) and terms.most and sum(terms.most) < left:
        above = "what is above is shared in proportion"
        yield f"{_ALL} is more than all maximums together; {above}."
    elif any(row.moved for row in work.shared.rows):
        yield "“Change” is what the minimums and maximums below move between the parties."


def _loss(work: Worked) -> Iterator[str]:
    missing = work.money(-work.shared.left)
    costs = work.money(work.shared.costs)
    yield f"{_price(work)} does not pay the costs of {costs}: {missing} is missing."
    yield _bearing(work.terms, work.scope)
    if any(row.receives < 0 for row in work.shared.rows):
        yield "A minus sign under “Receives” means that the party pays this sum."


#: What a loss in the same shares is measured by, where it is not simply the shares.
_MEASURED: Mapping[Method, str] = {
    Method.LEAD_MARGIN: "the shares of the rest",
    Method.TIERS: "the shares above the first tier",
    **dict.fromkeys(AGREED, "the agreed sums"),
}


def _bearing(terms: MoneyTerms, scope: Scope) -> str:
    if terms.loss is LossRule.LEAD and terms.lead in terms.parties:
        return f"{scope.printer.party(terms.lead)} bears it alone."
    if terms.loss is LossRule.EQUALLY:
        return "The parties bear it in equal parts."
    return f"The parties bear it in proportion to {_MEASURED.get(terms.method, 'the shares')}."
