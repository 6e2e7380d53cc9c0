"""A network file system is recognised from what the kernel says about mounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.archive.mounts import filesystem_of, is_network, refuse_network
from gongwen.errors import StorageError

MOUNTINFO = """\
22 28 0:21 / /proc rw,nosuid,nodev,noexec,relatime shared:13 - proc proc rw
28 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw,errors=remount-ro
90 28 0:45 / /mnt/office rw,relatime shared:50 - nfs4 nas:/office rw,vers=4.2,proto=tcp
91 28 0:46 / /mnt/shared\\040folder rw,relatime shared:51 - cifs //server/公共 rw,vers=3.0
92 28 0:47 / /home/clerk/remote rw,nosuid,nodev,relatime - fuse.sshfs clerk@host: rw,user_id=1000
93 90 8:2 / /mnt/office/local rw,relatime shared:52 - xfs /dev/sdb1 rw
94 28 0:48 / /data rw,relatime - ext4 /dev/sdc1 rw
95 28 0:49 / /data rw,relatime - 9p host rw,trans=virtio
96 28 0:50 / /mnt/off rw,relatime master:3 propagate_from:2 - tmpfs tmpfs rw
97 28 0:51 / /media/stick rw - fuseblk /dev/sdd1 rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/archive", "ext4"),
        ("/", "ext4"),
        ("/mnt/office/2015", "nfs4"),
        ("/mnt/officer", "ext4"),
        ("/mnt/off", "tmpfs"),
        ("/mnt/office/local/archive", "xfs"),
        ("/mnt/shared folder/archive", "cifs"),
        ("/home/clerk/remote", "fuse.sshfs"),
        ("/data/archive", "9p"),
        ("/media/stick/archive", "fuseblk"),
    ],
)
def test_the_innermost_and_last_mount_decides(path: str, kind: str) -> None:
    assert filesystem_of(path, MOUNTINFO) == kind


def test_no_mounts_known_means_no_file_system_known() -> None:
    assert filesystem_of("/srv", "") == ""


@pytest.mark.parametrize(
    "kind", ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "sshfs", "ceph", "fuse.rclone"]
)
def test_file_systems_of_other_machines_are_told(kind: str) -> None:
    assert is_network(kind)


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "tmpfs", "overlay", "fuseblk", "zfs", "fuse", ""])
def test_file_systems_of_this_machine_are_told(kind: str) -> None:
    assert not is_network(kind)


def test_a_folder_on_another_machine_is_refused_with_the_reason() -> None:
    with pytest.raises(StorageError) as caught:
        refuse_network(Path("/mnt/office/archive"), MOUNTINFO)
    assert str(caught.value) == (
        "/mnt/office/archive 在网络文件系统（nfs4）上；"
        "存档要放在本机磁盘：网络盘不能保证编号不重、断电不丢；"
        "请用 --archive 指定本机磁盘上的文件夹，需要异地保存时用备份。"
    )


def test_a_link_into_another_machine_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "here").symlink_to(tmp_path / "there")
    mountinfo = f"90 28 0:45 / {tmp_path}/there rw - nfs4 nas:/office rw\n"
    with pytest.raises(StorageError):
        refuse_network(tmp_path / "here" / "archive", mountinfo)


def test_this_machines_own_temporary_folder_is_accepted(tmp_path: Path) -> None:
    refuse_network(tmp_path)
