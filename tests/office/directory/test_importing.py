"""A workbook becomes an edition, whole or not at all; what is wrong in it is told cell by cell."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from gongwen.errors import FactsError, IntegrityError, NotFoundError, RefusedError
from gongwen.model.directory import Directory, Enterprise, ListName, Participation, StageGoal, Tier
from gongwen.office.directory.importing import ImportReport, import_directory
from gongwen.office.directory.keeping import directory_at
from gongwen.office.directory.sample import sample_directory
from gongwen.office.directory.workbook import participants_workbook, workbook_of
from gongwen.records.directory.editions import Editions
from gongwen.records.directory.values import Verb
from tests.records.opening import now, open_database

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "examples" / "名录" / "绍兴市.xlsx"
DAMAGED = ROOT / "tests" / "damaged" / "名录.xlsx"
TODAY = dt.date(2026, 1, 5)


@pytest.fixture
def editions(tmp_path: Path) -> Editions:
    open_database(tmp_path / "gongwen.db")
    return Editions(operator="王芳", now=now)


def bring_in(editions: Editions, path: Path, *, dry_run: bool = False) -> ImportReport:
    """Import a workbook."""
    return import_directory(editions, path, reason="首次建立", today=TODAY, dry_run=dry_run)


def edited(folder: Path, change: Callable[[Workbook], object]) -> Path:
    """Return the sample workbook after `change`."""
    workbook = openpyxl.load_workbook(SAMPLE)
    change(workbook)
    path = folder / "改过.xlsx"
    workbook.save(path)
    return path


def test_the_sample_is_made_by_the_program_byte_for_byte() -> None:
    assert workbook_of(sample_directory()) == SAMPLE.read_bytes()


def test_a_name_that_begins_with_an_equals_sign_is_no_formula() -> None:
    named = Directory(enterprises=(Enterprise("=1+1", Tier.HEAD),))
    taking_part = Participation(2015, (StageGoal(2015, 2015, Tier.HEAD),), named.enterprises)
    for content in (workbook_of(named), participants_workbook(taking_part)):
        cells = [
            (cell.value, cell.data_type)
            for sheet in openpyxl.load_workbook(io.BytesIO(content))
            for row in sheet.iter_rows()
            for cell in row
            if cell.value == "=1+1"
        ]
        assert cells == [("=1+1", "s")]


def test_the_sample_comes_in_as_the_first_edition(editions: Editions) -> None:
    report = bring_in(editions, SAMPLE)
    assert report.findings == ()
    assert report.edition is not None
    assert (report.edition.number, report.edition.operator) == (1, "王芳")
    assert report.edition.source.sha256 == hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    kept = directory_at(editions)
    assert kept.edition == 1
    assert workbook_of(kept) == SAMPLE.read_bytes()


def test_a_dry_run_and_the_same_lists_again_write_nothing(editions: Editions) -> None:
    assert {one.verb for one in bring_in(editions, SAMPLE, dry_run=True).changes} == {Verb.ADDED}
    assert editions.latest() == 0
    bring_in(editions, SAMPLE)
    again = bring_in(editions, SAMPLE)
    assert (again.changes, again.edition, editions.latest()) == ((), None, 1)


def test_new_changed_and_removed_rows_make_the_next_edition(editions: Editions, tmp_path: Path) -> None:
    bring_in(editions, SAMPLE)

    def change(workbook: Workbook) -> None:
        firms = workbook["企业"]
        firms["A3"] = "示例乙建设集团股份有限公司"
        firms["D5"] = "示例乙建设集团股份有限公司"
        firms.delete_rows(7)
        firms.append(["示例辛公司", None, "本级"])

    report = bring_in(editions, edited(tmp_path, change))
    assert [(one.verb, (one.after or one.before or {})["名称"]) for one in report.changes] == [
        (Verb.CHANGED, "示例乙建设集团股份有限公司"),
        (Verb.CHANGED, "示例垚矿业有限公司"),
        (Verb.ADDED, "示例辛公司"),
        (Verb.REMOVED, "示例堃物业服务有限公司"),
    ]
    assert [one.name for one in directory_at(editions).enterprises][-1] == "示例辛公司"
    assert directory_at(editions, 1).enterprises == sample_directory().enterprises


def test_a_sheet_that_is_missing_or_empty_leaves_its_list_alone(editions: Editions, tmp_path: Path) -> None:
    bring_in(editions, SAMPLE)

    def change(workbook: Workbook) -> None:
        del workbook["企业"]
        workbook["机关"].delete_rows(2, 20)
        workbook["统称"].delete_rows(8)

    report = bring_in(editions, edited(tmp_path, change))
    assert [str(finding) for finding in report.findings] == [
        "提示｜改过.xlsx 机关｜这张表没有内容，这个名录没有动（名录工作簿）"
    ]
    kept = directory_at(editions)
    assert kept.organs == sample_directory().organs
    assert kept.enterprises == sample_directory().enterprises
    assert len(kept.collectives) == 8


def test_everything_wrong_is_told_at_once_and_nothing_comes_in(editions: Editions) -> None:
    with pytest.raises(FactsError, match="有12处不能导入") as caught:
        bring_in(editions, DAMAGED)
    assert [f"{one.place}｜{one.sentence}" for one in caught.value.findings] == [
        "名录.xlsx 企业 G1格｜「成立年份」不是这个名录的栏名，请删去",
        "名录.xlsx 企业 B2格｜「统一社会信用代码」：「91350100M000100Y34」的校验码不对："
        "末位写的是 4，照前17位算应是 0，请核对有没有抄错",
        "名录.xlsx 企业 C3格｜「级次」：「四级」不是级次；可写：本级、二级、三级",
        "名录.xlsx 企业 A4格｜「名称」没有填。全称",
        "名录.xlsx 企业 D5格｜「示例丁公司」不在名录“企业”里，"
        "是不是「示例丙公司」、「示例己公司」、「示例戊公司」",
        "名录.xlsx 企业 E5格｜「绍兴县」2013年10月18日起撤销，改设「柯桥区」；请改写「柯桥区」",
        "名录.xlsx 企业 F5格｜「联系电话」：「八九」不是电话号码，应为7—8位数字，可带区号，或11位手机号",
        "名录.xlsx 企业 F6格｜「联系电话」：公式没有算出结果，"
        "请在 Excel 或 WPS 里打开并保存一次，或改写成内容",
        "名录.xlsx 企业 H6格｜「多出来的」上面没有栏名",
        "名录.xlsx 企业 E7格｜「所在区县」：这一格是错误值 #REF!，请改正",
        "名录.xlsx 行政区划 D4格｜「撤销日期」：日历上没有2013年2月30日",
        "名录.xlsx 阶段目标 第1行｜缺少「级次」这一栏",
        "名录.xlsx 通讯录｜没有名叫「通讯录」的名录，这张表没有读；"
        "可用：机关、联系人、行政区划、统称、企业、阶段目标",
        "名录.xlsx 统称｜这张表没有内容，这个名录没有动",
    ]
    assert editions.latest() == 0
    assert directory_at(editions).empty


def test_a_removed_row_that_others_need_is_refused(editions: Editions, tmp_path: Path) -> None:
    bring_in(editions, SAMPLE)

    def only_divisions_without_keqiao(workbook: Workbook) -> None:
        for name in ("机关", "联系人", "统称", "企业", "阶段目标"):
            del workbook[name]
        rows = workbook["行政区划"]
        places = [row for row in range(2, rows.max_row + 1) if rows.cell(row, 1).value == "柯桥区"]
        rows.delete_rows(places[0])

    with pytest.raises(FactsError) as caught:
        bring_in(editions, edited(tmp_path, only_divisions_without_keqiao))
    said = [f"{one.place}｜{one.sentence}" for one in caught.value.findings]
    assert said[0].startswith("改过.xlsx 行政区划 H6格｜「柯桥区」不在名录“行政区划”里")
    assert said[1].startswith("企业「示例镕新材料有限公司」·所在区县｜名录的行政区划里没有「柯桥区」")


@pytest.mark.parametrize(
    ("name", "content", "error", "said"),
    [
        ("没有.xlsx", None, NotFoundError, "没有"),
        ("旧.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), FactsError, "旧.xls"),
        ("文字.xlsx", "名称".encode(), FactsError, "文字.xlsx"),
        ("断.xlsx", SAMPLE.read_bytes()[:2000], FactsError, "断.xlsx"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_in_words(
    editions: Editions, tmp_path: Path, name: str, content: bytes | None, error: type[Exception], said: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(error, match=said):
        bring_in(editions, path)


def test_a_workbook_without_our_sheets_is_refused_with_their_names(
    editions: Editions, tmp_path: Path
) -> None:
    with pytest.raises(FactsError, match=r"没有一张表是名录.*机关、联系人、行政区划、统称、企业、阶段目标"):
        bring_in(editions, ROOT / "examples" / "区县2015.xlsx")


def test_a_reason_is_required(editions: Editions) -> None:
    with pytest.raises(RefusedError, match="原因是空的"):
        import_directory(editions, SAMPLE, reason=" ", today=TODAY)
    assert editions.latest() == 0


def test_an_import_stopped_halfway_leaves_nothing(editions: Editions, tmp_path: Path) -> None:
    stop = (
        "CREATE TRIGGER stop BEFORE INSERT ON directory_rowchange WHEN NEW.key LIKE '新昌县%' "
        "BEGIN SELECT RAISE(ABORT, 'stopped'); END"
    )
    with closing(sqlite3.connect(tmp_path / "gongwen.db")) as connection, connection:
        connection.execute(stop)
    with pytest.raises(IntegrityError):
        bring_in(editions, SAMPLE)
    with closing(sqlite3.connect(tmp_path / "gongwen.db")) as connection, connection:
        for table in ("directory_edition", "directory_rowchange"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
        connection.execute("DROP TRIGGER stop")
    assert bring_in(editions, SAMPLE).edition is not None


def test_the_blank_workbook_tells_what_to_write_and_what_may_be_chosen() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(workbook_of(Directory())))
    assert workbook.sheetnames == ["说明", *(name.value for name in ListName)]
    sheet = workbook["企业"]
    assert [cell.value for cell in sheet[1]][:4] == ["名称*", "统一社会信用代码", "级次*", "上级企业"]
    choices = [one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"]
    assert choices == ['"本级,二级,三级"']
    assert all(one.prompt for one in sheet.data_validations.dataValidation)
