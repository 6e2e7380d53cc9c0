"""`gongwen issue`: a signed paper becomes numbered, kept, findable files; what is wrong takes no number."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from tests.archive.troubles import become_nobody, in_child, open_folder
from tests.cli.conftest import ISSUE, Desk, new_archive
from tests.cli.running import EXAMPLES, FACTS, ROOT, Outcome, everything_in, gongwen

TEMPLATES = ROOT / "templates"


def test_the_number_and_the_files_are_told(desk: Desk) -> None:
    assert desk.issued.out.splitlines() == [
        f"绍市软件办〔2015〕3号 已核发，存在 {desk.archive}/items/2015/2015-6c1e8f00-0003",
        f"已写出 {desk.out}/绍市软件办〔2015〕3号.docx",
        f"已写出 {desk.out}/绍市软件办〔2015〕3号.pdf",
    ]
    assert (desk.out / "绍市软件办〔2015〕3号.docx").read_bytes()[:2] == b"PK"
    assert (desk.out / "绍市软件办〔2015〕3号.pdf").read_bytes()[:5] == b"%PDF-"


def test_progress_and_warnings_go_to_standard_error(desk: Desk) -> None:
    lines = desk.issued.err.splitlines()
    assert lines[1:5] == ["  已登记编号", "  已印制，已读回核对", "  已存入存档", "  已核发，已编入检索"]
    assert lines[5].startswith("警告｜正文｜正文称《绍兴市国有企业使用正版软件情况调查表》")
    assert len(set(lines)) == len(lines)


def test_asked_twice_the_number_and_the_item_stay_the_same(desk: Desk, tmp_path: Path) -> None:
    before = everything_in(desk.archive / "items")
    again = desk.run(*ISSUE, "--out", tmp_path, "--json")
    assert again.code == 0
    assert (again.json["number"], again.json["repeated"]) == ("绍市软件办〔2015〕3号", True)
    assert [Path(name).name for name in again.json["files"]] == [
        "绍市软件办〔2015〕3号.docx",
        "绍市软件办〔2015〕3号.pdf",
    ]
    assert everything_in(desk.archive / "items") == before
    assert len(desk.run("number", "list", "--json").json) == 3


def test_a_folder_that_takes_no_copies_does_not_undo_the_issuing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("一个文件，不是文件夹")
    stopped = desk.run(*ISSUE, "--out", tmp_path / "out")
    assert stopped.code == 7
    assert "绍市软件办〔2015〕3号 已经核发" in stopped.err


@dataclass(frozen=True)
class Case:
    """Something wrong with the facts: what is changed in them, and the place and sentence expected."""

    old: str
    new: str
    said: str


CASES = {
    "wrong type": Case(
        "成文日期 = 2015-06-23",
        '成文日期 = "下周一"',
        "错误｜事实.toml 第11行｜「成文日期」：「下周一」不是日期",
    ),
    "unknown field": Case('本级 = "市"', '本级 = "市"\n级别 = "地级"', "「级别」不是这个模板的字段"),
    "30 February": Case("成文日期 = 2015-06-23", "成文日期 = 2015-02-30", "日历上没有2015年2月30日"),
    "missing field": Case('地名 = "绍兴市"', "", "「地名」没有填"),
    "title of 200 characters": Case(
        '本级 = "市"', f'本级 = "市"\n方案名称 = "{"方案" * 100}"', "「方案名称」有200个字，最多80个字"
    ),
    "character no font has": Case(
        '姓名 = "金渭鑫"', '姓名 = "金\U00030f54鑫"', "已装的字体都没有「\U00030f54」（U+30F54）"
    ),
    "no TOML": Case('地名 = "绍兴市"', "地名 = 绍兴市。", "错误｜事实.toml 第2行｜写法不对"),
}


def refused(archive: Path, facts: Path, **environment: str) -> Outcome:
    """Issue, and show that nothing was left behind: no number, no item, no file."""
    before = everything_in(archive)
    out = facts.parent / "out"
    words = ("--signatory", "王建国", "--signed-on", "2015-06-23", "--out", out, "--archive", archive)
    outcome = gongwen("issue", "notice", "--facts", facts, *words, environment=environment)
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    assert not out.exists()
    assert everything_in(archive) == before
    assert gongwen("number", "list", "--json", "--archive", archive).json == []
    return outcome


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_archive(tmp_path_factory.mktemp("refused") / "archive")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_wrong_facts_take_no_number(case: Case, archive: Path, tmp_path: Path) -> None:
    facts = tmp_path / "事实.toml"
    text = FACTS.read_text()
    assert case.old in text
    facts.write_text(text.replace(case.old, case.new, 1))
    outcome = refused(archive, facts)
    assert outcome.code == 3
    assert case.said in outcome.err


def test_all_wrong_facts_are_told_at_once(archive: Path, tmp_path: Path) -> None:
    facts = tmp_path / "事实.toml"
    text = FACTS.read_text().replace("2015-06-23", "2015-02-30").replace('本级 = "市"', '本级 = "州"')
    facts.write_text(text.replace('传真 = "85201908"', '传真 = "八五"'))
    outcome = refused(archive, facts)
    assert outcome.code == 3
    assert [line.split("｜")[1] for line in outcome.err.splitlines()[1:]] == [
        "事实.toml 第3行",
        "事实.toml 第11行",
        "事实.toml 第46行",
    ]


def test_a_file_that_does_not_exist_is_named(archive: Path, tmp_path: Path) -> None:
    outcome = refused(archive, tmp_path / "没有.toml")
    assert (outcome.code, "没有.toml 这个文件" in outcome.err) == (4, True)


def test_an_unknown_template_is_told_with_those_that_exist(archive: Path) -> None:
    outcome = gongwen("issue", "notise", *ISSUE[2:], "--archive", archive)
    assert outcome.code == 4
    assert outcome.err.startswith("错误：没有模板「notise」；")
    assert "notice（联合印发通知）" in outcome.err


@pytest.mark.parametrize(
    "code",
    ["{{ 地名|upper }}", "{{ 地名.__class__ }}", "{% for x in 地名 %}", "{% set x = 1 %}", "{{ 1+1 }}"],
)
def test_a_template_with_code_in_it_is_refused(code: str, archive: Path, tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    text = tmp_path / "templates" / "notice" / "text.txt"
    text.write_text(f"{text.read_text()}\n{code}\n")
    facts = shutil.copy(FACTS, tmp_path / "事实.toml")
    outcome = refused(archive, Path(facts), GONGWEN_TEMPLATES=str(tmp_path / "templates"))
    assert outcome.code == 3
    assert "错误｜notice 第" in outcome.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--signatory", " ", "--signed-on", "2015-06-23"), 2, "「--signatory」不对：姓名是空的"),
        (("--signatory", "王建国", "--signed-on", "2015-06-24"), 5, "晚于成文日期"),
        (("--signatory", "王建国"), 2, "缺少选项「--signed-on」"),
        (("--signed-on", "2015-06-23"), 2, "缺少选项「--signatory」"),
    ],
)
def test_an_unsigned_paper_is_refused(
    words: tuple[str, ...], code: int, said: str, archive: Path, tmp_path: Path
) -> None:
    outcome = gongwen("issue", "notice", "--facts", FACTS, *words, "--archive", archive, "--out", tmp_path)
    assert (outcome.code, said in outcome.err) == (code, True)
    assert gongwen("number", "list", "--json", "--archive", archive).json == []


@pytest.fixture
def shared_archive() -> Iterator[Path]:
    """An archive that other users may read but not write."""
    with open_folder() as folder:
        yield new_archive(folder / "archive")


def test_an_archive_that_may_not_be_written_is_refused(shared_archive: Path) -> None:
    def attempt() -> str:
        outcome = gongwen(*ISSUE, "--archive", shared_archive)
        return f"{outcome.code} {outcome.err}"

    shared_archive.chmod(0o555)
    before = everything_in(shared_archive)
    assert in_child(attempt, become_nobody) == (
        f"7 错误：{shared_archive} 不能写；办文要往存档里写；请用有写权限的用户运行，或改变文件夹的权限。\n"
    )
    shared_archive.chmod(0o755)
    assert everything_in(shared_archive) == before


def test_where_no_archive_is_the_advice_names_init(tmp_path: Path) -> None:
    outcome = gongwen(*ISSUE, "--archive", tmp_path)
    assert (outcome.code, "gongwen init" in outcome.err) == (4, True)


def counties(path: Path, *, twice: bool = False, second: tuple[str, str] = ("", "")) -> Path:
    """Write the first two counties' rows; the first of them twice, or the second with a word changed."""
    book = openpyxl.load_workbook(EXAMPLES / "区县2015.xlsx")
    sheet = book.active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=1, max_row=3, values_only=True))
    short = openpyxl.Workbook()
    assert short.active is not None
    changed = [cell.replace(*second) if isinstance(cell, str) else cell for cell in rows[2]]
    for row in (*rows[:2], changed, *(rows[1:2] if twice else ())):
        short.active.append(row)
    short.save(path)
    return path


