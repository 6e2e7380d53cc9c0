"""Manifest (清单): what became of every row, for people (清单.xlsx) and for programs (清单.json).

The same outcomes give the same bytes: no clock, no order of chance.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from gongwen.archive.durable import make_folder, write_durably
from gongwen.errors import disk_errors
from gongwen.model import Finding
from gongwen.office.filling.results.outcome import RowOutcome

WORKBOOK, DATA = "清单.xlsx", "清单.json"
_FORMAT = 1
_A4 = 9
_HEADS = ("序号", "标识", "状态", "标题", "文号", "面数", "问题", "在表里", "文件", "SHA-256")
_WIDTHS = (6, 18, 12, 40, 24, 6, 60, 24, 48, 68)
_PRINTED = "G"
"""The last column that is printed."""


def write_manifest(
    folder: Path, about: Mapping[str, object], outcomes: Sequence[RowOutcome], findings: Sequence[Finding]
) -> Path:
    """Write both files of the manifest into `folder`; return the workbook's path.

    `about` says what was filled; `findings` are those of the tables as a
    whole. Raises StorageError when the disk does not take them.
    """
    with disk_errors("写清单"):
        make_folder(folder)
        _write(folder / DATA, _data(about, outcomes, findings))
        _write(folder / WORKBOOK, _workbook(outcomes, findings))
    return folder / WORKBOOK


def described(outcome: RowOutcome) -> dict[str, object]:
    """Return a line of the manifest as a program reads it."""
    return {
        "row": outcome.number,
        "key": outcome.key,
        "place": outcome.label,
        "state": outcome.state.value,
        "title": outcome.title,
        "number": outcome.document_number,
        "pages": outcome.pages,
        "files": [{"name": mark.name, "sha256": mark.sha256} for mark in outcome.files],
        "findings": [_finding(finding) for finding in outcome.findings],
    }


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "place": finding.place,
        "rule": finding.rule,
        "sentence": finding.sentence,
        "level": finding.level.value,
    }


def _write(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        write_durably(path, content)


def _data(about: Mapping[str, object], outcomes: Iterable[RowOutcome], findings: Iterable[Finding]) -> bytes:
    manifest = {
        "format": _FORMAT,
        **about,
        "findings": [_finding(finding) for finding in findings],
        "rows": [described(outcome) for outcome in outcomes],
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def _workbook(outcomes: Sequence[RowOutcome], findings: Sequence[Finding]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.worksheet.properties import PageSetupProperties

    from gongwen.render.books.clockless import clockless

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("清单")
    sheet.freeze_panes = "C2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{_PRINTED}{1 + len(findings) + len(outcomes)}"
    for index, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(ord("A") + index)].width = width
    sheet.append([_cell(sheet, head, bold=True) for head in _HEADS])
    for finding in findings:
        sheet.append(
            [_cell(sheet, text) for text in ("", "", "整张表", "", "", "", str(finding), "", "", "")]
        )
    for outcome in outcomes:
        sheet.append([_cell(sheet, value) for value in _values(outcome)])
    made = io.BytesIO()
    workbook.save(made)
    return clockless(made.getvalue())


def _values(outcome: RowOutcome) -> Iterator[object]:
    yield outcome.number or ""
    yield from (outcome.key, outcome.state.value, outcome.title, outcome.document_number)
    yield outcome.pages or ""
    yield "\n".join(map(str, outcome.findings))
    yield outcome.label
    yield "\n".join(mark.name for mark in outcome.files)
    yield "\n".join(mark.sha256 for mark in outcome.files)


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    """Return a cell that holds `value` as it is: a text that begins with = stays a text."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    cell = WriteOnlyCell(sheet)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("�", value)
        cell.data_type = "s"
    else:
        cell.value = value
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.font = Font(bold=bold)
    return cell
