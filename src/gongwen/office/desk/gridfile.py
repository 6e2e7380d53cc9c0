"""gridfile: the cells of a table file (XLSX, CSV), as a clerk sees them.

Comes in: the bytes of a file. Goes out: rows of cells, each with its place
(B5格). Of a workbook the first visible sheet with content is read; formulas
give the value Excel last computed. Also reads text of unknown encoding.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple

from gongwen.errors import FactsError
from gongwen.model import Finding

LARGEST = 20_000_000
"""The most bytes read of one file, and of a workbook once unpacked five times as many."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RULE = "事实表"
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: its column from 1, its row from 1, its raw content (None when blank)."""

    column: int
    row: int
    raw: object

    @property
    def place(self) -> str:
        """Return B5格."""
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(self.column)}{self.row}格"

    @property
    def filled(self) -> bool:
        """Return whether the cell holds anything."""
        return not _blank(self.raw)


class _Typed(NamedTuple):
    value: object
    data_type: str
    """As in the file: f a formula, e an error value."""


Grid = tuple[tuple[GridCell, ...], ...]
"""The rows that hold anything, each with all its cells up to the last filled one."""


def decode(content: bytes, name: str) -> str:
    """Return the text of `content`: UTF-8, UTF-16 with its mark, else GB18030.

    Raises FactsError when it is no text.
    """
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NOT_TEXT.search(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise FactsError(
        f"{name} 不是文字文件，或用了不认识的编码",
        rule="文字应是 UTF-8 或 GB18030 编码",
        advice="请在记事本里另存为 UTF-8 编码",
    )


def read_csv(content: bytes, name: str) -> Grid:
    """Return the cells of a comma or tab separated table."""
    text = decode(content, name)
    head = text.partition("\n")[0]
    delimiter = "\t" if "\t" in head and "," not in head else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise FactsError(
            f"{name} 第{reader.line_num}行读不下去（{error}）",
            rule="一格里有逗号、引号或换行时，整格要用英文双引号括起来",
            advice="请用 Excel 或 WPS 打开后另存为 CSV 或 XLSX",
        ) from None
    return _grid({(y, x): raw for y, row in enumerate(rows, start=1) for x, raw in enumerate(row, start=1)})


def read_xlsx(content: bytes, name: str, findings: list[Finding]) -> Grid:
    """Return the cells of the first visible sheet with content.

    A formula without a computed value, and a cell that holds an error, is a Finding.
    """
    _check_container(content, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            title, typed = _sheet(content, "", data_only=False)
            _, computed = _sheet(content, title, data_only=True)
    except Exception as error:  # openpyxl raises nearly anything when a workbook is damaged
        raise FactsError(
            f"{name} 读不下去，可能已经损坏",
            rule="只读完整的 XLSX 工作簿",
            advice="请用 Excel 或 WPS 打开后另存为 .xlsx 再试",
        ) from error
    for (row, column), cell in (typed | computed).items():
        sentence = ""
        if cell.data_type == "f":
            sentence = "公式没有算出结果，请在 Excel 或 WPS 里打开并保存一次，或改写成内容"
        elif cell.data_type == "e":
            sentence = f"这一格是错误值 {cell.value}，请改正"
        if sentence:
            findings.append(Finding(f"{name} {GridCell(column, row, None).place}", _RULE, sentence))
    return _grid({place: cell.value for place, cell in computed.items() if cell.data_type != "e"})


def _check_container(content: bytes, name: str) -> None:
    """Raise FactsError for what is no workbook, or one too large to be a table of facts."""
    if content.startswith(_OLE):
        encrypted = _ENCRYPTED in content
        raise FactsError(
            f"{name} " + ("加了密码，打不开" if encrypted else "是旧格式 .xls，或由它改名而来"),
            rule="只读没有密码的 XLSX 工作簿",
            advice="请在 Excel 或 WPS 里去掉密码，另存为 .xlsx" if encrypted else "请另存为 .xlsx",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            unpacked = sum(member.file_size for member in container.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise FactsError(
            f"{name} 不是 XLSX 工作簿，或没有保存完整",
            rule="只读 XLSX 工作簿",
            advice="请用 Excel 或 WPS 打开后另存为 .xlsx 再试",
        ) from None
    if unpacked > 5 * LARGEST:
        raise FactsError(
            f"{name} 展开后有{unpacked // 1_000_000}兆，太大了", advice="请另存为只有这一张表的文件"
        )


def _sheet(content: bytes, title: str, *, data_only: bool) -> tuple[str, dict[tuple[int, int], _Typed]]:
    """Return the title and the filled cells of the sheet called `title`, else of the first to show any."""
    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
    with closing(workbook):
        for sheet in workbook.worksheets:
            if sheet.sheet_state != "visible" or title not in ("", sheet.title):
                continue
            sheet.reset_dimensions()
            cells = {
                (row, column): _Typed(cell.value, cell.data_type)
                for row, line in enumerate(sheet.iter_rows(), start=1)
                for column, cell in enumerate(line, start=1)
                if not _blank(cell.value)
            }
            if cells or title:
                return sheet.title, cells
    return title, {}


def _blank(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


def _grid(values: Mapping[tuple[int, int], object]) -> Grid:
    widths: dict[int, int] = {}
    for (row, column), raw in values.items():
        if not _blank(raw):
            widths[row] = max(column, widths.get(row, 0))
    return tuple(
        tuple(GridCell(column, row, values.get((row, column))) for column in range(1, widths[row] + 1))
        for row in sorted(widths)
    )
