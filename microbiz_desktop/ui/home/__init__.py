"""Home: what needs the user today."""

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.shell.page_register import Jump, Page, PictureOfPage

PAGES = (
    Page(
        *(Screen.HOME, "home.page", "HomePage", "Home", "house", 1),
        jumps=(Jump("Home", "house", Link(Screen.HOME), 3),),
        pictures=(PictureOfPage("home", Link(Screen.HOME)),),
    ),
)
