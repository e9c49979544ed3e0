"""Page 1 and the parties' page: the deal in short, what differs from usual, who the parties are."""

from collections.abc import Iterator, Mapping, Sequence

from ..domain.deal import LEGAL_FORMS, PartySnapshot
from ..domain.formats import joined
from ..domain.text import CoverRow, PartyText, Recital, Run, RunKind, Runs, SignatoryLine, plain
from .filling import Target
from .model import Pack
from .questions import is_answered
from .writer import Writer

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHORT_TITLE = 48


def cover_rows(writer: Writer) -> tuple[CoverRow, ...]:
    """The rows of "The deal in short" that have something to say."""
    found = []
    for plan in writer.scope.template.cover:
        if writer.scope.facts.hold(plan.shown_when):
            runs = joined_lines(list(writer.lines(plan.text, plan.label)))
            if runs:
                found.append(CoverRow(plan.label, runs, _where(plan.where, writer.filler.targets)))
    return tuple(found)


def joined_lines(lines: Sequence[Runs]) -> Runs:
    """Several paragraphs as one."""
    made: list[Run] = []
    for line in lines:
        made += [Run(" "), *line] if made else line
    return tuple(made)


def _where(names: Sequence[str], targets: Mapping[str, Target]) -> tuple[str, ...]:
    """Clauses on one line ("Clauses 2, 3"), schedules on another; what is off is left out."""
    labels = [targets[name].label for name in names if name in targets]
    found: list[str] = []
    for kind in ("clause", "schedule"):
        numbers = {word.split()[1] for word in labels if word.casefold().startswith(kind)}
        if numbers:
            plural = "s" if len(numbers) > 1 else ""
            listed = ", ".join(sorted(numbers, key=lambda number: (len(number), number)))
            found.append(f"{kind.capitalize()}{plural}\u00a0{listed}")
    return tuple(found)


def changes(writer: Writer) -> Iterator[Runs]:
    """A line for every answer that differs from the usual one."""
    facts = writer.scope.facts
    for question in writer.scope.template.questions:
        value = facts.answers.get(question.id)
        if question.usual is None or not is_answered(value) or value == question.usual:
            continue
        runs = writer.line(question.changed, question.label)
        if runs:
            yield _small_start(runs)


def _small_start(runs: Runs) -> Runs:
    """These lines follow a colon: they start with a small letter."""
    first = runs[0]
    if first.kind is RunKind.REFERENCE and first.text.startswith("Clause"):
        return (Run(f"c{first.text[1:]}", first.kind, first.target), *runs[1:])
    return runs


def recitals(writer: Writer) -> tuple[Recital, ...]:
    """The background, lettered."""
    lines = [
        line
        for plan in writer.scope.template.recitals
        if writer.scope.facts.hold(plan.shown_when)
        for line in writer.lines(plan.text, "Background")
    ]
    return tuple(Recital(_LETTERS[i % 26], line) for i, line in enumerate(lines))


def party_texts(writer: Writer) -> tuple[PartyText, ...]:
    """Each party as the document prints it."""
    pack = writer.scope.pack
    return tuple(_party(party, pack) for party in writer.scope.deal.parties)


def _party(party: PartySnapshot, pack: Pack) -> PartyText:
    lines = tuple(SignatoryLine(p.name, p.role) for p in party.signatories)
    signatories = lines or (SignatoryLine("", ""),)
    return PartyText(
        key=party.key,
        name=party.name,
        legal_name=party.legal_name,
        description=_description(party),
        role=party.role,
        details=tuple(_details(party, pack)),
        signatories=signatories,
        must_sign=len(signatories),
        logo=party.logo,
    )


def _description(party: PartySnapshot) -> str:
    """ "Fernhill Design Ltd, a private limited company, trading as Fernhill Design"."""
    words = [party.legal_name or "[legal name]"]
    form = LEGAL_FORMS.get(party.legal_form, "")
    if form:
        words.append(form)
    if party.trading_name and party.trading_name != party.legal_name:
        words.append(f"trading as {party.trading_name}")
    return ", ".join(words)


def _details(party: PartySnapshot, pack: Pack) -> Iterator[tuple[str, str]]:
    address = ", ".join(line.strip() for line in party.address.splitlines() if line.strip())
    named = (
        ("Registered number", party.registration_number),
        (f"{pack.texts.get('tax', 'Tax')} number", party.tax_number),
        ("Address", address),
        ("E-mail", party.email),
        ("Telephone", party.phone),
        ("Signs", _signs(party)),
    )
    yield from ((label, value) for label, value in named if value)


def _signs(party: PartySnapshot) -> str:
    names = [
        f"{person.name} ({person.role})" if person.role else person.name
        for person in party.signatories
    ]
    if len(names) < 2:
        return "".join(names)
    return f"{joined(names)}; {'both' if len(names) == 2 else 'all'} must sign"


def short_title(title: str, name: str) -> str:
    """The name of the project, or the title up to its colon, for the head of each page."""
    short = name.strip() or title.partition(":")[0].strip()
    if len(short) <= _SHORT_TITLE:
        return short
    return short[:_SHORT_TITLE].rsplit(" ", 1)[0].rstrip(",;:–-") + "…"


def notices(writer: Writer) -> tuple[str, ...]:
    """The quiet sentences under the cover."""
    lines = (writer.line(text, "Notices") for text in writer.scope.template.notices)
    return tuple(plain(line) for line in lines if line)
