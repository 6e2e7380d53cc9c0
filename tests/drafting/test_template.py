"""A template that is wrong is refused when it is read, with every line."""

from __future__ import annotations

import pytest

from gongwen.errors import FactsError
from gongwen.model import Block, Heading, Paragraph
from tests.drafting.small import HEAD, drafted, small, wrong_template

PLACE = '[字段.地名]\n类型 = "文字"\n'
CC = '[字段.抄送]\n类型 = "文字"\n必填 = false\n'
DAY = '[字段.日]\n类型 = "日期"\n'
PEOPLE = '[字段.人]\n类型 = "列表"\n[字段.人.元素]\n姓名 = "姓名"\n'

DECLARE = "；请在 {}/fields.toml 里写一节 [字段.{}]，或写在 common 里并加一行 {{% 并入 common %}}"


@pytest.mark.parametrize(
    "line",
    [
        "{{ ''.__class__ }}",
        "{{ 地名|safe }}",
        "{{ 地名() }}",
        "{{ 地名['a'] }}",
        "{{ 地名.a.b }}",
        "{{ 1 + 1 }}",
        "{{ }}",
        "{{{ 地名 }}}",
        "{{ 地名",
        "地名 }}",
        "{# 说明 #}",
        "文字{% 如有 地名 %}",
        "|{{ 地名 | safe }}|",
        "填空：{{ 地名 ｜ safe }}",
        "{% import os %}",
        "{% for x in 地名 %}",
        "{% set x = 1 %}",
        "{{ 地名.__class__ }}",
        "{% 如有 地名 %}文字{% 完 %}",
    ],
)
def test_code_in_a_template_is_refused_with_its_line(line: str) -> None:
    findings = wrong_template(f"{{{{ 地名 }}}}\n{line}\n", PLACE)
    assert findings
    assert {finding.split("：")[0] for finding in findings} == {"small 第10行"}


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("{{ 人名 }}", f"第9行：用了没有声明的字段「人名」{DECLARE.format('small', '人名')}"),
        (
            "{% 如有 人名 %}\n甲\n{% 完 %}",
            f"第9行：用了没有声明的字段「人名」{DECLARE.format('small', '人名')}",
        ),
        ("{{ 抄送 }}", "第9行：「抄送」可以不填，只能写在「如有 抄送」和「完」之间"),
        (
            "{% 如无 抄送 %}\n{{ 抄送 }}\n{% 完 %}",
            "第10行：「抄送」可以不填，只能写在「如有 抄送」和「完」之间",
        ),
        ("{% 如有 抄送 %}\n甲", "第9行：「如有 抄送」没有用「完」结束"),
        ("{% 完 %}", "第9行：「完」前面没有与它配对的指令"),
        ("{% 否则 %}", "第9行：「否则」前面没有与它配对的指令"),
        ("{% 每个 人 %}\n甲\n{% 否则 %}\n乙\n{% 完 %}", "第11行：「否则」前面没有与它配对的指令"),
        ("{% 如有 抄送 %}\n{% 完 抄送 %}", "第10行：「完」后面不写别的"),
        ("{% 如有 %}\n{% 完 %}", "第9行：「如有」后面应只写一个字段名，指令应单独成行"),
        ("{% 每个 地名 %}\n甲\n{% 完 %}", "第9行：「每个」只用于列表，「地名」是文字"),
        ("{% 每个 人 %}\n{% 每个 人 %}\n{% 完 %}\n{% 完 %}", "第10行：「每个 人」里不能再写「每个 人」"),
        ("{{ 日.时 }}", "第9行：「日」没有「时」这一部分；可写：日.月日、日.年"),
        ("{{ 地名.月日 }}", "第9行：「地名」没有「月日」这一部分"),
        ("{{ 人 }}", "第9行：「人」是列表，应写在「每个 人」里"),
        ("{{ 人.姓名 }}", "第9行：「人」没有「姓名」这一部分"),
        ("{% 每个 人 %}\n{{ 人 }}\n{% 完 %}", "第10行：「人」是列表，应写明哪一部分；可写：人.姓名"),
        ("{% 每个 人 %}\n{{ 人.电话 }}\n{% 完 %}", "第10行：「人」没有「电话」这一部分；可写：人.姓名"),
        ("{% 并入 别的 %}", "第9行：「并入 别的」：没有模板「别的」"),
        ("\\q", "第9行：没有「\\q」这种写法；反斜杠本身写作 \\\\"),
    ],
)
def test_a_wrong_line_is_told(body: str, sentence: str) -> None:
    use = (
        "{{ 地名 }}{{ 日 }}\n{% 如有 抄送 %}\n{{ 抄送 }}\n{% 完 %}\n{% 每个 人 %}\n{{ 人.姓名 }}\n{% 完 %}\n"
    )
    findings = wrong_template(f"{body}\n\n{use}", PLACE + CC + DAY + PEOPLE)
    assert f"small {sentence}" in findings


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        (
            '[字断.甲]\n类型 = "文字"',
            "small/fields.toml：不认识「字断」；可写：名称、说明、只供并入、二维码、字段",
        ),
        ('[字段.甲]\n类型 = "数目"', "small/fields.toml 第1行：[字段.甲] 没有「数目」这种类型"),
        ('[字段.甲]\n类型 = "文字"\n长度 = 3', "small/fields.toml 第1行：[字段.甲] 不认识「长度」"),
        ('[字段.甲1]\n类型 = "文字"', "small/fields.toml 第1行：[字段.甲1] 字段名只能用汉字、字母和下划线"),
        (
            '[字段.甲]\n类型 = "文字"\n必填 = "否"',
            "small/fields.toml 第1行：[字段.甲] 「必填」应为 true 或 false",
        ),
        ('[字段.甲]\n类型 = "文字"\n最长 = 0', "small/fields.toml 第1行：[字段.甲] 「最长」应为正整数"),
        ('[字段.甲]\n类型 = "文字"\n帮助 = 3', "small/fields.toml 第1行：[字段.甲] 「帮助」应为加引号的文字"),
        (
            '[字段.甲]\n类型 = "文字"\n默认 = ["一"]',
            "small/fields.toml 第1行：[字段.甲] 「默认」应为加引号的文字",
        ),
        ('[字段.甲]\n类型 = "列表"\n默认 = "一"', "small/fields.toml 第1行：[字段.甲] 列表的「默认」应像"),
        ('[字段.甲]\n类型 = "选项"\n选项 = "市区"', "small/fields.toml 第1行：[字段.甲] 「选项」应像"),
        (
            '[字段.甲]\n类型 = "文字"\n选项 = ["市"]',
            "small/fields.toml 第1行：[字段.甲] 只有类型「选项」可以写「选项」",
        ),
        (
            '[字段.甲]\n类型 = "列表"\n元素 = {乙 = "选项"}',
            "small/fields.toml 第1行：[字段.甲] 「元素」里的「乙」",
        ),
        (
            '[字段.甲]\n类型 = "文字"\n元素 = {乙 = "文字"}',
            "small/fields.toml 第1行：[字段.甲] 只有类型「列表」",
        ),
        (
            '[字段.甲]\n类型 = "列表"\n写作 = "一"',
            "small/fields.toml 第1行：[字段.甲] 「写作」只用于分成几部分的列表",
        ),
        (
            '[字段.甲]\n类型 = "列表"\n取自 = "乙"',
            "small/fields.toml 第1行：[字段.甲] 用了没有声明的字段「乙」",
        ),
        (
            '[字段.甲]\n类型 = "文字"\n默认 = "{{ 乙 }}"',
            "small/fields.toml 第1行：[字段.甲] 用了没有声明的字段「乙」",
        ),
        (
            '[字段.甲]\n类型 = "文字"\n默认 = "{{ 甲 }}"',
            "small/fields.toml 第1行：[字段.甲] 的默认内容绕了回来",
        ),
        (
            '[字段.甲]\n类型 = "文字"\n默认 = "{{ x() }}"',
            "small/fields.toml 第1行：[字段.甲] 空格「{{ x() }}」里只能",
        ),
        (
            '[字段.甲]\n类型 = "日期"\n不早于 = "乙"',
            "small/fields.toml 第1行：[字段.甲] 「不早于」应写另一个日期字段",
        ),
        ("[字段.甲]\n类型 = \n", "small/fields.toml 第2行：写法不对"),
        (
            '[字段.甲]\n类型 = "文字"\n[字段.甲]\n类型 = "文字"',
            "small/fields.toml 第3行：同一个名称写了两次",
        ),
        (
            '[字段.甲]\n类型 = "文字"\n默认 = "{{ 乙 }}"\n[字段.乙]\n类型 = "文字"\n必填 = false\n',
            "small/fields.toml 第1行：[字段.甲] 用了可以不填的「乙」，「乙」不填时就写不成",
        ),
        ("只供并入 = 1\n", "small/fields.toml 第1行：「只供并入」应为 true 或 false"),
        (
            '[字段.甲]\n类型 = "文字"\n[字段.丁]\n类型 = "文字"\n',
            "small/fields.toml 第3行：[字段.丁] 声明了却没有用到",
        ),
    ],
)
def test_a_wrong_declaration_is_told(declared: str, sentence: str) -> None:
    findings = wrong_template("{{ 甲 }}\n", declared)
    assert any(finding.startswith(sentence) for finding in findings), findings


