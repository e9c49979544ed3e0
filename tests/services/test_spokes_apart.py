"""No agreement made with one member of a project holds anything of another, in any of its forms."""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from microbiz_desktop.domain.contacts.contacts import BusinessData, PersonData
from microbiz_desktop.domain.deal import Answer, Deal
from microbiz_desktop.domain.plain import canonical, to_plain
from microbiz_desktop.domain.projects import DeliverableData, Duty, ProjectData, TeamMemberData
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.dealfile.writer import write_deal_file
from microbiz_desktop.records.agreement import LedgerEntry, Revision
from microbiz_desktop.services.agreements.spoke_values import SpokesWanted
from microbiz_desktop.services.copies.forms import FORMS
from microbiz_desktop.services.wiring import Services
from tests.builders import fernhill, sign, understand_all

#: Each member by a word that is nobody else's; what it is paid is nobody else's number.
WORDS = ("Quillmark", "Zephyrine", "Oxbowden", "Vantrell")
FEES = (734_119, 815_227, 926_341, 617_463)
METHODS: Sequence[Mapping[str, Answer]] = (
    {"fee_method": "fixed"},
    {"fee_method": "time", "time_cap": 9_000_000},
    {"fee_method": "stages"},
    {"fee_method": "share"},
)


def member(word: str) -> BusinessData:
    """A business whose every detail has its word or a number of its own."""
    at = WORDS.index(word) + 1
    return BusinessData(
        legal_name=f"Ann {word}",
        trading_name=f"{word} Works",
        address=f"{at} {word} Yard, Otley LS21 1A{at}",
        email=f"hello@{word.lower()}.example",
        phone=f"01632 9601{at}7",
        tax_number=f"GB {at}73 9142 0{at}",
        people=(
            PersonData(
                f"Ann {word}",
                "owner",
                email=f"post@{word.lower()}mail.example",
                phone=f"07700 9003{at}7",
                may_sign=True,
                contact=True,
            ),
        ),
    )


def canaries(word: str) -> tuple[str, ...]:
    """What tells of a member wherever it stands."""
    at = WORDS.index(word)
    whole, part = divmod(FEES[at], 100)
    share = f"{FEES[at] / 10_000:.4f}"
    return (
        word.casefold(),
        f"9601{at + 1}7",
        f"9003{at + 1}7",
        f"{at + 1}73 9142 0{at + 1}",
        f"{whole:,}.{part:02}",
        f"{whole}.{part:02}",
        str(FEES[at]),
        share.rstrip("0"),
    )


def own_answers(word: str, method: int) -> dict[str, Answer]:
    """Its fee by one of the methods; what no method asks is there too and must go nowhere."""
    fee = FEES[WORDS.index(word)]
    typed = {"title": f"Harbour Lane: {word}", "brief": f"the part of {word}"}
    return {
        **METHODS[method],
        "agreed_fee": fee,
        "time_rate": fee,
        "fee_stages": [{"title": f"Rough cut of {word}", "amount": fee}],
        "share_percent": fee,
        **(typed if method % 2 else {}),  # else as the project fills it in
    }


def project(services: Services, **changed: object) -> ProjectData:
    """A project with everybody in it, and what each hands over."""
    own = services.businesses.save(fernhill())
    team = [services.businesses.save(member(word)) for word in WORDS]
    return services.projects.save(
        ProjectData(
            name="Harbour Lane",
            brief=f"all that {', '.join(WORDS)} do",
            client="Harbour Lane Coffee Ltd",
            start="2026-11-30",
            end="2027-02-26",
            team=(
                TeamMemberData(own.id, role="Design", duty=Duty.LEAD),
                *(TeamMemberData(b.id, role=f"{b.trading_name} role") for b in team),
            ),
            deliverables=tuple(
                DeliverableData(f"Made by {b.trading_name}", b.id, f"2027-01-1{at}")
                for at, b in enumerate(team)
            ),
        )
    )


def wanted_of(services: Services, words: Sequence[str], shift: int = 0) -> SpokesWanted:
    """These members, each paid by a method of its own."""
    begun = services.spokes.begin(services.projects.rows()[0].id)
    ids = dict(zip(WORDS, begun.members, strict=True))
    return replace(
        begun,
        members=tuple(ids[word] for word in words),
        shared={"review_by": "2027-03-19", "flow_down": [{"what": "Hi-vis jackets on site"}]},
        own={
            ids[word]: own_answers(word, (at + shift) % len(METHODS))
            for at, word in enumerate(words)
        },
    )


def told(words: str, others: Sequence[str]) -> list[str]:
    """The canaries of others that stand in these words."""
    small = words.casefold().replace("\xa0", " ")
    return [one for word in others for one in canaries(word) if one in small]


def as_text(services: Services, deal: Deal) -> str:
    """The deal as it is stored, as a deal file, and as it is worded with all its data."""
    catalogue = services.agreements.catalogue()
    made = compile(catalogue, deal)
    parts = (canonical(deal), canonical(made.text), canonical([to_plain(f) for f in made.findings]))
    return "\n".join((write_deal_file(deal, catalogue), *(part.decode() for part in parts)))


GROUPS = [group for size in range(1, 5) for group in combinations(WORDS, size)]


@pytest.fixture
def team(services: Services) -> Services:
    """Services with the project."""
    project(services)
    return services


