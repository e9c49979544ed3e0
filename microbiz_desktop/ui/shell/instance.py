"""One window for a data folder: a second start brings the first window to the front."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, Signal

from microbiz_desktop.domain.errors import CannotSave

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_WAIT = 1000


class OneInstance(QObject):
    """Holds the lock file of the folder, and listens for a second start on a local socket."""

    asked = Signal()

    def __init__(self, data_dir: Path) -> None:
        super().__init__()
        self._folder = data_dir
        try:
            data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            from microbiz_desktop.files import cannot_save

            raise cannot_save(error, data_dir) from error
        self._lock = QLockFile(str(data_dir / "window.lock"))
        # Stale is what no living process holds; age says nothing: windows stay open for days.
        self._lock.setStaleLockTime(0)
        folder = str(data_dir.resolve()).encode()
        digest = QCryptographicHash.hash(folder, QCryptographicHash.Algorithm.Sha256)
        self._name = f"microbiz-{bytes(digest.data()).hex()[:16]}"
        self._server: QLocalServer | None = None

    def first(self) -> bool:
        """Take the lock; False when another window of this folder is open. Raises CannotSave."""
        if self._lock.tryLock(0):
            return True
        if self._lock.error() != QLockFile.LockError.LockFailedError:
            hint = "Make it writable, or name another folder by --data-dir."
            raise CannotSave(f"The data folder {self._folder} cannot be written.", hint)
        return False

    def listen(self) -> None:
        """Hear second starts from now on; apart from the lock, as the network part loads slowly."""
        from PySide6.QtNetwork import QLocalServer

        # A socket left by a window that was killed would be in the way.
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greeted)
        self._server.listen(self._name)

    def raise_the_first(self) -> bool:
        """Ask the open window to come to the front; whether it heard."""
        from PySide6.QtNetwork import QLocalSocket

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