def test_all_that_is_wrong_in_a_template_is_told_at_once() -> None:
    findings = wrong_template("{{ 甲() }}\n{{ 乙 }}\n\\q\n", '[字段.丙]\n类型 = "数目"\n')
    assert sorted(finding.split("：")[0] for finding in findings) == [
        "small 第10行",
        "small 第11行",
        "small 第9行",
        "small/fields.toml 第1行",
    ]


def test_an_include_that_comes_back_is_told() -> None:
    findings = wrong_template("{% 并入 甲 %}\n", "", 甲=("{% 并入 乙 %}", ""), 乙=("{% 并入 small %}", ""))
    assert findings == ["乙 第1行：「并入 small」绕了回来：small → 甲 → 乙 → small"]


def test_a_wrong_line_of_an_included_template_is_told_under_its_name() -> None:
    findings = wrong_template("{% 并入 附页 %}\n", "", 附页=("【附件】登记表\n\n{{ 姓名 }}", ""))
    assert findings == [f"附页 第3行：用了没有声明的字段「姓名」{DECLARE.format('附页', '姓名')}"]


def test_shared_fields_are_asked_for_only_where_they_are_used() -> None:
    shared = ("# 只有字段", PLACE + DAY + PEOPLE)
    template = small("{% 并入 共用 %}\n{{ 地名 }}\n", "", 共用=shared)
    assert list(template.fields) == ["地名"]


