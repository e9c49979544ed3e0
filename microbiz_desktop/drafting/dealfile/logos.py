"""The logo that a deal file names."""

from pathlib import Path

from ... import foreign
from ...domain.errors import BadInput
from ...paths import resource
from ...pictures import MAX_BYTES, Picture, vetted


def logo_beside(base: Path, name: str) -> Picture:
    """The picture of this name. Raises BadInput, OSError or ValueError where there is none.

    Only what lies in `base` or below, or came with the program: a foreign deal takes nothing else.
    """
    homes = (base, resource("resources"))
    file = (base / name).resolve()
    if not any(file.is_relative_to(home.resolve()) for home in homes):
        raise BadInput("it lies outside the folder of the deal file.")
    return vetted(foreign.read(file, MAX_BYTES))
