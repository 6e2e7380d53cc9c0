"""A PDF says what was laid out, on the pages that were laid out, whatever the document."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser

from gongwen.model import Document, FormLine, Heading, Paragraph, Part, Table
from gongwen.model.composition import Composition
from gongwen.model.document import Block, Cell
from gongwen.model.typefaces import Role
from gongwen.render.pdf import PageFrame, PdfSetter
from gongwen.render.programs import in_em_box
from gongwen.render.readback import Zones, ensure_same, read_pdf
from tests.layout import measure
from tests.layout.papers import (
    composed,
    filling,
    paper,
    seed_composition,
    setter,
    typefaces,
    with_header,
    words,
)

POINT = 25.4 / 72
PITCH = 28.95 * POINT
RARE = "喆镕堃𬱖"


def printed(document: Document) -> tuple[Composition, bytes]:
    """Set `document`, read it back, and assert that text and pages are those laid out."""
    composition = composed(document)
    data = setter().set(composition)
    seen = read_pdf(data, Zones.of(composition))
    ensure_same(composition.text(), seen)
    assert seen.pages == composition.pages
    assert composition.pages % 2 == 0
    return composition, data


def listing(rows: int, joined: int = 1) -> Table:
    body = [
        (Cell(f"第{n // joined}组", 1, joined), Cell(f"第{n}家"), Cell(str(n)))
        if n % joined == 0
        else (Cell(f"第{n}家"), Cell(str(n)))
        for n in range(rows)
    ]
    return Table(((Cell("组"), Cell("企业名称"), Cell("数量")), *body), (6, 16, 6), 1, 1.4)


def annex(title: str, *blocks: Block) -> Part:
    return Part(title, blocks or (Paragraph(words(30)),))


MANY_TOWNS = "、".join(f"第{number}县人民政府" for number in range(60))
SIX = tuple(f"绍兴市第{number}局" for number in "一二三四五六")

DOCUMENTS = {
    "one page of text": paper(),
    "a very long paragraph": paper(Paragraph(words(6000))),
    "headings of every level": paper(
        *(Heading(1 + n % 4, 1 + n // 4, words(10 + 7 * n)) for n in range(24)), filling(2)
    ),
    "a heading too long to stay with six signatures": paper(Heading(2, 1, words(200)), organs=SIX),
    "a table taller than a page": paper(filling(3), listing(60), filling(2)),
    "a table of joined rows": paper(filling(3), listing(60, joined=4), listing(9, joined=3)),
    "a joined cell taller than a page": paper(listing(60, joined=60)),
    "a cell longer than a page": paper(
        Table(((Cell("甲"), Cell(words(1500))), (Cell("乙"), Cell("短"))), (4, 24)), filling(2)
    ),
    "a joined cell with a long text": paper(
        Table(((Cell(words(90), 1, 2), Cell("甲")), (Cell("乙"),), (Cell("丙"), Cell("丁"))), (6, 22))
    ),
    "many short tables": paper(*(block for _ in range(9) for block in (listing(2), filling(1)))),
    "form lines": paper(
        FormLine(("企业名称（盖章）：", "企业领导（签字）：")), FormLine((words(20), "电话："))
    ),
    "several attachments": paper(
        notes=("情况调查表", words(60), "名单"),
        attachments=(annex("情况调查表"), annex(words(60)), annex("名单", listing(40))),
    ),
    "a long cc": paper(cc="、".join(f"第{number}号抄送单位" for number in range(40))),
    "addressees that move to the imprint": paper(filling(3), addressees=MANY_TOWNS, cc="市委办公室"),
    "six organs": paper(filling(20), organs=SIX),
    "a name too long for a line": paper(organs=("绍兴市人民政府国有资产监督管理委员会" * 2, "市委")),
    "copy number, security, urgency": with_header(
        paper(), copy_number="000001", security_level="秘密★1年", urgency="特急"
    ),
    "characters of mark-up": paper(
        Paragraph("A&B<公司>“x”{{ 名 }}{% 完 %}</p>\n附件：甲"),
        organs=("A&B<公司>",),
        title="关于<b>&amp;的通知",
    ),
    "rare characters everywhere": paper(
        Paragraph(words(20) + RARE + words(60)),
        organs=(f"绍兴市{RARE}局",),
        title=f"关于{RARE}的通知",
        cc=RARE,
    ),
    "no text at all": paper(Paragraph("")),
    "a note": replace(paper(filling(8)), note="此件公开发布"),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_text_and_pages_are_those_laid_out(name: str) -> None:
    printed(DOCUMENTS[name])


TEXT = st.text(alphabet="国有软件工作，。（）《》“”〔〕2015号aB ——…喆\n", max_size=90)
LONG = st.builds(lambda text, times: text * times, TEXT, st.integers(1, 12))
BLOCKS = st.one_of(
    st.builds(Paragraph, LONG),
    st.builds(Heading, st.integers(1, 4), st.integers(1, 9), TEXT),
    st.builds(FormLine, st.tuples(TEXT, TEXT)),
    st.builds(listing, st.sampled_from([1, 8, 24, 48]), st.sampled_from([1, 2, 4, 8])),
)


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)
@given(st.lists(BLOCKS, max_size=7), st.lists(BLOCKS, max_size=4), st.integers(1, 6), LONG)
def test_any_document_has_its_text_and_pages(
    blocks: list[Block], annexed: list[Block], organs: int, cc: str
) -> None:
    printed(paper(*blocks, organs=SIX[:organs], cc=cc[:400], attachments=(annex("名单", *annexed),)))


def numbered(data: bytes) -> list[str]:
    """Return the page numbers as they are printed, an empty text on a page without one."""
    rows = [measure.page_number(page) for page in measure.load(data)]
    return [row.text if row else "" for row in rows]


@pytest.mark.parametrize(
    ("rows", "numbers"),
    [
        (6, ["—1—", "—2—"]),
        (17, ["—1—", "—2—"]),
        (27, ["—1—", "—2—", "", ""]),
        (40, ["—1—", "—2—", "—3—", "—4—"]),
    ],
)
def test_a_blank_page_before_the_imprint_and_its_page_carry_no_number(rows: int, numbers: list[str]) -> None:
    _, data = printed(paper(filling(rows)))
    assert numbered(data) == numbers
    last = measure.load(data)[-1]
    assert measure.horizontal_rules(last)[-1].box.bottom == pytest.approx(262, abs=0.05)
    assert measure.type_area_rows(last)[-1].text == "绍兴市人民政府办公室2015年6月23日印发"


def test_a_moved_addressee_line_stands_above_cc_without_a_rule_between() -> None:
    _, data = printed(DOCUMENTS["addressees that move to the imprint"])
    page = measure.load(data)[-1]
    rules = [rule.y for rule in measure.horizontal_rules(page)]
    rows = measure.type_area_rows(page)
    main, cc, printing = (next(r for r in rows if text in r.text) for text in ("主送：", "抄送：", "印发"))
    assert len(rules) == 3
    assert rules[0] < main.baseline < cc.baseline < rules[1] < printing.baseline < rules[2]


def test_a_head_is_repeated_on_every_page_of_its_table() -> None:
    _, data = printed(DOCUMENTS["a table taller than a page"])
    pages = [[row.text for row in measure.type_area_rows(page)] for page in measure.load(data)]
    assert [rows.count("组企业名称数量") for rows in pages] == [1, 1, 1, 1, 1, 0]
    assert [rows[0] for rows in pages[1:5]] == ["组企业名称数量"] * 4


def test_rows_after_a_table_of_whole_rows_are_on_the_grid_again() -> None:
    table = replace(listing(2), height=1.0)
    _, data = printed(paper(filling(1), attachments=(annex("名单", table, filling(4)),)))
    rows = measure.type_area_rows(measure.load(data)[1])[:-1]
    last = [row.baseline for row in rows[-4:]]
    assert [(y - rows[0].baseline) / PITCH for y in last] == pytest.approx([7, 8, 9, 10], abs=0.02)


def test_several_attachments_are_numbered_and_their_names_aligned() -> None:
    _, data = printed(DOCUMENTS["several attachments"])
    pages = measure.load(data)
    rows = [row for page in pages[:2] for row in measure.type_area_rows(page)]
    notes = [next(row for row in rows if row.text.startswith(start)) for start in ("附件：1.", "2.", "3.")]
    name_begins = [next(c.x0 for c in row.chars if c.text == ".") for row in notes]
    assert name_begins == pytest.approx([name_begins[0]] * 3, abs=0.05)
    continued = rows[rows.index(notes[1]) + 1]
    assert continued.left == pytest.approx(next(c.x0 for c in notes[0].chars if c.text == "情"), abs=0.05)
    labels = [measure.type_area_rows(page)[0].text for page in pages]
    assert [label for label in labels if label.startswith("附件")] == ["附件1", "附件2", "附件3"]


def test_rare_characters_come_from_another_face() -> None:
    _, data = printed(DOCUMENTS["rare characters everywhere"])
    chars = [char for page in measure.load(data) for char in page.chars if char.text in RARE]
    faces = {(round(char.size / POINT), char.font.partition("+gw-")[2]) for char in chars}
    assert faces == {
        (42, "NotoSerifCJKsc-Bold"),
        (22, "NotoSerifCJKsc-Bold"),
        (16, "NotoSerifCJKsc-Regular"),
        (14, "NotoSerifCJKsc-Regular"),
    }


def test_rare_characters_leave_every_row_on_the_grid() -> None:
    plain = paper(Paragraph(words(2000)), title="关于四字代替的通知", cc="四字代替")
    text = words(20) + RARE + words(900) + RARE + words(1072)
    rare = paper(Paragraph(text), title=f"关于{RARE}的通知", cc=RARE)
    before, after = (measure.load(printed(document)[1]) for document in (plain, rare))
    for page, other in zip(before, after, strict=True):
        baselines = [row.baseline for row in measure.type_area_rows(page)]
        assert [row.baseline for row in measure.type_area_rows(other)] == pytest.approx(baselines, abs=0.01)


def test_the_mark_of_an_organ_with_rare_characters_begins_at_72_mm_too(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(printed(paper(organs=(f"绍兴市{RARE}局",)))[1])
    mark = measure.ink(tmp_path / "paper.pdf", 1, measure.Box(0, 0, 210, 110), red=True)
    assert mark is not None
    assert mark.top == pytest.approx(72, abs=0.1)


def test_the_same_composition_gives_the_same_bytes_whatever_was_set_before() -> None:
    data = setter().set(seed_composition())
    printed(DOCUMENTS["rare characters everywhere"])
    assert setter().set(seed_composition()) == data
    frame = PageFrame(*_frame_texts())
    assert PdfSetter(frame, typefaces()).set(seed_composition()) == data


def _frame_texts() -> tuple[str, str]:
    from tests.layout.papers import FRAME

    return (FRAME / "page.html").read_text(), (FRAME / "page.css").read_text()


def test_every_page_of_a_paper_without_number_is_marked_as_a_draft() -> None:
    composition = composed(paper().unnumbered())
    data = setter().set(composition)
    ensure_same(composition.text(), read_pdf(data, Zones.of(composition)))
    for page in measure.load(data):
        assert measure.rows(c for c in page.chars if c.baseline < 37)[0].text == "草稿"
    assert "草稿" not in "".join(
        char.text for page in measure.load(setter().set(seed_composition())) for char in page.chars
    )


def test_the_file_carries_title_author_date_language_and_bookmarks() -> None:
    data = setter().set(seed_composition())
    document = pdfium.PdfDocument(data)
    try:
        said = document.get_metadata_dict()
        top = [mark.get_title() for mark in document.get_toc() if mark.level == 0]
        below = [mark.get_title() for mark in document.get_toc() if mark.level == 1]
    finally:
        document.close()
    assert said["Title"] == "关于印发《绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知"
    assert said["Author"] == "绍兴市使用正版软件工作领导小组办公室"
    assert said["CreationDate"].startswith("D:20150623")
    assert top == [
        "关于印发《绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知",
        "绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）",
        "绍兴市国有企业使用软件情况调查表",
    ]
    assert below == ["一、指导思想和工作原则", "二、组织机构与职责分工", "三、工作目标与工作步骤"]
    assert PDFDocument(PDFParser(io.BytesIO(data))).catalog["Lang"] == b"zh-CN"


def test_a_paragraph_stays_one_paragraph_though_its_lines_are_set_one_by_one() -> None:
    html = setter().html(composed(paper(filling(3))))
    assert html.count('<p class="body') == 1


@pytest.mark.parametrize("role", Role)
def test_every_face_gets_the_line_metrics_of_the_em_box_and_keeps_its_glyphs(role: Role) -> None:
    for face in typefaces().chart[role][:2]:
        program = face.program()
        font, original = (TTFont(io.BytesIO(data), lazy=True) for data in (in_em_box(program), program))
        em = font["head"].unitsPerEm
        assert (font["hhea"].ascent / em, font["hhea"].descent / em, font["hhea"].lineGap) == (0.88, -0.12, 0)
        assert font.getBestCmap() == original.getBestCmap()
        assert len(font.reader.file.getvalue()) == len(program)


@pytest.mark.parametrize("data", [b"", b"OTTO", struct.pack(">4sHHHH", b"OTTO", 1, 0, 0, 0) + bytes(16)])
def test_what_is_no_font_program_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a font program"):
        in_em_box(data)


def test_lines_of_a_page_follow_each_other_at_the_pitch() -> None:
    _, data = printed(paper(Paragraph(words(6000))))
    for page in measure.load(data)[1:-2]:
        rows = measure.type_area_rows(page)
        assert len(rows) == 22
        assert [b.baseline - a.baseline for a, b in pairwise(rows)] == pytest.approx([PITCH] * 21, abs=0.01)
