"""Where something on a screen leads: built by services, resolved by the window."""

from enum import IntEnum, StrEnum
from typing import NamedTuple


class Screen(StrEnum):
    """What can be opened: pages, single things on them, and a few acts of the whole window."""

    HOME = "home"
    FIRST_RUN = "first-run"
    ASSOCIATES = "associates"
    ASSOCIATE = "associate"
    WHO_CAN = "who-can"
    STAGES = "stages"
    IMPORT = "import"
    DUPLICATES = "duplicates"
    FORGET = "forget"
    PROJECTS = "projects"
    PROJECT = "project"
    AGREEMENTS = "agreements"
    NEW_AGREEMENT = "new-agreement"
    AGREEMENT = "agreement"
    STUDIO = "studio"
    SPOKES = "spokes"
    SIGN_OFF = "signoff"
    NETWORK = "network"
    REFERRAL = "referral"
    EVENT = "event"
    SETTINGS = "settings"
    BIN = "bin"
    RESTORE = "restore"
    SEARCH = "search"


class Link(NamedTuple):
    """A screen, the id of one thing on it (0 for none), and a detail inside that."""

    screen: Screen
    key: int = 0
    detail: str = ""


def to_business(key: int, *, own: bool) -> Link:
    """To an associate, or to one's own business, which is edited in the settings."""
    return Link(Screen.SETTINGS, key, "own") if own else Link(Screen.ASSOCIATE, key)


class Urgency(IntEnum):
    """How pressing something is, the most pressing first."""

    NOW = 0
    SOON = 1
    LATER = 2
