"""The DOCX itself: exact text, styles a clerk can edit, a valid frame, the same bytes every time."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from gongwen.errors import FactsError
from gongwen.model import Paragraph, Part
from gongwen.model.composition import Align, TextBlock
from gongwen.model.document import Heading
from gongwen.model.typefaces import Role, docx_name
from gongwen.render.docx import DocxSetter
from gongwen.render.readback import compare, read_docx
from tests.layout.papers import (
    FRAME,
    HOUSE,
    composed,
    filling,
    paper,
    seed_composition,
    typefaces,
    words,
)

FRAME_FILE = FRAME / "frame.docx"


@pytest.fixture(scope="module")
def notice(docx_setter: DocxSetter) -> bytes:
    return docx_setter.set(seed_composition())


def body(data: bytes) -> etree._Element:
    found = part(data, "word/document.xml").find(qn("w:body"))
    assert found is not None
    return found


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def value(element: etree._Element, path: str, attribute: str = "w:val") -> str | None:
    found = element.find("/".join(qn(step) for step in path.split("/")))
    return None if found is None else found.get(qn(attribute))


def paragraphs(data: bytes, style: str) -> list[etree._Element]:
    return [p for p in body(data).iter(qn("w:p")) if value(p, "w:pPr/w:pStyle") == style]


def said(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def runs(data: bytes) -> Iterator[tuple[str, str | None, bool]]:
    """Yield text, directly set family (None where the style's), and whether it is bold."""
    for run in body(data).iter(qn("w:r")):
        bold = run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None
        yield said(run), value(run, "w:rPr/w:rFonts", "w:eastAsia"), bold


def changed(edit: Callable[[str, str], str]) -> bytes:
    """Return the frame with the text of its parts edited; `edit` gets name and text."""
    stream = io.BytesIO()
    with zipfile.ZipFile(FRAME_FILE) as frame, zipfile.ZipFile(stream, "w") as package:
        for name in frame.namelist():
            package.writestr(name, edit(name, frame.read(name).decode()))
    return stream.getvalue()


def lines_of(setter: DocxSetter, *texts: str) -> str:
    """Return what is read back of a paper with these paragraphs."""
    return read_docx(setter.set(composed(paper(*map(Paragraph, texts))))).text


def test_the_committed_frame_is_the_one_made_from_the_measures(tmp_path: Path) -> None:
    command = [sys.executable, str(HOUSE / "setup" / "make-frames"), str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "general" / "frame.docx").read_bytes() == FRAME_FILE.read_bytes()


def test_the_text_is_exactly_what_was_composed(notice: bytes) -> None:
    assert compare(seed_composition().text(), read_docx(notice).text) is None


@pytest.mark.parametrize(
    "text",
    [
        "A&B<公司>",
        "第一行\n附件：第二行",
        "喆、镕、堃、𬱖",
        "{{ 地名 }}{% if 完 %}{# 注 #}",
        "{_{ a }_} {_% b %_} {%tr x %}{{r 抄送 }}{{p 正文 }}",
        "&amp;&lt;w:p/&gt;]]>",
        "一\t二",
    ],
)
def test_awkward_values_stay_text(docx_setter: DocxSetter, text: str) -> None:
    assert "".join(text.split()) in lines_of(docx_setter, text, "此后一段。")


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(
        st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=60
    )
)
def test_any_text_comes_back_character_by_character(docx_setter: DocxSetter, text: str) -> None:
    made = paper(Paragraph(text), cc=text, title=f"关于{text}的通知")
    composition = composed(made)
    assert compare(composition.text(), read_docx(docx_setter.set(composition)).text) is None


def test_a_line_break_in_a_value_stays_in_its_paragraph(docx_setter: DocxSetter) -> None:
    data = docx_setter.set(composed(paper(Paragraph("第一行\n附件：第二行"))))
    (found,) = (p for p in paragraphs(data, "body") if said(p))
    assert said(found) == "第一行附件：第二行"
    assert len(list(found.iter(qn("w:br")))) == 1


