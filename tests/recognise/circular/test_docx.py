"""A DOCX that we did not make is read by its text, its tables and its text boxes."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from docx import Document as Word
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from gongwen.errors import FactsError
from gongwen.model import IssuerMark, Kind, Table, notation
from gongwen.recognise.circular import Annex, Circular, read_circular_docx

DAMAGED = Path(__file__).parents[2] / "damaged"
BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def made() -> bytes:
    """Return a notice as an office makes it in Word: text box, centred lines, automatic numbers, tables."""
    word = Word()
    word.add_paragraph()._p.append(parse_xml(BOX.format("甲市文化局文件")))
    header = word.add_table(rows=1, cols=2)
    header.cell(0, 0).text = "甲文〔2018〕7号"
    header.cell(0, 1).text = "签发人：张三"
    for line in ("甲市文化局关于开展软件", "正版化检查的通知"):
        word.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    word.add_paragraph("各县文化局：")
    word.add_paragraph("根据《国务院办公厅关于印发管理办法的通知》（国办发〔2013〕88号），现将事项通知如下。")
    numbered(word, "检查时间")
    numbered(word, "检查内容")
    word.add_paragraph("附件：检查登记表")
    word.add_paragraph("甲市文化局").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    word.add_paragraph("2018年3月6日").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    word.add_paragraph("附件")
    word.add_paragraph("检查登记表").alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = word.add_table(rows=2, cols=2)
    for place, text in enumerate(("单位", "台数", "乙公司", "12")):
        table.cell(place // 2, place % 2).text = text
    imprint = word.add_table(rows=2, cols=2)
    imprint.cell(0, 0).merge(imprint.cell(0, 1)).text = "抄送：市政府办公室。"
    imprint.cell(1, 0).text = "甲市文化局办公室"
    imprint.cell(1, 1).text = "2018年3月7日印发"
    content = io.BytesIO()
    word.save(content)
    return content.getvalue()


def numbered(word: WordDocument, text: str) -> None:
    """Add a paragraph of the list that Word itself numbers 1. 2."""
    paragraph = word.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    numbering, level, number = (OxmlElement(name) for name in ("w:numPr", "w:ilvl", "w:numId"))
    level.set(qn("w:val"), "0")
    number.set(qn("w:val"), list_of(word))
    numbering.extend((level, number))
    properties.append(numbering)


def list_of(word: WordDocument) -> str:
    """Return the id of the first list of the template that counts in digits."""
    root = word.part.numbering_part.element
    kinds = {
        one.get(qn("w:abstractNumId")): one.find(qn("w:lvl")).find(qn("w:numFmt")).get(qn("w:val"))
        for one in root.iter(qn("w:abstractNum"))
    }
    return str(
        next(
            one.get(qn("w:numId"))
            for one in root.iter(qn("w:num"))
            if kinds.get(one.find(qn("w:abstractNumId")).get(qn("w:val"))) == "decimal"
        )
    )


def test_every_element_of_a_docx_of_another_office_is_read() -> None:
    found = read_circular_docx(made())
    values = {name: element.value for name, element in found.elements() if name != "层次"}
    assert values == {
        "发文机关标志": IssuerMark(("甲市文化局",), "文件"),
        "发文字号": "甲文〔2018〕7号",
        "签发人": ("张三",),
        "标题": "甲市文化局关于开展软件正版化检查的通知",
        "文种": Kind.NOTICE,
        "主送机关": "各县文化局",
        "附件说明": ("检查登记表",),
        "附件": (Annex("附件", "检查登记表"),),
        "发文机关署名": ("甲市文化局",),
        "成文日期": dt.date(2018, 3, 6),
        "抄送机关": "市政府办公室",
        "印发机关": "甲市文化局办公室",
        "印发日期": dt.date(2018, 3, 7),
    }
    assert found.unsure == ()
    assert [one.number for one in found.citations] == ["国办发〔2013〕88号"]
    assert headings(found) == [(3, 1, "检查时间"), (3, 2, "检查内容")]


def headings(found: Circular) -> list[tuple[int, int, str]]:
    return [(one.level, one.ordinal, one.text) for one in found.headings.value] if found.headings else []


def test_its_table_is_a_table_of_the_paper_that_is_set_again() -> None:
    document, findings = read_circular_docx(made()).document()
    assert document is not None
    assert findings == ()
    (annex,) = document.attachments
    (table,) = annex.blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["单位", "台数"], ["乙公司", "12"]]
    assert notation.parse(notation.write(document)) == document


@pytest.mark.parametrize("name", ["truncated.docx", "bad-xml.docx", "no-body.docx", "old.doc", "text.pdf"])
def test_a_file_that_is_no_whole_docx_is_refused(name: str) -> None:
    with pytest.raises(FactsError, match="只读"):
        read_circular_docx((DAMAGED / name).read_bytes(), name)
