"""The office's own 保管期限表 decides, or asks; what is wrong in it is told all at once."""

from __future__ import annotations

import pytest

from gongwen.errors import FactsError
from gongwen.model import Finding
from gongwen.model.arrangement import Direction, Piece, Rank, RetentionTable, Row, Term, retention_table
from gongwen.model.life import Part
from tests.model.arrangement.pieces import HOUSE, NOTICE, read, starter

RETURN = Piece("2015-x-0009", "正版软件使用情况调查表", direction=Direction.INCOMING)


def says(piece: Piece, table: RetentionTable | None = None) -> str:
    """What the table says of a piece: the term, or the question."""
    decided = (table or starter()).decide(piece)
    return decided.says if isinstance(decided, Row) else decided.sentence


def test_the_starter_table_says_that_it_was_not_approved() -> None:
    (notice,) = starter().notices()
    assert (notice.rule, notice.level.value) == ("令第8号 第12条", "警告")
    assert "同级档案主管部门批准" in notice.sentence


def test_the_notice_of_2015_is_kept_for_ever_by_the_lead_and_thirty_years_by_the_co_issuer() -> None:
    assert says(NOTICE) == "永久"
    co = Piece(
        **{name: getattr(NOTICE, name) for name in NOTICE.__dataclass_fields__} | {"part": Part.CO_ISSUER}
    )
    assert says(co) == "30年"


def test_returned_forms_and_calls_to_meetings_are_kept_ten_years() -> None:
    assert says(RETURN) == "10年"
    meeting = Piece(
        "i",
        "关于召开软件正版化工作会议的通知",
        kind="通知",
        direction=Direction.OUTGOING,
        part=Part.LEAD,
    )
    assert says(meeting) == "10年"


def test_a_circular_we_had_nothing_to_do_about_is_not_filed_if_somebody_said_so() -> None:
    one = Piece("i", "关于春节放假的通知", direction=Direction.INCOMING, rank=Rank.SUPERIOR)
    assert says(one) == "30年"
    told = Piece("i", "关于春节放假的通知", direction=Direction.INCOMING, rank=Rank.SUPERIOR, acted_on=False)
    assert says(told) == "不归档"


def test_what_no_row_fits_is_asked_and_never_guessed() -> None:
    odd = Piece("i", "关于借用会议室的函", kind="函", direction=Direction.OUTGOING, part=Part.LEAD)
    assert says(odd) == "保管期限表里没有一行合用；请定期限，或在表里补一行"


def test_what_hangs_on_something_nobody_said_is_asked_with_the_rows_that_may_be_meant() -> None:
    one = Piece("i", "关于贯彻某文件的通知", kind="通知", direction=Direction.INCOMING)
    asked = starter().decide(one)
    assert isinstance(asked, Finding)
    assert asked.sentence.startswith("要先写明来文机关的级别，才能定期限；可能是")
    assert "「上级来文，需要贯彻执行的」30年" in asked.sentence


def test_rows_that_say_the_same_need_no_question() -> None:
    table = read("""
名称 = "表"
[[行]]
名称 = "上级"
期限 = "10年"
依据 = "第8条"
来文级别 = ["上级"]
[[行]]
名称 = "其余"
期限 = "10年"
依据 = "第8条"
""")
    assert says(Piece("i", "关于某事的函", direction=Direction.INCOMING), table) == "10年"


def test_the_first_row_that_fits_decides() -> None:
    text = """
名称 = "表"
[[行]]
名称 = "印发的"
期限 = "永久"
依据 = "第7条"
标题含 = ["印发"]
标题不含 = ["会议"]
[[行]]
名称 = "其余"
期限 = "10年"
依据 = "第8条"
"""
    assert says(Piece("i", "关于印 发方案的通知"), read(text)) == "永久"
    assert says(Piece("i", "关于印发会议安排的通知"), read(text)) == "10年"


def test_the_organ_a_paper_came_from_can_decide() -> None:
    text = """
名称 = "表"
[[行]]
名称 = "省里的"
期限 = "永久"
依据 = "第7条"
方向 = "收文"
来文机关 = ["浙江省版权局"]
[[行]]
名称 = "其余"
期限 = "10年"
依据 = "第8条"
"""
    table = read(text)
    ours = Piece("i", "函", direction=Direction.OUTGOING, organs=("浙江省版权局",))
    theirs = Piece("i", "函", direction=Direction.INCOMING, organs=("浙江省版权局", "浙江省国资委"))
    assert (says(ours, table), says(theirs, table)) == ("10年", "永久")


def test_every_mistake_is_told_with_its_line() -> None:
    wrong = """名称 = ""
批注 = "x"
[[行]]
名称 = "甲"
期限 = "长期"
依据 = "第7条"
文种 = []
[[行]]
名称 = "甲"
依据 = ""
方向 = ["来文"]
本机关 = "参加"
需办理 = "否"
[[行]]
名称 = "乙"
期限 = "不归档"
依据 = "第4条"
方向 = ["发文"]
来文级别 = ["上级"]
[[行]]
名称 = "全部"
期限 = "10年"
依据 = "第8条"
[[行]]
名称 = "丙"
期限 = "10年"
依据 = "第8条"
标题含 = ["x"]
"""
    with pytest.raises(FactsError) as caught:
        read(wrong)
    assert [f"{one.place}｜{one.sentence}" for one in caught.value.findings] == [
        "表.toml 第2行｜不认识「批注」；可写：名称、批准、行",
        "表.toml 第1行｜要写「名称」，如 某某机关文书档案保管期限表",
        "表.toml 第5行｜「期限」不对：没有「长期」这种保管期限；可写：永久、30年、10年、不归档",
        '表.toml 第7行｜「文种」应像 ["甲", "乙"]，至少一项，不能有空的',
        "表.toml 第8行｜要写「期限」",
        "表.toml 第8行｜要写「依据」",
        "表.toml 第11行｜「方向」没有「来文」；可写：发文、收文、内部",
        "表.toml 第12行｜「本机关」没有「参加」；可写：主办、协办",
        "表.toml 第13行｜「需办理」应为 true 或 false",
        "表.toml 第14行｜「来文机关」「来文级别」只用于收文，这一行的「方向」里没有收文，永远用不上",
        "表.toml 第8行｜「甲」写了两行",
        "表.toml 第24行｜这一行永远用不上：前面的「全部」已经全部包括",
    ]


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(FactsError, match="1 处写法不对"):
        retention_table({"名称": "表"}, {})


def test_the_starter_table_reads_and_every_row_has_its_article() -> None:
    assert (HOUSE / "examples" / "保管期限表.toml").is_file()
    assert [row.name for row in starter().rows if not row.article.startswith("令第8号 第")] == []
    assert {row.term for row in starter().rows} == {None, *Term}
