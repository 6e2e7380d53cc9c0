"""`gongwen number`: every number is explained, and only what may be done to it is done."""

from __future__ import annotations

from pathlib import Path

from gongwen.model import DocumentNumber
from gongwen.office.wiring import Office, Settings
from tests.cli.conftest import ISSUE, Desk
from tests.cli.running import FACTS, gongwen

REASON = ("--reason", "手工编号")


def number(archive: Path, *words: object) -> tuple[int, str]:
    """Run a `number` command; return its exit code and all it said."""
    outcome = gongwen("number", *words, "--archive", archive)
    return outcome.code, outcome.out + outcome.err


def reserve(archive: Path) -> None:
    """Leave a reserved number behind, as a process that died would."""
    ledger = Office(Settings.of({}, archive)).holdings().ledger
    ledger.reserve("绍市软件办", 2015, request_key="k", request="{}", title="一份通知")


def test_the_list_explains_every_number(desk: Desk) -> None:
    listed = desk.run("number", "list")
    assert listed.code == 0
    head, columns, *rows = listed.out.splitlines()
    assert head == "绍兴市使用正版软件工作领导小组办公室"
    assert columns.split() == ["文号", "状态", "说明"]
    assert [row.split("  ")[0] for row in rows] == [f"绍市软件办〔2015〕{serial}号" for serial in (1, 2, 3)]
    assert "补登" in rows[0]
    assert "核发" in rows[2]
    assert "王建国 2015年6月23日签发" in rows[2]


def test_the_list_is_one_json_document(desk: Desk) -> None:
    record = desk.run("number", "list", "--json").json[2]
    assert (record["number"], record["state"]) == ("绍市软件办〔2015〕3号", "核发")
    assert (record["signatory"], record["signed_on"], record["sample"]) == ("王建国", "2015-06-23", False)


def test_the_list_can_be_narrowed(desk: Desk) -> None:
    assert len(desk.run("number", "list", "--code", "绍市软件办", "--year", "2015", "--json").json) == 3
    assert desk.run("number", "list", "--year", "2016", "--json").json == []
    assert desk.run("number", "list", "--code", "某某办").out == "没有这样的字号\n"


def test_a_number_is_adopted_once_with_any_brackets(empty: Path) -> None:
    assert number(empty, "adopt", "绍市软件办[2015]1号", *REASON) == (
        0,
        "已登记　绍市软件办〔2015〕1号　补登：（无标题）（手工编号）\n",
    )
    code, said = number(empty, "adopt", "绍市软件办（2015）1号", *REASON)
    assert (code, "已有登记（补登）" in said) == (5, True)


def test_a_number_needs_a_reason_and_the_year_of_its_date(empty: Path) -> None:
    assert number(empty, "adopt", "绍市软件办〔2015〕1号")[0] == 2
    assert number(empty, "adopt", "绍市软件办〔2015〕1号", "--reason", " ")[0] == 5
    code, said = number(empty, "adopt", "绍市软件办〔2015〕1号", *REASON, "--date", "2016-01-05")
    assert (code, "字号的年份是成文日期的年份" in said) == (5, True)
    assert gongwen("number", "list", "--json", "--archive", empty).json == []


def test_gaps_are_told_until_someone_decides(empty: Path) -> None:
    assert number(empty, "gaps") == (0, "没有要人决定的字号\n")
    number(empty, "adopt", "绍市软件办〔2015〕2号", *REASON)
    code, said = number(empty, "gaps")
    assert (code, "绍市软件办〔2015〕1号  空号" in said) == (6, True)
    assert number(empty, "void", "绍市软件办〔2015〕1号", "--reason", "没有用过")[0] == 0
    assert number(empty, "gaps")[0] == 0


def test_an_issued_number_cannot_be_voided(desk: Desk) -> None:
    refused = desk.run("number", "void", "绍市软件办〔2015〕3号", "--reason", "写错了")
    assert (refused.code, refused.out) == (5, "")
    assert refused.err == (
        "错误：绍市软件办〔2015〕3号 已经核发；核发的公文不能作废；请另发公文撤销或废止它。\n"
    )


