"""`gongwen check --relayout`: what a clerk reads, and what is refused."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from gongwen.model import Form
from tests.cli.running import gongwen
from tests.layout.papers import composed, filling, paper, setter
from tests.office.edits import edited, made, saved

EDITED = "编辑过的通知.docx"


@pytest.fixture(scope="module")
def moved() -> bytes:
    """A paper whose text now ends on page 3, as does its 版记."""
    return edited(made(paper(*(filling(1) for _ in range(20)))), 15)


def test_a_clerk_is_told_where_it_was_and_is_and_that_nothing_is_left_to_do(
    moved: bytes, tmp_path: Path
) -> None:
    (tmp_path / EDITED).write_bytes(moved)
    checked = gongwen("check", tmp_path / EDITED)
    assert checked.code == 6
    assert "版记在双面" in checked.out
    done = gongwen("check", tmp_path / EDITED, "--relayout")
    copy = tmp_path / "编辑过的通知（版记已调整）.docx"
    assert (done.code, done.err) == (0, "")
    assert done.out == (f"{EDITED}：版记原在第3面，共3面；现在第4面，单独一面\n已写出 {copy}\n")
    again = gongwen("check", copy, "--relayout")
    assert (again.code, again.err) == (0, "")
    assert again.out == f"{copy.name}：版记在第4面，单独一面，位置是对的，不用调整\n"


def test_json_says_the_same_and_a_file_that_differs_is_not_written_over(moved: bytes, tmp_path: Path) -> None:
    (tmp_path / EDITED).write_bytes(moved)
    (tmp_path / "好.docx").write_bytes("别人的".encode())
    done = gongwen("check", tmp_path / EDITED, "--relayout", "--out", tmp_path / "好.docx", "--json")
    assert done.code == 0
    assert done.json == {
        "file": str(tmp_path / EDITED),
        "changed": True,
        "copy": str(tmp_path / "好 (2).docx"),
        "placement": "单独一面",
        "before": {"page": 3, "pages": 3, "text_page": 3},
        "after": {"page": 4, "pages": 4, "text_page": 3},
        "faults": 0,
        "notes": [],
    }
    assert (tmp_path / "好.docx").read_bytes() == "别人的".encode()


def test_a_letter_without_an_imprint_needs_none(tmp_path: Path) -> None:
    (tmp_path / "函.docx").write_bytes(made(replace(paper(), form=Form.LETTER)))
    done = gongwen("check", tmp_path / "函.docx", "--relayout")
    assert (done.code, done.out) == (0, "函.docx：这份公文没有版记，不用调整\n")


def test_an_imprint_that_was_deleted_is_missed(moved: bytes, tmp_path: Path) -> None:
    word = docx.Document(io.BytesIO(moved))
    word.element.body.remove(word.paragraphs[-1]._p)
    (tmp_path / EDITED).write_bytes(saved(word))
    done = gongwen("check", tmp_path / EDITED, "--relayout")
    assert (done.code, done.out) == (5, "")
    assert done.err.startswith(f"错误：{EDITED} 里名为“版记”的文本框不见了；")


def test_what_is_typed_beside_the_imprint_is_not_moved(moved: bytes, tmp_path: Path) -> None:
    word = docx.Document(io.BytesIO(moved))
    word.paragraphs[-1].add_run("又及")
    (tmp_path / EDITED).write_bytes(saved(word))
    done = gongwen("check", tmp_path / EDITED, "--relayout")
    assert (done.code, done.out) == (5, "")
    assert done.err.startswith("错误：版记的文本框所在的那一段里有别的文字或图；")


def test_the_papers_of_others_and_pdf_are_refused(tmp_path: Path) -> None:
    foreign = docx.Document()
    foreign.add_paragraph("关于报送总结的通知")
    (tmp_path / "别人的.docx").write_bytes(saved(foreign))
    (tmp_path / "通知.pdf").write_bytes(setter().set(composed(paper())))
    refused = gongwen("check", tmp_path / "别人的.docx", "--relayout")
    assert refused.code == 5
    assert refused.err.startswith("错误：别人的.docx 不是 gongwen 做的 DOCX，没有名为“版记”的文本框；")
    pdf = gongwen("check", tmp_path / "通知.pdf", "--relayout")
    assert pdf.code == 2
    assert pdf.err.startswith("错误：通知.pdf 不是 DOCX，--relayout 改不了；请给出改过的那份 DOCX。")


def test_without_libreoffice_the_package_to_install_is_named(
    moved: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / EDITED).write_bytes(moved)
    monkeypatch.setenv("PATH", str(tmp_path))
    done = gongwen("check", tmp_path / EDITED, "--relayout")
    assert (done.code, done.out) == (7, "")
    assert done.err.endswith("请先安装：apt install libreoffice-writer。\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--out", "好.docx"), "--out 只与 --relayout 同用"),
        (("--relayout", "--no-render"), "--relayout 不能与 --all、--no-render 同用"),
        (("--relayout", "--all"), "--relayout 不能与 --all、--no-render 同用"),
        (("--relayout", "--out", "好.pdf"), "--out 写的 好.pdf 不是 .docx 文件"),
    ],
)
def test_options_that_do_not_go_together_are_usage(
    moved: bytes, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / EDITED).write_bytes(moved)
    done = gongwen("check", tmp_path / EDITED, *words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"错误：{sentence}；")


def test_nothing_is_put_into_an_archive(moved: bytes, tmp_path: Path) -> None:
    assert gongwen("init", "绍兴市人民政府办公室", "--archive", tmp_path / "存档").code == 0
    (tmp_path / "存档" / EDITED).write_bytes(moved)
    done = gongwen("check", tmp_path / "存档" / EDITED, "--relayout")
    assert (done.code, done.out) == (5, "")
    assert done.err.startswith("错误：")
    assert "存档里只放存档自己的东西" in done.err
