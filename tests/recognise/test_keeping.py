"""Whatever is done to a DOCX, its words are in the paper, or named; a broken one is refused in a sentence."""

from __future__ import annotations

import random
import zipfile
from collections import Counter
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from gongwen.errors import FactsError, GongwenError
from gongwen.model import Document, Level, notation
from gongwen.recognise import Recognised
from gongwen.recognise.word import opened
from tests.intake.malformed import spoilt
from tests.proving import PROVING
from tests.recognise.leader import Leader, W, parsed, said
from tests.recognise.papers import docx, golden, read

DAMAGED = Path(__file__).parents[1] / "damaged"
NAMES = ("通知", "请示", "函", "纪要", "命令", "通报")
STYLES = ("body", "level1", "title", "addressees", "signature", "date", "annex-title", "Normal", "无此样式")
ROUNDS = 300 if PROVING else 12
LABELS = set("年月日号第附件印发抄送主出席请假列签发人文令纪要一二三四五六七八九十")


def maul(leader: Leader, chance: random.Random) -> None:
    """Do one thing that a hurried hand may do."""
    paragraphs = [one for one in leader.root.iter(f"{W}p") if said(one)]
    one, other = chance.choice(paragraphs), chance.choice(paragraphs)
    match chance.randrange(6):
        case 0:
            restyle(one, chance)
        case 1:
            other.addnext(deepcopy(one))
        case 2:
            if other not in one.iterancestors():
                one.addnext(other)
        case 3:
            begins = said(one).strip()[:6] or said(one)[:1]
            leader.type_after(begins, "又及：（一）请速办。", style=chance.choice(STYLES))
        case 4:
            one.append(parsed("<w:r><w:br/><w:t>　　软回车以后的一段。</w:t></w:r>"))
        case _:
            parent = one.getparent()
            if parent is not None and parent.tag != f"{W}tc":
                parent.remove(one)


def restyle(paragraph: etree._Element, chance: random.Random) -> None:
    """Give a paragraph another style, or none."""
    properties = paragraph.find(f"{W}pPr")
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is not None and chance.random() < 0.6:
        style.set(f"{W}val", chance.choice(STYLES))
    elif properties is not None:
        paragraph.remove(properties)


def han(text: str) -> Counter[str]:
    """Count the Chinese characters that are no label of layout and no number of a level."""
    return Counter(one for one in text if "一" <= one <= "龥" and one not in LABELS)


def told(found: Recognised) -> str:
    """Return all that the paper and the list of what has no place say."""
    return notation.write(found.document) + "".join(one.text for one in found.unplaced)


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_a_mauled_paper_is_lost_in_silence(name: str) -> None:
    document: Document = golden(name)
    data = docx(document)
    for seed in range(ROUNDS):
        chance = random.Random(f"{name} {seed}")
        leader = Leader(data)
        for _ in range(chance.randint(1, 4)):
            maul(leader, chance)
        found = read(leader.save(), document)
        if any(one.level is Level.ERROR for one in found.findings):
            continue
        lost = han("".join(map(str, leader.body.itertext(f"{W}t")))) - han(told(found))
        assert not lost, f"{name} {seed}: {lost}"


def test_a_paper_with_a_second_line_of_cc_is_stopped_not_shortened() -> None:
    leader = Leader(docx(golden("通知")))
    line = leader.paragraph("抄送：")
    line.addnext(deepcopy(line))
    line.getnext().iter(f"{W}t").__next__().text = "抄送：市委办公室。"  # type: ignore[union-attr]
    found = read(leader.save(), golden("通知"))
    assert any("读到了，公文里却没有它的位置" in str(one) for one in found.findings)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("old.doc", "old.doc 是旧格式的 Word 文件（.doc）"),
        ("truncated.docx", "truncated.docx 已经损坏"),
        ("bad-xml.docx", "bad-xml.docx 已经损坏"),
        ("no-body.docx", "已经损坏"),
        ("blank.pdf", "blank.pdf 是 PDF，不是 .docx"),
        ("table-locked.xlsx", "table-locked.xlsx 有打开密码"),
        ("table-truncated.xlsx", "已经损坏"),
        ("table-page.xls", "不是 .docx"),
    ],
)
def test_a_file_that_is_no_docx_is_refused_in_a_sentence(name: str, sentence: str) -> None:
    with pytest.raises(FactsError) as caught:
        assert opened((DAMAGED / name).read_bytes(), name).body is not None
    assert sentence in caught.value.sentence()


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_docx_whose_text_is_spoilt_is_refused_however_it_is_packed(method: int) -> None:
    data = spoilt(docx(golden("通知")), "word/document.xml", method)
    with pytest.raises(FactsError, match=r"稿\.docx 已经损坏"):
        opened(data, "稿.docx")


def test_an_empty_file_a_wps_file_and_an_rtf_are_told_apart() -> None:
    for data, name, sentence in (
        (b"", "空.docx", "空.docx 是空的"),
        ((DAMAGED / "old.doc").read_bytes(), "稿.wps", "稿.wps 是WPS 文字（.wps）"),
        (rb"{\rtf1}", "稿.docx", "稿.docx 是 RTF"),
        (b"hello", "稿.docx", "稿.docx 不是 .docx"),
    ):
        with pytest.raises(FactsError) as caught:
            opened(data, name)
        assert sentence in caught.value.sentence()


def test_a_strict_docx_is_refused_with_what_to_do() -> None:
    leader = Leader(docx(golden("通知")))
    text = (
        etree.tostring(leader.root)
        .decode()
        .replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
    )
    leader.root = etree.fromstring(text)
    with pytest.raises(FactsError, match="Strict Open XML"):
        opened(leader.save(), "稿.docx")


def test_a_file_with_bytes_that_flipped_is_read_or_refused_never_more() -> None:
    document, chance = golden("请示"), random.Random(4)
    data, codes = docx(document), set()
    for _ in range(ROUNDS * 5):
        spoilt = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        try:
            read(bytes(spoilt), document)
        except GongwenError as error:
            codes.add(error.exit_code)
    assert codes == {3}
