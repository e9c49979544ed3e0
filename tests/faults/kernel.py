"""What the system refuses a thread, by name of the call: a full or failing disk, seen for real.

Linux lets a program give up calls of its own for good (seccomp). A thread that does so has each
of them refused, or the whole process ended at it, by the kernel; other threads go on as before.
"""

import ctypes
import platform
import struct
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

#: The numbers of the calls that are refused here; a machine of another sort has none.
_CALLS = {
    "x86_64": {
        "write": 1,
        "open": 2,
        "pread64": 17,
        "pwrite64": 18,
        "fsync": 74,
        "fdatasync": 75,
        "ftruncate": 77,
        "rename": 82,
        "mkdir": 83,
        "rmdir": 84,
        "link": 86,
        "unlink": 87,
        "chmod": 90,
        "fchmod": 91,
        "openat": 257,
        "mkdirat": 258,
        "unlinkat": 263,
        "renameat": 264,
        "linkat": 265,
        "fchmodat": 268,
        "fallocate": 285,
        "renameat2": 316,
    },
    "aarch64": {
        "mkdirat": 34,
        "unlinkat": 35,
        "linkat": 37,
        "renameat": 38,
        "ftruncate": 46,
        "fallocate": 47,
        "fchmod": 52,
        "fchmodat": 53,
        "openat": 56,
        "write": 64,
        "pread64": 67,
        "pwrite64": 68,
        "fsync": 82,
        "fdatasync": 83,
        "renameat2": 276,
    },
}
_LOAD, _EQUAL, _GREATER, _AT_LEAST, _ANY_BIT, _END = 0x20, 0x15, 0x25, 0x35, 0x45, 0x06
_ALLOW, _REFUSE, KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2


@dataclass(frozen=True, slots=True)
class Rule:
    """These calls end so: with an error number, or with the end of the process.

    `when` narrows it by an argument: its place, how it is compared and with what.
    """

    calls: Sequence[str]
    end: int
    when: tuple[int, int, int] | None = None


#: Standard input, output and error are no disk; flags of an opening that would write or make.
FILES = (0, _GREATER, 2)
OPENS_TO_WRITE = {"open": (1, _ANY_BIT, 0o1 | 0o2 | 0o100), "openat": (2, _ANY_BIT, 0o103)}


def beyond(offset: int) -> tuple[int, int, int]:
    """Writes that begin at this place of the file or after it."""
    return (3, _AT_LEAST, offset)


def can_refuse() -> bool:
    """Whether this machine is of a sort whose calls are known."""
    return platform.system() == "Linux" and platform.machine() in _CALLS


def under(rules: Sequence[Rule], act: Callable[[], T]) -> T:
    """Do it on a thread of its own that has these calls refused; raises what it raises."""
    results: list[T] = []
    raised: list[BaseException] = []

    def run() -> None:
        try:
            _give_up(rules)
            results.append(act())
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if raised:
        raise raised[0]
    return results[0]


def _give_up(rules: Sequence[Rule]) -> None:
    program = _program(rules)
    words = ctypes.create_string_buffer(program, len(program))
    filter_ = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(words))
    library = ctypes.CDLL(None, use_errno=True)
    done = library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or library.prctl(
        _SECCOMP, _FILTER, ctypes.create_string_buffer(filter_, len(filter_)), 0, 0
    )
    if done != 0:
        raise RuntimeError(f"the system lets no calls be given up ({ctypes.get_errno()})")


def _program(rules: Sequence[Rule]) -> bytes:
    """In the kernel's own small language: the number of the call, then what becomes of it."""
    steps = [(_LOAD, 0, 0, 0)]
    numbers = _CALLS[platform.machine()]
    for rule in rules:
        end = (_END, 0, 0, rule.end if rule.end == KILL else _REFUSE | rule.end)
        block = [end]
        if rule.when is not None:
            place, compared, value = rule.when
            block = [(_LOAD, 0, 0, 16 + 8 * place), (compared, 0, 1, value), end]
            block.append((_END, 0, 0, _ALLOW))
        for call in rule.calls:
            if call in numbers:
                steps += [(_EQUAL, 0, len(block), numbers[call]), *block]
    steps.append((_END, 0, 0, _ALLOW))
    return b"".join(struct.pack("HBBI", *step) for step in steps)
