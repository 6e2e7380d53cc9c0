"""What Word and WPS leave behind: the words are read, what is not sure is said, nothing is lost silently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from gongwen.model import Document, Heading, Level, Paragraph, Table, notation
from gongwen.model.comparing import compare, paragraphs
from gongwen.recognise import Recognised
from tests.recognise.leader import URI, Leader, W, own, parsed
from tests.recognise.papers import docx, golden, read

NOTICE = golden("通知")


def after(
    change: Callable[[Leader], object], document: Document = NOTICE, *, as_text: bool = False
) -> Recognised:
    """Return what is read of a paper after a change in Word."""
    leader = Leader(docx(document))
    change(leader)
    return read(leader.save(), document, as_text=as_text)


def marked(found: Recognised, document: Document = NOTICE) -> list[str]:
    """Return what changed, as staff see it."""
    return [one.marked() for one in compare(paragraphs(document), paragraphs(found.document))]


def said(found: Recognised) -> str:
    """Return all findings, one a line."""
    return "\n".join(map(str, found.findings))


def unchanged(found: Recognised, document: Document = NOTICE) -> bool:
    """Say whether the paper is what it was, with nothing to be said of it."""
    return found.document == document and not found.findings and not found.unplaced


def everything(element: etree._Element) -> str:
    """Return all text below an element."""
    return "".join(str(text) for text in element.itertext())


def split_runs(leader: Leader) -> None:
    """Split every run into single characters with spelling marks and bookmarks between, as Word does."""
    for run in list(leader.root.iter(f"{W}r")):
        text = own(run)
        if len(text) < 2 or run.find(f"{W}tab") is not None or run.find(f"{W}br") is not None:
            continue
        for char in text:
            piece = parsed(
                f'<w:r><w:t xml:space="preserve">{char if char not in "&<" else "&amp;"}</w:t></w:r>'
            )
            run.addprevious(piece)
            run.addprevious(parsed('<w:proofErr w:type="spellStart"/>'))
            run.addprevious(parsed('<w:bookmarkStart w:id="7" w:name="_GoBack"/>'))
            run.addprevious(parsed('<w:bookmarkEnd w:id="7"/>'))
        parent = run.getparent()
        assert parent is not None
        parent.remove(run)


def wrap(tag: str, inner: str = "") -> Callable[[Leader], None]:
    """Return what puts the runs of every paragraph into an element of Word's."""

    def change(leader: Leader) -> None:
        for paragraph in list(leader.root.iter(f"{W}p")):
            runs = paragraph.findall(f"{W}r")
            if not runs or paragraph.find(f".//{W}txbxContent") is not None:
                continue
            outer = parsed(f"<w:{tag}>{inner}</w:{tag}>")
            runs[0].addprevious(outer)
            holder = outer.find(f"{W}sdtContent")
            for run in runs:
                (outer if holder is None else holder).append(run)

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(split_runs, id="runs split by the spelling checker"),
        pytest.param(wrap("smartTag"), id="smart tags"),
        pytest.param(wrap("hyperlink"), id="hyperlinks"),
        pytest.param(wrap("sdt", "<w:sdtPr/><w:sdtContent/>"), id="content controls"),
        pytest.param(wrap("fldSimple"), id="simple fields"),
        pytest.param(wrap("customXml"), id="custom XML"),
    ],
)
def test_what_word_puts_around_words_changes_none(change: Callable[[Leader], None]) -> None:
    assert unchanged(after(change))


def test_localised_names_and_new_ids_of_styles_change_nothing() -> None:
    def change(leader: Leader) -> None:
        text = leader.files["word/styles.xml"].decode()
        text = text.replace('w:styleId="', 'w:styleId="a').replace(
            '<w:basedOn w:val="', '<w:basedOn w:val="a'
        )
        leader.files["word/styles.xml"] = text.replace(
            'w:val="Normal"/><w:qFormat', 'w:val="正文"/><w:qFormat'
        ).encode()
        leader.each(lambda one: one.set(f"{W}val", f"a{one.get(f'{W}val')}"), "pStyle")

    assert unchanged(after(change))


def test_a_paragraph_pasted_without_style_and_indented_by_spaces_is_text() -> None:
    found = after(lambda leader: leader.type_after("各单位请于", "　　逾期不报的，予以通报。", style=""))
    assert marked(found) == ["{+逾期不报的，予以通报。+}"]
    assert (found.findings, found.unplaced) == ((), ())


