"""archive export: the papers of a year as a transfer package (移交包), written whole and read back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.archive import refuse_inside_archive
from gongwen.archive.store import ItemStore
from gongwen.archive.transfers import PackagedPaper, check_package, write_package
from gongwen.archive.transfers.writing import totals_of
from gongwen.errors import IntegrityError, RefusedError
from gongwen.model.arrangement import Term
from gongwen.model.transfer import (
    CATALOGUE_FILE,
    FORM_FILE,
    MEDIUM_FILE,
    OTHER_FOLDER,
    Checked,
    FilingForm,
    Medium,
    Totals,
    catalogue_xml,
    entries_of,
    filing_form_slip,
    filing_form_xml,
    medium_text,
)
from gongwen.office.desk.deposit import require_whole
from gongwen.office.desk.holdings import Holdings
from gongwen.office.desk.settings import HOME
from gongwen.office.keeping.arranging.listing import (
    acts_head,
    as_filed,
    catalogue_files,
    catalogues_of,
    chain_notes,
    filed_units,
)
from gongwen.office.keeping.arranging.table import FilingTable
from gongwen.records.keeping.arranging.values import UnitRecord
from gongwen.records.transactions import database_errors

if TYPE_CHECKING:
    from gongwen.office.wiring import Workshop

_ENVIRONMENT = "能看 PDF、XML、文本的计算机；核对用 sha256sum"
_CHECKS = (
    Checked("真实性：固化信息、元数据、内容与元数据的关联", "合格（逐件核对摘要和元数据）"),
    Checked("完整性：数量、元数据、内容、信息包", "合格（件数、文件数、字节数相符）"),
    Checked("可用性：元数据可读、格式"),
    Checked("安全性：病毒、载体"),
)


@dataclass(frozen=True, slots=True)
class Exported:
    """A package that is there: where, how much it holds, the SHA-256 of its manifest."""

    path: Path
    totals: Totals
    digest: str


@database_errors()
def export(
    workshop: Workshop,
    holdings: Holdings,
    unit_name: str,
    table: FilingTable,
    year: int,
    target: Path,
    term: Term | None = None,
    on_paper: Callable[[str], object] = lambda code: None,
) -> Exported:
    """Write the units of a 年度 into the new folder `target`, read it back, enter that it was exported.

    What was destroyed is not in it, and is told. Raises IntegrityError when
    an item is not whole or the package does not read back, NotFoundError when
    nothing is filed, RefusedError when `target` is there or in an archive.
    """
    refuse_inside_archive(target)
    units = [unit for unit in filed_units(holdings, year, term) if not unit.destroyed_by]
    if not units:
        raise RefusedError(f"{year}年度归档的件都已销毁", rule="移交包里至少有一件")
    filed = sorted(map(as_filed, units), key=lambda one: table.scheme.position(one.code.class_key))
    by_item = {unit.item_id: unit for unit in units}
    papers = [_paper(holdings.store, holdings, by_item[one.piece.item_id]) for one in filed]
    totals = totals_of(papers)
    about = {CATALOGUE_FILE: catalogue_xml(entries_of(filed))}
    about |= _about(workshop, holdings, unit_name, table, year, term, totals)
    digest = write_package(target, papers, about, lambda part: check_package(part).findings, on_paper)
    said = {
        "year": year,
        "items": totals.items,
        "files": totals.files,
        "bytes": totals.size,
        "manifest": digest,
    }
    holdings.keeping.exported(str(year), said)
    holdings.copy_acts()
    return Exported(target, totals, digest)


def _paper(store: ItemStore, holdings: Holdings, unit: UnitRecord) -> PackagedPaper:
    """Return a unit with its bags, each found whole."""
    bags = [unit.item_id, *store.further(unit.item_id)]
    digests = {one.bag_id: one.digest for one in holdings.keeping.further(unit.item_id)}
    for bag_id in bags:
        require_whole(store, bag_id, digests.get(bag_id, ""))
    if unit.bag_id not in bags:
        raise IntegrityError(
            f"{unit.code} 的归档小包 {unit.bag_id} 不见了",
            rule="归档的件都有归档小包",
            advice="请从备份恢复，再运行 gongwen archive verify",
        )
    return PackagedPaper(unit.code, tuple(Path(store.location(bag_id)) for bag_id in bags))


def _about(
    workshop: Workshop,
    holdings: Holdings,
    unit_name: str,
    table: FilingTable,
    year: int,
    term: Term | None,
    totals: Totals,
) -> dict[str, bytes]:
    """Return the files that tell of the papers, by path in the package."""
    keeping = holdings.keeping
    notes = (acts_head(holdings), *chain_notes(holdings, year)[:1])
    number = f"{table.scheme.fonds or holdings.ledger.fonds}-{year}{f'-{term.code}' if term else ''}"
    medium = Medium(
        number, "", "", unit_name, keeping.today, keeping.operator, "", "", _ENVIRONMENT, totals, notes
    )
    form = FilingForm(unit_name, keeping.today, totals, checks=_CHECKS, notes=notes)
    about = {
        MEDIUM_FILE: medium_text(medium),
        f"{OTHER_FOLDER}/{FORM_FILE}": filing_form_xml(form),
        f"{OTHER_FOLDER}/电子文件归档登记表.PDF": workshop.slips.set(filing_form_slip(form)),
        f"{OTHER_FOLDER}/保管期限表.toml": table.text.encode(),
        f"{OTHER_FOLDER}/存档格式.md": (HOME / "archive" / "README.md").read_bytes(),
    }
    for found in catalogues_of(holdings, unit_name, table, year, term):
        for name, suffix, content in catalogue_files(workshop, found):
            about[f"{OTHER_FOLDER}/{name}.{suffix}"] = content
    return about
