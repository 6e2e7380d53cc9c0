"""Each kind of paper in examples/文种 is drafted, set and read back, in DOCX and in PDF."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from gongwen.office.desk.press import plain_text
from gongwen.office.draft import draft_from_file, rendered
from gongwen.office.wiring import Settings, Workshop
from gongwen.render.readback import compare, read_docx

HOME = Path(__file__).parents[2]
EXAMPLES = sorted((HOME / "examples" / "文种").glob("*.toml"))


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop(Settings.of({}))


def test_there_is_an_example_of_each_kind() -> None:
    names = {"通知", "通报", "报告", "请示", "函", "批复", "意见", "纪要", "命令"}
    assert {path.stem for path in EXAMPLES} == names


@pytest.mark.parametrize("facts", EXAMPLES, ids=lambda path: path.stem)
def test_each_kind_is_set_in_both_formats_and_says_what_it_should(workshop: Workshop, facts: Path) -> None:
    document = draft_from_file(workshop, f"空白{facts.stem}", facts).document
    files = dict(rendered(document, workshop.presses))
    assert list(files) == ["docx", "pdf"]
    assert files["pdf"].startswith(b"%PDF")
    assert compare(plain_text(document, workshop.typefaces), read_docx(files["docx"]).text) is None


def test_body_text_may_be_typed_into_one_cell_of_a_workbook(workshop: Workshop, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("字段", "内容"),
        ("发文机关1", "示例市使用正版软件工作领导小组办公室"),
        ("机关代字", "示软办"),
        ("成文日期", "2016-03-01"),
        ("标题", "关于开展自查的通知"),
        ("主送机关", "各有关单位"),
        ("正文", "现通知如下。\n\n一、自查范围\n（一）市属企业。\n（二）区属企业。"),
        ("附件1.标题", "自查表"),
        ("附件1.正文", "|软件|数量|\n|-10-|-8-|\n|办公软件||"),
    ):
        sheet.append(row)
    book.save(tmp_path / "通知.xlsx")
    document = draft_from_file(workshop, "blank_notice", tmp_path / "通知.xlsx").document
    assert [type(block).__name__ for block in document.body.blocks] == [
        "Paragraph",
        "Heading",
        "Heading",
        "Heading",
    ]
    assert [part.title for part in document.attachments] == ["自查表"]
