"""Every element of the notice of 2015 is read, from its extracted text, its PDF and its DOCX."""

from __future__ import annotations

import datetime as dt
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from gongwen.model import DocumentNumber, IssuerMark, Kind
from gongwen.recognise.circular import Annex, Circular, Relation, read_circular, read_circular_docx
from tests.layout.papers import seed, seed_composition, setter
from tests.recognise.papers import docx

TEXT = Path(__file__).parents[2] / "seed" / "2015-3.txt"
OFFICE = "绍兴市使用正版软件工作领导小组办公室"
COMMISSION = "绍兴市人民政府国有资产监督管理委员会"
PLAN = "绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）"
FORM = "绍兴市国有企业使用软件情况调查表"
HEADINGS = (
    "1 指导思想和工作原则", "2 指导思想", "2 工作原则", "3 加强领导", "3 突出重点", "3 抓好典型",
    "1 组织机构与职责分工", "2 组织机构", "2 职责分工",
    "1 工作目标与工作步骤", "2 工作目标", "2 工作步骤",
    "3 摸底调查", "3 学习培训", "3 制订计划", "3 自查清理", "3 软件采购", "3 检查督导",
    "4 非预装的", "4 凡没有许", "4 7月30",
)  # fmt: skip


@cache
def lines_of_pdf(option: str = "-layout") -> tuple[str, ...]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "公文.pdf"
        path.write_bytes(setter().set(seed_composition()))
        printed = subprocess.run(["pdftotext", option, str(path), "-"], check=True, capture_output=True)
    return tuple(printed.stdout.decode().replace("\f", "\n").split("\n"))


def read(source: str) -> Circular:
    match source:
        case "text":
            return read_circular(TEXT.read_text(encoding="utf-8").split("\n"))
        case "docx":
            return read_circular_docx(docx(seed()))
    return read_circular(lines_of_pdf("-layout" if source == "pdf" else "-nopgbrk"))


@pytest.mark.parametrize("source", ["text", "pdf", "plain pdf", "docx"])
def test_every_element_of_the_notice_is_read_wherever_it_comes_from(source: str) -> None:
    found = read(source)
    values = {name: element.value for name, element in found.elements() if name != "层次"}
    assert values == {
        "发文机关标志": IssuerMark((OFFICE, COMMISSION), "文件"),
        "发文字号": "绍市软件办〔2015〕3号",
        "标题": f"关于印发《{PLAN}》的通知",
        "文种": Kind.NOTICE,
        "主送机关": "各区、县（市）使用正版软件工作领导小组，各有关单位",
        "被印发文件": PLAN,
        "附件说明": (FORM,),
        "附件": (Annex("附件", FORM),),
        "发文机关署名": (OFFICE, COMMISSION),
        "成文日期": dt.date(2015, 6, 23),
        "抄送机关": "省使用正版软件工作领导小组、市人民政府办公室",
        "印发机关": OFFICE,
        "印发日期": dt.date(2015, 6, 23),
    }
    assert found.unsure == ()
    assert found.headings is not None
    assert len(found.headings.value) == len(HEADINGS)
    for heading, wanted in zip(found.headings.value, HEADINGS, strict=True):
        assert f"{heading.level} {heading.text}".replace(" ", "").startswith(wanted.replace(" ", ""))
    assert found.document_number == DocumentNumber("绍市软件办", 2015, 3)


@pytest.mark.parametrize("source", ["text", "pdf", "plain pdf", "docx"])
def test_the_papers_that_the_notice_is_based_on_are_named(source: str) -> None:
    told = [(one.document_number, one.title, one.relation) for one in read(source).citations]
    assert told == [
        (
            DocumentNumber("浙正软办", 2015, 2),
            "浙江省推进国有企业使用正版软件工作实施方案（2015—2020年）",
            Relation.BASED,
        ),
        (None, "深入实施国家知识产权战略行动计划（2014—2020年）", Relation.BASED),
        (
            DocumentNumber("国版发", 2015, 1),
            "关于做好推进地方国有企业使用正版软件工作有关事项的通知",
            Relation.BASED,
        ),
    ]


def test_lines_are_named_and_only_page_numbers_are_left_over() -> None:
    found = read("text")
    lines = {name: element.lines for name, element in found.elements()}
    assert lines["发文字号"] == (2,)
    assert lines["发文机关署名"] == (19, 21, 23)
    assert found.leftovers == ()
    assert {one.what for one in read("pdf").leftovers} == {"页码"}
