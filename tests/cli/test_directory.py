"""The lists at the terminal: in, out, on a date, for a year, and who changed what."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from gongwen.office.desk.factfile import read_table
from tests.cli.conftest import new_archive
from tests.cli.running import EXAMPLES, Outcome, gongwen

SAMPLE = EXAMPLES / "名录" / "绍兴市.xlsx"
DAMAGED = EXAMPLES.parent / "tests" / "damaged" / "名录.xlsx"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with the lists of Shaoxing, only to be read."""
    archive = new_archive(tmp_path_factory.mktemp("lists") / "archive")
    done = on(archive, "import", SAMPLE, "--reason", "首次建立")
    assert done.code == 0, done.err
    assert done.out.splitlines()[-1] == "已导入　第1版，新增 37 行"
    return archive


def on(archive: Path, verb: str, *words: object) -> Outcome:
    """Run a verb of the lists on an archive, as 王芳."""
    environment = {"GONGWEN_OPERATOR": "王芳"}
    return gongwen("directory", verb, *words, "--archive", archive, environment=environment)


def test_the_divisions_of_a_day_are_those_in_use_on_it(kept: Path) -> None:
    before = on(kept, "show", "行政区划", "--on", "2012-06-23", "--json").json
    after = on(kept, "show", "行政区划", "--on", "2015-06-23", "--json").json
    names = [[row["名称"] for row in shown["lists"]["行政区划"]] for shown in (before, after)]
    city = ["浙江省", "绍兴市", "越城区"]
    assert names == [
        [*city, "绍兴县", "上虞市", "诸暨市", "嵊州市", "新昌县"],
        [*city, "柯桥区", "上虞区", "诸暨市", "嵊州市", "新昌县"],
    ]
    shown = on(kept, "show", "行政区划", "--on", "2015-06-23").out
    assert shown.startswith("行政区划（第1版，8 行）\n")
    assert "绍兴县  " not in shown


def test_a_collective_name_is_expanded(kept: Path) -> None:
    done = on(kept, "show", "--expand", "各区、县（市）", "--on", "2012-06-23")
    assert done.out.split() == ["越城区", "绍兴县", "上虞市", "诸暨市", "嵊州市", "新昌县"]
    refused = on(kept, "show", "--expand", "各有关单位")
    assert refused.code == 4
    assert "没有写明有哪些成员" in refused.err


def test_the_enterprises_of_a_year_follow_from_the_stage_goals(kept: Path) -> None:
    done = on(kept, "participants", "--year", "2016")
    assert done.out.splitlines()[:2] == [
        "2016—2017年：二级企业（2016—2017年完成市属企业二级企业的软件正版化工作）",
        "2016年参加的企业 1 家",
    ]
    listed = on(kept, "participants", "--year", "2017", "--json").json
    assert [one["名称"] for one in listed["enterprises"]] == ["示例镕新材料有限公司", "示例垚矿业有限公司"]
    refused = on(kept, "participants", "--year", "2021")
    assert (refused.code, refused.out) == (4, "")
    assert "2021年不在任何阶段目标之内" in refused.err


def test_the_list_of_a_year_is_a_table_with_one_enterprise_a_row(kept: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert on(kept, "participants", "--year", "2017", "--out", tmp_path / "名单").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["名单.xlsx"]
    rows = read_table(tmp_path / "名单.xlsx", "企业名称")
    assert [(row.values["企业名称"], row.values["所在区县"]) for row in rows] == [
        ("示例镕新材料有限公司", "柯桥区"),
        ("示例垚矿业有限公司", "诸暨市"),
    ]


def test_the_lists_are_sound_and_go_out_as_they_came_in(kept: Path, tmp_path: Path) -> None:
    assert on(kept, "check").out == "名录第1版没有问题，各版次完好\n"
    assert on(kept, "export", "--out", tmp_path / "出.xlsx").code == 0
    assert (tmp_path / "出.xlsx").read_bytes() == SAMPLE.read_bytes()
    written = gongwen("directory", "template", "--sample", "--out", tmp_path / "例")
    assert (written.code, (tmp_path / "例.xlsx").read_bytes()) == (0, SAMPLE.read_bytes())


def test_the_history_tells_who_when_from_what_and_why(kept: Path) -> None:
    (edition,) = on(kept, "history", "--json").json
    assert [edition[name] for name in ("edition", "operator", "source", "reason")] == [
        *(1, "王芳", "绍兴市.xlsx", "首次建立"),
    ]
    assert len(edition["changes"]) == 37
    (of_one,) = on(kept, "history", "绍兴县", "--json").json
    assert [change["row"] for change in of_one["changes"]] == ["绍兴县"]
    assert on(kept, "history", "没有这家").code == 4


def test_errors_are_told_together_and_as_one_document(empty: Path) -> None:
    refused = on(empty, "import", DAMAGED, "--reason", "试", "--json")
    assert refused.code == 3
    assert len(refused.json["findings"]) == 14
    assert "E5格｜「绍兴县」2013年10月18日起撤销" in refused.err


def test_without_reason_nothing_is_imported_but_a_dry_run_needs_none(empty: Path) -> None:
    assert on(empty, "import", SAMPLE).code == 2
    tried = on(empty, "import", SAMPLE, "--dry-run")
    assert tried.out.splitlines()[-1] == "试看：新增 37 行；没有写入"
    assert on(empty, "history").out == "名录还没有导入过\n"
    assert on(empty, "show").out.startswith("名录还是空的")


def test_an_edition_changed_behind_the_back_is_told(empty: Path) -> None:
    assert on(empty, "import", SAMPLE, "--reason", "首次建立").code == 0
    with closing(sqlite3.connect(empty / "gongwen.db")) as connection, connection:
        connection.execute("UPDATE directory_rowchange SET position = 99 WHERE key LIKE '诸暨市%'")
    said = "错误｜名录 第1版｜版次或它的变动与散列链里的记录不符，已被改动（名录版次）"
    done = on(empty, "check")
    assert (done.code, done.out) == (8, f"{said}\n")
    verified = gongwen("archive", "verify", "--archive", empty)
    assert (verified.code, verified.out.splitlines()[-1]) == (8, said)