def test_a_heading_typed_in_the_middle_moves_the_numbers_behind_it_and_says_so() -> None:
    found = after(lambda leader: leader.type_after("（二）各区", "二、自查时间", style=""))
    headings = [one.marker + one.text for one in found.document.body.blocks if isinstance(one, Heading)]
    assert headings[3:5] == ["二、自查时间", "三、自查内容"]
    assert "序号 二、 改为 三、" in said(found)
    assert "序号 三、 改为 四、" in said(found)


def test_a_number_that_was_typed_wrong_is_put_right() -> None:
    found = after(lambda leader: leader.replace("（二）各区", "（三）各区", tracked=False))
    assert marked(found) == []
    assert "序号 （三） 改为 （二）" in said(found)


NUMBERING = f"""<w:numbering xmlns:w="{URI}">
<w:abstractNum w:abstractNumId="3">
<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num></w:numbering>"""


def test_the_numbers_that_word_itself_writes_are_headings() -> None:
    def change(leader: Leader) -> None:
        leader.files["word/numbering.xml"] = NUMBERING.encode()
        for level, text in ((1, "第二条"), (1, "第一条"), (0, "其他事项")):
            made = leader.type_after("各单位请于", text, style="")
            number = f'<w:ilvl w:val="{level}"/><w:numId w:val="5"/>'
            made.insert(0, parsed(f"<w:pPr><w:numPr>{number}</w:numPr></w:pPr>"))

    found = after(change)
    assert marked(found) == ["{+四、其他事项+}", "{+（一）第一条+}", "{+（二）第二条+}"]


def test_soft_returns_that_begin_paragraphs_are_paragraphs() -> None:
    def change(leader: Leader) -> None:
        run = leader.type_after("各单位请于", "第一句。", style="").find(f"{W}r")
        assert run is not None
        for text in ("　　第二段。", "第三段。"):
            run.append(parsed("<w:br/>"))
            run.append(parsed(f"<w:t>{text}</w:t>"))

    found = after(change)
    assert marked(found) == ["{+第一句。+}", "{+第二段。+}", "{+第三段。+}"]
    assert "用软回车分成了 3 段" in said(found)


def test_a_title_in_a_foreign_style_is_taken_by_its_place_and_said() -> None:
    def change(leader: Leader) -> None:
        style = leader.paragraph("关于开展").find(f"{W}pPr/{W}pStyle")
        assert style is not None
        style.set(f"{W}val", "Normal")

    found = after(change)
    assert found.document == NOTICE
    assert "照位置认作标题；请核对" in said(found)


@pytest.mark.parametrize(
    ("begins", "what"),
    [
        ("各区、县", "主送机关"),
        ("附件：", "附件说明"),
        ("示例市使用正版软件工作领导小组办公室", "发文机关署名"),
        ("2016年3月1日", "成文日期"),
        ("（此件", "附注"),
        ("附件1", "附件序号"),
    ],
)
def test_an_element_in_a_foreign_style_is_taken_by_its_wording_and_said(begins: str, what: str) -> None:
    def change(leader: Leader) -> None:
        found = [one for one in leader.body.iter(f"{W}p") if everything(one).strip().startswith(begins)]
        style = next(
            style
            for one in found
            if (style := one.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val") != "mark"
        )
        style.set(f"{W}val", "Normal")

    found = after(change)
    assert found.document == NOTICE
    assert f"照位置和写法认作{what}；请核对" in said(found)


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("各区、县", "全市各区、县", "主送：{+全市+}各区、县（市）使用正版软件工作领导小组，各有关单位"),
        ("2016年3月1日", "2016年3月2日", "成文日期：2016年3月[-1-]{+2+}日"),
        ("此件公开发布", "此件不公开", "附注：此件{+不+}公开[-发布-]"),
        ("示软办", "示正软办", "机关代字：示{+正+}软办"),
    ],
)
def test_a_changed_element_is_that_element_changed(old: str, new: str, change: str) -> None:
    assert change in marked(after(lambda leader: leader.replace(old, new, tracked=False)))


def test_a_changed_title_and_annex_name_lose_the_line_breaks_of_layout() -> None:
    found = after(lambda leader: leader.replace("自查的通知", "检查的通知", tracked=False))
    assert found.document.body.title == NOTICE.body.title.replace("自查", "检查")


def test_cc_changed_in_the_text_box_of_the_imprint_is_read() -> None:
    found = after(lambda leader: leader.replace("抄送：省", "抄送：市委办公室，省", tracked=False))
    assert any("抄送：{+市委办公室，+}省" in one for one in marked(found))


