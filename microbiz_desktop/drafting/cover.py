"""Page 1 and the parties' page: the deal in short, what differs from usual, who the parties are.

The compile puts them before the clauses. They are worded from the same answers and units as the
clauses, because page 1 must never promise what the clauses do not say.
"""

from collections.abc import Iterator, Mapping, Sequence

from ..domain.deal import LEGAL_FORMS, PartySnapshot
from ..domain.money.formats import NBSP
from ..domain.text import CoverRow, PartyText, Recital, Run, RunKind, Runs, SignatoryLine, plain
from ..domain.words.phrases import joined
from .clauses import chosen
from .filling import ReferenceTarget
from .party_names import names_in_tables
from .templates.model import Pack
from .writer import TextWriter

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHORT_TITLE = 48


def cover_rows(writer: TextWriter) -> tuple[CoverRow, ...]:
    """The rows of "The deal in short" that have something to say."""
    found = []
    for plan in writer.scope.template.cover:
        if writer.scope.facts.hold(plan.shown_when):
            lines = list(writer.lines(plan.text, plan.label)) if plan.text else []
            spoken = {name: cover_words(name, writer) for name in plan.units}
            runs = joined_lines([*lines, *(runs for runs in spoken.values() if runs)])
            seats = _clauses_of([name for name, runs in spoken.items() if runs], writer)
            if runs:
                where = _where((*seats, *plan.where), writer.filler.targets)
                found.append(CoverRow(plan.label, runs, where))
    return tuple(found)


def cover_words(name: str, writer: TextWriter) -> Runs:
    """What page 1 says about a unit that is on; of one reworded, only where it stands."""
    unit, target = writer.catalogue.units[name], writer.filler.targets.get(name)
    wording = chosen(unit, writer.scope.by_role)
    if target is None or not wording.cover:
        return ()
    if any(rewording.unit == name for rewording in writer.scope.deal.rewordings):
        place = Run(target.label.replace(" ", NBSP), RunKind.REFERENCE, target.anchor)
        return (Run("One point is worded for this agreement alone: see "), place, Run("."))
    return joined_lines(list(writer.lines(wording.cover, unit.heading, unit=name)))


def _clauses_of(names: Sequence[str], writer: TextWriter) -> list[str]:
    return [
        clause.id
        for clause in writer.scope.template.clauses
        if any(name in clause.units for name in names)
    ]


def joined_lines(lines: Sequence[Runs]) -> Runs:
    """Several paragraphs as one."""
    made: list[Run] = []
    for line in lines:
        made += [Run(" "), *line] if made else line
    return tuple(made)


def _where(names: Sequence[str], targets: Mapping[str, ReferenceTarget]) -> tuple[str, ...]:
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


def recitals(writer: TextWriter) -> tuple[Recital, ...]:
    """The recitals of the template that this deal shows, lettered A, B and so on."""
    lines = [
        line
        for plan in writer.scope.template.recitals
        if writer.scope.facts.hold(plan.shown_when)
        for line in writer.lines(plan.text, "Background")
    ]
    return tuple(Recital(_LETTERS[i % 26], line) for i, line in enumerate(lines))


def party_texts(writer: TextWriter) -> tuple[PartyText, ...]:
    """Each party as the document prints it."""
    pack = writer.scope.pack
    parties = writer.scope.deal.parties
    names = names_in_tables(parties)
    return tuple(_party(party, pack, names[party.name]) for party in parties)


def _party(party: PartySnapshot, pack: Pack, in_tables: str) -> PartyText:
    lines = tuple(SignatoryLine(p.name, p.role) for p in party.signatories)
    signatories = lines or (SignatoryLine("", ""),)
    return PartyText(
        key=party.key,
        name=party.name,
        legal_name=party.legal_name,
        description=_description(party),
        role=party.role,
        details=tuple(_details(party, pack, in_tables)),
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


def _details(party: PartySnapshot, pack: Pack, in_tables: str) -> Iterator[tuple[str, str]]:
    address = ", ".join(line.strip() for line in party.address.splitlines() if line.strip())
    named = (
        ("Registered number", party.registration_number),
        (f"{pack.texts.get('tax', 'Tax')} number", party.tax_number),
        ("Address", address),
        ("E-mail", party.email),
        ("Telephone", party.phone),
        ("Signs", _signs(party)),
        ("In tables", in_tables if in_tables != party.name else ""),
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


def notices(writer: TextWriter) -> tuple[str, ...]:
    """The sentences of the template that stand under the deal in short."""
    lines = (writer.line(text, "Notices") for text in writer.scope.template.notices)
    return tuple(plain(line) for line in lines if line)
