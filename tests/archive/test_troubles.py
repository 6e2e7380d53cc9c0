"""No permission, a read-only place, a full disk: a sentence, and nothing half visible."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from gongwen.archive import Bag, Journal, create_archive, open_archive_folder, pack
from gongwen.errors import StorageError, disk_errors
from tests.archive.test_stores import THREE, bag, folder_store, put
from tests.archive.troubles import become_nobody, in_child, limit_files_to, open_folder, small_disk

LARGE = 300_000


def large() -> Bag:
    return pack(THREE, {"original.pdf": b"\xff" * LARGE}, {})


def refusal_of_putting(place: Path, content: Bag) -> str:
    try:
        put(folder_store(place), content)
    except StorageError as error:
        return str(error)
    return "stored"


def refusal_of_opening(root: Path) -> str:
    try:
        open_archive_folder(root)
    except StorageError as error:
        return str(error)
    return "opened"


def test_an_archive_without_write_permission_is_refused_when_opened() -> None:
    with open_folder() as root:
        create_archive(root, "市软件办")
        root.chmod(0o555)
        refusal = in_child(lambda: refusal_of_opening(root), become_nobody)
        root.chmod(0o755)
    assert refusal == (f"{root} 不能写；办文要往存档里写；请用有写权限的用户运行，或改变文件夹的权限。")


def test_an_archive_without_write_permission_can_be_opened_for_reading() -> None:
    with open_folder() as root:
        create_archive(root, "市软件办")
        root.chmod(0o555)
        name = in_child(lambda: open_archive_folder(root, writing=False).name, become_nobody)
        root.chmod(0o755)
    assert name == "市软件办"


def test_an_archive_cannot_be_made_without_write_permission() -> None:
    def made(root: Path) -> str:
        try:
            create_archive(root / "new", "市软件办")
        except StorageError as error:
            return str(error)
        return "made"

    with open_folder() as root:
        root.chmod(0o555)
        refusal = in_child(lambda: made(root), become_nobody)
        root.chmod(0o755)
    assert refusal.startswith(f"建立存档（{root}/new）时出错：没有权限；请用有权限的用户运行")


def test_an_item_cannot_be_put_where_writing_is_forbidden() -> None:
    with open_folder() as place:
        place.chmod(0o555)
        refusal = in_child(lambda: refusal_of_putting(place, bag()), become_nobody)
        place.chmod(0o755)
        assert list(place.iterdir()) == []
    assert "没有权限" in refusal


def test_a_full_disk_leaves_nothing_half_visible_and_works_after_freeing() -> None:
    with small_disk(LARGE) as disk, open_folder() as folder:
        place = disk or folder
        prepare = limit_files_to(10**9) if disk else limit_files_to(LARGE // 2)
        refusal = in_child(lambda: refusal_of_putting(place, large()), prepare)
        assert ("磁盘已满" if disk else "文件超过系统允许的大小") in refusal
        assert folder_store(place).ids() == ()
        assert list((place / "staging").iterdir()) == []
        assert refusal_of_putting(place, bag()) == "stored"
        assert folder_store(place).verify(THREE) == ()


def test_a_file_size_limit_leaves_nothing_half_visible() -> None:
    with open_folder() as place:
        refusal = in_child(lambda: refusal_of_putting(place, large()), limit_files_to(LARGE // 2))
        assert "文件超过系统允许的大小" in refusal
        assert folder_store(place).ids() == ()
        assert list((place / "staging").iterdir()) == []


def test_a_ledger_copy_that_cannot_be_written_whole_is_repaired_later() -> None:
    lines = [f'{{"hash":"{ordinal:064}","ordinal":{ordinal}}}' for ordinal in range(1, 101)]

    def extended(folder: Path) -> str:
        try:
            Journal(folder).extend(2015, lambda mark: lines[mark.ordinal :])
        except StorageError as error:
            return str(error)
        return "written"

    with open_folder() as folder:
        assert "文件超过系统允许的大小" in in_child(lambda: extended(folder), limit_files_to(1000))
        assert extended(folder) == "written"
        assert list(Journal(folder).read(2015)) == lines


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EDQUOT, "磁盘配额已用完"),
        (errno.EROFS, "磁盘是只读的"),
        (errno.EACCES, "没有权限"),
        (errno.EIO, "磁盘读写出错"),
        (errno.EEXIST, "这个位置已经有同名的文件"),
        (errno.ENOTDIR, "路径中间有一段是文件，不是文件夹"),
        (errno.ENOENT, "没有这个文件或文件夹"),
        (errno.ELOOP, "链接绕成了圈"),
        (errno.ENAMETOOLONG, "路径或文件名太长"),
        (errno.EISDIR, "这是文件夹，不是文件"),
        (errno.EXDEV, "两个位置不在同一个磁盘上"),
    ],
)
def test_every_trouble_of_the_disk_has_its_sentence(number: int, trouble: str) -> None:
    with pytest.raises(StorageError, match=trouble), disk_errors("写入"):
        raise OSError(number, "")


@pytest.mark.parametrize("number", [None, *sorted(errno.errorcode)])
def test_no_trouble_of_the_disk_is_told_in_english(number: int | None) -> None:
    error = OSError(number, os.strerror(number)) if number else OSError("something went wrong")
    with pytest.raises(StorageError) as caught, disk_errors("写入"):
        raise error
    assert not re.search("[A-Za-z]{2,}", str(caught.value).replace("ulimit", ""))


def test_a_folder_below_a_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("x")
    with pytest.raises(StorageError) as caught:
        create_archive(tmp_path / "文件" / "存档", "办公室")
    assert "文件）时出错：这个位置已经有同名的文件；请换一个位置，或先移走它。" in str(caught.value)
