"""Projects: list, card and editor of one piece of work together."""

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.shell.page_register import Jump, Page, PictureOfPage

PAGES = (
    Page(
        *(Screen.PROJECTS, "projects.page", "ProjectsPage", "Projects", "folder-kanban", 3),
        opens={Screen.PROJECT: ""},
        remembers={Screen.PROJECT: "project"},
        icons={"project": "folder-kanban"},
        jumps=(
            Jump("New project", "folder-plus", Link(Screen.PROJECT, 0, "new"), 2),
            Jump("Projects", "folder-kanban", Link(Screen.PROJECTS), 3),
        ),
        pictures=(PictureOfPage("projects", Link(Screen.PROJECTS)),),
    ),
)
