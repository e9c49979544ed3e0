"""Words and looks of what may become of an incoming contact."""

from microbiz_desktop.services.transfer.values import ItemChoice, ItemKind
from microbiz_desktop.ui.forms.choices import Choice as Option

#: Title and explanation of each choice.
WORDS = {
    ItemChoice.ADD: ("Add", "It becomes a new associate."),
    ItemChoice.SKIP: ("Leave out", "Nothing here changes."),
    ItemChoice.MERGE: ("Fill what is empty", "Lists grow; what is filled here stays."),
    ItemChoice.UPDATE: ("Take theirs", "What the file has filled wins; lists grow."),
    ItemChoice.KEEP_BOTH: ("Keep both", "It is added beside the one that is here."),
}
PILLS = {
    ItemChoice.ADD: ("accent", "plus", "Add"),
    ItemChoice.SKIP: ("neutral", "circle-slash", "Leave out"),
    ItemChoice.MERGE: ("accent", "list-checks", "Fill"),
    ItemChoice.UPDATE: ("accent", "refresh-cw", "Take theirs"),
    ItemChoice.KEEP_BOTH: ("accent", "copy", "Keep both"),
}
GROUPS = {
    ItemKind.NEW: ("New", "Nobody here resembles these."),
    ItemKind.DIFFERS: ("Differs", "Here already, and the file says something else or more."),
    ItemKind.POSSIBLE: ("Maybe here", "These resemble somebody; whether they are, only you know."),
    ItemKind.SAME: ("Same", "Here already with all that the file says."),
}


def options(choices: tuple[ItemChoice, ...]) -> list[Option]:
    """The choices as rows with an explanation."""
    return [Option(choice.value, *WORDS[choice]) for choice in choices]
