"""What a package says: 文件目录.XML, 说明文件.TXT, 电子文件归档登记表. The same values, the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from gongwen.errors import FactsError
from gongwen.model.arrangement.arranging import Filed
from gongwen.model.book import Box, Slip, SlipRow
from gongwen.model.dates import chinese_date
from gongwen.model.metadata.writing import xml_text
from gongwen.model.transfer.values import Entry, FilingForm, Medium, Totals, record_folder

_ROOT, _FILE = "文件目录", "文件"
_FORM = "电子文件归档登记表"
_ROW, _TALL = 1.6, 4.0
_TOTALS = ("件数", "文件数", "字节数")


def entries_of(filed: Iterable[Filed]) -> tuple[Entry, ...]:
    """Return the lines of 文件目录.XML for papers in order, from 1 on."""
    return tuple(
        Entry(
            ordinal,
            str(one.code),
            one.piece.organs,
            one.piece.listed_title,
            one.piece.date.strftime("%Y%m%d") if one.piece.date else "",
            one.piece.security,
            record_folder(one.code),
            one.piece.note,
        )
        for ordinal, one in enumerate(filed, start=1)
    )


def catalogue_xml(entries: Iterable[Entry]) -> bytes:
    """Return 文件目录.XML (UTF-8)."""
    root = ElementTree.Element(_ROOT)
    for entry in entries:
        _add(root, _FILE, _told(entry))
    return _written(root)


def _told(entry: Entry) -> tuple[tuple[str, str], ...]:
    return (
        ("顺序号", str(entry.ordinal)),
        ("档号", entry.code),
        ("责任者", "；".join(entry.organs)),
        ("题名", entry.title),
        ("日期", entry.date),
        ("密级", entry.security),
        ("电子档案名称", entry.folder),
        ("备注", entry.note),
    )


def read_catalogue(data: bytes) -> tuple[Entry, ...]:
    """Return the lines of a 文件目录.XML. Raises FactsError for what is none."""
    root = _read(data, _ROOT)
    try:
        return tuple(
            Entry(
                int(_of(one, "顺序号")),
                _of(one, "档号"),
                tuple(filter(None, _of(one, "责任者").split("；"))),
                *(_of(one, name) for name in ("题名", "日期", "密级", "电子档案名称", "备注")),
            )
            for one in root.findall(_FILE)
        )
    except ValueError as error:
        raise _unreadable(_ROOT) from error


def medium_text(medium: Medium) -> bytes:
    """Return 说明文件.TXT: UTF-8 with its mark and lines that every Windows shows."""
    told = (
        ("载体编号", medium.number),
        ("载体类型", medium.kind),
        ("载体容量", medium.capacity),
        ("移交单位", medium.unit),
        ("数量", str(medium.totals)),
        ("制作日期", chinese_date(medium.made_on)),
        ("制作人", medium.maker),
        ("检查人", medium.checker),
        ("保管人", medium.keeper),
        ("读取所需软硬件环境", medium.environment),
        *(("说明", note) for note in medium.notes),
    )
    lines = [f"{label}：{' '.join(value.split())}" for label, value in told]
    return "".join(f"{line}\r\n" for line in ("电子档案移交说明文件", "", *lines)).encode("utf-8-sig")


def filing_form_xml(form: FilingForm) -> bytes:
    """Return 电子文件归档登记表 as XML (UTF-8); `read_totals` reads its totals."""
    root = ElementTree.Element(_FORM)
    counted = zip(_TOTALS, (form.totals.items, form.totals.files, form.totals.size), strict=True)
    told = (
        ("单位名称", form.unit),
        ("归档时间", form.filed_on.isoformat()),
        ("归档电子文件门类", form.category),
        *((name, str(count)) for name, count in counted),
        ("归档方式", form.method),
    )
    for name, text in told:
        _leaf(root, name, text)
    for check in form.checks:
        _add(root, "检验", (("检验项目", check.name), ("检验结果", check.result)))
    for note in form.notes:
        _leaf(root, "说明", note)
    return _written(root)


def read_totals(data: bytes) -> Totals:
    """Return the totals that a 电子文件归档登记表 (XML) tells. Raises FactsError for what is none."""
    root = _read(data, _FORM)
    try:
        return Totals(*(int(_of(root, name)) for name in _TOTALS))
    except ValueError as error:
        raise _unreadable(_FORM) from error


def filing_form_slip(form: FilingForm) -> Slip:
    """Return 电子文件归档登记表 as a form to be printed and signed (签章)."""
    checks = (SlipRow((Box("检验项目", one.name), Box("检验结果", one.result)), _ROW) for one in form.checks)
    return Slip(
        _FORM,
        (
            SlipRow((Box("单位名称", form.unit),), _ROW),
            SlipRow(
                (Box("归档时间", chinese_date(form.filed_on)), Box("归档电子文件门类", form.category)), _ROW
            ),
            SlipRow((Box("归档电子文件数量", str(form.totals)),), _ROW),
            SlipRow((Box("归档方式", form.method),), _ROW),
            *checks,
            SlipRow((Box("电子文件形成部门（签章）"), Box("档案部门（签章）")), _TALL),
        ),
        notes=form.notes,
    )


def _add(root: ElementTree.Element, name: str, told: Iterable[tuple[str, str]]) -> None:
    branch = ElementTree.SubElement(root, name)
    for label, text in told:
        _leaf(branch, label, text)


def _leaf(branch: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(branch, name).text = xml_text(text)


def _written(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(
        root, encoding="utf-8", xml_declaration=True, short_empty_elements=False
    )
    return written + b"\n"


def _read(data: bytes, name: str) -> ElementTree.Element:
    """Return the root of an XML called `name`; one with declarations of its own is not read."""
    try:
        root = None if b"<!" in data else ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise _unreadable(name) from error
    if root is None or root.tag != name:
        raise _unreadable(name)
    return root


def _of(branch: ElementTree.Element, name: str) -> str:
    return branch.findtext(name, default="")


def _unreadable(name: str) -> FactsError:
    return FactsError(f"{name}读不出来", rule=f"{name}是本程序写的 XML", advice="请用没有改动过的移交包")
