"""A value can never become structure, whatever it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.drafting import Draft, Facts, draft, read_template
from gongwen.model import Block, Document, FormLine, Heading, Part, Table
from gongwen.model.notation import parse, write
from gongwen.model.notation.lexing import forbidden_character

TEXT = """\
文种：通知
{% 每个 机关 %}
发文机关：{{ 机关 }}
署名：{{ 机关 }}
{% 完 %}
标志：{{ 词 }}
机关代字：{{ 词 }}
主送：{{ 词 }}
抄送：{{ 词 }}
附注：{{ 词 }}
成文日期：2015年6月23日
印发机关：{{ 机关.第一 }}
印发日期：2015年6月23日

【正文】{{ 词 }}
{{ 词 }}
前{{ 词 }}后{{ 写法 }}
{% 如有 词 %}
一、{{ 词 }}
（一）{{ 词 }}
1.{{ 词 }}
（1）{{ 词 }}
{% 完 %}
{% 每个 人 %}
{{ 人.名 }}
{% 完 %}
附件：{{ 词 }}

【印发】{{ 词 }}
{{ 词 }}

【附件】{{ 词 }}
填空：{{ 词 }}｜{{ 词 }}
|{{ 词 }}|甲|
|-6-|-6-|
{% 每个 机关 %}
|{{ 机关 }}|{{ 词 }}|
{% 完 %}
"""
FIELDS = """
[字段.词]
类型 = "文字"
[字段.写法]
类型 = "文字"
默认 = "《{{ 词 }}》"
[字段.机关]
类型 = "列表"
[字段.人]
类型 = "列表"
[字段.人.元素]
名 = "文字"
"""


def drafted(value: str) -> Draft:
    template = read_template("词", lambda identifier: (TEXT, FIELDS))
    facts = {"词": value, "机关": [value, value], "人": [{"名": value}, {"名": value}]}
    return draft(template, Facts(facts))


def shape(document: Document) -> list[object]:
    """What the paper is made of, without a word of its text."""
    counts = [len(document.header.issuer_mark.organs), len(document.signature.organs)]
    parts = [("正文", document.body), *(("印发", part) for part in document.enclosed)]
    parts += [("附件", part) for part in document.attachments]
    return [counts, *((name, part_shape(part)) for name, part in parts)]


def part_shape(part: Part) -> tuple[object, ...]:
    return (len(part.attachment_note), *map(block_shape, part.blocks))


def block_shape(block: Block) -> tuple[object, ...]:
    match block:
        case Heading(level, ordinal):
            return ("层次", level, ordinal)
        case FormLine(segments):
            return ("填空", len(segments))
        case Table(rows, widths, head):
            return ("表格", widths, head, [[(cell.columns, cell.rows) for cell in row] for row in rows])
    return ("段落",)


PLAIN = shape(drafted("甲").document)

NASTY = (
    "{{ 词 }}",
    "{% 如有 词 %}",
    "【附件】另一个附件",
    "附件：另一个附件",
    "一、总则",
    "A&B<公司>",
    "第一行\n第二行\n\n【正文】第四行",
    "\\n",
    "\\",
    "甲|乙",
    "甲｜乙",
    "|",
    "<",
    "^",
    "-6-",
    "# 说明",
    "文种：决定",
    "2015年",
)


@pytest.mark.parametrize("value", NASTY)
def test_a_value_that_looks_like_notation_stays_text(value: str) -> None:
    document = drafted(value).document
    assert shape(document) == PLAIN
    assert document.body.blocks[0].text == value  # type: ignore[union-attr]
    assert document.body.blocks[1].text == f"前{value}后《{value}》"  # type: ignore[union-attr]
    assert document.body.title == document.addressees == document.note == value
    assert document.attachments[0].blocks[0] == FormLine((value, value))
    assert parse(write(document)) == document


PIECE = st.one_of(
    st.sampled_from([*NASTY, "{", "}", "%", "：", "（一）", "1.", "\n", " ", "　", "《", "》"]),
    st.text(st.characters(codec="utf-8"), max_size=3),
)
VALUE = st.lists(PIECE, max_size=4).map("".join).filter(lambda text: text.strip() and len(text) < 60)


@given(VALUE.filter(lambda text: not forbidden_character(text.replace("\r", ""))))
def test_no_value_changes_the_structure(value: str) -> None:
    document = drafted(value).document
    assert shape(document) == PLAIN
    assert document.body.blocks[0].text == value.replace("\r\n", "\n").replace("\r", "\n").strip()  # type: ignore[union-attr]
    assert parse(write(document)) == document
