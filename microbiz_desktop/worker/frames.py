"""Messages on a pipe: lengths, plain JSON data, and the bytes it mentions; nothing executable."""

import json
import secrets
import struct
from typing import BinaryIO, TypedDict

#: No message may be larger than this; a job that makes more has run away.
MAX_FRAME = 96 * 1024 * 1024
#: Lengths of the text and of the bytes, and the key that marks a place for bytes in this message.
#: The key is new each time, so that no data can pretend to be such a place.
_HEAD = struct.Struct(">II16s")


class FrameTooLarge(ValueError):
    """A message above the limit."""


class PipeClosed(EOFError):
    """The other end of the pipe was closed."""


class Request(TypedDict):
    """One numbered job, and what it is given by name."""

    id: int
    job: str
    data: dict[str, object]


class Answer(TypedDict, total=False):
    """What became of a job: its result, or an error's class, message and hint, or a fault of ours.

    `end` says that the process should not be asked again.
    """

    id: int
    result: object
    error: list[str]
    end: bool
    fault: str
    frames: str


def pack(data: object) -> bytes:
    """One message; bytes anywhere in the data travel beside the JSON text."""
    key = secrets.token_hex(8)
    blobs: list[bytes] = []

    def aside(value: object) -> object:
        if not isinstance(value, bytes):
            raise TypeError(f"{type(value).__name__} is no plain data")
        start = sum(map(len, blobs))
        blobs.append(value)
        return {key: [start, start + len(value)]}

    text = json.dumps(data, default=aside, ensure_ascii=False).encode()
    body = b"".join(blobs)
    if len(text) + len(body) > MAX_FRAME:
        raise FrameTooLarge(f"a message of {len(text) + len(body)} bytes")
    return _HEAD.pack(len(text), len(body), key.encode()) + text + body


def read(pipe: BinaryIO) -> object:
    """The next message. Raises Closed at the end, FrameTooLarge or ValueError for nonsense."""
    size, extra, marker = _HEAD.unpack(_exactly(pipe, _HEAD.size))
    if size + extra > MAX_FRAME:
        raise FrameTooLarge(f"a message of {size + extra} bytes")
    text, body, key = _exactly(pipe, size), _exactly(pipe, extra), marker.decode("ascii", "replace")

    def back(table: dict[str, object]) -> object:
        place = table.get(key) if len(table) == 1 else None
        return body[slice(*place)] if isinstance(place, list) else table

    return json.loads(text, object_hook=back)


def _exactly(pipe: BinaryIO, size: int) -> bytes:
    parts, left = [], size
    while left:
        part = pipe.read(left)
        if not part:
            raise PipeClosed
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
