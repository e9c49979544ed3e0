"""Needs and who covers them, as rows that lead to the holders."""

from microbiz_desktop.domain.contacts.contacts import Level
from microbiz_desktop.services.network.values import Coverage, Holder
from microbiz_desktop.services.shared.words import iso_day
from microbiz_desktop.ui.records.network_words import LEVELS, STATES
from microbiz_desktop.ui.widgets.link_row import LinkRow


def need_title(one: Coverage) -> str:
    """The skill, and how well it must be held."""
    if one.need.level is Level.UNSAID:
        return one.need.name
    return f"{one.need.name}, {LEVELS[one.need.level].lower()} or better"


def coverage_row(one: Coverage, *, with_project: bool) -> LinkRow:
    """A need with its state, who covers it, and by when."""
    about = one.about if with_project else ""
    second = " · ".join(part for part in (about, one.words) if part)
    by = f"by {iso_day(one.need.by)}" if one.need.by else ""
    pill = STATES[one.state]
    if one.state == "covered":
        pill = (pill[0], pill[1], f"{one.count} cover it")
    widths = (106, 128) if with_project else (106, 0)
    return LinkRow(need_title(one), second, icon="target", pill=pill, note=by, widths=widths)


def holder_words(one: Holder) -> str:
    """How well, and under which name it is noted."""
    level = LEVELS[one.level] if one.level else "Level not said"
    own = "your own business" if one.own else ""
    return " · ".join(part for part in (level, one.skill, own) if part)