def test_a_reserved_number_waits_for_a_decision_and_can_be_voided(empty: Path) -> None:
    reserve(empty)
    assert number(empty, "gaps")[0] == 6
    code, said = number(empty, "void", "绍市软件办〔2015〕1号", "--reason", "领导决定不发")
    assert (code, said) == (0, "已登记　绍市软件办〔2015〕1号　作废：领导决定不发\n")


def test_only_a_reserved_number_is_resumed(desk: Desk, tmp_path: Path) -> None:
    resumed = desk.run("number", "resume", "绍市软件办〔2015〕1号", "--out", tmp_path)
    assert (resumed.code, "只有预留的号能续办" in resumed.err) == (5, True)
    assert desk.run("number", "resume", "绍市软件办〔2015〕9号", "--out", tmp_path).code == 4
    assert list(tmp_path.iterdir()) == []


def test_an_issued_number_resumed_writes_its_files_again(desk: Desk, tmp_path: Path) -> None:
    resumed = desk.run("number", "resume", "绍市软件办〔2015〕3号", "--out", tmp_path)
    assert resumed.code == 0
    assert "此前已经核发，没有另占号" in resumed.out
    assert (tmp_path / "绍市软件办〔2015〕3号.pdf").exists()


def test_the_numbers_of_another_organ_are_listed_apart_and_found_by_their_code(empty: Path) -> None:
    number(empty, "adopt", "绍市软件办〔2015〕1号", *REASON)
    office = Office(Settings.of({}, empty))
    theirs = office.enrol("330602", "越城区领导小组办公室", sample=True)
    theirs.ledger.adopt(DocumentNumber("越软件办", 2015, 1), reason="示例")
    listed = gongwen("number", "list", "--archive", empty).out
    assert listed.index("越城区领导小组办公室（示例）") > listed.index("绍市软件办〔2015〕1号")
    assert number(empty, "void", "越软件办〔2015〕1号", "--reason", "示例") == (
        0,
        "已登记　越软件办〔2015〕1号　作废：示例\n",
    )


def test_a_number_far_ahead_is_adopted_only_when_meant(empty: Path) -> None:
    code, said = number(empty, "adopt", "绍市软件办〔2015〕150号", *REASON)
    assert (code, "确实如此，请加 --leave-gap" in said) == (5, True)
    assert number(empty, "adopt", "绍市软件办〔2015〕150号", *REASON, "--leave-gap")[0] == 0


def test_a_block_is_reserved_used_and_its_rest_voided(empty: Path, tmp_path: Path) -> None:
    code, said = number(
        empty, "block", "绍市软件办", "--year", "2015", "--count", "3", "--reason", "三个区县"
    )
    assert (code, said) == (0, "已预留　绍市软件办〔2015〕1—3号，共 3 个号（三个区县）\n")
    code, said = number(empty, "gaps")
    assert (code, said.count("还没有用（绍市软件办〔2015〕1—3号一段")) == (6, 3)
    chosen = ("--number", "绍市软件办〔2015〕2号", "--out", tmp_path / "out", "--archive", empty)
    assert gongwen(*ISSUE, *chosen).out.startswith("绍市软件办〔2015〕2号 已核发")
    code, said = number(empty, "void", "绍市软件办〔2015〕1号", "--rest", "--reason", "只发一份")
    assert (code, said.splitlines()) == (
        0,
        [
            "已登记　绍市软件办〔2015〕1号　作废：只发一份",
            "已登记　绍市软件办〔2015〕3号　作废：只发一份",
        ],
    )
    assert number(empty, "gaps")[0] == 0


def test_a_block_of_a_mistyped_code_is_asked_about(empty: Path) -> None:
    number(empty, "adopt", "绍市软件办〔2015〕1号", *REASON)
    wrong = ("block", "绍市软仵办", "--year", "2015", "--count", "3", "--reason", "三个区县")
    code, said = number(empty, *wrong)
    assert (code, "请加 --new-series" in said) == (5, True)
    assert number(empty, *wrong, "--new-series")[0] == 0


