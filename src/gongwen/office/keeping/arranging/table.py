"""The office's own 保管期限表, with its 分类方案: read from TOML, entered in the chain as it is written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongwen.drafting.tomltext import TomlError, read_toml
from gongwen.errors import FactsError, NotFoundError, disk_errors
from gongwen.model.arrangement import Order, RetentionTable, Scheme, retention_table
from gongwen.model.finding import Finding
from gongwen.records.keeping.keeping import Keeping

_RULE = "保管期限表"
_FONDS, _ORDER, _DIVISIONS = "全宗号", "分类", "机构"
_NAME, _CODE = "名称", "代码"
_SAMPLE = "examples/保管期限表.toml"


@dataclass(frozen=True, slots=True)
class FilingTable:
    """保管期限表 and 分类方案 as they were written: the text, its SHA-256, what it declares."""

    text: str
    table: RetentionTable
    scheme: Scheme

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def table_in_use(keeping: Keeping) -> FilingTable:
    """Return the table that the office entered last; NotFoundError before the first."""
    found = keeping.table()
    if found is None:
        raise NotFoundError(
            "还没有保管期限表",
            rule="保管期限照机关自己的、经同级档案主管部门批准的表定（令第8号 第12条）",
            advice=f"请照 {_SAMPLE} 写好本机关的表，整理时用 --table 交给程序",
        )
    return filing_table(found.text, found.name)


def read_table(path: Path) -> FilingTable:
    """Return the table in a TOML file; NotFoundError, FactsError with every mistake."""
    if not path.is_file():
        raise NotFoundError(f"没有文件 {path}", advice=f"样子见 {_SAMPLE}")
    with disk_errors("读保管期限表"):
        content = path.read_bytes()
    try:
        return filing_table(content.decode("utf-8-sig"), path.name)
    except UnicodeDecodeError:
        raise FactsError(f"{path} 不是 UTF-8 文字", advice="请另存为 UTF-8") from None


def filing_table(text: str, label: str) -> FilingTable:
    """Return what a table's text declares; FactsError with a finding for every mistake."""
    try:
        values, places = read_toml(text)
    except TomlError as error:
        findings = [Finding(f"{label} {place}", _RULE, sentence) for place, sentence in error.wrong]
        raise _wrong(label, findings) from None
    rest = {name: value for name, value in values.items() if name not in (_FONDS, _ORDER, _DIVISIONS)}
    findings, scheme, table = [], Scheme(), None
    try:
        scheme = _scheme(values)
    except ValueError as error:
        findings.append(Finding(f"{label} {places.get(_FONDS, '')}".strip(), "分类方案", str(error)))
    try:
        table = retention_table(rest, places, label)
    except FactsError as error:
        findings += error.findings
    if findings or table is None:
        raise _wrong(label, findings)
    return FilingTable(text, table, scheme)


def _scheme(values: Mapping[str, object]) -> Scheme:
    fonds, order, divisions = (values.get(name) for name in (_FONDS, _ORDER, _DIVISIONS))
    if not isinstance(fonds or "", str) or not isinstance(order or "", str):
        raise ValueError('「全宗号」「分类」要写成加引号的文字，如 全宗号 = "Z109"')
    listed = divisions if isinstance(divisions, list) else [] if divisions is None else [None]
    pairs = []
    for one in listed:
        if not isinstance(one, Mapping) or {_CODE, _NAME} != one.keys():
            raise ValueError("每个机构（问题）写作一节 [[机构]]，里面写「代码」和「名称」")
        pairs.append((str(one[_CODE]), str(one[_NAME])))
    chosen = Order.named(str(order)) if order else Order.TERM_FIRST
    return Scheme(str(fonds or ""), chosen, tuple(pairs))


def _wrong(label: str, findings: list[Finding]) -> FactsError:
    return FactsError(
        f"{label} 有 {len(findings)} 处写法不对",
        rule="保管期限表每一行写明名称、期限、依据和条件",
        advice="请照下面所列改正后再试",
        findings=findings,
    )
