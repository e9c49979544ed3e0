"""What two processes acknowledged, in the order in which they did, and so what must be there."""

from collections.abc import Iterable, Mapping
from typing import Any

Line = Mapping[str, Any]
#: What promises that something is there for ever.
ACKNOWLEDGED = ("business", "priced", "ledger", "imported", "backed", "automatic", "restored")


def commits(lines: Iterable[Line]) -> int:
    """How many promises were made."""
    return sum(any(name in line for name in ACKNOWLEDGED) for line in lines)


class Told:
    """All that was said of one data folder, a restore replacing what was said before it."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._kept: dict[str, list[Line]] = {}

    def hear(self, lives: Iterable[Line]) -> list[list[Line]]:
        """Take in the lines of one life; gives what may have to hold: two, when a restore was cut.

        `settle()` then says which of them it was.
        """
        cut = ""
        for line in lives:
            if "backing" in line:
                self._kept[line["backing"]] = list(self.lines)
            elif "restoring" in line:
                cut = line["restoring"]
            elif "refused" in line:
                cut = ""
            elif "restored" in line:
                cut = ""
                self.lines = list(self._kept[line["restored"]])
            self.lines.append(line)
        return [self.lines, list(self._kept[cut])] if cut else [self.lines]

    def settle(self, lines: list[Line]) -> None:
        """This is what was found to hold."""
        self.lines = lines


def broken_in(lives: Iterable[Line]) -> list[str]:
    """Wrong in what was said itself: a fault, or a restore beside a process at work."""
    found, open_beside = [], False
    for line in lives:
        if "fault" in line:
            found.append(f"said: {line['fault']}")
        open_beside = (open_beside or "opened_beside" in line) and "closing" not in line
        if "restored" in line and open_beside:
            found.append(f"{line['restored']} was put in place beside an open process")
    return found
