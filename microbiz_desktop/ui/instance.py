"""One window for a data folder: a second start brings the first window to the front."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT = 1000


class OneInstance(QObject):
    """Holds the lock file of the folder, and listens for a second start on a local socket."""

    asked = Signal()

    def __init__(self, data_dir: Path) -> None:
        super().__init__()
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = QLockFile(str(data_dir / "window.lock"))
        # Stale is what no living process holds; age says nothing: windows stay open for days.
        self._lock.setStaleLockTime(0)
        digest = hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:16]
        self._name = f"microbiz-{digest}"
        self._server: QLocalServer | None = None

    def first(self) -> bool:
        """Take the lock; False when another window of this folder is open."""
        if not self._lock.tryLock(0):
            return False
        # A socket left by a window that was killed would be in the way.
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greeted)
        self._server.listen(self._name)
        return True

    def raise_the_first(self) -> bool:
        """Ask the open window to come to the front; whether it heard."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        heard = socket.waitForConnected(_WAIT)
        socket.disconnectFromServer()
        return heard

    def release(self) -> None:
        """Let the next start be the first."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _greeted(self) -> None:
        server = self._server
        while server is not None and (socket := server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.asked.emit()
