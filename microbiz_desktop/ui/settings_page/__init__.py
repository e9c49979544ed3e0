"""Settings: look, own businesses, backups, checking a PDF."""

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.shell.page_register import Jump, Page, PictureOfPage

PAGES = (
    Page(
        *(Screen.SETTINGS, "settings_page.page", "SettingsPage"),
        opens={Screen.BIN: "bin"},
        icons={"own business": "building-2"},
        jumps=(
            Jump("Settings", "settings", Link(Screen.SETTINGS), 3),
            Jump("Back up now", "database-backup", Link(Screen.SETTINGS, 0, "backup"), 4),
            Jump("Restore a backup", "archive-restore", Link(Screen.SETTINGS, 0, "restore"), 4),
            Jump("Verify a PDF", "shield-check", Link(Screen.SETTINGS, 0, "verify"), 4),
            Jump("Sealed ideas", "lightbulb", Link(Screen.SETTINGS, 0, "ideas"), 4),
            Jump("Labels and their colours", "tag", Link(Screen.SETTINGS, 0, "labels"), 4),
            Jump("Days before the first work", "hourglass", Link(Screen.SETTINGS, 0, "pace"), 4),
            Jump("Bin: what was deleted", "trash-2", Link(Screen.BIN), 4),
            Jump("Look and size", "sun-moon", Link(Screen.SETTINGS, 0, "look"), 6),
            Jump("About Microbiz", "info", Link(Screen.SETTINGS, 0, "about"), 6),
            Jump("Your own businesses", "building-2", Link(Screen.SETTINGS, 0, "own"), 4),
        ),
        pictures=(
            PictureOfPage("labels", Link(Screen.SETTINGS, 0, "labels")),
            PictureOfPage("sealed-ideas", Link(Screen.SETTINGS, 0, "ideas")),
            PictureOfPage("settings", Link(Screen.SETTINGS, 0, "look")),
            PictureOfPage("backups", Link(Screen.SETTINGS, 0, "backup")),
            PictureOfPage("bin", Link(Screen.BIN)),
        ),
    ),
)
