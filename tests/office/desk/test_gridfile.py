"""Tables are known by what they are, read row by row, and what is wrong in them is told with its cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from gongwen.errors import FactsError
from gongwen.office.desk.gridfile import column_letter, open_table

DAMAGED = Path(__file__).parents[2] / "damaged"


def book(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    workbook = Workbook()
    for row in rows:
        workbook.worksheets[0].append(list(row))
    workbook.save(path)
    return path


def found(path: Path) -> list[str]:
    """Return all that is wrong in a table that can be opened."""
    table = open_table(path)
    findings = [*table.findings, *(finding for row in table.rows() for finding in row.findings)]
    return [f"{finding.place}：{finding.sentence}" for finding in findings]


def test_an_old_workbook_is_read() -> None:
    (row,) = open_table(DAMAGED / "table-old.xls").rows()
    assert [cell.raw for cell in row.cells.values()] == ["越城区", 2015, dt.date(2015, 11, 10)]


def test_a_file_is_known_by_what_it_is_and_not_by_its_name(tmp_path: Path) -> None:
    text = tmp_path / "表.xlsx"
    text.write_text("地名,年度\n越城区,2015\n", encoding="gb18030")
    workbook = book(tmp_path / "表.csv", [("地名", "年度"), ("越城区", "2015")])
    old = tmp_path / "旧.csv"
    old.write_bytes((DAMAGED / "table-old.xls").read_bytes())
    for path in (text, workbook, old):
        (row,) = open_table(path).rows()
        assert row.cell(1).raw == "越城区"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("table-locked.xlsx", "table-locked.xlsx 加了密码，打不开；"),
        ("table-truncated.xlsx", "table-truncated.xlsx 不是 XLSX 工作簿，或没有保存完整；"),
        ("table-truncated.xls", "table-truncated.xls 读不下去，可能已经损坏；"),
        ("table-page.xls", "table-page.xls 里面是网页，不是表格文件；"),
        ("table-mixed.csv", "table-mixed.csv 第4行不是 UTF-8 编码，别的行是；"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_in_words(name: str, sentence: str) -> None:
    with pytest.raises(FactsError) as caught:
        found(DAMAGED / name)
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        (
            "table-merged-head.xlsx",
            [
                "table-merged-head.xlsx B1格：B1:C1 合并成一格，各栏的栏名看不出来；"
                "请取消合并，一栏写一个栏名，只用一行",
                "table-merged-head.xlsx A1格：A1:A2 合并成一格，各栏的栏名看不出来；"
                "请取消合并，一栏写一个栏名，只用一行",
            ],
        ),
        (
            "table-title-row.xlsx",
            [
                "table-title-row.xlsx A1格：A1:C1 合并成一格，像是表的标题；"
                "请删去这一行，第一行写栏名，下面一行写一份"
            ],
        ),
        (
            "table-merged-rows.xlsx",
            ["table-merged-rows.xlsx A2格：A2:A3 合并成一格，只有第一格有内容；请取消合并，每行都写全"],
        ),
        (
            "table-formula.xlsx",
            ["table-formula.xlsx B2格：公式没有算出结果，请在 Excel 或 WPS 里打开并保存一次，或改写成内容"],
        ),
    ],
)
def test_what_a_table_hides_is_told(name: str, sentences: list[str]) -> None:
    assert found(DAMAGED / name) == sentences


def test_a_title_above_the_names_is_recognised(tmp_path: Path) -> None:
    path = book(
        tmp_path / "表.xlsx", [("各区县报送表",), ("地名", "年度", "范围"), ("越城区", "2015", "本级")]
    )
    assert found(path)[0] == (
        "表.xlsx A1格：第一行只有「各区县报送表」，像是表的标题，不是栏名；"
        "请删去这一行，第一行写栏名，下面一行写一份"
    )


def test_names_written_a_second_time_below_are_told(tmp_path: Path) -> None:
    head = ("地名", "年度")
    path = book(tmp_path / "表.xlsx", [head, ("越城区", "2015"), head, ("柯桥区", "2015")])
    assert found(path) == ["表.xlsx 第3行：又写了一遍栏名，不是一份；请删去这一行"]


def test_a_hundred_thousand_empty_rows_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("地名,年度\n越城区,2015\n" + ",\n" * 100_000, encoding="utf-8")
    assert [row.number for row in open_table(path).rows()] == [2]
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(("地名", "年度"))
    sheet.append(("越城区", "2015"))
    sheet.cell(100_000, 1).number_format = "0.00"
    workbook.save(tmp_path / "表.xlsx")
    assert [row.number for row in open_table(tmp_path / "表.xlsx").rows()] == [2]


def test_the_file_excel_leaves_while_a_table_is_open_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "~$表.xlsx").write_bytes(b"\x05wang")
    with pytest.raises(FactsError, match=r"是 Excel 打开别的文件时的临时文件；请用 表\.xlsx"):
        open_table(tmp_path / "~$表.xlsx")


def test_further_sheets_with_content_are_told(tmp_path: Path) -> None:
    workbook = Workbook()
    first, hidden, empty, second = (workbook.worksheets[0], *map(workbook.create_sheet, ("藏", "空", "企业")))
    for sheet in (first, hidden, second):
        sheet.append(("地名", "年度"))
        sheet.append(("越城区", "2015"))
    hidden.sheet_state = "hidden"
    assert empty.max_row == 1
    workbook.save(tmp_path / "表.xlsx")
    assert found(tmp_path / "表.xlsx") == ["表.xlsx：只读第一张有内容的表，没有读「企业」"]


def test_an_empty_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("地名,年度\n,\n", encoding="utf-8")
    with pytest.raises(FactsError, match="没有内容；第一行写栏名"):
        open_table(path)


def test_gb18030_with_a_line_that_is_not_is_told(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    lines = ["地名,年度", *(f"诸暨市第{number},2015" for number in range(5))]
    path.write_bytes(b"\n".join(line.encode("gb18030") for line in lines) + b"\n\xff\xff,2016\n")
    with pytest.raises(FactsError, match="第7行不是 GB18030 编码，别的行是"):
        open_table(path)


WHOLE = (DAMAGED / "table-old.xls").read_bytes()
SPOTS = st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SPOTS, st.integers(512, len(WHOLE)))
def test_a_damaged_old_workbook_is_read_or_refused_but_never_breaks(
    tmp_path: Path, spots: list[tuple[int, int]], length: int
) -> None:
    changed = bytearray(WHOLE)
    for place, byte in spots:
        changed[place] = byte
    path = tmp_path / "旧.xls"
    path.write_bytes(bytes(changed[:length]))
    with suppress(FactsError):
        found(path)


def test_columns_are_named_as_a_spreadsheet_names_them() -> None:
    assert [column_letter(number) for number in range(1, 800)] == [
        get_column_letter(number) for number in range(1, 800)
    ]
