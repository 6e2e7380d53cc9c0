"""Files that others made: an empty one is refused, a plain one is read as what it is."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import docx
import pytest
import weasyprint

from gongwen.check import Report, check_docx, check_pdf
from gongwen.check.drawn import load
from gongwen.check.paper import recognise
from gongwen.errors import FactsError
from tests.intake.malformed import spoilt

PLAIN = """
<style>@page { size: letter; margin: 25mm } body { font: 12pt FandolFang, serif; margin: 0 }
h1 { font-size: 16pt; margin: 0 } p { margin: 0 }</style>
<h1>关于开展软件正版化检查的通知</h1>
<p>各有关单位：</p>
<p>根据浙正软办[2015]2号文件，定于11月中旬进行检查。</p>
<p>请各单位做好准备。</p>
<p>示例市文化局</p><p>2016年09月20日</p>
"""


@cache
def plain() -> bytes:
    """A notice as a converter of plain text sets it: heading and paragraphs at the left, no indents."""
    made: bytes = weasyprint.HTML(string=PLAIN).write_pdf()
    return made


def test_the_heading_at_the_left_is_the_title_and_not_the_addressees() -> None:
    found = recognise(load(plain()))
    assert [row.text for row in found.title] == ["关于开展软件正版化检查的通知"]
    assert [row.text for row in found.addressees] == ["各有关单位："]
    assert found.date is not None


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("用纸", "216×279"),
        ("引用的发文字号的括号", "[]"),
        ("成文日期写法", "2016年09月20日"),
        ("段首左空", -0.54),
        ("标题字号", 16.0),
    ],
)
def test_what_is_wrong_with_it_is_found(name: str, seen: object) -> None:
    report: Report = check_pdf(plain())
    assert seen in [one.seen for one in report.results if one.clause.name == name]


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_docx_whose_text_is_spoilt_is_refused_however_it_is_packed(method: int) -> None:
    stream = io.BytesIO()
    docx.Document().save(stream)
    with pytest.raises(FactsError, match="这个 DOCX 解不开"):
        check_docx(spoilt(stream.getvalue(), "word/document.xml", method))


def test_an_empty_docx_is_refused_with_a_sentence_on_the_docx() -> None:
    stream = io.BytesIO()
    docx.Document().save(stream)
    with pytest.raises(FactsError, match="这个 DOCX 里没有文字"):
        check_docx(stream.getvalue())
