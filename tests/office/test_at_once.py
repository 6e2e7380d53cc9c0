"""All that is wrong with a file is told at once, each thing once."""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl
import pytest

from gongwen.errors import FactsError
from gongwen.office.draft import draft_from_file
from gongwen.office.filling import FillRequest, drafted, opened
from gongwen.office.wiring import Settings, Workshop


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop(Settings.of(os.environ, None))


def book(path: Path, rows: list[list[object]]) -> Path:
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


def told(error: FactsError) -> list[str]:
    return [f"{finding.place}：{finding.sentence}" for finding in error.findings]


def test_faults_of_the_table_do_not_hide_those_of_the_fields(workshop: Workshop, tmp_path: Path) -> None:
    path = book(tmp_path / "事实.xlsx", [["机关代字", "软3"], ["", "没有名称"], ["成文日期", "#REF!"]])
    with pytest.raises(FactsError) as caught:
        draft_from_file(workshop, "notice", path)
    listed = told(caught.value)
    assert listed[:3] == [
        "事实.xlsx B1格：「机关代字」：「软3」不是机关代字，应为2—20个字，不含数字和符号",
        "事实.xlsx B2格：这一格有内容，左边没有写字段名",
        "事实.xlsx B3格：这一格是错误值 #REF!，请改正",
    ]
    assert not any("成文日期」没有填" in sentence for sentence in listed)


def filled(workshop: Workshop, path: Path) -> list[str]:
    """Return what a table is refused with."""
    with pytest.raises(FactsError) as caught:
        drafted(workshop, opened(workshop, FillRequest("notice", (path,))))
    return told(caught.value)


def test_an_unknown_column_is_told_once_for_all_rows(workshop: Workshop, tmp_path: Path) -> None:
    path = book(tmp_path / "表.xlsx", [["地名", "人口"], ["甲市", 5], ["乙市", 6], ["丙市", 7]])
    assert [one for one in filled(workshop, path) if "人口" in one] == [
        "表.xlsx B1格：栏名「人口」不是这个模板的字段，这一栏不用"
    ]


def test_a_missing_column_is_told_once_for_all_rows(workshop: Workshop, tmp_path: Path) -> None:
    path = book(tmp_path / "表.xlsx", [["地名", "人口"], ["甲市", 5], ["乙市", 6], ["丙市", 7]])
    assert [one.partition("。")[0] for one in filled(workshop, path) if "成文日期" in one] == [
        "表.xlsx：没有「成文日期」这一栏，共同的事实里也没有"
    ]


def test_rows_are_examined_although_the_table_has_faults(workshop: Workshop, tmp_path: Path) -> None:
    path = book(tmp_path / "表.xlsx", [["地名", "机关代字"], ["甲市", "软3"], ["甲市", "甲软办"]])
    listed = filled(workshop, path)
    assert "表.xlsx B2格：「机关代字」：「软3」不是机关代字，应为2—20个字，不含数字和符号" in listed
    assert "表.xlsx A3格：「甲市」写了两行，另一处在表.xlsx A2格，请只留一行" in listed


def test_a_year_in_a_text_cell_is_taken_and_a_bare_number_in_toml_is_not(
    workshop: Workshop, tmp_path: Path
) -> None:
    cells = book(tmp_path / "事实.xlsx", [["地名", 2016]])
    with pytest.raises(FactsError) as caught:
        draft_from_file(workshop, "notice", cells)
    assert not any("地名" in sentence for sentence in told(caught.value))
    lines = tmp_path / "事实.toml"
    lines.write_text("\n地名 = 5\n")
    with pytest.raises(FactsError) as refused:
        draft_from_file(workshop, "notice", lines)
    assert told(refused.value)[0] == (
        "事实.toml 第2行：「地名」：应为文字，现在是数；请加引号，表格里请把单元格设为文本"
    )


def test_a_facts_file_too_large_is_not_called_a_table(workshop: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "事实.toml"
    path.write_bytes(b"#" * 20_000_001)
    with pytest.raises(FactsError, match="请检查是不是拿错了文件"):
        draft_from_file(workshop, "notice", path)


def test_an_empty_workbook_is_called_empty_and_not_every_field_missing(
    workshop: Workshop, tmp_path: Path
) -> None:
    with pytest.raises(FactsError, match="第一张表是空的") as caught:
        draft_from_file(workshop, "notice", book(tmp_path / "事实.xlsx", []))
    assert caught.value.findings == ()
