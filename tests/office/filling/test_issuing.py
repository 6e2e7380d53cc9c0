"""A fill that is issued: numbers in the order of rows, each kept by its row, whatever happens in between."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from gongwen.errors import FactsError
from gongwen.model import DocumentNumber
from gongwen.office.filling import FillReport, FillRequest, How, Progress, fill, opened
from gongwen.office.filling.issuing import Signing, fill_issued
from gongwen.office.filling.issuing import numbers as numbering
from gongwen.office.wiring import Office, Settings
from tests.office.filling.filled import COMMON, HEADS, plain_maker
from tests.office.filling.test_fill import ROW, Stopped, rows, states, told

SIGNING = Signing("王建国", dt.date(2015, 11, 9))
PLACES = ("甲县", "乙县", "丙县", "丁县")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.create(
        Settings.of(os.environ, tmp_path / "archive"), "绍兴市使用正版软件工作领导小组办公室"
    )


def run(
    office: Office,
    path: Path,
    progress: Progress | None = None,
    *,
    signing: Signing = SIGNING,
    skip: bool = False,
) -> FillReport:
    source = opened(office.workshop, FillRequest("yearly_letter", (path,), COMMON))
    how = How(path.parent / "out", skip_bad=skip, maker=plain_maker)
    return fill_issued(office, source, how, signing, progress)


def numbers(report: FillReport) -> list[str]:
    return [f"{outcome.key} {outcome.document_number}" for outcome in report.outcomes]


def ledger(office: Office) -> list[str]:
    return [f"{one.number} {one.state.value} {one.title[4:6]}" for one in office.holdings().ledger.listing()]


def number(serial: int) -> str:
    return f"绍市软件办函〔2015〕{serial}号"


ALL = [f"{place} {number(serial)}" for serial, place in enumerate(PLACES, start=1)]
LEDGER = [f"{number(serial)} 核发 {place}" for serial, place in enumerate(PLACES, start=1)]


def test_rows_are_numbered_in_their_order_and_kept(office: Office, tmp_path: Path) -> None:
    report = run(office, rows(tmp_path / "表.csv", *PLACES))
    assert numbers(report) == ALL
    assert ledger(office) == LEDGER
    assert states(report) == [(place, "已核发", True) for place in PLACES]
    for outcome in report.outcomes:
        for mark in outcome.files:
            kept = office.holdings().store.read(
                office.holdings().ledger.get(DocumentNumber.parse(outcome.document_number)).item_id,
                f"original.{mark.suffix}",
            )
            assert (tmp_path / "out" / mark.name).read_bytes() == kept
    assert report.outcomes[0].files[0].name.startswith(f"甲县 {number(1)} 关于报送甲县")


def test_asked_again_nothing_is_issued_twice(office: Office, tmp_path: Path) -> None:
    path = rows(tmp_path / "表.csv", *PLACES)
    run(office, path)
    again = run(office, path)
    assert states(again) == [(place, "已核发", False) for place in PLACES]
    assert (numbers(again), ledger(office)) == (ALL, LEDGER)


def test_a_lost_folder_is_filled_from_the_archive_with_the_same_numbers(
    office: Office, tmp_path: Path
) -> None:
    path = rows(tmp_path / "表.csv", *PLACES)
    run(office, path)
    (tmp_path / "out").rename(tmp_path / "lost")
    assert numbers(run(office, path)) == ALL
    assert ledger(office) == LEDGER
    assert {file.name for file in (tmp_path / "out").iterdir()} == {
        file.name for file in (tmp_path / "lost").iterdir()
    }


@pytest.mark.parametrize("after", [1, 3])
def test_a_stopped_batch_is_completed_under_the_same_numbers(
    office: Office, tmp_path: Path, after: int
) -> None:
    path = rows(tmp_path / "表.csv", *PLACES)
    done: list[str] = []

    def made(key: str) -> None:
        done.append(key)
        if len(done) == after:
            raise Stopped

    with pytest.raises(Stopped):
        run(office, path, Progress(made=made))
    assert [line.split()[1] for line in ledger(office)] == ["核发"] * after + ["预留"] * (4 - after)
    report = run(office, path)
    assert numbers(report) == ALL
    assert [made for _, _, made in states(report)] == [serial >= after for serial in range(4)]
    assert ledger(office) == LEDGER


def crashed(office: Office, path: Path, monkeypatch: pytest.MonkeyPatch, taken: int) -> None:
    """Run until a block is reserved and so many rows have taken their numbers of it."""
    give = numbering.SeriesNumbers.give

    def crashing(self: numbering.SeriesNumbers, wanted: list[numbering.Wanted]) -> Iterator[object]:
        yield from islice(give(self, wanted), taken)
        if not taken:
            self._block(wanted)
        raise Stopped

    with monkeypatch.context() as patch:
        patch.setattr(numbering.SeriesNumbers, "give", crashing)
        with pytest.raises(Stopped):
            run(office, path)


@pytest.mark.parametrize("taken", [0, 2])
def test_a_crash_between_the_block_and_its_rows_leaves_no_gap(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: int
) -> None:
    path = rows(tmp_path / "表.csv", *PLACES)
    crashed(office, path, monkeypatch, taken)
    assert [line.split()[1] for line in ledger(office)] == ["预留"] * 4
    assert numbers(run(office, path)) == ALL
    assert ledger(office) == LEDGER


def stopped_before_issuing(office: Office, path: Path) -> None:
    """Number every row of a table and issue none."""

    def total(count: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        run(office, path, Progress(total=total))


def test_a_changed_row_that_is_issued_is_left_alone_and_a_correction_offered(
    office: Office, tmp_path: Path
) -> None:
    path = rows(tmp_path / "表.csv", "甲县", "乙县")
    run(office, path)
    path.write_text(path.read_text().replace("乙县,2015,本级", "乙县,2015,全部"), encoding="utf-8")
    sentence = f"已核发为 {number(2)}，表里又有改动，没有动它；要改，请办更正（gongwen correct {number(2)}）"
    for report in (run(office, path), drafts(office, path)):
        assert states(report) == [("甲县", "已核发", False), ("乙县", "已核发，表有改动", False)]
        assert told(report) == [sentence]
        assert report.attention
    assert ledger(office) == LEDGER[:2]


def drafts(office: Office, path: Path) -> FillReport:
    source = opened(office.workshop, FillRequest("yearly_letter", (path,), COMMON))
    return fill(office.workshop, source, How(path.parent / "out", maker=plain_maker))


def test_a_row_that_changes_between_number_and_issue_keeps_its_number(office: Office, tmp_path: Path) -> None:
    path = rows(tmp_path / "表.csv", "甲县", "乙县")
    stopped_before_issuing(office, path)
    path.write_text(path.read_text().replace("甲县,2015,本级", "甲县,2015,全部"), encoding="utf-8")
    report = run(office, path)
    assert (numbers(report), ledger(office)) == (ALL[:2], LEDGER[:2])
    assert "全部" in (tmp_path / "out" / report.outcomes[0].files[0].name).read_text()


def test_a_number_whose_row_is_gone_is_told_and_voided_only_when_asked(
    office: Office, tmp_path: Path
) -> None:
    path = rows(tmp_path / "表.csv", "甲县", "乙县")
    stopped_before_issuing(office, path)
    rows(path, "甲县")
    report = run(office, path)
    assert [one.sentence for one in report.findings if number(2) in one.sentence] == [
        f"{number(2)} 已登记，「乙县」表里已没有；不再办就加 --void-unneeded 原因"
    ]
    assert ledger(office)[1] == f"{number(2)} 预留 乙县"
    signing = Signing("王建国", dt.date(2015, 11, 9), void_reason="乙县并入甲县")
    run(office, path, signing=signing)
    assert ledger(office)[1] == f"{number(2)} 作废 乙县"


def test_what_is_left_of_a_block_is_told_and_taken_first_by_the_next_rows(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = rows(tmp_path / "表.csv", "甲县", "乙县")
    crashed(office, path, monkeypatch, 0)
    report = run(office, rows(path, "甲县"))
    assert [one.sentence for one in report.findings] == [
        f"预留了没有用：{number(2)}；下一次会先用它，不再用就加 --void-unneeded 原因"
    ]
    assert numbers(run(office, rows(path, "甲县", "丙县"))) == [f"甲县 {number(1)}", f"丙县 {number(2)}"]


def test_what_may_not_be_issued_is_found_before_a_number_is_taken(office: Office, tmp_path: Path) -> None:
    path = rows(tmp_path / "表.csv", "甲县")
    path.write_text(path.read_text() + "乙县,2015,本级,2015-11-08,2015-12-10\n", encoding="utf-8")
    with pytest.raises(FactsError) as caught:
        run(office, path)
    assert [(one.place, one.sentence) for one in caught.value.findings] == [
        ("表.csv 第3行", "签发日期 2015-11-09 晚于成文日期 2015-11-08")
    ]
    assert ledger(office) == []
    assert numbers(run(office, path, skip=True)) == [f"甲县 {number(1)}", "乙县 "]


def test_a_draft_a_person_changed_stops_its_row(office: Office, tmp_path: Path) -> None:
    path = rows(tmp_path / "表.csv", "甲县", "乙县")
    drafts(office, path)
    next((tmp_path / "out").glob("甲县*.docx")).write_text("手工改过")
    report = run(office, path, skip=True)
    assert [state for _, state, _ in states(report)] == ["有错", "已核发"]
    assert "核发照表办，改动不在表里：请把改动写进表，再移走这个文件" in told(report)[0]
    assert not list((tmp_path / "out").glob("乙县 草稿*"))


def test_a_code_of_no_organ_of_the_archive_is_told(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text(f"行政区划代码,{HEADS}330602,{ROW.format('甲县')}", encoding="utf-8")
    with pytest.raises(FactsError) as caught:
        run(office, path)
    assert "行政区划代码 330602 不是本存档里的机关" in caught.value.findings[0].sentence
