"""The agreements list and the drafting studio."""

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.shell.page_register import Jump, Page, PictureOfPage

PAGES = (
    Page(
        *(Screen.AGREEMENTS, "agreements.list_page", "AgreementsPage"),
        *("Agreements", "file-text", 4),
        opens={Screen.NEW_AGREEMENT: "new"},
        icons={"agreement": "file-text"},
        jumps=(
            Jump("New agreement", "file-plus", Link(Screen.NEW_AGREEMENT, 0, "new"), 0),
            Jump(
                "Which paper do I need?",
                "circle-question-mark",
                Link(Screen.NEW_AGREEMENT, 0, "which"),
            ),
            Jump("Work I pass on", "send", Link(Screen.NEW_AGREEMENT, 0, "pass-on")),
            Jump("Agreements", "file-text", Link(Screen.AGREEMENTS), 3),
        ),
        pictures=(
            PictureOfPage("agreements", Link(Screen.AGREEMENTS)),
            PictureOfPage("new-agreement", Link(Screen.NEW_AGREEMENT, 0, "new")),
            PictureOfPage("pass-on", Link(Screen.NEW_AGREEMENT, 0, "pass-on")),
        ),
    ),
    Page(
        *(Screen.STUDIO, "agreements.studio", "StudioPage"),
        within=Screen.AGREEMENTS,
        remembers={Screen.STUDIO: "agreement"},
        pictures=(PictureOfPage("studio", Link(Screen.STUDIO, 0, "money"), "draft"),),
    ),
    Page(
        *(Screen.SPOKES, "agreements.spokes.page", "SpokesPage"),
        within=Screen.AGREEMENTS,
        jumps=(
            Jump("One agreement with each member", "users", Link(Screen.SPOKES, 0, "choose"), 3),
        ),
        pictures=(PictureOfPage("spokes", Link(Screen.SPOKES), "project"),),
    ),
)