def test_a_row_typed_into_a_table_is_a_row_of_it() -> None:
    def change(leader: Leader) -> None:
        rows = [one for one in leader.root.iter(f"{W}tr") if "操作系统" in everything(one)]
        text = (
            etree.tostring(rows[-1])
            .decode()
            .replace("操作系统软件", "数据库软件")
            .replace("操作系统", "数据库")
        )
        rows[-1].addnext(etree.fromstring(text))

    found = after(change)
    (before,), (table,) = tables(NOTICE), tables(found.document)
    assert len(table.rows) == len(before.rows) + 1
    assert (table.widths, table.head, table.height) == (before.widths, before.head, before.height)
    assert found.findings == ()


def tables(document: Document) -> list[Table]:
    """Return the tables of a paper."""
    parts = (document.body, *document.enclosed, *document.attachments)
    return [one for part in parts for one in part.blocks if isinstance(one, Table)]


def test_a_table_the_clerk_put_in_is_a_table_with_its_merged_cells() -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = (
        cell.format('<w:vMerge w:val="restart"/>', "县") + cell.format('<w:gridSpan w:val="2"/>', "数量"),
        cell.format("<w:vMerge/>", "") + cell.format("", "正版") + cell.format("", "非正版"),
        cell.format("", "甲县") + cell.format("", "3") + cell.format("", "1"),
    )
    widths = "".join(f'<w:gridCol w:w="{width}"/>' for width in (2000, 1000, 1000))
    inner = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    table = parsed(f"<w:tbl><w:tblPr/><w:tblGrid>{widths}</w:tblGrid>{inner}</w:tbl>")
    found = after(lambda leader: leader.paragraph("各单位请于").addnext(table))
    assert [[(one.text, one.columns, one.rows) for one in row] for row in tables(found.document)[0].rows] == [
        [("县", 1, 2), ("数量", 2, 1)],
        [("正版", 1, 1), ("非正版", 1, 1)],
        [("甲县", 1, 1), ("3", 1, 1), ("1", 1, 1)],
    ]
    assert (tables(found.document)[0].widths, tables(found.document)[0].head) == ((14, 7, 7), 2)
    assert "把第一行当作表头；请核对" in said(found)


@pytest.mark.parametrize(
    ("inner", "sentence"),
    [
        ("<w:rPr><w:b/></w:rPr>", "手工设了加粗"),
        ('<w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr>', "手工设了字体（黑体）"),
        ('<w:rPr><w:color w:val="0000FF"/></w:rPr>', "手工设了字的颜色"),
        ('<w:rPr><w:sz w:val="44"/></w:rPr>', "手工设了字号"),
        ('<w:rPr><w:u w:val="single"/></w:rPr>', "手工设了下划线"),
    ],
)
def test_looks_that_the_form_does_not_carry_are_named(inner: str, sentence: str) -> None:
    def change(leader: Leader) -> None:
        made = leader.type_after("各单位请于", "请高度重视。")
        run = made.find(f"{W}r")
        assert run is not None
        run.insert(0, parsed(inner))

    found = after(change)
    assert sentence in said(found)
    assert marked(found) == ["{+请高度重视。+}"]


def test_what_wps_writes_into_every_run_though_the_style_says_it_is_no_look_of_its_own() -> None:
    styles = Leader(docx(NOTICE)).files["word/styles.xml"].decode()
    face = styles.partition('w:eastAsia="')[2].partition('"')[0]

    def change(leader: Leader) -> None:
        for begins in ("各单位请于", "（1）是否"):
            run = leader.paragraph(begins).find(f"{W}r")
            assert run is not None
            properties = run.find(f"{W}rPr")
            assert properties is not None
            run.replace(
                properties, parsed(f'<w:rPr><w:rFonts w:eastAsia="{face}"/><w:sz w:val="32"/></w:rPr>')
            )

    assert unchanged(after(change))


def test_a_paragraph_set_in_the_middle_and_one_with_a_bullet_are_named() -> None:
    bullets = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    abstract = f'<w:abstractNum w:abstractNumId="1">{bullets}</w:abstractNum>'
    number = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'

    def change(leader: Leader) -> None:
        leader.files["word/numbering.xml"] = (
            f'<w:numbering xmlns:w="{URI}">{abstract}{number}</w:numbering>'.encode()
        )
        leader.type_after("各单位请于", "抓紧办理。", style="").insert(
            0, parsed('<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>')
        )
        leader.type_after("各单位请于", "请高度重视。", style="").insert(
            0, parsed('<w:pPr><w:pStyle w:val="body"/><w:jc w:val="center"/></w:pPr>')
        )

    found = after(change)
    assert marked(found) == ["{+请高度重视。+}", "{+抓紧办理。+}"]
    assert "手工设了居中或靠右" in said(found)
    assert "手工设了项目符号" in said(found)


