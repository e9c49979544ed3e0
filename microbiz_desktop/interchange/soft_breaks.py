"""Soft breaks of quoted-printable text: whether the blank that begins the next line is text.

By the rules of vCard 2.1 it is. Some programs indent each line all the same, as for any other
property; then it would stand in the middle of words, and of characters.
"""

import binascii
import re

from .content_lines import FOLD

_NOT_INDENTED = re.compile(rb"QUOTED-PRINTABLE[^\r\n]*=(?:\r\n|\r|\n)[^ \t\r\n]", re.IGNORECASE)
_INDENTED = re.compile(rb"=(?:\r\n|\r|\n)[ \t]")


class SoftBreaks:
    """Undoes the soft breaks of a file, all in the manner of that file."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._are_indented: bool | None = None

    def undone(self, value: bytes, charset: str) -> bytes:
        """The value with its breaks as quoted-printable has them."""
        if b"=" + FOLD not in value:
            return value
        as_text, bare = value.replace(b"=" + FOLD, b"=\n "), value.replace(b"=" + FOLD, b"=\n")
        if self._indented() or (_fits(bare, charset) and not _fits(as_text, charset)):
            return bare
        return as_text

    def _indented(self) -> bool:
        """Whether every soft break of the file has a blank behind it, and there are several."""
        if self._are_indented is None:
            several = len(_INDENTED.findall(self._content)) > 1
            self._are_indented = several and not _NOT_INDENTED.search(self._content)
        return self._are_indented


def _fits(value: bytes, charset: str) -> bool:
    try:
        binascii.a2b_qp(value.replace(FOLD, b"")).decode(charset or "utf-8")
    except UnicodeDecodeError:
        return False
    return True
