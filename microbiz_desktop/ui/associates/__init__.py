"""The associates: list, card, and the editor that own businesses use as well."""

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.shell.page_register import Jump, Page, PictureOfPage

PAGES = (
    Page(
        *(Screen.ASSOCIATES, "associates.page", "AssociatesPage", "Associates", "users", 2),
        opens={Screen.ASSOCIATE: ""},
        remembers={Screen.ASSOCIATE: "associate"},
        icons={"associate": "users", "somebody known": "user"},
        jumps=(
            Jump("New associate", "user-plus", Link(Screen.ASSOCIATE, 0, "new"), 1),
            Jump("Associates", "users", Link(Screen.ASSOCIATES), 3),
        ),
        pictures=(
            PictureOfPage("associates", Link(Screen.ASSOCIATE), "associate"),
            PictureOfPage("associate-edit", Link(Screen.ASSOCIATE, 0, "edit"), "associate"),
        ),
    ),
    Page(
        *(Screen.WHO_CAN, "associates.who_can_page", "WhoCanPage"),
        within=Screen.ASSOCIATES,
        jumps=(Jump("Who can do it, and by when?", "search", Link(Screen.WHO_CAN, 0, "ask"), 6),),
    ),
    Page(
        *(Screen.STAGES, "associates.stages_page", "StagesPage"),
        within=Screen.ASSOCIATES,
        jumps=(Jump("Stages of associates", "milestone", Link(Screen.STAGES)),),
        pictures=(PictureOfPage("stages", Link(Screen.STAGES)),),
    ),
)
