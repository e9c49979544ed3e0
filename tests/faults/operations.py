"""The operations of the matrix: how each is begun, and how one sees that it was done."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.interchange.vcard_read import read_vcards
from microbiz_desktop.services.program.backups import restore_into
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.storage.backup import check_backup
from microbiz_desktop.storage.header import DATABASE_NAME, read_header
from tests.builders import returned
from tests.earlier.kept import data_folder_of_then
from tests.soak.work import Tools, open_folder

#: A save larger than a few pages, so that a full disk is met in the middle of it too.
LONG = "long note " * 20_000
SAVED, LATER, COMING = "Low Moor Sound", "Later than the backup", 40
DRAFT, OFFERED = 1, 2


@dataclass(frozen=True, slots=True)
class Ground:
    """Where one try takes place: a data folder, and a folder of the user's own."""

    folder: Path
    outside: Path
    tools: Tools

    def open(self) -> Services:
        """The real services."""
        return open_folder(self.folder, self.tools)

    @property
    def target(self) -> Path:
        """The file that is written outside; another lies there before."""
        return self.outside / "contacts.vcf"

    @property
    def archive(self) -> Path:
        """The backup that is made; another file lies there before."""
        return self.outside / "all.microbiz-backup"


Act = Callable[[Services, Ground], object]


@dataclass(frozen=True, slots=True)
class Operation:
    """`act` needs the folder open; `alone` opens, and closes, what it needs itself."""

    done: Callable[[Ground], bool]
    act: Act | None = None
    alone: Callable[[Ground], object] | None = None
    #: It writes outside the data folder only.
    outside: bool = False


def prepare(ground: Ground) -> None:
    """Own business, a draft, an offered agreement, a backup, and an associate after it."""
    ground.outside.mkdir(parents=True)
    services = ground.open()
    try:
        own = services.businesses.save(BusinessData(own=True, legal_name="Fernhill Design Ltd"))
        for _ in (DRAFT, OFFERED):
            services.agreements.create_from_deal(ground.tools.deal, own.id)
        services.offers.offer(OFFERED, services.agreements.get(OFFERED).version)
        services.backups.back_up(ground.outside / "before.microbiz-backup")
        services.businesses.save(BusinessData(legal_name=LATER))
    finally:
        services.close()
    for path in (ground.target, ground.archive):
        path.write_bytes(b"old")


def prepare_of_then(ground: Ground) -> None:
    """The data folder as an earlier version left it."""
    ground.outside.mkdir(parents=True)
    ground.folder.mkdir()
    data_folder_of_then(ground.folder)


def _cards() -> bytes:
    """Contacts that have nothing in common."""
    cards = (
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{word} Works\r\nORG:{word} Works\r\n"
        f"NOTE:{'note ' * 500}\r\nEND:VCARD\r\n"
        for word in (f"{number * 7919:x} {number * 104_729:x}" for number in range(1, COMING + 1))
    )
    return "".join(cards).encode()


def _import(services: Services, _ground: Ground) -> None:
    reading = services.imports.read("contacts.vcf", _cards())
    services.imports.apply(services.imports.propose([reading]))


def _sign_off(services: Services, _ground: Ground) -> None:
    room = services.signoffs.room(OFFERED)
    party = next(one for one in room.parties if one.pill != "signed off")
    signatory, scan = party.signatories[0].name, b"%PDF-1.4 a scan\n" * 20_000
    returned(services, OFFERED, party.key, signatory, content=scan)


def _export(services: Services, ground: Ground) -> None:
    services.exports.save("vcard", [row.id for row in services.businesses.rows()], ground.target)


def _names(ground: Ground) -> list[str]:
    services = ground.open()
    try:
        return [row.name for row in services.businesses.rows()]
    finally:
        services.close()


def _offered(ground: Ground) -> bool:
    services = ground.open()
    try:
        return services.agreements.get(DRAFT).state is AgreementState.OFFERED
    finally:
        services.close()


def _signed_off(ground: Ground) -> bool:
    services = ground.open()
    try:
        return any(
            person.signed
            for party in services.signoffs.room(OFFERED).parties
            for person in party.signatories
        )
    finally:
        services.close()


def _exported(ground: Ground) -> bool:
    content = ground.target.read_bytes()
    return content != b"old" and len(read_vcards(content).contacts) == len(_names(ground))


def _backed_up(ground: Ground) -> bool:
    try:
        check_backup(ground.archive, ground.folder)
    except MicrobizError:
        return False
    return True


def _migrate(ground: Ground) -> None:
    ground.open().close()


OPERATIONS = {
    "save": Operation(
        act=lambda services, _: services.businesses.save(
            BusinessData(legal_name=SAVED, notes=LONG)
        ),
        done=lambda ground: SAVED in _names(ground),
    ),
    "import": Operation(
        act=_import,
        done=lambda ground: sum(name.endswith(" Works") for name in _names(ground)) == COMING,
    ),
    "migrate": Operation(
        alone=_migrate, done=lambda ground: read_header(ground.folder / DATABASE_NAME).current
    ),
    "offer": Operation(
        act=lambda services, _: services.offers.offer(
            DRAFT, services.agreements.get(DRAFT).version
        ),
        done=_offered,
    ),
    "sign off": Operation(act=_sign_off, done=_signed_off),
    "export": Operation(act=_export, done=_exported, outside=True),
    "backup": Operation(
        act=lambda services, ground: services.backups.back_up(ground.archive),
        done=_backed_up,
        outside=True,
    ),
    "restore": Operation(
        alone=lambda ground: restore_into(ground.folder, ground.outside / "before.microbiz-backup"),
        done=lambda ground: LATER not in _names(ground),
    ),
}
