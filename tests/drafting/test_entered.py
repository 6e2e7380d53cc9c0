"""公文正文: body text entered as a fact becomes paragraphs, levels and tables, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.drafting import Facts, draft
from gongwen.errors import FactsError
from gongwen.model import FormLine, Heading, Paragraph, Table
from gongwen.model.notation import parse, write
from tests.drafting.small import drafted, facts, small, wrong_facts, wrong_template

FIELD = '[字段.正文]\n类型 = "公文正文"\n'
ANNEXES = """
[字段.附件]
类型 = "列表"
必填 = false
[字段.附件.元素]
标题 = "文字"
正文 = "公文正文"
"""
ENTER = "{% 写入 正文 %}\n"
EACH = """\
{% 每个 附件 %}
附件：{{ 附件.标题 }}
{% 完 %}
{% 每个 附件 %}
【附件】{{ 附件.标题 }}
{% 写入 附件.正文 %}
{% 完 %}
"""


def blocks(text: str, body: str = ENTER) -> tuple[object, ...]:
    return draft(small(body, FIELD), Facts({"正文": text})).document.body.blocks


def test_a_line_is_a_paragraph_and_markers_are_levels() -> None:
    assert blocks("现通知如下。\n\n　　一、总体\r\n（一）范围\n1.甲。\n（1）乙。\n填空：甲：｜乙：\n") == (
        Paragraph("现通知如下。"),
        Heading(1, 1, "总体"),
        Heading(2, 1, "范围"),
        Heading(3, 1, "甲。"),
        Heading(4, 1, "乙。"),
        FormLine(("甲：", "乙：")),
    )


def test_a_table_may_be_entered() -> None:
    (table,) = blocks("|甲|乙|\n|-8-|-8-|\n|1|2|")
    assert isinstance(table, Table)
    assert (table.widths, table.head, len(table.rows)) == ((8, 8), 1, 2)


@pytest.mark.parametrize(
    "line",
    [
        "{{ 正文 }}",
        "文种：决定",
        "主送：各单位",
        "#说明",
        "{{ 没有的 }}",
        "甲{% 完 %}",
        "【说明】附件",
        "A&B<公司>",
    ],
)
def test_what_is_structure_elsewhere_is_text_here(line: str) -> None:
    assert blocks(f"第一段。\n{line}") == (Paragraph("第一段。"), Paragraph(line))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("甲。\n\n【附件】乙", "「正文」第3行：【附件】是分部，不能写在填写的正文里；要照样印出，行首加 \\."),
        ("{% 如有 甲 %}", "「正文」第1行：指令只能写在模板里；要照样印出，行首加 \\."),
        ("一、甲\n三、乙", "「正文」第2行：序号 三、 不连续，应为 二、"),
        ("1.甲\n\n3.乙", "「正文」第3行：序号 3. 不连续，应为 2."),
        ("|甲|乙|\n丙", "「正文」第1行：表格应有表格行和一行标尺，如 |-6-|-22-|"),
        ("甲\\t乙", "「正文」第1行：没有「\\t」这种写法；反斜杠本身写作 \\\\"),
        ("甲\x07乙", "「正文」第1行：含有不能印出的控制字符 U+0007，请删去"),
        ("附件：甲\n乙", "「正文」第2行：附件说明之后不应再有正文"),
        ("长" * 20_001, "「正文」有20001个字，最多20000个字"),
    ],
)
def test_a_wrong_line_is_told_with_its_number_in_the_text(text: str, sentence: str) -> None:
    assert wrong_facts(FIELD, {"正文": text}, ENTER) == [f"事实：{sentence}"]


def test_all_wrong_lines_are_told_at_once_with_the_line_of_the_file() -> None:
    given = "正文 = '''\n【正文】甲\n好。\n【印发】乙\n'''\n"
    assert [one[:10] for one in wrong_facts(FIELD, given, ENTER)] == [
        "第1行：「正文」第1",
        "第1行：「正文」第3",
    ]


def test_nothing_entered_is_told() -> None:
    assert wrong_facts(FIELD, {"正文": " \n　"}, ENTER) == ["事实：「正文」没有填"]


def test_what_is_escaped_is_text() -> None:
    assert blocks("\\.【附件】乙\n\\.一、丙") == (Paragraph("【附件】乙"), Paragraph("一、丙"))


def test_levels_go_on_from_those_of_the_template() -> None:
    entered = blocks("一、甲\n（一）乙\n二、丙", "一、总则\n总则如下。\n" + ENTER + "二、附则\n")
    assert [block.ordinal for block in entered if isinstance(block, Heading)] == [1, 2, 1, 3, 4]


def test_lists_of_the_template_and_of_the_text_do_not_run_together() -> None:
    entered = blocks("1.丙\n2.丁", "1.甲\n2.乙\n{% 写入 正文 %}\n")
    assert [block.ordinal for block in entered if isinstance(block, Heading)] == [1, 2, 1, 2]


def test_each_annex_has_its_title_and_its_text() -> None:
    given = """