def test_a_county_twice_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    table = counties(tmp_path / "表.xlsx", twice=True)
    words = ("--table", table, "--facts", EXAMPLES / "区县共同.toml", "--out", tmp_path / "out")
    outcome = gongwen("fill", "notice", *words)
    assert outcome.code == 3
    assert "越城区" in outcome.err
    assert "表.xlsx B4格" in outcome.err
    assert not (tmp_path / "out").exists()


def test_a_draft_for_each_row_is_written_and_marked(tmp_path: Path) -> None:
    table = counties(tmp_path / "表.xlsx")
    words = ("--table", table, "--facts", EXAMPLES / "区县共同.toml", "--out", tmp_path / "out", "--json")
    filled = gongwen("fill", "notice", *words)
    assert (filled.code, [row["key"] for row in filled.json["rows"]]) == (0, ["越城区", "柯桥区"])
    assert (
        sorted(path.name[:6] for path in (tmp_path / "out").glob("* 草稿 *"))
        == ["柯桥区 草稿"] * 2 + ["越城区 草稿"] * 2
    )


def test_a_row_that_cannot_be_set_is_named_and_leaves_no_file_of_the_others(tmp_path: Path) -> None:
    table = counties(tmp_path / "表.xlsx", second=("示例乙", "示例\U00030f54"))
    words = ("--table", table, "--facts", EXAMPLES / "区县共同.toml", "--out", tmp_path / "out")
    outcome = gongwen("fill", "notice", *words)
    assert outcome.code == 3
    (finding,) = [line for line in outcome.err.splitlines() if line.startswith("错误｜")]
    assert re.match(r"错误｜表\.xlsx [A-Z]+3格", finding)
    assert "（U+30F54）" in finding
    assert not (tmp_path / "out").exists()