def test_a_closed_year_is_shown_and_takes_nothing_more(empty: Path) -> None:
    number(empty, "adopt", "绍市软件办〔2015〕2号", *REASON)
    closing = ("close", "绍市软件办", "--year", "2015", "--reason", "整理完毕")
    code, said = number(empty, *closing)
    assert (code, "还有 1 个号没有交代（空号 1号）" in said) == (5, True)
    number(empty, "void", "绍市软件办〔2015〕1号", "--reason", "登记簿上没有")
    code, said = number(empty, *closing)
    assert (code, said.startswith("已登记　绍市软件办〔2015〕编到 2 号，")) == (0, True)
    assert "封账（整理完毕）" in number(empty, "list")[1].splitlines()[-1]
    assert {line["closed"] for line in gongwen("--archive", empty, "number", "list", "--json").json} == {True}
    code, said = number(empty, "adopt", "绍市软件办〔2015〕3号", *REASON)
    assert (code, "gongwen number reopen 绍市软件办 --year 2015 --reason 原因" in said) == (5, True)
    assert number(empty, "reopen", "绍市软件办", "--year", "2015", "--reason", "漏登一份")[0] == 0
    assert number(empty, "adopt", "绍市软件办〔2015〕3号", *REASON)[0] == 0


def test_a_paper_of_another_lead_is_listed_apart(empty: Path) -> None:
    entered = ("--title", "关于联合检查的通知", "--lead", "市国资委", "--note", "第 3 盒")
    code, said = number(empty, "joint", "绍市国资委〔2015〕12号", *entered)
    assert (code, said) == (
        0,
        "已登记　绍市国资委〔2015〕12号　联合发文（协办）：关于联合检查的通知（主办市国资委）\n",
    )
    listed = number(empty, "list")[1].splitlines()
    assert listed[1] == "联合发文（协办），用主办机关的字号："
    assert listed[3].split() == ["绍市国资委〔2015〕12号", "市国资委", "关于联合检查的通知（第", "3", "盒）"]
    (described,) = gongwen("--archive", empty, "number", "list", "--json").json
    assert (described["state"], described["lead_issuer"]) == ("联合发文（协办）", "市国资委")


def test_a_further_copy_is_the_file_that_was_issued(desk: Desk, tmp_path: Path) -> None:
    asked = ("number", "copy", "绍市软件办〔2015〕3号", "--reason", "新昌县遗失", "--copies", "2")
    outcome = desk.run(*asked, "--out", tmp_path / "copies")
    assert outcome.code == 0
    assert outcome.out.startswith("已登记　绍市软件办〔2015〕3号　补印 2 份：新昌县遗失\n")
    for path in (tmp_path / "copies").iterdir():
        assert path.read_bytes() == (desk.out / path.name).read_bytes()
    assert len(list((tmp_path / "copies").iterdir())) == 2


def test_a_misprint_is_corrected_under_its_number(empty: Path, tmp_path: Path) -> None:
    reserve(empty)
    signed = ("--signatory", "王建国", "--signed-on", "2015-06-23", "--reason", "电话印错")
    code, said = number(empty, "revise", "绍市软件办〔2015〕1号", "notice", "--facts", FACTS, *signed)
    assert (code, said.startswith("已登记　绍市软件办〔2015〕1号　预留，未办完：关于印发")) == (0, True)
    resumed = gongwen(
        "number", "resume", "绍市软件办〔2015〕1号", "--out", tmp_path / "out", "--archive", empty
    )
    assert resumed.out.startswith("绍市软件办〔2015〕1号 已核发")
    again = number(empty, "revise", "绍市软件办〔2015〕1号", "notice", "--facts", FACTS, *signed)
    assert again[0] == 0
    other = ("--signatory", "李四", "--signed-on", "2015-06-23", "--reason", "签发人写错")
    code, said = number(empty, "revise", "绍市软件办〔2015〕1号", "notice", "--facts", FACTS, *other)
    assert (code, "已经核发；核发以后公文不再改动；有错请另发公文更正" in said) == (5, True)
