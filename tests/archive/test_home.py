"""An archive folder is told by its gongwen.toml; what is not ours or too new is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.archive import (
    ArchiveFolder,
    create_archive,
    discard_demo,
    open_archive_folder,
    refuse_inside_archive,
)
from gongwen.errors import IntegrityError, NotFoundError, RefusedError, StorageError
from tests.archive.test_stores import THREE, bag, put

OFFICE = "绍兴市使用正版软件工作领导小组办公室"


def tree(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_a_new_archive_has_the_specified_folders_and_description(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    create_archive(root, OFFICE)
    assert tree(root) == [
        "fonds",
        "gongwen.toml",
        "index",
        "items",
        "ledger",
        "loose",
        "quarantine",
        "staging",
    ]
    assert (root / "gongwen.toml").read_text("utf-8").splitlines()[1:] == [
        "format = 1",
        f'name = "{OFFICE}"',
        'fonds = "own"',
        "demo = false",
    ]


def test_an_archive_is_opened_as_it_was_made(tmp_path: Path) -> None:
    made = create_archive(tmp_path / "archive", '带"引号"和\\的办公室', "shaoxing", demo=True)
    opened = open_archive_folder(tmp_path / "archive")
    assert opened == made
    assert (opened.name, opened.fonds, opened.demo) == ('带"引号"和\\的办公室', "shaoxing", True)
    assert opened.database == tmp_path / "archive" / "gongwen.db"


def test_other_organs_are_kept_apart_from_ours(tmp_path: Path) -> None:
    archive = create_archive(tmp_path, OFFICE)
    put(archive.store(), bag())
    put(archive.store("yuecheng"), bag())
    archive.journal("yuecheng").extend(2015, lambda mark: ["{}"])
    files = [name for name in tree(tmp_path) if name.endswith(("manifest-sha256.txt", ".jsonl"))]
    assert files == [
        f"fonds/yuecheng/items/2015/{THREE}/manifest-sha256.txt",
        f"fonds/yuecheng/items/2015/{THREE}/tagmanifest-sha256.txt",
        "fonds/yuecheng/ledger/2015.jsonl",
        f"items/2015/{THREE}/manifest-sha256.txt",
        f"items/2015/{THREE}/tagmanifest-sha256.txt",
    ]
    (tmp_path / "fonds" / "说明.txt").write_text("x")
    assert archive.other_fonds() == ("yuecheng",)


def test_a_fonds_code_cannot_leave_the_archive(tmp_path: Path) -> None:
    archive = create_archive(tmp_path, OFFICE)
    for code in ("../out", "越城", "A", "a/b"):
        with pytest.raises(ValueError, match="全宗代号"):
            archive.store(code)


def test_a_folder_with_other_things_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"x")
    with pytest.raises(RefusedError, match=r"里已有别的东西（照片\.jpg）"):
        create_archive(tmp_path, OFFICE)
    assert tree(tmp_path) == ["照片.jpg"]


def test_an_interrupted_making_can_be_repeated(tmp_path: Path) -> None:
    (tmp_path / "items").mkdir()
    (tmp_path / "README.md").write_text("说明")
    create_archive(tmp_path, OFFICE)
    assert open_archive_folder(tmp_path).name == OFFICE


def test_an_archive_whose_database_could_not_be_made_is_none_and_can_be_made_later(tmp_path: Path) -> None:
    def fail(folder: ArchiveFolder) -> None:
        folder.database.write_bytes(b"half")
        raise StorageError("磁盘已满")

    with pytest.raises(StorageError):
        create_archive(tmp_path, OFFICE, prepare=fail)
    with pytest.raises(NotFoundError):
        open_archive_folder(tmp_path)
    create_archive(tmp_path, OFFICE)
    assert open_archive_folder(tmp_path).name == OFFICE


def test_an_archive_is_not_made_twice(tmp_path: Path) -> None:
    create_archive(tmp_path, OFFICE)
    with pytest.raises(RefusedError, match="已经是存档"):
        create_archive(tmp_path, "别的办公室")
    assert open_archive_folder(tmp_path).name == OFFICE


def test_a_folder_that_is_no_archive_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"不是存档（没有 gongwen\.toml）"):
        open_archive_folder(tmp_path)


def test_a_newer_format_is_refused_and_nothing_is_touched(tmp_path: Path) -> None:
    (tmp_path / "gongwen.toml").write_text('format = 2\nname = "x"\nlayout = "new"\n')
    with pytest.raises(RefusedError) as caught:
        open_archive_folder(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path} 的存档格式是第 2 版；这个 gongwen 只认得到第 1 版；"
        "请升级 gongwen 后再打开；存档没有改动。"
    )
    assert tree(tmp_path) == ["gongwen.toml"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "缺少「format」这一项"),
        (b"format = ", "末尾没有写完"),
        (b"format = 1\nname = x\n", "第 2 行写法不对"),
        (b"format = 1\nname = \xff\xfe", "第 2 行不是 UTF-8 文字"),
        (b'format = "x"', "「format」要是整数"),
        (b"format = []", "「format」要是整数"),
        (b"format = 1", "缺少「fonds」这一项"),
        (
            b'format = 1\nname = "x"\nfonds = "../x"',
            "全宗代号「../x」要用小写字母、数字和连字符",
        ),
        (b'format = 1\nname = "x"\nfonds = "own"\ndemo = 1', "「demo」只能写 true 或 false"),
        (
            b'format = 1\nname = "x"\nfonds = "own"\ndemo = false\nclassified = "yes"',
            "「classified」只能写 true 或 false",
        ),
        (
            b'format = 1\nname = "x"\nfonds = "own"\ndemo = false\nsearch = "whoosh"',
            '检索引擎要这样写：[search] 一行，下一行 engine = "fts5"',
        ),
        (
            b'format = 1\nname = "x"\nfonds = "own"\ndemo = false\n[search]\nengine = 5',
            '检索引擎要这样写：[search] 一行，下一行 engine = "fts5"',
        ),
    ],
)
def test_an_unreadable_description_is_explained_in_chinese(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "gongwen.toml").write_bytes(content)
    with pytest.raises(IntegrityError) as caught:
        open_archive_folder(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}/gongwen.toml 读不懂：{why}；存档格式 三；请从备份恢复这个文件，或照存档格式改正。"
    )


@pytest.mark.parametrize(
    ("line", "approved"), [("", False), ("classified = false\n", False), ("classified = true\n", True)]
)
def test_an_office_says_in_the_description_that_it_may_handle_classified_papers(
    tmp_path: Path, line: str, approved: bool
) -> None:
    create_archive(tmp_path, OFFICE)
    with (tmp_path / "gongwen.toml").open("a") as file:
        file.write(line)
    assert open_archive_folder(tmp_path).classified is approved


@pytest.mark.parametrize(
    ("lines", "engine"), [("", ""), ("[search]\n", ""), ('[search]\nengine = "whoosh"\n', "whoosh")]
)
def test_an_office_says_in_the_description_which_search_engine_it_uses(
    tmp_path: Path, lines: str, engine: str
) -> None:
    create_archive(tmp_path, OFFICE)
    with (tmp_path / "gongwen.toml").open("a") as file:
        file.write(lines)
    assert open_archive_folder(tmp_path).engine == engine


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("", "机关名称是空的"),
        (" \u3000", "机关名称是空的"),
        ("办公\n室", "机关名称里有换行或别的控制字符"),
        ("办公\x07室", "机关名称里有换行或别的控制字符"),
        ("办公\u2028室", "机关名称里有换行或别的控制字符"),
    ],
)
def test_an_office_has_a_name_of_one_line(tmp_path: Path, name: str, seen: str) -> None:
    with pytest.raises(RefusedError, match=seen):
        create_archive(tmp_path / "archive", name)
    assert tree(tmp_path) == []


@pytest.mark.parametrize("place", ["", "items", "新的/文件夹"])
def test_files_for_people_are_not_put_into_an_archive(tmp_path: Path, place: str) -> None:
    create_archive(tmp_path / "archive", OFFICE)
    (tmp_path / "link").symlink_to(tmp_path / "archive")
    for root in ("archive", "link"):
        with pytest.raises(RefusedError, match="里；存档里只放存档自己的东西；请指定存档以外的文件夹"):
            refuse_inside_archive(tmp_path / root / place)
    refuse_inside_archive(tmp_path / "out")


def test_an_archive_on_another_machine_is_neither_made_nor_opened(tmp_path: Path) -> None:
    mountinfo = f"90 28 0:45 / {tmp_path} rw - nfs4 nas:/office rw\n"
    with pytest.raises(StorageError, match="网络文件系统（nfs4）"):
        create_archive(tmp_path / "a", OFFICE, mountinfo=mountinfo)
    assert tree(tmp_path) == []
    create_archive(tmp_path / "a", OFFICE)
    with pytest.raises(StorageError, match="网络文件系统（nfs4）"):
        open_archive_folder(tmp_path / "a", mountinfo=mountinfo)


def test_a_demo_is_discarded_with_its_items_and_nothing_else(tmp_path: Path) -> None:
    archive = create_archive(tmp_path, OFFICE, demo=True)
    put(archive.store(), bag())
    archive.database.write_bytes(b"x")
    (tmp_path / "README.md").write_text("说明")
    discard_demo(tmp_path)
    assert tree(tmp_path) == ["README.md"]


def test_a_real_archive_is_never_discarded(tmp_path: Path) -> None:
    put(create_archive(tmp_path, OFFICE).store(), bag())
    before = tree(tmp_path)
    with pytest.raises(RefusedError, match="不是演示存档"):
        discard_demo(tmp_path)
    assert tree(tmp_path) == before


def test_a_demo_with_other_things_in_it_is_refused_before_anything_is_removed(tmp_path: Path) -> None:
    archive = create_archive(tmp_path, OFFICE, demo=True)
    put(archive.store(), bag())
    (tmp_path / "照片.jpg").write_bytes(b"x")
    before = tree(tmp_path)
    with pytest.raises(RefusedError, match=r"里有别的东西（照片\.jpg）.*现在什么也没有删"):
        discard_demo(tmp_path)
    assert tree(tmp_path) == before