def test_every_choice_of_members_by_every_way_to_pay(team: Services) -> None:
    for group in GROUPS:
        for shift in range(len(METHODS)):
            made = team.spokes.deals(wanted_of(team, group, shift))
            for word, spoke in zip(group, made, strict=True):
                others = [one for one in WORDS if one != word]
                assert spoke.findings == (), (group, shift, word)
                text = as_text(team, spoke.deal)
                assert told(text, others) == [], (group, shift, word)
                assert told(text, [word])  # the canaries are heard at all


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=2, max_size=4, unique=True),
    about=st.sampled_from(WORDS),
    which=st.integers(0, 9),
    before=st.sampled_from(["", "ask ", "with ", "£", "(", "to: "]),
    after=st.sampled_from(["", " first", ".", "’s part", ")", "\nand more"]),
    where=st.sampled_from(["client", "flow_down", "own title", "own brief", "role"]),
)
def test_what_tells_of_another_is_said_wherever_it_was_typed(
    team: Services,
    words: list[str],
    about: str,
    which: int,
    before: str,
    after: str,
    where: str,
) -> None:
    leak = (
        about,
        f"{about.upper()} works",
        f"post@{about.lower()}mail.example",
        f"01632-9601{WORDS.index(about) + 1}7",
        f"{FEES[WORDS.index(about)] / 100:,.2f}",
        f"Ann  {about}",
        f"hello@{about.lower()}.example",
        member(about).address.replace(",", "\n"),
        f"VAT number {member(about).tax_number}",
        f"{about} Works Ltd",
    )[which]
    typed = f"{before}{leak if which else f'{about} Works'}{after}"
    wanted = wanted_of(team, words)
    say_role(team, wanted.members[0], typed if where == "role" else "A role")
    if where == "role":
        pass
    elif where.startswith("own "):
        first = wanted.members[0]
        answers = {**wanted.own[first], where.removeprefix("own "): typed}
        wanted = replace(wanted, own={**wanted.own, first: answers})
    else:
        value: Answer = [{"what": typed}] if where == "flow_down" else typed
        wanted = replace(wanted, shared={**wanted.shared, where: value})
    for word, spoke in zip(words, team.spokes.deals(wanted), strict=True):
        others = [one for one in WORDS if one != word]
        if which == 4 and about not in words:
            continue  # nothing is agreed with somebody who is not chosen
        held = bool(told(as_text(team, spoke.deal), others))
        if held:
            assert spoke.findings, (word, typed)
        elif spoke.findings:
            assert which == 3  # a number to call is heard however it is written


def say_role(services: Services, business: int, words: str) -> None:
    """What a member is said to do; of the others nothing is left of an earlier example."""
    now = services.projects.get(services.projects.rows()[0].id)
    team = [replace(m, role=words if m.business_id == business else "A role") for m in now.team]
    services.projects.save(replace(now, team=tuple(team)))


def files_in(pdf: bytes) -> Iterator[bytes]:
    """Every stream and text of a PDF unpacked: pages, XMP, attachments, names; then its words."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                try:
                    yield thing.read_bytes()
                except pikepdf.PdfError:
                    yield thing.read_raw_bytes()  # a picture in its own packing
            yield repr(thing).encode()
        for name, attached in document.attachments.items():
            yield name.encode()
            yield attached.get_file().read_bytes()
    opened = pypdfium2.PdfDocument(pdf)
    for page in opened:
        yield page.get_textpage().get_text_range().encode()
    opened.close()


def whole(services: Services, agreement: int) -> str:
    """Everything there is of an agreement, in every form in which it can go out or is kept."""
    parts: list[bytes] = []
    for name in services.documents.copies(agreement):
        copy = services.documents.copy(agreement, name)
        parts.append(copy.file_name.encode())
        parts += files_in(copy.content) if FORMS[name].ending == "pdf" else [copy.content]
    if services.agreements.get(agreement).revision:
        parts.append(canonical(to_plain(services.signoffs.room(agreement))))
    with services.database.reading() as session:
        for entry in session.scalars(
            select(LedgerEntry).where(LedgerEntry.agreement_id == agreement)
        ):
            parts.append(entry.payload.encode())
        for revision in session.scalars(select(Revision).where(Revision.agreement_id == agreement)):
            parts += [revision.text, revision.deal_json.encode(), revision.edition or b""]
            parts += files_in(revision.pdf)
    parts.append(json.dumps(to_plain(services.agreements.get(agreement).deal)).encode())
    return "\n".join(part.decode("utf-8", "replace") for part in parts)


def test_no_form_of_one_holds_anything_of_another(team: Services) -> None:
    """One goes all the way to its certificate, one is offered, one stays a draft."""
    words = WORDS[:3]
    made = team.spokes.make(wanted_of(team, words))
    for one in made[:2]:
        team.offers.offer(one.id, one.version, "2026-12-05")
    for party in made[0].deal.parties:
        person = party.people[0]
        understand_all(team, made[0].id, party.key, person.name)
        sign(team, made[0].id, party.key, person.name, person.role)
    team.signoffs.execute(made[0].id)
    for word, one in zip(words, made, strict=True):
        everything = whole(team, one.id)
        assert told(everything, [other for other in WORDS if other != word]) == [], word
        assert {word.casefold(), f"9003{WORDS.index(word) + 1}7"} <= set(told(everything, [word]))