def test_a_table_that_lost_a_row_of_its_head_is_a_table_still() -> None:
    def change(leader: Leader) -> None:
        head = [one for one in leader.root.iter(f"{W}tr") if "授权文件" in everything(one)]
        parent = head[0].getparent()
        assert parent is not None
        parent.remove(head[0])

    found = after(change)
    (table,) = tables(found.document)
    assert (table.head, [one.text for one in table.rows[0]]) == (1, ["软件类别", "正版", "非正版", "备注"])
    assert notation.parse(notation.write(found.document)) == found.document


def test_a_cell_that_claims_a_million_columns_has_those_that_word_gives() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr><w:p><w:r><w:t>全部</w:t></w:r></w:p></w:tc>'
    table = parsed(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>")
    found = after(lambda leader: leader.paragraph("各单位请于").addnext(table))
    assert "有63栏，一页排不下，最多28栏" in said(found)


@pytest.mark.parametrize("width", ["1e999", "nan", "宽"])
def test_a_column_whose_width_is_no_number_keeps_what_stands_in_it(width: str) -> None:
    def change(leader: Leader) -> None:
        for column in leader.root.iter(f"{W}gridCol"):
            column.set(f"{W}w", width)

    found = after(change)
    (before,), (table,) = tables(NOTICE), tables(found.document)
    assert [[one.text for one in row] for row in table.rows] == [
        [one.text.strip() for one in row] for row in before.rows
    ]


def test_a_page_break_a_picture_and_other_margins_are_named() -> None:
    def change(leader: Leader) -> None:
        made = leader.type_after("（一）市属", "")
        made.append(parsed('<w:r><w:br w:type="page"/></w:r>'))
        made.append(parsed("<w:r><w:pict/></w:r>"))
        leader.each(lambda one: one.set(f"{W}left", "1134"), "pgMar")

    found = after(change)
    assert found.document == NOTICE
    for sentence in ("有手工分页符", "有图片，公文的格式里放不下", "页边距改过"):
        assert sentence in said(found)


def footnote(leader: Leader) -> None:
    """Put a footnote to a sentence."""
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>见省文件</w:t></w:r></w:p></w:footnote>'
    leader.files["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{URI}">{note}</w:footnotes>'.encode()
    leader.paragraph("各单位请于").append(parsed('<w:r><w:footnoteReference w:id="2"/></w:r>'))


def text_box(leader: Leader) -> None:
    """Put a text box beside a sentence, as WPS writes it."""
    box = "<w:txbxContent><w:p><w:r><w:t>见省文件</w:t></w:r></w:p></w:txbxContent>"
    leader.paragraph("各单位请于").append(parsed(f"<w:r><w:pict>{box}</w:pict></w:r>"))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (footnote, "脚注"),
        (text_box, "文本框"),
        (lambda leader: leader.type_after("2016年3月1日", "见省文件", style=""), "署名、日期之后另有文字"),
        (lambda leader: leader.type_after("附件：", "见省文件", style="body"), "附件说明之后另有文字"),
    ],
)
def test_text_that_has_no_place_is_named_or_taken_as_text(
    change: Callable[[Leader], object], what: str
) -> None:
    found = after(change)
    assert [(one.what, one.text) for one in found.unplaced] == [(what, "见省文件")]
    taken = after(change, as_text=True)
    assert Paragraph("见省文件") in taken.document.body.blocks
    assert "照 --as-text 作为正文的一段" in said(taken)


def test_text_that_only_looks_like_a_heading_stays_text_where_it_was_text() -> None:
    body = replace(NOTICE.body, blocks=(*NOTICE.body.blocks, Paragraph("一、二两项不变。")))
    document = replace(NOTICE, body=body)
    found = read(docx(document), document)
    assert found.document == document


def test_what_was_typed_into_the_header_of_a_page_is_named() -> None:
    def change(leader: Leader) -> None:
        text = leader.files["word/header1.xml"].decode()
        leader.files["word/header1.xml"] = text.replace("草稿", "内部资料").encode()

    found = after(change)
    assert found.document == NOTICE
    assert [one.level for one in found.findings] == [Level.WARNING]
    assert "页眉页脚｜写着「内部资料」" in said(found)
