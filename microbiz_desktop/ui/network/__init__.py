"""Network: the map of who knows whom, skills, referrals, events."""

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.shell.page_register import Jump, Page, PictureOfPage

PAGES = (
    Page(
        *(Screen.NETWORK, "network.page", "NetworkPage", "Network", "share-2", 5),
        opens={Screen.REFERRAL: "referral", Screen.EVENT: "event"},
        icons={"referral": "repeat-2", "event": "calendar-days"},
        jumps=(
            Jump("Network", "share-2", Link(Screen.NETWORK, 0, "map"), 3),
            Jump("Skills and needs", "target", Link(Screen.NETWORK, 0, "skills")),
            Jump("Referrals", "repeat-2", Link(Screen.NETWORK, 0, "referrals")),
            Jump("Events and networks", "calendar-days", Link(Screen.NETWORK, 0, "events")),
            Jump("New referral", "plus", Link(Screen.NETWORK, 0, "new-referral")),
            Jump("New event", "plus", Link(Screen.NETWORK, 0, "new-event")),
        ),
        pictures=(
            PictureOfPage("network-map", Link(Screen.NETWORK, 0, "map"), "associate"),
            PictureOfPage("network-skills", Link(Screen.NETWORK, 0, "skills")),
            PictureOfPage("network-referrals", Link(Screen.NETWORK, 0, "referrals")),
            PictureOfPage("network-events", Link(Screen.NETWORK, 0, "events")),
        ),
    ),
)
