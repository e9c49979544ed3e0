"""No test opens a network socket, nor does any Python process that a test starts.

Python imports this module by itself in every child process: `conftest.py` puts the folder on
PYTHONPATH and installs the same hook in the test process.
"""

import os
import socket
import sys
from pathlib import Path
from typing import Any

ATTEMPTS_VARIABLE = "MICROBIZ_TEST_ATTEMPTS"
_LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_SENDING = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"}


class NetworkRefused(Exception):
    """A test, or what it tests, reached for the network."""


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    """Refuse internet sockets and name look-ups; sockets of this machine's file system are fine."""
    inet = event in _SENDING and args[0].family in (socket.AF_INET, socket.AF_INET6)
    if not inet and event not in _LOOKUPS:
        return
    note = f"{event} {args[1:] if inet else args!r}"
    if target := os.environ.get(ATTEMPTS_VARIABLE):
        with Path(target).open("a", encoding="utf-8") as attempts:
            attempts.write(note + "\n")
    raise NetworkRefused(note)


sys.addaudithook(_refuse)