正文 = "见附件。"
[[附件]]
标题 = "甲表"
正文 = "第一段。"
[[附件]]
标题 = "乙表"
正文 = '''
1.一
2.二
'''
"""
    document = drafted(ENTER + EACH, FIELD + ANNEXES, given).document
    assert document.body.attachment_note == ("甲表", "乙表")
    assert [(part.title, len(part.blocks)) for part in document.attachments] == [("甲表", 1), ("乙表", 2)]
    assert parse(write(document)) == document


def test_an_annex_without_text_is_told() -> None:
    given = '正文 = "见附件。"\n[[附件]]\n标题 = "甲表"\n'
    assert wrong_facts(FIELD + ANNEXES, given, ENTER + EACH) == ["第2行：「附件.1.正文」没有填"]


def test_no_annex_leaves_nothing() -> None:
    document = drafted(ENTER + EACH, FIELD + ANNEXES, '正文 = "无附件。"').document
    assert (document.attachments, document.body.attachment_note) == ((), ())


@pytest.mark.parametrize(
    ("body", "fields", "sentence"),
    [
        ("{{ 正文 }}\n", FIELD, "small 第9行：「正文」是公文正文，应单独写一行 {% 写入 正文 %}"),
        (
            "{% 写入 甲 %}\n",
            "",
            "small 第9行：用了没有声明的字段「甲」；请在 small/fields.toml 里写一节 [字段.甲]，"
            "或写在 common 里并加一行 {% 并入 common %}",
        ),
        ("{% 写入 甲 %}\n", '[字段.甲]\n类型 = "文字"\n', "small 第9行：「写入」只用于公文正文，「甲」不是"),
        ("{% 写入 附件.正文 %}\n", ANNEXES, "small 第9行：「写入 附件.正文」应写在「每个 附件」里"),
        (
            "{% 每个 附件 %}\n{{ 附件.正文 }}\n{% 完 %}\n",
            ANNEXES,
            "small 第10行：「附件.正文」是公文正文，应单独写一行 {% 写入 附件.正文 %}",
        ),
        (
            ENTER,
            FIELD + '默认 = "甲"\n',
            "small/fields.toml 第1行：[字段.正文] 公文正文不能写「默认」；固定的话直接写在模板的正文里",
        ),
    ],
)
def test_a_template_that_uses_it_wrongly_is_refused(body: str, fields: str, sentence: str) -> None:
    assert sentence in wrong_template(body, fields)


def test_a_phrase_cannot_hold_it() -> None:
    fields = ANNEXES.replace("必填 = false", '必填 = false\n写作 = "{{ 正文 }}"')
    assert any(
        "「写作」里不能写公文正文「正文」" in one
        for one in wrong_template("{% 每个 附件 %}\n{% 完 %}\n", fields)
    )


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["【附件】甲", "{% 完 %}", "{{ 甲 }}", "文种：决定", "附件：甲", "|甲|", "一、甲", "\\", "#"]
        ),
        st.text(st.characters(codec="utf-8"), max_size=6),
    ),
    min_size=1,
    max_size=5,
).map("\n".join)


@given(LINES.filter(lambda text: bool(text.strip())))
def test_whatever_is_entered_stays_in_its_section_or_is_refused(text: str) -> None:
    template = small(ENTER, FIELD)
    try:
        document = draft(template, Facts({"正文": text})).document
    except FactsError:
        assert wrong_facts(FIELD, {"正文": text}, ENTER)
        return
    assert (document.kind.value, document.enclosed, document.attachments) == ("通知", (), ())
    assert document.header == draft(template, facts('正文 = "甲。"')).document.header
    assert parse(write(document)) == document
