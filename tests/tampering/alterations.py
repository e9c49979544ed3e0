"""All alterations, by name: what `runner` tries on copies of two and of twenty-two parties."""

from .carried import CARRIED
from .in_words import IN_WORDS
from .notes import NOTES
from .over_pages import OVER_PAGES
from .rebuilt import REBUILT
from .sheets import SHEETS
from .tools import Alteration
from .whole_files import BYTES, OF_ITSELF, TAGS

ALTERATIONS: dict[str, Alteration] = {
    name: one
    for family in (OVER_PAGES, IN_WORDS, SHEETS, NOTES, TAGS, OF_ITSELF, CARRIED, REBUILT, BYTES)
    for name, one in family.items()
}
