"""draft --from-file: a paper of any origin, read and laid out anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gongwen.model import Document, notation
from tests.cli.conftest import Desk
from tests.cli.running import Outcome, gongwen

THREE = "绍市软件办〔2015〕3号"
STRANGER = """新昌县经济和信息化局文件

新经信〔2016〕21号　　　　签发人：王建国

新昌县经济和信息化局关于报送软件
正版化工作情况的报告

县人民政府：

　　根据《关于开展检查的通知》（绍市软件办〔2016〕5号）要求，现将有关情
况报告如下。

　　一、基本情况

　　全县企业已自查完毕。

- 1 -

　　新昌县经济和信息化局
　　2016年7月1日
"""


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def drafted(path: Path, out: Path) -> Outcome:
    return gongwen("draft", "--from-file", path, "--out", out)


def text_in(out: Path) -> Document:
    (text,) = out.glob("*.txt")
    return notation.parse(text.read_text())


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_our_own_notice_is_the_same_paper_without_its_number(desk: Desk, out: Path, suffix: str) -> None:
    wanted = notation.parse(gongwen_text(desk)).unnumbered()
    (paper,) = desk.out.rglob(f"{THREE}.{suffix}")
    outcome = drafted(paper, out)
    assert outcome.code == 0, outcome.err
    assert f"警告｜发文字号｜原文的字号是 {THREE}，草稿不带字号（字号由登记给出）" in outcome.err
    found = text_in(out)
    assert replace(found, enclosed=(), attachments=()) == replace(wanted, enclosed=(), attachments=())
    assert [part.title for part in found.parts] == [part.title for part in wanted.parts]
    assert sorted(path.suffix for path in out.iterdir()) == [".docx", ".pdf", ".txt"]
    if suffix == "docx":
        assert found.enclosed == wanted.enclosed


def gongwen_text(desk: Desk) -> str:
    (path,) = (desk.archive / "items").rglob("document.txt")
    return path.read_text()


def test_a_strangers_text_is_set_and_what_is_doubtful_is_said(tmp_path: Path, out: Path) -> None:
    paper = tmp_path / "来文.txt"
    paper.write_text(STRANGER)
    outcome = drafted(paper, out)
    assert outcome.code == 0, outcome.err
    found = text_in(out)
    assert found.header.issuer_mark.organs == ("新昌县经济和信息化局",)
    assert found.body.title == "新昌县经济和信息化局关于报送软件正版化工作情况的报告"
    assert found.addressees == "县人民政府"
    assert found.signature.date_of_issue.isoformat() == "2016-07-01"
    assert "页码 1 处，没有放进公文，排版时另编" in outcome.err
    assert "没有印发机关或印发日期" in outcome.err


def test_the_text_it_wrote_can_be_corrected_and_drafted_again(tmp_path: Path, out: Path) -> None:
    paper = tmp_path / "来文.txt"
    paper.write_text(STRANGER)
    drafted(paper, out)
    (text,) = out.glob("*.txt")
    text.write_text(text.read_text().replace("自查完毕", "自查完毕，没有发现问题"))
    outcome = drafted(text, tmp_path / "again")
    assert outcome.code == 0, outcome.err
    assert "自查完毕，没有发现问题" in notation.write(text_in(tmp_path / "again"))
    assert "识读）" not in outcome.err


def test_it_can_be_entered_as_a_draft(own_desk: Desk, tmp_path: Path, out: Path) -> None:
    paper = tmp_path / "来文.txt"
    paper.write_text(STRANGER)
    outcome = own_desk.run(
        "draft", "--from-file", paper, "--out", out, "--enter", "--drafter", "李明", "--json"
    )
    assert outcome.code == 0, outcome.err
    assert outcome.json["draft_id"] == "稿2026-0001"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "来文.bin 读不出文字"),
        (b"\x00\x01\x02" * 400, "来文.bin 读不出文字"),
        ("今天开会。\n".encode(), "来文.bin 里认不出一份公文"),
    ],
)
def test_what_is_no_paper_is_refused_and_nothing_is_written(
    tmp_path: Path, out: Path, content: bytes, said: str
) -> None:
    paper = tmp_path / "来文.bin"
    paper.write_bytes(content)
    outcome = drafted(paper, out)
    assert outcome.code == 3
    assert said in outcome.err
    assert not out.exists()


def test_a_file_that_is_not_there_and_a_mixture_of_ways_are_refused(tmp_path: Path, out: Path) -> None:
    assert drafted(tmp_path / "没有.docx", out).code == 4
    outcome = gongwen("draft", "notice", "--from-file", tmp_path / "a.docx")
    assert outcome.code == 2
    assert "几种写法混在一起" in outcome.err


UNNUMBERED = """绍兴市文化局
关于举办培训班的通知

各区、县（市）文化局：

　　定于近期举办培训班，请派员参加。

　　绍兴市文化局
"""


def test_what_the_paper_does_not_say_can_be_given(tmp_path: Path, out: Path) -> None:
    paper = tmp_path / "无号.txt"
    paper.write_text(UNNUMBERED)
    refused = drafted(paper, out)
    assert refused.code == 3
    assert "没有找到成文日期" in refused.err
    words = ("--code", "绍市文", "--issued-on", "2015年7月1日")
    outcome = gongwen("draft", "--from-file", paper, "--out", out, *words)
    assert outcome.code == 0, outcome.err
    found = text_in(out)
    assert (found.header.issuer_code, found.signature.date_of_issue.isoformat()) == ("绍市文", "2015-07-01")


def test_what_a_paper_lacks_is_given_for_a_file_only(tmp_path: Path) -> None:
    outcome = gongwen("draft", "notice", "--facts", tmp_path / "a.toml", "--code", "绍市文")
    assert outcome.code == 2
    assert "要和 --from-file 同用" in outcome.err
