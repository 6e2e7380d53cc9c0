"""`gongwen fill`: a real table with its faults, told in one go; the good rows made and bound."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import EXAMPLES, PROGRAM, ROOT, gongwen

TABLES = EXAMPLES / "批量"
GOOD = ("--table", TABLES / "区县.xlsx", "--table", TABLES / "年度.csv", "--facts", TABLES / "共同.toml")
WRONG = (
    "--table",
    TABLES / "区县有错.xlsx",
    "--table",
    TABLES / "年度有错.csv",
    "--facts",
    TABLES / "共同.toml",
)
WRONG_DATE = "日历上没有2018年2月30日"
TWICE = "「越城区」写了两行，另一处在区县有错.xlsx A2格，请只留一行"
ABOLISHED = "「绍兴县」2013年10月18日起撤销，改设「柯桥区」"


@pytest.fixture
def lists(empty: Path) -> Path:
    """An archive that knows the divisions of Shaoxing."""
    words = ("directory", "import", EXAMPLES / "名录" / "绍兴市.xlsx", "--reason", "首次建立")
    assert gongwen(*words, "--archive", empty).code == 0
    return empty


def test_six_places_by_six_years_with_three_faults(lists: Path, tmp_path: Path) -> None:
    """The unknown county, the duplicate and the wrong date are named; thirty good papers are made."""
    out = tmp_path / "out"
    words = ("fill", "年度报送函", *WRONG, "--archive", lists, "--out", out)
    dry = gongwen(*words, "--dry-run", "--json")
    assert (dry.code, dry.json["bad"], len(dry.json["rows"])) == (6, 18, 48)
    said = [
        (row["key"], finding["place"], finding["sentence"])
        for row in dry.json["rows"]
        for finding in row["findings"]
        if finding["level"] == "错误"
    ]
    for year in range(2015, 2021):
        assert any(key == f"绍兴县 {year}" and ABOLISHED in sentence for key, _, sentence in said)
        assert (f"越城区 {year}", "区县有错.xlsx A9格", TWICE) in said
    for place in ("越城区", "柯桥区", "上虞区", "诸暨市", "嵊州市", "新昌县"):
        sentence = f"「上报期限」：{WRONG_DATE}"
        assert (f"{place} 2018", "年度有错.csv D5格", sentence) in said
    assert not out.exists()

    refused = gongwen(*words)
    assert (refused.code, out.exists()) == (3, False)
    assert all(words in refused.err for words in (WRONG_DATE, TWICE, ABOLISHED))

    done = gongwen(*words, "--skip-bad", "--merged", "--json")
    assert done.code == 6
    states = [row["state"] for row in done.json["rows"]]
    assert (states.count("已拟"), states.count("有错")) == (30, 18)
    manifest = json.loads((out / "清单.json").read_text())["rows"]
    assert [row["key"] for row in manifest if row["state"] == "已拟"] == [
        f"{place} {year}"
        for place in ("越城区", "柯桥区", "上虞区", "诸暨市", "嵊州市", "新昌县")
        for year in (2015, 2016, 2017, 2019, 2020)
    ]
    assert len(list(out.glob("* 草稿 *.docx"))) == len(list(out.glob("* 草稿 *.pdf"))) == 30
    assert all(row["pages"] == 1 for row in manifest if row["state"] == "已拟")
    assert (out / "合订打印.pdf").exists()


def test_a_dry_run_of_good_tables_ends_with_nought(tmp_path: Path) -> None:
    outcome = gongwen("fill", "yearly_letter", *GOOD, "--dry-run", "--archive", tmp_path / "none")
    assert outcome.code == 0
    assert outcome.out.splitlines()[-1] == "共 36 份：0 份有错，36 份可以办，其中 36 份要做。什么也没有写。"


def test_the_mapping_is_shown_saved_and_used(tmp_path: Path) -> None:
    shown = gongwen("fill", "yearly_letter", *GOOD, "--show-mapping", "--json").json
    assert [(one["head"], one["field"]) for one in shown["columns"]][:3] == [
        ("地名*", "地名"),
        ("本级", ""),
        ("说明", "说明"),
    ]
    saved = tmp_path / "对照.toml"
    told = gongwen("fill", "yearly_letter", *GOOD, "--save-mapping", saved)
    assert (told.code, f"已写出对照表 {saved}" in told.out) == (0, True)
    table = tmp_path / "表.csv"
    table.write_text("单位所在地,年度,范围,成文日期,期限\n越城区,2015,本级,2015-11-10,2015-12-10\n")
    saved.write_text('[栏]\n单位所在地 = "地名"\n期限 = "上报期限"\n')
    words = ("fill", "yearly_letter", "--table", table, "--facts", TABLES / "共同.toml", "--mapping", saved)
    outcome = gongwen(*words, "--dry-run", "--json")
    assert (outcome.code, outcome.json["findings"]) == (0, [])
    assert gongwen(*words[:-2], "--dry-run").code == 6


def test_an_issued_fill_is_told_with_its_numbers(empty: Path, tmp_path: Path) -> None:
    years = tmp_path / "年.csv"
    years.write_text("年度,范围,成文日期,上报期限\n2015,本级,2015-11-10,2015-12-10\n")
    places = tmp_path / "地.csv"
    places.write_text("地名\n越城区\n柯桥区\n")
    words = ("fill", "yearly_letter", "--table", places, "--table", years, "--facts", TABLES / "共同.toml")
    signed = ("--issue", "--signatory", "王建国", "--signed-on", "2015-11-09")
    early = gongwen(*words, *signed[:-1], "2015-11-11", "--archive", empty, "--dry-run", "--json")
    assert (early.code, early.json["bad"]) == (6, 2)
    assert gongwen(*words, *signed, "--archive", empty, "--dry-run").code == 0
    outcome = gongwen(*words, *signed, "--archive", empty, "--out", tmp_path / "out", "--json")
    assert outcome.code == 0, outcome.err
    assert [(row["key"], row["state"], row["number"]) for row in outcome.json["rows"]] == [
        ("越城区 2015", "已核发", "绍市软件办函〔2015〕1号"),
        ("柯桥区 2015", "已核发", "绍市软件办函〔2015〕2号"),
    ]
    listed = gongwen("number", "list", "--archive", empty)
    assert "绍市软件办函〔2015〕2号" in listed.out
    sheet = openpyxl.load_workbook(tmp_path / "out" / "清单.xlsx").worksheets[0]
    assert [cell.value for cell in sheet["E"]][1:] == ["绍市软件办函〔2015〕1号", "绍市软件办函〔2015〕2号"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--issue",), "--issue 要写明 --signatory 和 --signed-on"),
        (("--signatory", "王建国"), "只与 --issue 同用"),
        (("--jobs", "0"), "「0」不是 1 到 64 的整数"),
    ],
)
def test_words_that_do_not_fit_are_told(words: tuple[str, ...], sentence: str) -> None:
    outcome = gongwen("fill", "yearly_letter", *GOOD, *words)
    assert (outcome.code, sentence in outcome.err) == (2, True)


@pytest.mark.parametrize(("when", "least"), [("要做 36 份", 0), ("2/36", 2)])
def test_ctrl_c_says_how_things_stand_and_leaves_whole_files(tmp_path: Path, when: str, least: int) -> None:
    words = ["fill", "yearly_letter", *map(str, GOOD), "--out", str(tmp_path / "out"), "--jobs", "2"]
    said = []
    with subprocess.Popen(
        [str(PROGRAM), *words], stderr=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            said.append(line)
            if when in line:
                os.killpg(process.pid, signal.SIGINT)
    assert process.returncode == 130
    assert said[-1] == "已中断。做好的都在；原样再运行一次，只做没有做的。\n"
    assert "Traceback" not in "".join(said)
    papers = list((tmp_path / "out").glob("*.pdf")) if least else []
    assert least <= len(papers) < 36
    assert not list((tmp_path / "out").glob(".*.part"))
