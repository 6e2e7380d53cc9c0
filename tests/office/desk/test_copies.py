"""No file a clerk may have changed is ever written over."""

from __future__ import annotations

from pathlib import Path

from gongwen.office.desk.copies import put_copies

PAIR = (("docx", b"word"), ("pdf", b"page"))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_first_copies_bear_the_plain_name(tmp_path: Path) -> None:
    copies = put_copies(tmp_path / "out", "草稿 通知", PAIR)
    assert [str(copy) for copy in copies] == [
        f"已写出 {tmp_path / 'out' / '草稿 通知.docx'}",
        f"已写出 {tmp_path / 'out' / '草稿 通知.pdf'}",
    ]


def test_the_same_bytes_are_left_alone(tmp_path: Path) -> None:
    put_copies(tmp_path, "草稿", PAIR)
    before = (tmp_path / "草稿.docx").stat().st_mtime_ns
    copies = put_copies(tmp_path, "草稿", PAIR)
    assert names(tmp_path) == ["草稿.docx", "草稿.pdf"]
    assert (tmp_path / "草稿.docx").stat().st_mtime_ns == before
    assert str(copies[0]) == f"已有 {tmp_path / '草稿.docx'}，内容相同，没有动它"


def test_a_changed_file_is_kept_and_the_pair_written_beside_it(tmp_path: Path) -> None:
    put_copies(tmp_path, "草稿", PAIR)
    (tmp_path / "草稿.docx").write_bytes(b"edited by a clerk")
    copies = put_copies(tmp_path, "草稿", PAIR)
    assert (tmp_path / "草稿.docx").read_bytes() == b"edited by a clerk"
    assert names(tmp_path) == ["草稿 (2).docx", "草稿 (2).pdf", "草稿.docx", "草稿.pdf"]
    assert "草稿.docx 与这次做的不同，可能有人改过，没有动它" in str(copies[0])
    assert str(copies[1]) == f"已写出 {tmp_path / '草稿 (2).pdf'}"


def test_copies_beside_are_found_again_and_not_multiplied(tmp_path: Path) -> None:
    put_copies(tmp_path, "草稿", PAIR)
    (tmp_path / "草稿.docx").write_bytes(b"edited by a clerk")
    put_copies(tmp_path, "草稿", PAIR)
    again = put_copies(tmp_path, "草稿", PAIR)
    assert [copy.kept for copy in again] == [True, True]
    assert (
        put_copies(tmp_path, "草稿", (("docx", b"other"), ("pdf", b"page")))[0].path.name == "草稿 (3).docx"
    )


def test_a_folder_or_a_dangling_link_of_that_name_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "草稿.docx").mkdir()
    (tmp_path / "草稿.pdf").symlink_to(tmp_path / "nowhere")
    copies = put_copies(tmp_path, "草稿", PAIR)
    assert [copy.path.name for copy in copies] == ["草稿 (2).docx", "草稿 (2).pdf"]
    assert not (tmp_path / "nowhere").exists()
