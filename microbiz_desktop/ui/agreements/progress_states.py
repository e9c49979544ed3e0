"""How far each section of the interview is, as the list of sections shows it."""

from collections.abc import Sequence

from microbiz_desktop.drafting.questions import Section
from microbiz_desktop.services.values import SectionProgress
from microbiz_desktop.ui.widgets.progress import SectionState


def states_of(
    sections: Sequence[Section], progress: Sequence[SectionProgress], extra: str, terms: int
) -> tuple[SectionState, ...]:
    """One state a section; `extra` names the section that asks nothing, with its terms."""
    known = {one.section: one for one in progress}
    found = []
    for section in sections:
        one = known.get(section.id)
        if section.id == extra:
            found.append(SectionState(extra, section.title, 0, 0, note=_terms(terms)))
        elif one is None:
            found.append(SectionState(section.id, section.title, 0, len(section.questions)))
        else:
            state = SectionState(one.section, one.title, one.answered, one.asked, one.errors)
            found.append(state)
    return tuple(found)


def _terms(count: int) -> str:
    if not count:
        return "None, as usual"
    return "1 of your own" if count == 1 else f"{count} of your own"
