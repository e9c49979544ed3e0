"""What tests of the services start from: a clock that stands still, three businesses, a deal."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from microbiz_desktop.domain.clock import Moment
from microbiz_desktop.domain.contacts.contacts import BusinessData, PersonData
from microbiz_desktop.domain.findings import Edit, Finding, Severity
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.signoff.paper_channel import ReturnedPaper
from microbiz_desktop.services.signoff.screen_channel import OnScreen
from microbiz_desktop.services.signoff.values import SignOffRoom
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.worker.protocol import Worker

START = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)

#: A one-page PNG or PDF would do; what counts is that the very bytes come back.
SCAN = b"%PDF-1.4\n% a scan of a signed page\n%%EOF\n"


class StillClock:
    """Time moves only when told: `forward(days=1)`."""

    def __init__(self, start: datetime = START, zone: str = "Europe/London") -> None:
        self._now = start
        self._zone = zone

    def now(self) -> Moment:
        """The moment it was set to."""
        return Moment(self._now, self._zone)

    def forward(self, **delta: int) -> None:
        """Later by so much."""
        self._now += timedelta(**delta)


def fernhill() -> BusinessData:
    """The own business: a company with one signatory."""
    return BusinessData(
        own=True,
        legal_name="Fernhill Design Ltd",
        trading_name="Fernhill Design",
        legal_form="limited-company",
        registration_number="09876543",
        address="2 Mill Street, Otley LS21 1AA",
        email="hello@fernhill.example",
        people=(PersonData("Priya Raman", "director", may_sign=True, contact=True),),
    )


def northlight() -> BusinessData:
    """An associate: a sole trader."""
    return BusinessData(
        legal_name="Eilidh Fraser",
        trading_name="Northlight Film",
        address="7 Quay Road, Whitby YO21 3AB",
        email="eilidh@northlight.example",
        people=(PersonData("Eilidh Fraser", "owner", may_sign=True, contact=True),),
    )


def whitcombe() -> BusinessData:
    """An associate where both must sign."""
    return BusinessData(
        legal_name="Dan Whitcombe and Ruth Whitcombe",
        trading_name="Whitcombe Joinery",
        legal_form="partnership",
        address="Long Barn, Ilkley LS29 8AA",
        email="workshop@whitcombe.example",
        sign_rule="all",
        people=(
            PersonData("Dan Whitcombe", "partner", may_sign=True, contact=True),
            PersonData("Ruth Whitcombe", "partner", may_sign=True),
        ),
    )


#: What the three-party deal needs beside the defaults; party keys as the services make them.
ANSWERS: Mapping[str, Any] = {
    "lead_party": "fernhill-design",
    "review_by": "2027-03-19",
    "price": 1_475_000,
    "approved_costs": {
        "fernhill-design": {"amount": 20_000, "what": "print proofs"},
        "northlight-film": {"amount": 45_000, "what": "camera hire"},
        "whitcombe-joinery": {"amount": 210_000, "what": "timber"},
    },
    "shares": {
        "fernhill-design": 400_000,
        "northlight-film": 250_000,
        "whitcombe-joinery": 350_000,
    },
}

PROJECT: Mapping[str, Any] = {
    "name": "Harbour Lane café",
    "brief": "the brand, the fit-out of the café, and a 90-second opening film",
    "client": "Harbour Lane Coffee Ltd",
    "client_address": "4 Harbour Lane, Whitby YO21 3PU",
    "start": "2026-11-30",
    "end": "2027-02-26",
    "deliverables": [
        {"title": "Brand and menus", "owner": "fernhill-design", "due": "2027-01-15"},
        {"title": "Fitted counter", "owner": "whitcombe-joinery", "due": "2027-02-12"},
        {"title": "Opening film", "owner": "northlight-film", "due": "2027-02-19"},
    ],
}


def draft_of_three(services: Services, own: BusinessData | None = None) -> AgreementData:
    """A complete three-party draft without errors; `own` is Fernhill Design, saved already."""
    own = own or services.businesses.save(fernhill())
    made = services.agreements.create(own.id, title="Harbour Lane café: brand, fit-out and film")
    for business in (northlight(), whitcombe()):
        saved = services.businesses.save(business)
        made = services.agreements.add_party(made.id, made.version, saved.id)
    edits = [Edit(("project",), dict(PROJECT)), Edit(("answers",), dict(ANSWERS))]
    return services.agreements.edit(made.id, made.version, edits)


def offer_of_three(services: Services, open_until: str = "2026-12-05") -> AgreementData:
    """The same, offered as revision 1."""
    draft = draft_of_three(services)
    return services.offers.offer(draft.id, draft.version, open_until)


#: Who signs for whom.
SIGNATORIES = (
    ("fernhill-design", "Priya Raman", "director"),
    ("northlight-film", "Eilidh Fraser", "owner"),
    ("whitcombe-joinery", "Dan Whitcombe", "partner"),
    ("whitcombe-joinery", "Ruth Whitcombe", "partner"),
)


def blockers(services: Services, agreement_id: int) -> list[Finding]:
    """The errors that stop an offer."""
    found = services.drafts.compile(agreement_id).findings
    return [finding for finding in found if finding.severity is Severity.ERROR]


def understand_all(services: Services, agreement_id: int, party: str, by: str) -> SignOffRoom:
    """The party understood every clause."""
    clauses = [clause.id for clause in services.signoffs.room(agreement_id).clauses]
    return services.signoffs.acknowledge(agreement_id, party, clauses, by)


def sign(services: Services, agreement_id: int, party: str, name: str, role: str) -> SignOffRoom:
    """One sign-off on this screen, typed."""
    deed = services.signoffs.room(agreement_id).text.deed
    given = OnScreen(
        party=party,
        signatory=name,
        capacity=role,
        typed=name,
        statement=services.signoffs.statement(agreement_id, party),
        pages_seen=True,
        witness="Jo Bell, 3 Mill Lane, Otley" if deed else "",
    )
    return services.signoffs.sign(agreement_id, given)


def returned(
    services: Services, agreement_id: int, party: str, signatory: str, **changed: Any
) -> SignOffRoom:
    """One sign-off on paper that came back today."""
    given = ReturnedPaper(
        party=party,
        signatory=signatory,
        all_understood=True,
        name="scan.pdf",
        content=SCAN,
        signed_on=services.clock.now().local().date().isoformat(),
        received_how="by post",
        received_by="Priya Raman",
        check_code=services.signoffs.room(agreement_id).check_code,
    )
    return services.signoffs.sign(agreement_id, replace(given, **changed))


def sign_all(services: Services, agreement_id: int) -> SignOffRoom:
    """Everybody understands and signs on this screen."""
    room = services.signoffs.room(agreement_id)
    for party, name, role in SIGNATORIES:
        understand_all(services, agreement_id, party, name)
        room = sign(services, agreement_id, party, name, role)
    return room


class KeptWorker:
    """A worker that outlives the services that use it: closing them does not end it."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self.compile = worker.compile
        self.as_begun = worker.as_begun
        self.render = worker.render
        self.preview = worker.preview
        self.sheet = worker.sheet
        self.versions = worker.versions
        self.guard = worker.guard
        self.look = worker.look
        self.verify = worker.verify
        self.cancel = worker.cancel
        self.doctor = worker.doctor
        self.prewarm = worker.prewarm

    def close(self) -> None:
        """Nothing: others still use it."""
