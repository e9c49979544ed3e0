"""The check of what is about to be frozen, independent of what made it."""

from pathlib import Path

from ..domain.frozen import FrozenEdition, thaw
from ..domain.plain import canonical
from ..domain.text import AgreementText
from ..evidence import allowed
from ..evidence.carried import carried, opened
from ..evidence.derive import AGREEMENT
from ..evidence.expected import data_problems
from ..rendering.comparing.ink import unexplained
from ..rendering.comparing.page_pictures import Limits
from ..rendering.reading.extract import extract
from ..rendering.reading.readback import compare
from .named import named


def guard(
    pdf: bytes, text: AgreementText, edition: FrozenEdition, extra_fonts: Path | None = None
) -> tuple[str, ...]:
    """Sentences on what speaks against it; none when ink, tagged words and data say the same.

    Any fault on the way is raised: what could not be checked is not kept either.
    """
    with opened(pdf) as document:
        copy = carried(document)
        problems = data_problems(copy)
        if copy.files[AGREEMENT] != canonical(text) or copy.edition != edition:
            problems.append("The file does not carry the text and edition it was made from.")
        problems += allowed.problems(document, named(text))
        problems += compare(extract(document), text, thaw(edition))
    problems += [words for _, words in unexplained(pdf, Limits(), extra_fonts)]
    return tuple(problems)
