"""What the killed process does with files: contacts brought in, backups made and put back."""

import random
from collections.abc import Callable
from pathlib import Path

from microbiz_desktop.domain.errors import NotReady
from microbiz_desktop.services.program.backups import SUFFIX, restore_into
from microbiz_desktop.services.transfer.imports import Imports
from microbiz_desktop.services.wiring import Services

#: How many come in at once; one import in so many is one that is backed up before.
FEW, MANY, SELDOM = 30, 501, 25
Say = Callable[..., None]


def outside_of(folder: Path) -> Path:
    """Where backups are kept that the user made of a data folder."""
    return folder.with_name(f"{folder.name}-kept")


def bring_in(imports: Imports, chance: random.Random, say: Say) -> None:
    """Some contacts with a mark of their own: all of them are there afterwards, or none."""
    mark = f"In {chance.getrandbits(60):x}"
    count = MANY if chance.random() < 1 / SELDOM else chance.randint(2, FEW)
    cards = (
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{mark} {number}\r\nORG:{mark} {number}\r\n"
        f"EMAIL:{mark[3:]}.{number}@one.example\r\nEND:VCARD\r\n"
        for number in range(count)
    )
    reading = imports.read("contacts.vcf", "".join(cards).encode())
    proposal = imports.propose([reading])
    say(importing=mark, count=count)
    imports.apply(proposal)
    say(imported=mark, count=count)


def back_up(services: Services, chance: random.Random, say: Say) -> None:
    """Where the user said, or inside the folder as the program does by itself."""
    if chance.random() < 0.5:
        say(automatic=services.backups.automatic())
        return
    name = f"{chance.getrandbits(60):x}{SUFFIX}"
    say(backing=name)
    services.backups.back_up(outside_of(services.data_dir) / name)
    say(backed=name)


def put_back(folder: Path, chance: random.Random, say: Say) -> None:
    """A backup made before, on a folder that this process has closed."""
    backups = sorted(outside_of(folder).glob(f"*{SUFFIX}"))
    if not backups:
        return
    chosen = chance.choice(backups)
    say(restoring=chosen.name)
    try:
        restore_into(folder, chosen)
    except NotReady as refused:
        say(refused=refused.message)
    else:
        say(restored=chosen.name)
