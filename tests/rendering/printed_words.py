"""The words of a PDF against those of its text, for the tests of pages."""

import io

import pikepdf

from microbiz_desktop.domain.edition import Edition
from microbiz_desktop.domain.text import AgreementText
from microbiz_desktop.rendering.reading.extract import extract
from microbiz_desktop.rendering.reading.readback import compare


def text_matches(
    pdf: bytes, text: AgreementText, edition: Edition | None = None
) -> tuple[str, ...]:
    """Plain lines where the printed words and the text part; none when they are the same."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return compare(extract(document), text, edition)