def test_the_same_paper_gives_the_same_bytes(notice: bytes) -> None:
    assert DocxSetter(FRAME_FILE.read_bytes(), typefaces()).set(seed_composition()) == notice


def test_no_clock_and_no_revision_mark_is_left_in_the_package(notice: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(notice)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"
        assert not any(b"rsid" in package.read(name) for name in package.namelist())


def test_the_properties_tell_title_issuer_language_and_the_papers_own_date(notice: bytes) -> None:
    properties = docx.Document(io.BytesIO(notice)).core_properties
    assert properties.title == "关于印发《绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知"
    assert properties.author == "绍兴市使用正版软件工作领导小组办公室"
    assert properties.language == "zh-CN"
    assert properties.created == properties.modified == dt.datetime(2015, 6, 23, tzinfo=dt.UTC)


def test_a_title_is_one_paragraph_broken_by_meaning(notice: bytes) -> None:
    first = paragraphs(notice, "title")[0]
    assert [said(run) for run in first.iter(qn("w:r"))] == [
        "关于印发《绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知"
    ]
    assert len(list(first.iter(qn("w:br")))) == 2


def test_lines_of_other_paragraphs_are_left_to_word(notice: bytes) -> None:
    texts = [p for style in ("body", "level3", "addressees") for p in paragraphs(notice, style)]
    assert sum(len(list(p.iter(qn("w:br")))) for p in texts) == 0
    indents = {
        p.find(f"{qn('w:pPr')}/{qn('w:ind')}") for p in paragraphs(notice, "body") if len(said(p)) > 40
    }
    assert {(i.get(qn("w:firstLineChars")), i.get(qn("w:firstLine"))) for i in indents if i is not None} == {
        ("200", "630")
    }


def test_styles_are_named_in_chinese_and_headings_have_levels(notice: bytes) -> None:
    styles = {str(style.name): style for style in docx.Document(io.BytesIO(notice)).styles}
    levels = {
        name: value(styles[name].element, "w:pPr/w:outlineLvl")
        for name in ("公文标题", "公文一级标题", "公文二级标题", "公文正文", "版记")
    }
    assert levels == {
        "公文标题": "0",
        "公文一级标题": "1",
        "公文二级标题": "2",
        "公文正文": None,
        "版记": None,
    }
    faces = {name: value(styles[name].element, "w:rPr/w:rFonts", "w:eastAsia") for name in levels}
    assert faces == {
        "公文标题": "方正小标宋简体",
        "公文一级标题": "黑体",
        "公文二级标题": "楷体_GB2312",
        "公文正文": "仿宋_GB2312",
        "版记": "仿宋_GB2312",
    }
    assert value(styles["公文正文"].element, "w:rPr/w:spacing") == "-5"
    assert value(styles["公文标题"].element, "w:rPr/w:sz") == "44"


def test_the_page_has_the_grid_of_lines_and_the_margins_of_the_standard(notice: bytes) -> None:
    (section,) = body(notice).iter(qn("w:sectPr"))
    grid, size, margins = (section.find(qn(name)) for name in ("w:docGrid", "w:pgSz", "w:pgMar"))
    assert grid is not None
    assert size is not None
    assert margins is not None
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    assert (size.get(qn("w:w")), size.get(qn("w:h"))) == ("11906", "16838")
    assert [margins.get(qn(f"w:{side}")) for side in ("top", "left", "bottom", "right")] == [
        "2098",
        "1587",
        "1984",
        "1474",
    ]


def test_the_settings_ask_for_odd_and_even_footers_and_no_compatibility_mode(notice: bytes) -> None:
    found = part(notice, "word/settings.xml")
    assert found.find(qn("w:evenAndOddHeaders")) is not None
    modes = {one.get(qn("w:name")): one.get(qn("w:val")) for one in found.iter(qn("w:compatSetting"))}
    assert modes["compatibilityMode"] == "15"


def test_a_style_face_is_not_named_again_and_never_bold(notice: bytes) -> None:
    assert {(family, bold) for text, family, bold in runs(notice) if text} == {(None, False)}


def test_a_rare_character_names_its_face_and_is_bold_only_where_that_face_is(docx_setter: DocxSetter) -> None:
    rare = Part("关于喆镕的通知", (Heading(1, 1, "堃"), Paragraph("𬱖")))
    data = docx_setter.set(composed(replace(paper(), body=rare)))
    seen = {text: (family, bold) for text, family, bold in runs(data) if family}
    expected = {
        text: (face.family, face.bold)
        for role, text in (
            (Role.XIAOBIAOSONG, "喆镕"),
            (Role.HEI, "堃"),
            (Role.FANGSONG, "𬱖"),
        )
        for face in [typefaces().face(role, text[0])]
    }
    assert seen == expected
    assert seen["喆镕"][1]
    assert docx_name(Role.FANGSONG) not in {family for family, _ in seen.values()}


def test_sections_and_separated_blocks_begin_a_page(docx_setter: DocxSetter, notice: bytes) -> None:
    begins = [
        said(p)[:4]
        for p in body(notice).iter(qn("w:p"))
        if p.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None
    ]
    assert begins == ["绍兴市推", "附件", "抄送：省"]


def test_what_is_glued_stays_with_what_follows(notice: bytes) -> None:
    for style in ("level1", "signature", "annex-label"):
        assert all(p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for p in paragraphs(notice, style))


def test_what_stands_at_the_top_of_page_1_need_not_be_kept_there(notice: bytes) -> None:
    for style in ("addressees", "imprint"):
        assert paragraphs(notice, style)[0].find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is None


def test_the_form_has_fixed_columns_joined_cells_and_a_repeated_head(notice: bytes) -> None:
    table = body(notice).findall(qn("w:tbl"))[1]
    rows = table.findall(qn("w:tr"))
    assert value(table, "w:tblPr/w:tblLayout", "w:type") == "fixed"
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [True] * 2 + [
        False
    ] * 5
    assert {value(row, "w:trPr/w:trHeight", "w:hRule") for row in rows} == {"exact"}
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    head = [
        [
            (said(cell), value(cell, "w:tcPr/w:gridSpan"), value(cell, "w:tcPr/w:vMerge"))
            for cell in row.findall(qn("w:tc"))
        ]
        for row in rows[:2]
    ]
    assert head == [
        [
            ("软件项目", None, "restart"),
            ("正版", "2", None),
            ("非正版", "2", None),
            ("备注", None, "restart"),
        ],
        [
            ("", None, "continue"),
            ("软件名称", None, None),
            ("数量", None, None),
            ("软件名称", None, None),
            ("数量", None, None),
            ("", None, "continue"),
        ],
    ]


def test_the_imprint_is_a_box_anchored_to_the_last_paragraph(notice: bytes) -> None:
    *_, last, section = body(notice)
    assert section.tag == qn("w:sectPr")
    (box,) = last.iter(qn("wp:anchor"))
    assert box.find(qn("wp:wrapTopAndBottom")) is not None
    assert [said(row) for row in box.iter(qn("w:tr"))] == [
        "抄送：省使用正版软件工作领导小组、市人民政府办公室。",
        "绍兴市使用正版软件工作领导小组办公室2015年6月23日印发",
    ]


def test_without_organs_to_copy_to_the_imprint_has_one_row(docx_setter: DocxSetter) -> None:
    data = docx_setter.set(composed(paper()))
    (box,) = body(data).iter(qn("wp:anchor"))
    assert [said(row) for row in box.iter(qn("w:tr"))] == ["绍兴市人民政府办公室2015年6月23日印发"]


def test_pages_without_number_have_a_section_of_their_own_only_where_needed(
    docx_setter: DocxSetter, notice: bytes
) -> None:
    made = composed(paper(filling(26), cc=words(60)))
    assert made.imprint.blank_before
    data = docx_setter.set(made)
    assert len(list(body(data).iter(qn("w:sectPr")))) == 2
    kept = [
        len([n for n in zipfile.ZipFile(io.BytesIO(one)).namelist() if "footer" in n])
        for one in (data, notice)
    ]
    assert kept == [4, 2]


def test_where_lines_go_along_with_a_signature_an_empty_named_shape_ends_the_page(
    docx_setter: DocxSetter,
) -> None:
    made = next(made for rows in range(4, 30) if (made := composed(paper(filling(rows)))).sections[0].cuts)
    (text,) = (p for p in paragraphs(docx_setter.set(made), "body") if len(said(p)) > 60)
    assert not [*text.iter(qn("w:br"))]
    properties = text.find(qn("w:pPr"))
    assert properties is not None
    kept = {qn("w:keepNext"), qn("w:keepLines"), qn("w:widowControl"), qn("w:pageBreakBefore")}
    assert not kept & {child.tag for child in properties}
    (anchor,) = text.iter(qn("wp:anchor"))
    assert [one.get("name") for one in anchor.iter(qn("wp:docPr"))] == ["留白"]
    assert len([*anchor.iter(qn("wp:wrapTopAndBottom"))]) == 1
    assert len([*anchor.iter(qn("a:noFill"))]) == 2
    offset, extent = anchor.find(f"{qn('wp:positionV')}/{qn('wp:posOffset')}"), anchor.find(qn("wp:extent"))
    assert offset is not None
    assert extent is not None
    bottom = int(offset.text or 0) + int(extent.get("cy") or 0)
    assert bottom == pytest.approx(225 * 36000, abs=200)


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (b"no zip", "打不开"),
        (FRAME_FILE.read_bytes()[:3000], "打不开"),
        (changed(lambda name, text: text.replace("公文标题", "标题")), "缺少样式：公文标题"),
        (changed(lambda name, text: text.replace("{{p 正文 }}", "{{p 正交 }}")), "填不了的空.*正交"),
        (changed(lambda name, text: text.replace("{{p 正文 }}", "{{p ().__class__ }}")), "填不了的空"),
        (changed(lambda name, text: text.replace("{{p 正文 }}", "{{p 正文 ")), "填不了的空"),
        (changed(lambda name, text: text.replace("{{p 正文 }}", "{{p 1 / 0 }}")), "填不了的空"),
        (changed(lambda name, text: text.replace('name="版记"', 'name="框"')), "没有名为“版记”的文本框"),
    ],
    ids=["no zip", "half", "style", "unknown", "code", "open", "error", "box"],
)
def test_a_broken_frame_is_told_in_a_sentence(frame: bytes, sentence: str) -> None:
    with pytest.raises(FactsError, match=sentence):
        DocxSetter(frame, typefaces()).set(seed_composition())


