"""The exactness test can fail: what is lost, added or swapped is seen, in every region."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.exactness.claims import assert_exact_docx, assert_exact_pdf
from tests.exactness.comparing import difference
from tests.exactness.expected import Paper, expected_paper
from tests.exactness.readers import Seen, read_docx, read_pdf
from tests.exactness.stand_in import write_docx, write_pdf

PAPER = expected_paper()

Write = Callable[[Paper, Path], Path]
Claim = Callable[[Path], Seen]
FORMATS = [
    pytest.param(write_pdf, assert_exact_pdf, id="pdf"),
    pytest.param(write_docx, assert_exact_docx, id="docx"),
]

CHANGES = [
    pytest.param("header", "lead_issuer", "领导小组", "领导组", "发文机关标志", id="lost from the mark"),
    pytest.param("header", "suffix", "文件", "文", "文件：", id="half of 文件 lost"),
    pytest.param("header", "document_number", "〔2015〕", "[2015]", "发文字号", id="brackets of the number"),
    pytest.param("notice", "body", "切实做好", "做好切实", "主体和版记", id="two words swapped"),
    pytest.param("plan", "body", "黑名单制度", "黑名单单制度", "主体和版记", id="a character doubled"),
    pytest.param("annex", "table", "杀毒软件", "", "主体和版记", id="a cell lost"),
    pytest.param("imprint", "cc", "、市人民", "，市人民", "主体和版记", id="a stop in the imprint"),
]


def changed(region: str, name: str, old: str, new: str) -> Paper:
    """Return the expected paper with one passage changed."""
    assert old in PAPER.piece(region, name)
    return Paper(
        tuple(
            replace(p, text=p.text.replace(old, new, 1)) if (p.region, p.name) == (region, name) else p
            for p in PAPER.passages
        )
    )


@pytest.mark.parametrize(("write", "claim"), FORMATS)
def test_a_whole_paper_passes(tmp_path: Path, write: Write, claim: Claim) -> None:
    seen = claim(write(PAPER, tmp_path / "paper"))
    assert seen.organs == ("绍兴市使用正版软件工作领导小组办公室", "绍兴市人民政府国有资产监督管理委员会")
    assert (seen.suffix, seen.document_number, seen.kangxi) == ("文件", "绍市软件办〔2015〕3号", 0)
    assert seen.furniture[0] == "—1—"


@pytest.mark.parametrize(("write", "claim"), FORMATS)
@pytest.mark.parametrize(("region", "name", "old", "new", "where"), CHANGES)
def test_a_changed_paper_fails_where_it_was_changed(
    tmp_path: Path, write: Write, claim: Claim, region: str, name: str, old: str, new: str, where: str
) -> None:
    path = write(changed(region, name, old, new), tmp_path / "paper")
    with pytest.raises(AssertionError, match=f"^{where}") as failure:
        claim(path)
    assert len(str(failure.value).splitlines()) == 1


def test_a_pdf_whose_stream_is_not_in_reading_order_fails(tmp_path: Path) -> None:
    path = write_pdf(
        PAPER, tmp_path / "paper.pdf", "section:first-of-type p:first-of-type { position: relative }"
    )
    with pytest.raises(AssertionError, match="阅读次序：第 1 页「"):
        assert_exact_pdf(path)


@pytest.mark.parametrize(("write", "read"), [(write_pdf, read_pdf), (write_docx, read_docx)])
def test_kangxi_radicals_are_mapped_back_and_counted(
    tmp_path: Path, write: Write, read: Callable[[Path], Seen]
) -> None:
    seen = read(
        write(changed("plan", "body", "一、指导思想和工作原则", "⼀、指导思想和⼯作原则"), tmp_path / "paper")
    )
    assert PAPER.text("plan") in seen.flow
    assert seen.kangxi >= 2


def test_white_space_is_apart_but_nothing_else_is(tmp_path: Path) -> None:
    spaced = changed("plan", "body", "一、指导思想", "一、\u3000指 导\u00a0思\t想")
    assert PAPER.text("plan") in read_docx(write_docx(spaced, tmp_path / "paper")).flow
    joined = changed("plan", "body", "一、指导思想", "一、指导\u200b思想")
    assert PAPER.text("plan") not in read_docx(write_docx(joined, tmp_path / "paper")).flow


def test_a_report_shows_the_place_the_loss_and_the_context() -> None:
    report = difference("各区、县（市）使用正版软件工作", "各区、县（市）使用软件工作")
    assert "第 10 字处不同" in report
    assert "「各区、县（市）使用」之后应为「正版」，实为「」" in report


def test_a_text_cut_off_or_continued_is_reported() -> None:
    assert "应为「印发」，实为「」" in difference("2015年6月23日印发", "2015年6月23日")
    assert "应为「」，实为「印发」" in difference("2015年6月23日", "2015年6月23日印发")


def test_equal_texts_have_no_difference() -> None:
    assert difference("附件", "附件") == ""


@given(st.data())
def test_no_single_change_anywhere_in_the_text_goes_unseen(data: st.DataObject) -> None:
    text = PAPER.text()
    at = data.draw(st.integers(0, len(text) - 2))
    kind = data.draw(st.sampled_from(["drop", "add", "swap"]))
    turned = {
        "drop": text[:at] + text[at + 1 :],
        "add": text[:at] + "〇" + text[at:],
        "swap": text[:at] + text[at + 1] + text[at] + text[at + 2 :],
    }[kind]
    assume(turned != text)
    assert difference(text, turned).startswith("第 ")
