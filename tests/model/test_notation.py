"""The notation: a Document written down is read back as the same Document."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.errors import FactsError
from gongwen.model import (
    Cell,
    Document,
    DocumentNumber,
    Form,
    FormLine,
    Header,
    Heading,
    Imprint,
    IssuerMark,
    Kind,
    Paragraph,
    Part,
    Sealing,
    Signature,
    Signer,
    Table,
)
from gongwen.model.notation import parse, write
from gongwen.model.notation.building import build
from gongwen.model.notation.lexing import lex

SMALL = """\
文种：通知
发文机关：甲市乙办公室
标志：文件
机关代字：甲乙办
文号：甲乙办[2015]3号
主送：各有关单位
署名：甲市乙办公室
成文日期：2015年6月23日
印发机关：甲市乙办公室
印发日期：2015年6月23日

【正文】关于做好某项工作的通知
现将有关事项通知如下。
一、总体要求
（一）目标
1.先做。
2.后做。
\\.一、这一段不是标题
附件：登记表

【附件】登记表
填空：单位：｜电话：
|项目|数量|<|
|^|正版|非正版|
|-6-|-11-|-11-| 2行
|操作系统|||
"""


def test_reads_every_kind_of_line() -> None:
    document = parse(SMALL)
    assert document.kind is Kind.NOTICE
    assert document.header.document_number == DocumentNumber("甲乙办", 2015, 3)
    assert document.body.blocks == (
        Paragraph("现将有关事项通知如下。"),
        Heading(1, 1, "总体要求"),
        Heading(2, 1, "目标"),
        Heading(3, 1, "先做。"),
        Heading(3, 2, "后做。"),
        Paragraph("一、这一段不是标题"),
    )
    assert document.body.attachment_note == ("登记表",)
    assert document.attachments[0].blocks == (
        FormLine(("单位：", "电话：")),
        Table(
            (
                (Cell("项目", 1, 2), Cell("数量", 2, 1)),
                (Cell("正版"), Cell("非正版")),
                (Cell("操作系统"), Cell(""), Cell("")),
            ),
            (6, 11, 11),
            head=2,
            height=2,
        ),
    )


def test_writes_canonical_text_with_the_right_brackets() -> None:
    assert "文号：甲乙办〔2015〕3号\n" in write(parse(SMALL))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("2.后做。", "3.后做。", "序号 3. 不连续，应为 2."),
        ("成文日期：2015年6月23日", "成文日期：2015年2月30日", "日历上没有2015年2月30日"),
        ("机关代字：甲乙办\n", "", "缺少「机关代字：」一行"),
        ("文种：通知", "文种：便条", "没有「便条」这种文种"),
        ("|操作系统|||", "|操作系统||", "这一行有2格，标尺有3格"),
        ("|操作系统|||", "|操作系统||a\\|", "表格行应以 | 开头并以 | 结尾"),
        ("|操作系统|||", "|^|||", "「项目」一格不能跨过标尺"),
        ("|操作系统|||", "|操作系统|甲|乙|\n|^|<|丙|", "第2格的 < 或 ^ 拼不成长方形"),
        ("|操作系统|||", "|操作系统|甲|<|\n|丁|丙|^|", "第3格的 < 或 ^ 拼不成长方形"),
        ("|操作系统|||", "|操作系统|甲|<|\n|丁|^|丙|", "「丙」一格合并后与别的格重叠"),
        ("|操作系统|||", "|操作系统|||\n|-6-|-22-|", "一张表只能有一行标尺"),
        ("| 2行", "| 0.0行", "表身每行的高度应大于0行"),
        ("一、总体要求", "九十九、总体要求", "序号 九十九、 不连续，应为 一、"),
        ("2.后做。", "一、要求\n" + "".join(f"{n}.项\n" for n in range(1, 100)) + "98.又一项", "超过99项"),
        ("附件：登记表\n", "附件：登记表\n3.附件说明后面的一项\n", "附件说明之后不应再有正文"),
        ("【附件】登记表", "【附件】登记表\n【印发】方案", "【印发】不能写在【附件】之后"),
        ("文种：通知", "{% 如有 甲 %}\n文种：通知", "「如有」指令只能用在模板里"),
        ("署名：甲市乙办公室", "署名：甲市乙办公室\n署名：", "「署名：」后应写名称"),
        ("现将", "现\a将", "含有不能印出的控制字符 U+0007"),
        ("\\.一、", "\\q一、", "没有「\\q」这种写法"),
        ("现将", "{% 如有 甲 %}\n现将", "「如有」指令只能用在模板里"),
        ("|项目|数量|<|", "|<|数量|<|", "最左一格不能写 <"),
    ],
)
def test_says_what_is_wrong_and_where(old: str, new: str, sentence: str) -> None:
    text = SMALL.replace(old, new)
    with pytest.raises(FactsError) as caught:
        parse(text)
    assert any(sentence in str(finding) for finding in caught.value.findings)


@pytest.mark.parametrize(
    "block",
    [
        Heading(3, 1, "2015年完成。"),
        Heading(1, 1, ""),
        FormLine(("<", "a｜")),
        Table(((Cell("-6-"), Cell("-22-")),), (6, 22)),
        Table(((Cell("<"), Cell("^"), Cell("\\")),), (6, 6, 6), head=1),
    ],
)
def test_text_that_looks_like_structure_stays_text(block: Heading | FormLine | Table) -> None:
    document = parse(SMALL)
    changed = replace(document, body=replace(document.body, blocks=(block,)))
    assert parse(write(changed)) == changed


def test_a_dropped_first_item_lets_the_next_list_begin_again() -> None:
    text = SMALL.replace("1.先做。\n2.后做。", "1.甲\n2.乙\n另有：\n1.丙\n2.丁\n3.戊")
    lines, _ = lex(text)
    kept = [line for line in lines if line.texts[0] != "丙"]
    headings = [block for block in build(kept, renumber=True).body.blocks if isinstance(block, Heading)]
    assert [heading.marker + heading.text for heading in headings[2:]] == ["1.甲", "2.乙", "1.丁", "2.戊"]


def test_a_repeated_item_counts_on() -> None:
    lines, _ = lex(SMALL.replace("2.后做。\n", ""))
    repeated = [line for line in lines for _ in range(3 if line.texts[0] == "先做。" else 1)]
    headings = [block for block in build(repeated, renumber=True).body.blocks if isinstance(block, Heading)]
    assert [heading.marker for heading in headings[2:]] == ["1.", "2.", "3."]


def test_more_than_99_items_of_one_level_are_refused() -> None:
    lines, _ = lex(SMALL)
    repeated = [line for line in lines for _ in range(99 if line.texts[0] == "先做。" else 1)]
    with pytest.raises(FactsError) as caught:
        build(repeated, renumber=True)
    assert [finding.sentence for finding in caught.value.findings] == ["同一层次超过99项，请分成几个层次"]


LEAF = st.text(
    st.one_of(
        st.sampled_from("一二、（）1.-|｜\\【】附件：正文{}%#<>&^ \u3000\n软𬱖"),
        st.characters(codec="utf-8", categories=["L", "N", "P", "S"]),
    ),
    min_size=1,
    max_size=12,
)
BLOCK = st.one_of(
    LEAF.map(Paragraph),
    st.lists(LEAF, min_size=1, max_size=3).map(lambda parts: FormLine(tuple(parts))),
    st.lists(LEAF, min_size=4, max_size=4).map(
        lambda t: Table(((Cell(t[0], 2, 1), Cell(t[1], 1, 2)), (Cell(t[2]), Cell(t[3]))), (5, 6, 7), head=2)
    ),
)


@given(
    title=LEAF,
    blocks=st.lists(BLOCK, max_size=5),
    headings=st.lists(st.tuples(st.integers(1, 4), LEAF), max_size=4, unique_by=lambda pair: pair[0]),
    notes=st.lists(LEAF, max_size=2),
)
def test_any_text_survives_writing_and_reading(
    title: str,
    blocks: list[Paragraph | FormLine | Table],
    headings: list[tuple[int, str]],
    notes: list[str],
) -> None:
    day = dt.date(2015, 6, 23)
    levels = [Heading(level, 1, text) for level, text in headings]
    # Two tables in a row are one table to a reader of lines, as they are to a reader of paper.
    spread = [block for pair in blocks for block in (pair, Paragraph("隔"))]
    part = Part(title, (*levels, *spread), tuple(notes))
    document = Document(
        Kind.NOTICE,
        Header(IssuerMark((title,)), title),
        title,
        part,
        Signature((title,), day),
        Imprint(title, title, day),
        attachments=(part,),
    )
    assert parse(write(document)) == document


FULL = """\
文种：请示
版式：公文
发文机关：甲市乙办公室
标志：文件
机关代字：甲乙办
份号：000012
密级：机密
保密期限：1年
紧急程度：特急
签发人：张三
签发人：李四
主送：甲市人民政府
署名：甲市乙办公室
用印：加盖印章
签名章：市长　王五
成文日期：2015年6月23日
附注：联系人：赵六，电话：12345678
出席：甲局张三
请假：乙局李四
列席：丙局王五
印发机关：甲市乙办公室
印发日期：2015年6月24日

