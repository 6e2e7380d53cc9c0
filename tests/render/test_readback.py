"""Read-back: every character of a produced file comes back, and whatever is missing is named."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import docx
import pytest
import weasyprint
from docx.oxml import parse_xml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gongwen.errors import IntegrityError
from gongwen.render.readback import ReadBack, Zones, compare, ensure_same, read_docx, read_pdf

STYLE = """<!DOCTYPE html><meta charset="utf-8"><style>
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-right { content: "— " counter(page) " —" } }
body { margin: 0; font: 16pt/28.95pt "Noto Serif CJK SC", FandolSong, serif } p { margin: 0 }
@page { font-family: "Noto Serif CJK SC", FandolSong, serif }
td { border: 0.25mm solid #000; width: 20mm }
</style>"""

MM = 72 / 25.4
ZONES = Zones(top=37 * MM, bottom=262 * MM)
"""The type area of GB/T 9704-2012 5.2.1, no header."""

TEXT_BOX = """<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>抄送：甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>
<w:p><w:r><w:t>抄送：甲</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"""


def pdf(body: str) -> ReadBack:
    """Set `body`, HTML, as A4 pages with page numbers and read them back."""
    return read_pdf(weasyprint.HTML(string=STYLE + body).write_pdf(), ZONES)


def saved(document: docx.document.Document) -> bytes:
    """Return a document's bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word(*paragraphs: str) -> ReadBack:
    """Write paragraphs with python-docx and read them back."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return read_docx(saved(document))


def test_a_pdf_comes_back_without_white_space_and_without_page_numbers() -> None:
    seen = pdf('<p>绍市软件办〔2015〕3号　 第一页</p><p style="break-before:page">第二页</p>')
    assert seen == ReadBack("绍市软件办〔2015〕3号第一页第二页", 0, 2)


def test_the_last_row_above_the_type_areas_edge_is_text_not_furniture() -> None:
    assert pdf('<p style="position:absolute;bottom:0">印发</p>').text == "印发"
    assert pdf('<p style="position:absolute;bottom:-8mm">印发</p>').text == ""


@pytest.mark.parametrize("text", ["A&B<公司>", "附件：", "“三个代表”——《意见》", "𠮷（𠮷）", "①㎡…"])
def test_awkward_values_come_back_whole(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    assert pdf(f"<p>{escaped}</p>").text == text
    assert word(text).text == text


def test_line_breaks_within_a_value_come_back_as_nothing_but_white_space() -> None:
    assert pdf("<p>第一行<br>附件：<br>第三行</p>").text == "第一行附件：第三行"
    assert word("第一行\n附件：\n第三行").text == "第一行附件：第三行"


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen() -> None:
    assert pdf("<p>ISO-<br>IEC<br>一-<br>二</p>").text == "ISO-IEC一-二"


def test_every_hanzi_of_gb_2312_comes_back_from_a_pdf() -> None:
    rows = [bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    hanzi = "".join(code.decode("gb2312", errors="ignore") for code in rows)
    assert len(hanzi) == 6763
    assert compare(hanzi, pdf(f"<p>{hanzi}</p>").text) is None


def test_table_cells_come_back_row_by_row_even_when_one_has_more_lines() -> None:
    first = "<tr><td rowspan=2>软件项目</td><td>正版<br>软件</td><td>备注</td></tr>"
    second = "<tr><td>数量</td><td>无</td></tr>"
    assert pdf(f"<table>{first}{second}</table>").text == "软件项目正版软件备注数量无"


def test_a_suffix_drawn_beside_two_organs_comes_back_after_them() -> None:
    mark = "<div>甲办公室<br>乙委员会</div><div>文件</div>"
    flow = f'<div style="display:flex;align-items:center">{mark}</div><p>字号</p>'
    assert pdf(flow).text == "甲办公室乙委员会文件字号"


def test_text_comes_back_in_the_order_in_which_it_is_drawn() -> None:
    mark = "<div style='position:absolute;top:0;transform:scaleX(0.7)'>甲办公室</div>"
    flow = "<p style='height:20mm'></p><p>标题</p>"
    assert pdf(f"{mark}{flow}").text == "标题甲办公室"
    assert pdf(f"<div style='position:relative;z-index:-1'>{mark}</div>{flow}").text == "甲办公室标题"


def test_a_mark_in_the_upper_margin_is_furniture() -> None:
    assert pdf('<p>正文</p><p style="position:absolute;top:-15mm">草稿</p>').text == "正文"


def test_text_that_runs_out_of_the_paper_is_not_there() -> None:
    seen = pdf(f'<p style="white-space:nowrap">{"软件正版化" * 8}</p>').text
    assert "软件正版化" * 6 in seen
    assert compare("软件正版化" * 8, seen) is not None


def test_kangxi_radicals_are_mapped_back_and_counted() -> None:
    seen = word("⼯作⽅案")
    assert seen == ReadBack("工作方案", 2, None)
    assert compare("工作方案", "⼯作⽅案") is None


def test_the_issuer_mark_of_a_docx_is_read_column_by_column() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 0).text = "甲办公室", "乙委员会"
    table.cell(0, 1).merge(table.cell(1, 1)).text = "文件"
    document.add_paragraph("绍市软件办〔2015〕3号")
    rows = document.add_table(rows=2, cols=2)
    rows.cell(0, 0).text, rows.cell(0, 1).text, rows.cell(1, 0).text = "一", "二", "三"
    assert read_docx(saved(document)).text == "甲办公室乙委员会文件绍市软件办〔2015〕3号一二三"


def test_a_text_box_is_read_once_where_it_is_anchored_and_headers_are_apart() -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    document.element.body.insert(1, parse_xml(TEXT_BOX))
    document.add_paragraph("之后")
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    assert read_docx(saved(document)).text == "正文抄送：甲之后"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"])), max_size=4))
def test_any_text_comes_back_from_a_docx(paragraphs: list[str]) -> None:
    assert compare("".join(paragraphs), word(*paragraphs).text) is None


@given(st.text(min_size=1, max_size=60), st.data())
def test_no_lost_character_goes_unseen(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    assume(text[at].strip())
    finding = compare(text, text[:at] + text[at + 1 :])
    assert finding is not None
    assert "少了" in finding.sentence or "实为" in finding.sentence


def test_a_lost_passage_is_named_with_its_place() -> None:
    finding = compare("各企业要根据工作目标要求，制订计划。", "各企业制订计划。")
    assert finding is not None
    assert (finding.place, finding.sentence) == ("第 4 字（「各企业」之后）", "少了「要根据工作目标要求，」")


def test_an_added_and_a_replaced_passage_are_named() -> None:
    added, replaced = compare("附件", "附件：表"), compare("绍市软件办[2015]2号", "绍市软件办〔2015〕2号")
    assert added is not None
    assert replaced is not None
    assert added.sentence == "多了「：表」"
    assert replaced.sentence == "应为「[」，实为「〔」"


def test_a_changed_order_is_called_a_changed_order() -> None:
    finding = compare("甲委员会乙办公室", "乙办公室甲委员会")
    assert finding is not None
    assert finding.sentence.endswith("；全文字数字种相同，是次序变了")


def test_a_long_loss_is_shown_in_part() -> None:
    finding = compare("一" + "二三四五" * 1000, "一")
    assert finding is not None
    assert finding.sentence == "少了「" + ("二三四五" * 8)[:30] + "……」"


def test_the_same_text_passes_and_a_different_one_is_refused_in_chinese() -> None:
    ensure_same("联系人： 市国资委\n办公室", ReadBack("联系人：市国资委办公室", 0, 1))
    with pytest.raises(IntegrityError) as refused:
        ensure_same("A&B<公司>", ReadBack("A", 0, 1))
    assert refused.value.exit_code == 8
    assert str(refused.value).startswith(
        "读回的文字与原文不同：第 2 字（「A」之后）少了「&B<公司>」；成品与原文须一字不差，空白除外；"
    )


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 cut off", b"PK\x03\x04 cut off"])
def test_bytes_that_cannot_be_read_are_refused(data: bytes) -> None:
    with pytest.raises(IntegrityError, match="PDF 打不开"):
        read_pdf(data, ZONES)
    with pytest.raises(IntegrityError, match="DOCX 打不开"):
        read_docx(data)


def test_pdfs_can_be_read_by_several_threads_at_once() -> None:
    data = weasyprint.HTML(string=STYLE + "<p>软件正版化</p>" * 60).write_pdf()
    with ThreadPoolExecutor(8) as threads:
        seen = set(threads.map(lambda _: read_pdf(data, ZONES), range(24)))
    assert seen == {ReadBack("软件正版化" * 60, 0, 3)}
