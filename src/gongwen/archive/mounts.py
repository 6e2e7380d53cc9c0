"""Which file system a path lies on, and the refusal of network file systems.

SQLite's locks and our renames and fsyncs are promises of a local disk.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from gongwen.errors import StorageError

_MOUNTINFO = Path("/proc/self/mountinfo")
_NETWORK = re.compile(
    r"nfs[34]?|cifs|smb[23]|smbfs|9p|afs|ceph|coda|davfs|glusterfs|lustre|ncpfs|ncp|pvfs2|orangefs|beegfs"
    r"|gpfs|vboxsf|vmhgfs|prl_fs|sshfs"
    r"|fuse\.(sshfs|rclone|s3fs|davfs2?|glusterfs|cephfs|gvfsd-fuse|vmhgfs-fuse|curlftpfs|smbnetfs)"
)


def filesystem_of(path: str, mountinfo: str) -> str:
    """Return the type of the file system that holds the absolute `path`.

    `mountinfo` is the text of /proc/self/mountinfo (proc(5)); of several
    mounts on one place the last counts. Returns "" when no mount covers it.
    """
    kind, depth = "", -1
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        point = PurePosixPath(_unescaped(fields[4]))
        if PurePosixPath(path).is_relative_to(point) and len(point.parts) >= depth:
            kind, depth = after.split(" ")[0], len(point.parts)
    return kind


def is_network(kind: str) -> bool:
    """Say whether a file system type, for instance nfs4 or fuse.sshfs, lies on another machine."""
    return _NETWORK.fullmatch(kind) is not None


def refuse_network(path: Path, mountinfo: str | None = None) -> None:
    """Raise StorageError when `path` lies on a network file system.

    `mountinfo` stands in for /proc/self/mountinfo; on a system without that
    file nothing is refused.
    """
    if mountinfo is None:
        mountinfo = _MOUNTINFO.read_text("utf-8", "surrogateescape") if _MOUNTINFO.exists() else ""
    kind = filesystem_of(str(path.resolve()), mountinfo)
    if is_network(kind):
        raise StorageError(
            f"{path} 在网络文件系统（{kind}）上",
            rule="存档要放在本机磁盘：网络盘不能保证编号不重、断电不丢",
            advice="请用 --archive 指定本机磁盘上的文件夹，需要异地保存时用备份",
        )


def _unescaped(field: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), field)
