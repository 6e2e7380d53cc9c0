"""Clean papers have no fault, in PDF and in the settings of the DOCX, and are recognised whole."""

from __future__ import annotations

from functools import cache

import pytest

from gongwen.check import Clause, Report, Verdict, check_docx, check_pdf
from gongwen.check.drawn import load
from gongwen.check.paper import recognise
from gongwen.check.rows import blank_rows
from gongwen.layout.standard import Strength
from gongwen.model import Document, Heading, Kind, Paragraph
from gongwen.model.document import Signer
from gongwen.render.docx import DocxSetter
from tests.check.faults import papers
from tests.layout.forms import forms, of_kind
from tests.layout.papers import FRAME, composed, filling, paper, setter, typefaces, with_header, words
from tests.layout.test_signature import LONG, SHORT, sealed, signed

SIX = tuple(f"绍兴市第{digit}市场监督管理局" for digit in "一二三四五六")


@cache
def clean() -> dict[str, Document]:
    """Papers of several shapes."""
    made = dict(papers())
    made["one paragraph"] = paper()
    made["three pages"] = paper(filling(30))
    made["six organs"] = paper(Paragraph(words(120)), organs=SIX)
    made["nine pages"] = paper(*(Paragraph(words(400)) for _ in range(11)))
    made["secret"] = with_header(paper(), copy_number="000001", security_level="机密", urgency="特急")
    return made


@cache
def report(name: str) -> Report:
    return check_pdf(setter().set(composed(clean()[name])))


NAMES = ("seed", "plain", "one paragraph", "three pages", "six organs", "nine pages", "secret")


@pytest.mark.parametrize("name", NAMES)
def test_a_clean_pdf_has_no_fault(name: str) -> None:
    assert [(one.clause.name, one.seen, one.page, one.place) for one in report(name).faults] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_settings_of_a_clean_docx_have_no_fault(name: str) -> None:
    made = DocxSetter((FRAME / "frame.docx").read_bytes(), typefaces()).set(composed(clean()[name]))
    assert [(one.clause.name, one.seen, one.place) for one in check_docx(made).faults] == []


def test_most_clauses_of_the_notice_were_really_looked_at() -> None:
    found = report("seed").results
    passed = {one.clause.name for one in found if one.verdict is Verdict.PASS}
    assert len(passed) > 70
    assert {"发文机关标志上边缘", "发文字号至分隔线", "每行字数", "版记在双面", "第二层次字体"} <= passed


def test_the_elements_of_the_notice_are_recognised() -> None:
    found = recognise(load(setter().set(composed(clean()["seed"]))))
    assert [row.text for row in found.mark] == [
        "绍兴市使用正版软件工作领导小组办公室",
        "绍兴市人民政府国有资产监督管理委员会",
    ]
    assert found.suffix is not None
    assert found.suffix.text == "文件"
    assert found.number is not None
    assert found.number.text == "绍市软件办〔2015〕3号"
    assert "".join(row.text for row in found.title) == (
        "关于印发《绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知"
    )
    assert [row.text for row in found.addressees] == ["各区、县（市）使用正版软件工作领导小组，各有关单位："]
    assert found.date is not None
    assert (found.date.text, found.date.page) == ("2015年6月23日", 2)
    assert [(annex.page, annex.title[0].text) for annex in found.annexes] == [
        (7, "绍兴市国有企业使用软件情况调查表")
    ]
    assert found.imprint is not None
    assert (found.imprint.page, len(found.imprint.rows), len(found.imprint.rules)) == (8, 2, 3)
    assert [sheet.number.text for sheet in found.sheets if sheet.number] == [f"—{n}—" for n in range(1, 9)]
    assert blank_rows(found.title[-1], found.addressees[0]) == pytest.approx(1, abs=0.1)


def test_the_same_file_gives_the_same_report() -> None:
    data = setter().set(composed(clean()["one paragraph"]))
    assert check_pdf(data) == check_pdf(data)


POST = "绍兴市人民政府国有资产监督管理委员会主任"
LAWFUL = {
    **forms(),
    "sealed": sealed(paper(filling(5))),
    "sealed by two": sealed(paper(filling(5)), *SHORT[:2]),
    "sealed by six": sealed(paper(filling(5)), *SHORT),
    "sealed by long names": sealed(paper(filling(5)), *LONG),
    "sealed by a long and a short name": sealed(paper(filling(5)), LONG[0], SHORT[1]),
    "signed": signed(paper(filling(5)), Signer("市长", "王五")),
    "signed by two": signed(paper(filling(5)), Signer("市长", "王五"), Signer("绍兴市财政局局长", "李四")),
    "signed by one of a long post": signed(paper(filling(5)), Signer("市长", "王五"), Signer(POST, "李四")),
    "sealed by so many that names stand overleaf": sealed(paper(filling(12)), LONG[1], *SHORT[2:], LONG[0]),
    "signed for by three": of_kind(
        Kind.REQUEST, organs=SHORT[:3], signatories=("张明", "李思远", "欧阳文华"), addressees="省政府"
    ),
    "addressees in the imprint": paper(filling(3), organs=SIX, addressees="、".join(SIX * 5), cc="市委"),
}


def test_the_seals_of_many_long_names_go_on_overleaf() -> None:
    pages = {seal.page for seal in composed(LAWFUL["sealed by so many that names stand overleaf"]).seals}
    assert len(pages) == 2


@pytest.mark.parametrize("name", LAWFUL)
def test_every_form_and_signature_layout_is_accepted_in_pdf(name: str) -> None:
    found = check_pdf(setter().set(composed(LAWFUL[name])))
    assert [(one.clause.name, one.seen, one.page, one.place) for one in found.faults] == []


def verdict(document: Document, name: str) -> tuple[Verdict, object]:
    found = check_pdf(setter().set(composed(document))).results
    return next((one.verdict, one.seen) for one in found if one.clause.name == name)


@pytest.mark.parametrize(("brackets", "wanted"), [("〔〕", Verdict.PASS), ("［］", Verdict.FAIL)])
def test_a_quoted_number_is_looked_at_whatever_its_brackets(brackets: str, wanted: Verdict) -> None:
    quoting = paper(Paragraph(f"根据浙正软办{brackets[0]}2015{brackets[1]}2号文件，{words(60)}"))
    assert verdict(quoting, "引用的发文字号的括号") == (wanted, brackets)


def test_the_face_of_the_text_is_not_that_of_its_upper_levels() -> None:
    leveled = paper(Heading(1, 1, words(100)), Heading(2, 1, words(100)), Paragraph(words(40)))
    assert verdict(leveled, "正文字体") == (Verdict.PASS, "仿宋")


def test_of_several_places_the_one_farthest_off_is_shown() -> None:
    clause = Clause("5.2.2", "正文字号", Strength.USUAL, 16, 0.4, "pt")
    (found,) = clause.judge(clause.at(size, page) for page, size in ((1, 16.1), (2, 15.7), (3, 16.0)))
    assert (found.seen, found.page, found.places) == (15.7, 2, 3)


@pytest.mark.parametrize(
    ("name", "form"), [("letter", "信函"), ("order", "命令"), ("minutes", "纪要"), ("request", "公文")]
)
def test_the_form_of_a_paper_is_recognised(name: str, form: str) -> None:
    assert check_pdf(setter().set(composed(LAWFUL[name]))).form == form
