"""A QR code as one path of squares, so that it prints sharp at any size."""

from dataclasses import dataclass

import segno

#: Light modules around the code that a reader needs (ISO/IEC 18004: four).
QUIET = 4


@dataclass(frozen=True, slots=True)
class Code:
    """The side length in modules, quiet zone included, and the path of the dark ones."""

    size: int
    path: str


def code(text: str) -> Code:
    """The code of `text` with error correction M; the same text gives the same path."""
    matrix = segno.make(text, error="m", micro=False, boost_error=False).matrix
    parts = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            run = 1
            while x + run < len(row) and row[x + run] == row[x]:
                run += 1
            if row[x]:
                parts.append(f"M{x + QUIET} {y + QUIET}h{run}v1h-{run}z")
            x += run
    return Code(len(matrix) + 2 * QUIET, "".join(parts))