def test_an_edited_style_is_followed_wherever_word_renamed_its_id(notice: bytes) -> None:
    renamed = changed(lambda name, text: text.replace('w:styleId="body"', 'w:styleId="a7"'))
    renamed_everywhere = DocxSetter(renamed, typefaces()).set(seed_composition())
    assert len(paragraphs(renamed_everywhere, "a7")) >= len(paragraphs(notice, "body")) > 20


def test_no_measure_and_no_name_of_a_face_is_written_in_the_code() -> None:
    folder = HOUSE / "src" / "gongwen" / "render"
    code = "\n".join(
        path.read_text() for path in (folder / "docx.py", *sorted((folder / "word").glob("*.py")))
    )
    assert not re.search(
        r"仿宋|楷体|黑体|宋体|Fandol|SimSun|\b(?:579|28\.95|15\.75)\b", re.sub(r'"""[\s\S]*?"""', "", code)
    )


def test_every_block_that_is_centred_or_justified_says_so(notice: bytes) -> None:
    blocks = [b for s in seed_composition().sections for b in s.blocks if isinstance(b, TextBlock)]
    centred = {block.style.key for block in blocks if block.align is Align.CENTRE}
    assert centred == {"title", "annex-title", "signature", "date"}
    assert {value(p, "w:pPr/w:jc") for key in centred for p in paragraphs(notice, key)} == {"center"}
    assert {value(p, "w:pPr/w:jc") for p in paragraphs(notice, "level3")} == {None}
