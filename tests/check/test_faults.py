"""Every planted fault is found by its own clause; none of these clauses fails on the clean paper."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pytest

from gongwen.check import check_docx, check_pdf
from gongwen.render.docx import DocxSetter
from tests.check.faults import FAULTS, Fault, planted
from tests.layout.papers import FRAME, seed_composition, typefaces


def test_there_are_more_than_a_hundred_faults_each_with_a_name_of_its_own() -> None:
    assert len(FAULTS) + len(DOCX_FAULTS) > 100
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_fault_in_a_pdf_is_found_by_its_clause(fault: Fault) -> None:
    assert fault.clause in {one.clause.name for one in check_pdf(planted(fault)).faults}


DOCX_FAULTS = (
    ("Letter 纸", "用纸设置", "document", r'w:pgSz w:w="\d+" w:h="\d+"', 'w:pgSz w:w="12240" w:h="15840"'),
    ("天头 28 毫米", "天头设置", "document", r'(<w:pgMar [^>]*w:top=")\d+', r"\g<1>1588"),
    ("订口 25.4 毫米", "订口设置", "document", r'(<w:pgMar [^>]*w:left=")\d+', r"\g<1>1440"),
    ("切口 20 毫米", "版心宽设置", "document", r'(<w:pgMar [^>]*w:right=")\d+', r"\g<1>1134"),
    ("地脚 28 毫米", "版心高设置", "document", r'(<w:pgMar [^>]*w:bottom=")\d+', r"\g<1>1588"),
    ("行距 28 磅", "行距设置", "document", r'w:linePitch="579"', 'w:linePitch="560"'),
    ("［2015］", "发文字号的括号（文字）", "document", "〔2015〕3号", "［2015］3号"),
    ("06月", "日期写法（文字）", "document", "2015年6月23日", "2015年06月23日"),
    ("正文加粗", "文字不另加粗", "document", r"<w:rPr>", "<w:rPr><w:b/>"),
    ("单双页页码不分", "单、双页页码分设", "settings", r"<w:evenAndOddHeaders/>", ""),
    ("连字符", "页码的一字线（页脚）", "footer1", r"—", "-"),
    ("正文 14 磅", "正文字号设置", "styles", r'(w:val="公文正文".*?<w:sz w:val=")\d+', r"\g<1>28"),
    ("正文用宋体", "正文字体设置", "styles", r'(w:val="公文正文".*?w:eastAsia=")[^"]+', r"\g<1>宋体"),
    ("标题用黑体", "样式的字体", "styles", r'(w:val="公文标题".*?w:eastAsia=")[^"]+', r"\g<1>黑体"),
    ("版记 16 磅", "样式的字号", "styles", r'(w:val="版记".*?<w:sz w:val=")\d+', r"\g<1>32"),
    ("二级标题加粗", "样式不加粗", "styles", r'(w:val="公文二级标题".*?<w:rPr>)', r"\1<w:b/>"),
    ("漏登记的部分", "DOCX 各部分登记齐全", "types", r'<Override PartName="/word/footer1\.xml"[^>]*/>', ""),
)


@cache
def notice() -> dict[str, bytes]:
    """The parts of the notice's DOCX."""
    made = DocxSetter((FRAME / "frame.docx").read_bytes(), typefaces()).set(seed_composition())
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("fault", DOCX_FAULTS, ids=[fault[0] for fault in DOCX_FAULTS])
def test_a_fault_in_a_docx_is_found_by_its_clause(fault: tuple[str, str, str, str, str]) -> None:
    _, clause, part, pattern, new = fault
    name = "[Content_Types].xml" if part == "types" else f"word/{part}.xml"
    parts = dict(notice())
    text, count = re.subn(pattern, new, parts[name].decode(), flags=re.DOTALL)
    assert count, f"没有找到要改的地方：{pattern}"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for one, data in {**parts, name: text.encode()}.items():
            package.writestr(one, data)
    assert clause in {one.clause.name for one in check_docx(stream.getvalue()).faults}