def edited_then_again(words: tuple[object, ...], out: Path) -> str:
    """Run a command, change its .docx, run it again; return what the second run said."""
    assert gongwen(*words, "--out", out).code == 0
    (edited,) = out.glob("*.docx")
    edited.write_bytes(b"edited by a clerk")
    again = gongwen(*words, "--out", out)
    assert again.code == 0
    assert edited.read_bytes() == b"edited by a clerk"
    assert (out / f"{edited.stem} (2).docx").exists()
    return again.out


def test_an_edited_draft_is_not_written_over(tmp_path: Path) -> None:
    said = edited_then_again(("draft", "notice", "--facts", FACTS), tmp_path)
    assert "可能有人改过，没有动它" in said


def test_an_edited_copy_of_an_issued_paper_is_not_written_over(desk: Desk, tmp_path: Path) -> None:
    said = edited_then_again((*ISSUE, "--archive", desk.archive), tmp_path)
    assert "号.docx 与这次做的不同，可能有人改过，没有动它" in said


def test_a_new_issuer_code_beside_others_must_be_meant(empty: Path, tmp_path: Path) -> None:
    gongwen("number", "adopt", "绍市软办〔2015〕1号", "--reason", "手工编号", "--archive", empty)
    words = (*ISSUE, "--archive", empty, "--out", tmp_path / "out")
    refused = gongwen(*words)
    assert (refused.code, "确实启用新的代字，请加 --new-series" in refused.err) == (5, True)
    assert gongwen(*words, "--new-series").code == 0


def test_a_damaged_item_is_not_written_out_again(desk: Desk, tmp_path: Path) -> None:
    desk.run("archive", "list")
    archive = Path(shutil.copytree(desk.archive, tmp_path / "archive"))
    original = archive / "items/2015/2015-6c1e8f00-0003/data/original.pdf"
    original.chmod(0o644)
    original.write_bytes(b"")
    repeated = gongwen(*ISSUE, "--archive", archive, "--out", tmp_path / "out")
    assert (repeated.code, repeated.out) == (8, "")
    assert "已损坏" in repeated.err
    assert not (tmp_path / "out").exists()


def test_a_character_no_face_has_is_told_with_its_line(tmp_path: Path) -> None:
    facts = tmp_path / "事实.toml"
    facts.write_text(FACTS.read_text().replace("金渭鑫", "金\U00030f54鑫"))
    line = 1 + facts.read_text()[: facts.read_text().index("\U00030f54")].count("\n")
    outcome = gongwen("draft", "notice", "--facts", facts, "--out", tmp_path / "out")
    assert outcome.code == 3
    assert f"错误｜事实.toml 第{line}行｜" in outcome.err