【正文】关于某事的请示

妥否，请批示。

【附件】甲表

内容。

【横排附件】乙表

内容。
"""


def test_every_element_is_read_and_written_again() -> None:
    document = parse(FULL)
    assert write(document) == FULL
    assert document.header.signatories == ("张三", "李四")
    assert document.header.secrecy_period == "1年"
    assert document.signature.sealing is Sealing.SEALED
    assert document.signature.signers == (Signer("市长", "王五"),)
    assert [part.landscape for part in document.attachments] == [False, True]


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("函", Form.LETTER),
        ("命令", Form.ORDER),
        ("纪要", Form.MINUTES),
        ("通知", Form.GENERAL),
        ("批复", Form.GENERAL),
    ],
)
def test_a_kind_is_set_in_its_own_form(kind: str, form: Form) -> None:
    assert parse(SMALL.replace("文种：通知", f"文种：{kind}")).set_form is form


def test_a_notice_may_be_set_as_a_letter() -> None:
    assert parse(SMALL.replace("文种：通知", "文种：通知\n版式：信函")).set_form is Form.LETTER


def test_a_signature_stamp_needs_a_post_and_a_name() -> None:
    with pytest.raises(FactsError) as caught:
        parse(FULL.replace("签名章：市长　王五", "签名章：王五"))
    assert "应写作 职务、全角空格、姓名" in str(caught.value.findings[0])
