"""Which of several telephone numbers is the main one: told by what they are for, not by order.

Readers of cards and of tables ask it, and the writer of cards. The words are those of labels and
types, in any language an address book writes them in.
"""

import re
from collections.abc import Iterable

from ..words.names import fold

#: Numbers that reach a machine, or somebody else than the one the card is of.
_NEVER = re.compile(
    r"fax|faks|telecop|pager|beeper|modem|telex|\b(?:tty|tdd|bip)\b|textphone"
    r"|assist|asist|asyst|secreta|sekreta|segreta|sihteeri"
)
#: Words that say what a number is for, the best first; a number without any is as good as these.
_RANKS = (
    ("main", "principal", "zentrale", "switchboard", "standard", "centralino", "centrale"),
    ("work", "company", "business", "office", "arbeit", "buro", "geschaftlich", "bureau"),
    ("mobile", "cell", "iphone", "mobil", "handy", "portable", "movil", "cellulare", "komorkowy"),
)
_HOME = ("home", "privat", "domicile", "casa", "thuis", "dom")
_OTHER = ("other", "isdn", "callback", "car", "video", "radio", "bbs")
#: Lower is better; what is called by other words stands before home.
_UNKNOWN, _AT_HOME, _LAST = len(_RANKS), len(_RANKS) + 1, len(_RANKS) + 2
_RANK = {
    **{word: rank for rank, words in enumerate(_RANKS) for word in words},
    **dict.fromkeys(_HOME, _AT_HOME),
    **dict.fromkeys(_OTHER, _LAST),
}


def main_rank(words: Iterable[str]) -> int | None:
    """How well a number with these words on it serves as the main one: 0 is best, None never."""
    said = fold(" ".join(words))
    if not said:
        return 0
    if _NEVER.search(said):
        return None
    known = [_RANK[word] for word in said.split() if word in _RANK]
    return min(known, default=_UNKNOWN)
