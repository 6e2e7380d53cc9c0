"""Tables become rows of facts: one after another, or each of one with each of the other."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from gongwen.drafting import Facts
from gongwen.errors import FactsError
from gongwen.office.filling.tables import Source, open_source
from gongwen.office.wiring import Workshop
from tests.office.filling.filled import HOME

EXAMPLES = HOME / "examples" / "批量"


def csv(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def source(desk: Workshop, *paths: Path, keys: tuple[str, ...] = ()) -> Source:
    return open_source(paths, desk.shelf.template("yearly_letter"), Facts({}, {}), {}, keys)


def told(source: Source) -> list[str]:
    rows = (finding for row in source.rows() for finding in row.findings)
    return list(dict.fromkeys(f"{one.place}：{one.sentence}" for one in (*source.findings, *rows)))


def test_two_tables_give_each_place_each_year(desk: Workshop) -> None:
    rows = list(source(desk, EXAMPLES / "区县.xlsx", EXAMPLES / "年度.csv").rows())
    assert len(rows) == 36
    assert [row.key for row in rows[:7]] == [
        *(f"越城区 {year}" for year in range(2015, 2021)),
        "柯桥区 2015",
    ]
    assert [row.number for row in rows] == list(range(1, 37))
    assert rows[6].label == "区县.xlsx 第3行 × 年度.csv 第2行"
    assert (rows[6].facts.values["地名"], rows[6].facts.values["年度"]) == ("柯桥区", "2015")
    assert rows[6].facts.place("成文日期") == "年度.csv C2格"


def test_rows_can_be_read_again(desk: Workshop) -> None:
    once = source(desk, EXAMPLES / "区县.xlsx", EXAMPLES / "年度.csv")
    assert list(once.rows()) == list(once.rows())


@pytest.mark.parametrize("written", ["42318", "2015年11月10日", "2015/11/10", "2015-11-10"])
def test_a_date_is_read_however_a_table_writes_it(desk: Workshop, tmp_path: Path, written: str) -> None:
    path = csv(tmp_path / "表.csv", f"地名,成文日期\n越城区,{written}\n")
    (row,) = source(desk, path).rows()
    (made,) = [row.facts.values["成文日期"]]
    assert made in (dt.date(2015, 11, 10), written)
    assert [finding.sentence for finding in row.findings] == (
        ["「成文日期」写的是42318，读作2015年11月10日（表格里日期的序号）"] if written == "42318" else []
    )


def test_a_number_in_another_field_stays_a_number(desk: Workshop, tmp_path: Path) -> None:
    path = csv(tmp_path / "表.csv", "地名,范围\n越城区,42318\n")
    (row,) = source(desk, path).rows()
    assert row.facts.values["范围"] == "42318"


def test_a_column_in_two_tables_must_say_the_same(desk: Workshop, tmp_path: Path) -> None:
    places = csv(tmp_path / "区县.csv", "地名,电话\n越城区,80000001\n柯桥区,80000001\n")
    same = csv(tmp_path / "同.csv", "年度,电话\n2015,80000001\n")
    other = csv(tmp_path / "异.csv", "年度,电话\n2015,80000001\n2016,80000002\n")
    assert "区县.csv B1格：「电话」几张表都有（区县.csv B1格、同.csv B1格），内容相同" in told(
        source(desk, places, same)
    )
    assert (
        "区县.csv B1格：「电话」几张表都有（区县.csv B1格、异.csv B1格），内容不同；请只在一张表里写"
        in told(source(desk, places, other))
    )


def test_rows_are_told_apart_by_the_place_or_the_first_column(desk: Workshop, tmp_path: Path) -> None:
    firms = csv(
        tmp_path / "企业.csv", "企业名称,范围\n示例甲公司,本级\n示例乙公司,本级\n示例甲公司,本级\n,本级\n"
    )
    once = source(desk, firms)
    assert [row.key for row in once.rows()] == ["示例甲公司", "示例乙公司", "示例甲公司", ""]
    assert "企业.csv A4格：「示例甲公司」写了两行，另一处在企业.csv A2格，请只留一行" in told(once)
    assert "企业.csv A5格：这一格没有填，分不清各行" in told(once)
    assert [row.key for row in source(desk, firms, keys=("企业名称", "范围")).rows()][:2] == [
        "示例甲公司 本级",
        "示例乙公司 本级",
    ]
    assert "企业.csv：没有「代码」这一栏，分不清各行" in told(source(desk, firms, keys=("代码",)))


def test_two_tables_of_one_name_are_refused(desk: Workshop, tmp_path: Path) -> None:
    path = csv(tmp_path / "表.csv", "地名\n越城区\n")
    with pytest.raises(FactsError, match="文件名相同"):
        source(desk, path, path)
