"""What sort of disk a path is on: some of them break the promises that WAL mode builds on."""

import os
from enum import StrEnum
from pathlib import Path


class DiskKind(StrEnum):
    """The sorts that matter for a database file."""

    FIXED = "fixed"
    NETWORK = "network"
    CLOUD = "cloud"
    REMOVABLE = "removable"


_NETWORK_SYSTEMS = (
    "nfs", "cifs", "smb", "9p", "afs", "ceph", "davfs", "fuse.", "glusterfs", "ncpfs", "vboxsf",
)  # fmt: skip
_REMOVABLE_SYSTEMS = ("vfat", "exfat", "msdos")
_REMOVABLE_ROOTS = ("/media/", "/run/media/", "/Volumes/")
_CLOUD_FOLDERS = (
    "dropbox", "onedrive", "google drive", "googledrive", "my drive", "nextcloud", "owncloud",
    "icloud", "mobile documents", "pcloud", "megasync", "box sync", "syncthing", "seafile",
)  # fmt: skip


def disk_kind(path: Path, mounts: str | None = None) -> DiskKind:
    """The sort of place. `mounts` is the text of /proc/mounts, read when not given."""
    whole = path.absolute()
    if any(part.lower().startswith(_CLOUD_FOLDERS) for part in whole.parts[:-1]):
        return DiskKind.CLOUD
    if str(whole).startswith("\\\\"):
        return DiskKind.NETWORK
    system = _file_system(whole, _mounts() if mounts is None else mounts)
    if system.startswith(_NETWORK_SYSTEMS) and system != "fuse.ecryptfs":
        return DiskKind.NETWORK
    if system in _REMOVABLE_SYSTEMS or str(whole).startswith(_REMOVABLE_ROOTS):
        return DiskKind.REMOVABLE
    return DiskKind.FIXED


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _file_system(path: Path, mounts: str) -> str:
    """The type of the file system with the longest mount point above `path`, or empty."""
    best, system = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        inside = point == "/" or str(path) == point or str(path).startswith(point + os.sep)
        if inside and len(point) >= len(best):
            best, system = point, fields[2]
    return system