def test_an_own_declaration_goes_before_an_included_one() -> None:
    own = '[字段.地名]\n类型 = "文字"\n默认 = "绍兴市"\n'
    template = small("{% 并入 共用 %}\n{{ 地名 }}\n", own, 共用=("# 只有字段", PLACE))
    assert template.fields["地名"].default == "绍兴市"


@pytest.mark.parametrize(
    "other", ['[字段.地名]\n类型 = "日期"\n', '[字段.地名]\n类型 = "文字"\n必填 = false\n']
)
def test_an_own_declaration_may_not_change_what_a_field_is(other: str) -> None:
    included = ("【附件】{{ 地名 }}登记表", PLACE)
    findings = wrong_template("{% 并入 附页 %}\n", other, 附页=included)
    assert "small/fields.toml 第1行：[字段.地名] 与模板「附页」里的同名字段不合" in findings


def test_two_included_templates_may_not_declare_a_field_differently() -> None:
    first, second = ("【附件】{{ 地名 }}甲", PLACE), ("【附件】{{ 地名 }}乙", PLACE + "最长 = 5\n")
    findings = wrong_template("{% 并入 甲页 %}\n{% 并入 乙页 %}\n", "", 甲页=first, 乙页=second)
    assert findings == ["small/fields.toml：[字段.地名] 与模板「乙页」里的同名字段不合"]


CONDITIONS = """
{% 如有 抄送 %}
有{{ 抄送 }}
{% 否则 %}
没有
{% 完 %}
{% 如无 抄送 %}
真没有
{% 否则 %}
真有{{ 抄送 }}
{% 完 %}
"""


def texts(body: str, fields: str, given: str) -> list[str]:
    blocks = drafted(body, fields, given).document.body.blocks
    return list(map(_said, blocks))


def _said(block: Block) -> str:
    assert isinstance(block, Paragraph | Heading)
    return (block.marker if isinstance(block, Heading) else "") + block.text


def test_conditions_choose_between_two_wordings() -> None:
    assert texts(CONDITIONS, CC, "") == ["没有", "真没有"]
    assert texts(CONDITIONS, CC, '抄送 = "省办"') == ["有省办", "真有省办"]


def test_a_dropped_paragraph_leaves_no_gap_in_the_numbers() -> None:
    body = "一、甲\n{% 如有 抄送 %}\n二、{{ 抄送 }}\n{% 完 %}\n三、丙\n（一）子\n"
    assert texts(body, CC, "") == ["一、甲", "二、丙", "（一）子"]
    assert texts(body, CC, '抄送 = "乙"') == ["一、甲", "二、乙", "三、丙", "（一）子"]


def test_a_repeated_line_is_numbered_through() -> None:
    body = "{% 每个 人 %}\n1.{{ 人.姓名 }}\n{% 完 %}\n2.其他\n"
    given = '[[人]]\n姓名 = "示例甲"\n[[人]]\n姓名 = "示例乙"\n'
    assert texts(body, PEOPLE, given) == ["1.示例甲", "2.示例乙", "3.其他"]


def test_a_repeat_and_a_condition_may_stand_in_each_other() -> None:
    choice = "{% 如有 抄送 %}\n{{ 人.姓名 }}抄{{ 抄送 }}\n{% 否则 %}\n{{ 人.姓名 }}\n{% 完 %}\n"
    body = "{% 每个 人 %}\n" + choice + "{% 完 %}\n"
    given = '[[人]]\n姓名 = "示例甲"\n[[人]]\n姓名 = "示例乙"\n'
    assert texts(body, PEOPLE + CC, given) == ["示例甲", "示例乙"]
    assert texts(body, PEOPLE + CC, '抄送 = "省办"\n' + given) == ["示例甲抄省办", "示例乙抄省办"]


def test_a_text_that_lacks_an_element_is_refused_when_drafted() -> None:
    with pytest.raises(FactsError) as caught:
        drafted("【正文】第二个正文\n")
    assert [finding.sentence for finding in caught.value.findings] == ["【正文】应有一个，现有2个"]
    assert HEAD.count("【正文】") == 1
