"""What the killed process does: real service calls at random, each acknowledged on a pipe."""

import json
import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.domain.deal import Deal, as_number
from microbiz_desktop.domain.edition import Edition
from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.frozen import Versions
from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.domain.text import AgreementText
from microbiz_desktop.domain.verdicts import CopyClaim, Report
from microbiz_desktop.drafting.compile import compile as compile_deal
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.drafting.templates.catalogue import Catalogue
from microbiz_desktop.evidence.verify import cannot_tell
from microbiz_desktop.paths import resource
from microbiz_desktop.services.agreements.values import AgreementRow
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue, the_agreement
from microbiz_desktop.services.signoff import ledgers
from microbiz_desktop.services.signoff.paper_channel import ReturnedPaper
from microbiz_desktop.services.signoff.screen_channel import OnScreen
from microbiz_desktop.services.signoff.values import PartyStatus, SignOffRoom
from microbiz_desktop.services.wiring import Services, build_services
from microbiz_desktop.worker.protocol import Compiled, Rendered

from .keeping import back_up, bring_in, outside_of, put_back

#: One more than this is not begun: the trial would outgrow its folder.
MOST_AGREEMENTS = 6
#: How long the second process has the folder open, in steps.
MOST_BESIDE = 4


class PagelessWorker:
    """Words deals for real; makes no pages, for the trials are about what is kept, not its look."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def compile(self, deal: Deal, agreement_id: str = "", revision: int = 0) -> Compiled:
        """The real text and findings."""
        made = compile_deal(self._catalogue, deal, agreement_id, revision)
        return Compiled(made.text, made.findings, made.places)

    def as_begun(self, deal: Deal) -> AgreementText:
        """The same: no deal here names another wording."""
        return self.compile(deal).text

    def render(self, text: AgreementText, edition: Edition, logos: object) -> Rendered:
        """Bytes that name what they stand for, as long as a small PDF."""
        line = f"%PDF {text.agreement_id} {text.revision} {edition.standing} {edition.made}\n"
        return Rendered((line * 400).encode(), 1, ())

    preview = render

    def sheet(self, sheet: object, logos: object) -> bytes:
        """Bytes as long as a small PDF."""
        return b"%PDF sheet\n" * 400

    def versions(self) -> Versions:
        """Those of no page maker."""
        return Versions("none", "none", "none", "none")

    def guard(self, pdf: bytes, text: AgreementText, edition: object) -> tuple[str, ...]:
        """Always holds."""
        del pdf, text, edition
        return ()

    def look(self, pdf: bytes) -> CopyClaim:
        """No copy of ours."""
        del pdf
        return CopyClaim()

    def verify(self, pdf: bytes, known: object) -> Report:
        """Never says anything."""
        del pdf, known
        return cannot_tell("No pages are made here.")

    def cancel(self) -> None:
        """No job takes long enough."""

    def doctor(self) -> dict[str, str]:
        """Nothing to tell."""
        return {}

    def prewarm(self) -> None:
        """Nothing to load."""

    def close(self) -> None:
        """Nothing to end."""


class Work:
    """Steps at random; `say` writes one line before and one after each call."""

    def __init__(self, folder: Path, tools: "Tools", seed: int | str, pipe: int) -> None:
        self._folder = folder
        self._tools = tools
        self._services = open_folder(folder, tools)
        self._random = random.Random(seed)
        self._pipe = pipe
        self.say(ready=True)

    def close(self) -> None:
        """Give the folder back."""
        self._services.close()

    def go_on(self) -> None:
        """Work until killed."""
        while True:
            self.steps(1)

    def steps(self, count: int) -> None:
        """So many steps; what the services refuse is no step."""
        for _ in range(count):
            self._unless_refused(self._step)

    def beside(self, count: int) -> None:
        """So many steps beside another process: saving, bringing in, backing up and looking."""
        acts = (self._add_business, self._bring_in, self._back_up, self._look)
        for _ in range(count):
            self._unless_refused(self._random.choice(acts))

    def say(self, **facts: object) -> None:
        """One line in one piece, so that two processes may write into one pipe."""
        os.write(self._pipe, json.dumps(facts).encode() + b"\n")

    def _unless_refused(self, act: Callable[[], None]) -> None:
        try:
            act()
        except MicrobizError as refused:
            if "exchanged" in refused.message:
                self.say(fault=refused.message)

    def _step(self) -> None:
        if self._random.random() < 0.3:
            self._random.choice((self._bring_in, self._back_up, self._put_back))()
            return
        rows = self._services.agreements.rows()
        live = [row for row in rows if row.state is not AgreementState.EXECUTED]
        if self._random.random() < 0.15 or not rows:
            self._add_business()
        if not live or (len(rows) < MOST_AGREEMENTS and self._random.random() < 0.05):
            self._add_agreement()
        else:
            self._go_on_with(self._random.choice(live))

    def _bring_in(self) -> None:
        bring_in(self._services.imports, self._random, self.say)

    def _back_up(self) -> None:
        back_up(self._services, self._random, self.say)

    def _put_back(self) -> None:
        self.close()
        put_back(self._folder, self._random, self.say)
        self._services = open_folder(self._folder, self._tools)

    def _look(self) -> None:
        for row in self._services.agreements.rows():
            if row.state is not AgreementState.DRAFT:
                self._services.signoffs.room(row.id)
        self._services.home.view()

    def _add_business(self) -> None:
        name = f"Business {self._random.getrandbits(60):x}"
        saved = self._services.businesses.save(BusinessData(own=True, legal_name=name))
        self.say(business=saved.id, name=name)

    def _add_agreement(self) -> None:
        own = self._services.businesses.own()[0]
        made = self._services.agreements.create_from_deal(self._tools.deal, own.id)
        self._acknowledge(made.id)

    def _go_on_with(self, row: AgreementRow) -> None:
        if row.state is AgreementState.DRAFT:
            act = self._random.choice((self._answer, self._answer, self._offer))
        elif self._services.signoffs.ready_to_execute(row.id):
            act = self._execute
        else:
            act = self._random.choice((*(self._sign_off,) * 6, self._talk, self._change_text))
        act(row.id)

    def _answer(self, agreement_id: int) -> None:
        shown = self._services.agreements.get(agreement_id)
        price = as_number(shown.deal.answers["price"]) + 1
        self.say(trying=agreement_id, price=price)
        self._services.agreements.answer(agreement_id, shown.version, "price", price)
        self.say(priced=agreement_id, price=price)

    def _offer(self, agreement_id: int) -> None:
        shown = self._services.agreements.get(agreement_id)
        self._services.offers.offer(agreement_id, shown.version)
        self._acknowledge(agreement_id)

    def _change_text(self, agreement_id: int) -> None:
        self._services.offers.change_text(agreement_id)
        self._acknowledge(agreement_id)

    def _execute(self, agreement_id: int) -> None:
        copy = self._services.signoffs.execute(agreement_id)
        self._acknowledge(agreement_id, executed=copy.sha256)

    def _talk(self, agreement_id: int) -> None:
        room = self._services.signoffs.room(agreement_id)
        waiting = [exchange for exchange in room.exchanges if not exchange.outcome]
        if waiting:
            self._services.signoffs.answer(agreement_id, waiting[0].sequence, "So it is.")
        else:
            party = self._random.choice(room.parties)
            clause = self._random.choice(room.clauses).id
            self._services.signoffs.ask(agreement_id, party.key, clause, "Why?", party.name)
        self._acknowledge(agreement_id)

    def _sign_off(self, agreement_id: int) -> None:
        room = self._services.signoffs.room(agreement_id)
        party = self._random.choice([p for p in room.parties if p.pill != "signed off"])
        way: Callable[[SignOffRoom, PartyStatus], None] = self._random.choice(
            (self._on_screen, self._on_paper)
        )
        way(room, party)

    def _on_screen(self, room: SignOffRoom, party: PartyStatus) -> None:
        clauses = [clause.id for clause in room.clauses]
        self._services.signoffs.acknowledge(room.agreement_id, party.key, clauses, party.name)
        self._acknowledge(room.agreement_id)
        given = OnScreen(
            party=party.key,
            signatory=next(person.name for person in party.signatories if not person.signed),
            typed="Signed",
            statement="Agreed.",
            pages_seen=True,
            witness="Jo Bell, 3 Mill Lane, Otley",
        )
        self._services.signoffs.sign(room.agreement_id, given)
        self._acknowledge(room.agreement_id)

    def _on_paper(self, room: SignOffRoom, party: PartyStatus) -> None:
        today = self._services.clock.now().local().date().isoformat()
        given = ReturnedPaper(
            party=party.key,
            signatory=next(person.name for person in party.signatories if not person.signed),
            all_understood=True,
            name="scan.pdf",
            content=self._random.randbytes(20_000),
            signed_on=today,
            received_how="by post",
            received_by="Somebody",
            check_code=room.check_code,
        )
        self._services.signoffs.sign(room.agreement_id, given)
        self._acknowledge(room.agreement_id)

    def _acknowledge(self, agreement_id: int, **more: object) -> None:
        """Say how far the ledger of this agreement is: all of it must be there for ever."""
        with self._services.database.reading() as session:
            agreement = the_agreement(session, agreement_id)
            sequence, mark = ledgers.latest_of(session, agreement.id)
        self.say(ledger=agreement_id, sequence=sequence, hash=mark, **more)


@dataclass(frozen=True, slots=True)
class Tools:
    """What every trial works with, loaded once: forks share it."""

    worker: PagelessWorker
    shelf: TemplateCatalogue
    deal: Deal


def load_tools() -> Tools:
    """The real templates, and a complete deal of two parties."""
    shelf = TemplateCatalogue(resource("templates", "agreements"))
    catalogue = shelf.catalogue()
    deal = load_deal_file(resource("resources", "sample", "two-parties.toml"), catalogue).deal
    return Tools(PagelessWorker(catalogue), shelf, deal)


def open_folder(folder: Path, tools: Tools) -> Services:
    """The real services on a folder."""
    return build_services(folder, worker=tools.worker, shelf=tools.shelf)


def work(folder: Path, tools: Tools, seed: int, pipe: int) -> None:
    """Open the folder and work on it until killed."""
    Work(folder, tools, seed, pipe).go_on()


def work_beside(folder: Path, tools: Tools, seed: int, pipe: int) -> None:
    """Have the folder open for so many steps beside the other process, then no more."""
    second = Work(folder, tools, f"beside {seed}", pipe)
    second.say(opened_beside=True)
    second.beside(random.Random(f"most {seed}").randint(0, MOST_BESIDE))
    second.say(closing=True)
    second.close()


def rehearse(folder: Path, tools: Tools) -> None:
    """Load what is loaded at first use, once, before the first fork; all is closed again."""
    pipe = os.open(os.devnull, os.O_WRONLY)
    outside_of(folder).mkdir(parents=True)
    work = Work(folder, tools, 1, pipe)
    try:
        work.steps(60)
        work.beside(8)
    finally:
        os.close(pipe)
        work.close()
