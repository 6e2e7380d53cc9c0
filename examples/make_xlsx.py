"""Make the example workbooks, always with the same bytes.

    python examples/make_xlsx.py [FOLDER]

绍兴市2015.xlsx holds the facts of 绍兴市2015.toml in two columns; 区县2015.xlsx
holds one row for each of Shaoxing's six districts, cities and counties. Names
of persons and telephone numbers in the latter are invented.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gongwen.drafting.tomltext import read_toml

HERE = Path(__file__).parent
LONG_AGO = (1980, 1, 1, 0, 0, 0)
CREATED = dt.datetime(2015, 6, 1)

CONTACT = ("部门", "处室", "姓名", "电话", "传真")
COLUMNS = (
    "行政区划代码",
    "地名",
    "本级",
    "上级",
    "上级各级",
    "机关代字",
    "发文机关1",
    "发文机关2",
    "制定单位",
    "国资部门",
    "抄送机关",
    "下级",
    "下级责任单位",
    "成文日期",
    "上报期限",
    *(f"联系人1.{part}" for part in CONTACT),
    *(f"联系人2.{part}" for part in CONTACT),
)

TOWNS = ("各镇（街道）", "各镇人民政府、街道办事处")
TOWNSHIPS = ("各乡镇（街道）", "各乡镇人民政府、街道办事处")


def day(text: str) -> dt.date:
    """Read 7-3 as 3 July 2015."""
    month, _, number = text.partition("-")
    return dt.date(2015, int(month), int(number))


PLACES: tuple[tuple[str | dt.date | None, ...], ...] = (
    (
        "330602", "越城区", "区", "市", "国家、省、市", "越软件办",
        "绍兴市越城区使用正版软件工作领导小组办公室", None, "区使用正版软件领导小组办公室", None,
        "市使用正版软件工作领导小组、区人民政府办公室", *TOWNS, day("7-1"), day("7-20"),
        "区文广局", "文化市场科", "示例甲", "80000001", "80000002", None, None, None, None, None,
    ),
    (
        "330603", "柯桥区", "区", "市", "国家、省、市", "柯软件办",
        "绍兴市柯桥区使用正版软件工作领导小组办公室", "绍兴市柯桥区国有资产监督管理委员会", None, None,
        "市使用正版软件工作领导小组、区人民政府办公室", *TOWNS, day("7-2"), day("7-22"),
        "区文广局", "新闻出版科", "示例乙", "80000003", "80000004",
        "区国资委", "办公室", "示例丙", "80000005", "80000006",
    ),
    (
        "330604", "上虞区", "区", "市", "国家、省、市", "虞软件办",
        "绍兴市上虞区使用正版软件工作领导小组办公室", "绍兴市上虞区国有资产监督管理委员会", None, None,
        "市使用正版软件工作领导小组、区人民政府办公室", *TOWNSHIPS, day("7-3"), day("7-24"),
        "区文广局", "新闻出版科", "示例丁", "80000007", "80000008",
        "区国资委", "办公室", "示例戊", "80000009", "80000010",
    ),
    (
        "330681", "诸暨市", "市", "绍兴市", "国家、省、绍兴市", "诸软件办",
        "诸暨市使用正版软件工作领导小组办公室", "诸暨市国有资产监督管理委员会", None, None,
        "绍兴市使用正版软件工作领导小组、市人民政府办公室", *TOWNSHIPS, day("7-6"), day("7-27"),
        "市文广局", "新闻出版科", "示例己", "80000011", "80000012",
        "市国资委", "办公室", "示例庚", "80000013", "80000014",
    ),
    (
        "330683", "嵊州市", "市", "绍兴市", "国家、省、绍兴市", "嵊软件办",
        "嵊州市使用正版软件工作领导小组办公室", "嵊州市财政局", None, "市财政局",
        "绍兴市使用正版软件工作领导小组、市人民政府办公室", *TOWNSHIPS, day("7-7"), day("7-28"),
        "市文广局", "新闻出版科", "示例辛", "80000015", "80000016",
        "市财政局", "国资科", "示例壬", "80000017", "80000018",
    ),
    (
        "330624", "新昌县", "县", "市", "国家、省、市", "新软件办",
        "新昌县使用正版软件工作领导小组办公室", None, "县使用正版软件领导小组办公室", "县财政局",
        "市使用正版软件工作领导小组、县人民政府办公室", *TOWNSHIPS, day("7-8"), day("7-29"),
        "县文广局", "文化市场科", "示例癸", "80000019", "80000020", None, None, None, None, None,
    ),
)  # fmt: skip


def flat(values: Mapping[str, object]) -> Iterator[tuple[str, str | dt.date]]:
    """Yield 联系人1.电话, 发文机关1 and the like for the values of a TOML file."""
    for name, value in values.items():
        if isinstance(value, str | dt.date):
            yield name, value
        for number, item in enumerate(value if isinstance(value, list) else (), start=1):
            if isinstance(item, Mapping):
                yield from ((f"{name}{number}.{part}", inner) for part, inner in item.items())
            else:
                yield f"{name}{number}", item


def facts_sheet(sheet: Worksheet) -> None:
    """Write the facts of 绍兴市2015.toml in two columns."""
    values, _ = read_toml((HERE / "绍兴市2015.toml").read_text(encoding="utf-8"))
    sheet.append(("字段", "内容"))
    for name, value in flat(values):
        sheet.append((name, value))
    sheet.column_dimensions["A"].width = 22
    sheet.column_dimensions["B"].width = 70


def counties_sheet(sheet: Worksheet) -> None:
    """Write one row for each place."""
    sheet.append(COLUMNS)
    for place in PLACES:
        sheet.append(place)
    for index, head in enumerate(COLUMNS):
        longest = max(len(str(place[index] or "")) for place in PLACES)
        width = max(len(head), longest) * 2 + 2
        sheet.column_dimensions[get_column_letter(index + 1)].width = width


def short_sheet(sheet: Worksheet, *more: tuple[str | None, ...]) -> None:
    """Write the names of the six places and what follows them."""
    sheet.append(("地名*", "本级", "说明", "经办（内部用）"))
    for place in PLACES:
        note = "请一并报送所属开发区的情况。" if place[1] == "柯桥区" else None
        sheet.append((place[1], place[2], note, "示例乙"))
    for row in more:
        sheet.append(row)
    for letter, width in zip("ABCD", (12, 8, 40, 16), strict=True):
        sheet.column_dimensions[letter].width = width


def wrong_sheet(sheet: Worksheet) -> None:
    """Write the six places, 绍兴县 (abolished in 2013) and 越城区 a second time."""
    short_sheet(sheet, ("绍兴县", "县", None, "示例乙"), ("越城区", "区", None, "示例乙"))


def finish(workbook: Workbook, sheet: Worksheet, title: str) -> bytes:
    """Style the sheet and return the file: no clock, no compression, members in a fixed order."""
    sheet.title = title
    sheet.freeze_panes = "B2"
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.font = Font(bold=cell.row == 1)
            if isinstance(cell.value, dt.date):
                cell.number_format = 'yyyy"年"m"月"d"日"'
    workbook.properties.creator = "gongwen"
    workbook.properties.created = CREATED
    made, fixed = io.BytesIO(), io.BytesIO()
    workbook.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2015-06-01T00:00:00Z", content)
            target.writestr(zipfile.ZipInfo(name, LONG_AGO), content)
    return fixed.getvalue()


def make(folder: Path) -> None:
    """Write the workbooks into `folder`."""
    (folder / "批量").mkdir(exist_ok=True)
    for name, fill in (
        ("绍兴市2015", facts_sheet),
        ("区县2015", counties_sheet),
        ("批量/区县", short_sheet),
        ("批量/区县有错", wrong_sheet),
    ):
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        fill(sheet)
        (folder / f"{name}.xlsx").write_bytes(finish(workbook, sheet, "事实"))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
