"""The sign-off room: who understood what, open questions, signing, and the executed copy."""

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.shell.page_register import Page, PictureOfPage

PAGES = (
    Page(
        *(Screen.SIGN_OFF, "signoff.page", "SignOffPage"),
        within=Screen.AGREEMENTS,
        remembers={Screen.SIGN_OFF: "agreement"},
        pictures=(
            PictureOfPage("signoff", Link(Screen.SIGN_OFF), "offered"),
            PictureOfPage("signoff-22", Link(Screen.SIGN_OFF), "many"),
            PictureOfPage("reading", Link(Screen.SIGN_OFF, 0, "read"), "offered"),
            PictureOfPage("executed", Link(Screen.SIGN_OFF), "executed"),
        ),
    ),
)
