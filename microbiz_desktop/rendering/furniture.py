"""What is printed around the text: head, revision and foot of every page; a line on page 1."""

from ..domain.edition import Edition, Standing
from ..domain.text import AgreementText

#: On page 1 when what was changed did not fit there.
CHANGES_MOVED = "What was changed from the usual wording stands at the top of page 2."


def foot(edition: Edition) -> str:
    """The left foot of every page: the check code, or what the copy still lacks."""
    if edition.standing is Standing.DRAFT:
        return "Draft, not yet offered"
    line = f"Check code: {edition.check_code}"
    if edition.standing is Standing.PROGRESS:
        line += f" · {edition.signed} of {edition.expected} signed off"
    return line


def furniture(text: AgreementText) -> dict[str, str]:
    """What stands outside the type block of every page, beside the foot and the page number."""
    return {
        "head": f"{text.short_title or text.title} · {text.kind_title}",
        "revision": f"Revision {text.revision}" if text.revision else "Draft",
    }
