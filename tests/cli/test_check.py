"""`gongwen check`: clean papers pass, faults are listed with exit code 6, damaged files get a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.render.docx import DocxSetter
from tests.check.faults import FAULTS, planted
from tests.cli.running import ROOT, gongwen
from tests.layout.papers import FRAME, composed, paper, setter, typefaces

DAMAGED = ROOT / "tests" / "damaged"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clean")
    composition = composed(paper())
    (folder / "通知.pdf").write_bytes(setter().set(composition))
    made = DocxSetter((FRAME / "frame.docx").read_bytes(), typefaces()).set(composition)
    (folder / "通知.docx").write_bytes(made)
    return folder


def test_a_clean_pdf_passes(clean: Path) -> None:
    ended = gongwen("check", clean / "通知.pdf")
    assert ended.code == 0
    assert "通知.pdf：公文，2 面；合格" in ended.out
    assert "不合格 0 处" in ended.out


def test_a_clean_docx_passes_as_set_and_as_libreoffice_prints_it(clean: Path) -> None:
    ended = gongwen("check", clean / "通知.docx")
    assert (ended.code, ended.err) == (0, "")
    assert "通知.docx：公文，2 面；合格" in ended.out


def test_a_docx_may_be_checked_by_its_settings_alone(clean: Path) -> None:
    ended = gongwen("check", clean / "通知.docx", "--no-render")
    assert ended.code == 0
    assert "提示：按要求只查了 DOCX 的设置，没有按印出来的样子量" in ended.err


def test_without_libreoffice_the_settings_are_checked_and_a_sentence_says_so(
    clean: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ended = gongwen("check", clean / "通知.docx")
    assert ended.code == 0
    assert "提示：本机没有 LibreOffice（soffice），只查了 DOCX 的设置" in ended.err


def test_a_fault_is_shown_with_clause_seen_wanted_and_place(tmp_path: Path) -> None:
    fault = next(one for one in FAULTS if one.name == "［2015］")
    (tmp_path / "有错.pdf").write_bytes(planted(fault))
    ended = gongwen("check", tmp_path / "有错.pdf")
    assert ended.code == 6
    assert "7.2.5" in ended.out
    assert "年份的括号" in ended.out
    assert "绍市软件办［2015］3号" in ended.out


def test_json_holds_every_clause(clean: Path) -> None:
    ended = gongwen("check", clean / "通知.pdf", "--json")
    assert ended.code == 0
    described = ended.json
    assert (described["form"], described["pages"], described["faults"]) == ("公文", 2, 0)
    gap = next(one for one in described["results"] if one["name"] == "发文字号至分隔线")
    assert (gap["clause"], gap["wanted"], gap["tolerance"], gap["unit"]) == ("7.2.7", 4, 0.5, "mm")
    assert (gap["strength"], gap["verdict"], gap["page"]) == ("规定", "合格", 1)
    assert gap["seen"] == pytest.approx(4, abs=0.5)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("empty.pdf", "empty.pdf 是空文件"),
        ("truncated.pdf", "这个 PDF 已经损坏，打不开"),
        ("encrypted.pdf", "这个 PDF 加了密，打不开"),
        ("blank.pdf", "这个 PDF 里没有文字，只有图"),
        ("text.pdf", "这个文件不是 PDF"),
        ("truncated.docx", "这个 DOCX 已经损坏，打不开"),
        ("no-body.docx", "这个 DOCX 已经损坏，打不开"),
        ("bad-xml.docx", "这个 DOCX 已经损坏，打不开"),
        ("table.docx", "这个 DOCX 已经损坏，打不开"),
        ("old.doc", "这个文件加了密，或是旧的 .doc 格式"),
    ],
)
def test_a_damaged_file_gets_a_sentence(name: str, sentence: str) -> None:
    ended = gongwen("check", DAMAGED / name)
    assert ended.code == 3
    assert ended.err.startswith(f"错误：{sentence}")
    assert ended.out == ""


def test_a_file_that_is_not_there_is_named() -> None:
    ended = gongwen("check", "没有.pdf")
    assert (ended.code, ended.err) == (4, "错误：没有文件 没有.pdf；请检查文件名。\n")
