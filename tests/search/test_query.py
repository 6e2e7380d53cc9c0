"""What is syntax, what is literal, how it was understood, and what cannot be answered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.query import And, DateRange, Not, NumericRange, Or, Term

from gongwen.errors import UsageError
from gongwen.search import fold, parse_query
from gongwen.search.matching import Likeness

UNDERSTOOD = {
    "黑名单": "含「黑名单」",
    "软件 资产": "含「软件」 并且 含「资产」",
    "软件　资产": "含「软件」 并且 含「资产」",
    "软件 AND 资产": "含「软件」 并且 含「资产」",
    "甲 OR 乙 OR 丙": "含「甲」 或者 含「乙」 或者 含「丙」",
    "甲 AND 乙 OR 丙": "（含「甲」 并且 含「乙」） 或者 含「丙」",
    "黑名单 OR 通报 年度:2015": "（含「黑名单」 或者 含「通报」） 并且 年度为2015年",
    "NOT 甲": "不含「甲」",
    "NOT (甲 OR 乙)": "不要（含「甲」 或者 含「乙」）",
    "(甲 OR 乙) AND NOT 丙": "（含「甲」 或者 含「乙」） 并且 不含「丙」",
    "（甲 OR 乙）年度：2015年": "（含「甲」 或者 含「乙」） 并且 年度为2015年",
    "((甲 OR 乙) AND 丙)": "（含「甲」 或者 含「乙」） 并且 含「丙」",
    "标题:软件 文号：〔2015〕3号": "标题含「软件」 并且 文号含「〔2015〕3号」",
    "标题: 软件": "标题含「软件」",
    "标题:(甲 OR 文号:乙)": "标题含「甲」 或者 文号含「乙」",
    '标题:“甲 乙” 机关:"丙 丁"': "标题含「甲 乙」 并且 机关含「丙 丁」",
    "标题:文号:甲": "标题含「文号:甲」",
    "NOT 标题:甲": "标题不含「甲」",
    "title:a number:b organ:c kind:d": "标题含「a」 并且 文号含「b」 并且 机关含「c」 并且 文种含「d」",
    "年度:[2015 TO 2017]": "年度从2015年到2017年",
    "年度：［2015年 TO ２０１７］": "年度从2015年到2017年",
    "年度:[2015 TO]": "年度从2015年起",
    "年度:[TO 2015]": "年度到2015年止",
    "日期:2015-06-23": "日期为2015年6月23日",
    "日期:[2015-06-01 TO 2015年6月30日]": "日期从2015年6月1日到2015年6月30日",
    "软件*管理": "含「软件*管理」",
    "标题:软?": "标题含「软?」",
    "*软件*": "含「软件」",
    "NOT 软*件": "不含「软*件」",
    '"软件*管理" “甲?”': "含「软件*管理」 并且 含「甲?」",
    "以“软*件”为": "含「以“软*件”为」",
    "软件＊管理？": "含「软件＊管理？」",
    "地区:诸暨市 状态：已废止": "地区含「诸暨市」 并且 状态含「已废止」",
    '"甲 AND 乙" OR "（丙 OR 丁）"': "含「甲 AND 乙」 或者 含「（丙 OR 丁）」",
    '标题"甲"': "含「标题」 并且 含「甲」",
}

LITERAL = [
    "联系人：市国资委",
    "[2015]3号",
    "〔2015〕3号",
    "（一）",
    "(一)",
    "正版？",
    "a^2",
    "甲~2",
    "'甲'",
    "发文机关：甲",
    "http://localhost/a:b",
    "and",
    "甲AND乙",
    "ANDROID",
    "“三个代表”重要思想",
    "以“三个 代表”重要思想为指导",
    "通知：“甲”乙",
    "（文号：甲）",
    "(甲",
    "甲)",
    "[2015",
    "{2015-2017}",
    "+甲",
    "-甲",
    "\\甲",
    "#甲",
]

UNANSWERABLE = {
    "": "检索词是空的",
    " 　\n": "检索词是空的",
    '""': "引号里是空的",
    '甲 "  "': "引号里是空的",
    "“”": "引号里是空的",
    "\u200b": "没有可查的字",
    '"甲': "引号没有成对",
    '甲"': "引号没有成对",
    "“甲": "引号没有成对",
    "甲 OR": "「OR」缺少要连接的内容",
    "AND 甲": "「AND」缺少要连接的内容",
    "甲 AND OR 乙": "「AND」缺少要连接的内容",
    "NOT": "「NOT」缺少要连接的内容",
    "NOT NOT 甲": "「NOT」缺少要连接的内容",
    "甲 (OR)": "「OR」缺少要连接的内容",
    "标题:": "「标题:」后面没有内容",
    "标题： OR 甲": "「标题：」后面没有内容",
    "(甲 OR 标题:)": "「标题:」后面没有内容",
    "year:abc": "「abc」不是年度",
    "年度:二〇一五": "「二〇一五」不是年度",
    "年度:20155": "「20155」不是年度",
    "年度:[2015]": "「[2015]」不是年度",
    "年度:[2015 TO 后来]": "「后来」不是年度",
    "年度:[2017 TO 2015]": "前大后小",
    "年度:[TO]": "两头都没有写",
    "日期:2015年2月30日": "日历上没有2015年2月30日",
    "日期:六月": "「六月」不是日期",
    "日期:[2015-07-01 TO 2015-06-01]": "前大后小",
    "*": "「*」只有通配符",
    "甲*乙*丙*丁*戊": "「甲*乙*丙*丁*戊」里的 * 太多",
    "甲 ?": "「?」只有通配符",
    "标题:*?*": "「*?*」只有通配符",
    "年度:201?": "「201?」里有通配符",
    "地区:诸*": "「诸*」里有通配符",
    "[1 TO 3]": "前面不是年度或日期",
    "文号:[1 TO 3]": "前面不是年度或日期",
    " ".join(["甲"] * 65): "检索词超过 64 个",
    "甲" * 2001: "超过 2000 字",
    "(" * 17 + "甲 OR 乙" + ")" * 17: "16 层",
    "甲\udcff": "不成字的编码",
}


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_the_reading_says_how_a_query_was_understood(text: str) -> None:
    assert parse_query(text).interpretation == UNDERSTOOD[text]


@pytest.mark.parametrize("text", LITERAL)
def test_what_only_looks_like_syntax_stands_for_itself(text: str) -> None:
    assert parse_query(text).tree == Term("any", text)


@pytest.mark.parametrize("text", UNANSWERABLE)
def test_what_cannot_be_answered_is_refused_with_its_reason(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_query(text)
    assert UNANSWERABLE[text] in str(caught.value)
    assert caught.value.advice
    assert caught.value.exit_code == 2


def test_the_tree_is_whooshs_own() -> None:
    tree = parse_query("（甲 OR 标题:乙） NOT 年度:[2015 TO ]").tree
    assert tree == And([Or([Term("any", "甲"), Term("title", "乙")]), Not(NumericRange("year", 2015, None))])
    assert isinstance(parse_query("日期:2015-06-23").tree, DateRange)


def test_literal_switches_every_syntax_off() -> None:
    query = parse_query(' 标题:甲 AND "乙 ', literal=True)
    assert query.tree == Term("any", '标题:甲 AND "乙')
    with pytest.raises(UsageError, match="检索词是空的"):
        parse_query(" ", literal=True)


@pytest.mark.parametrize(
    "text", ["黑名单", "年度:2015", "标题:软件 地区:绍兴市越城", "软件*管理平台", "甲" * 61]
)
def test_words_too_short_or_too_long_are_not_looked_for_with_errors(text: str) -> None:
    with pytest.raises(UsageError, match="没有哪个检索词可以按容错查"):
        parse_query(text, likeness=Likeness(ocr=True))


def reading_or_advice(text: str) -> str:
    try:
        return parse_query(text).interpretation
    except UsageError as error:
        return error.advice


@given(st.text(max_size=60))
def test_any_text_is_either_understood_or_refused(text: str) -> None:
    assert reading_or_advice(text)


@given(st.text(alphabet='甲乙 ()（）"“”[]AND ORNOT年度标题:：TO2015', max_size=40))
def test_any_heap_of_syntax_is_either_understood_or_refused(text: str) -> None:
    assert reading_or_advice(text)


@given(st.text(alphabet=st.characters(exclude_characters='"', exclude_categories=["Cs"]), max_size=40))
def test_inside_quotes_everything_is_literal(text: str) -> None:
    if fold(text):
        assert parse_query(f'"{text}"').tree == Term("any", text)
