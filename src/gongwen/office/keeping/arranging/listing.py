"""归档文件目录 of a year, from the units that are filed; what was destroyed stays on its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.errors import NotFoundError
from gongwen.model import arrangement
from gongwen.model.arrangement import Arrangement, Filed, Term
from gongwen.model.arrangement.catalogue import Catalogue, catalogues, cover_slip
from gongwen.office.desk.copies import Copy, put_copies, safe_name
from gongwen.office.desk.holdings import Holdings
from gongwen.office.keeping.arranging.table import FilingTable
from gongwen.office.registers.dispatch import head_of
from gongwen.records.chain import hash_of
from gongwen.records.keeping import log
from gongwen.records.keeping.arranging.values import UnitRecord
from gongwen.records.transactions import database_errors

if TYPE_CHECKING:
    from gongwen.office.wiring import Workshop


@database_errors()
def catalogues_of(
    holdings: Holdings, unit_name: str, table: FilingTable, year: int, term: Term | None = None
) -> tuple[Catalogue, ...]:
    """Return the catalogue of each class of a 年度, of one term only where given.

    Each tells the count and the head of the chains. NotFoundError when
    nothing of the year is filed.
    """
    units = filed_units(holdings, year, term)
    found = sorted(map(as_filed, units), key=lambda one: _place(table, one))
    whole = Arrangement(tuple(found), (), (), ())
    return catalogues(whole, table.scheme, unit_name, chain_notes(holdings, year))


def filed_units(holdings: Holdings, year: int, term: Term | None = None) -> tuple[UnitRecord, ...]:
    """Return the units of a 年度; NotFoundError when there are none."""
    units = holdings.keeping.units(year)
    chosen = tuple(unit for unit in units if term in (None, unit.term))
    if not chosen:
        raise NotFoundError(
            f"{year}年度没有归档的件{f'（{term.value}）' if term else ''}",
            advice=f"请先 gongwen archive arrange --year {year}",
        )
    return chosen


def as_filed(unit: UnitRecord) -> Filed:
    """Return a unit as a line of a catalogue."""
    gone = f"已销毁（{unit.destroyed_by}）" if unit.destroyed_by else ""
    piece = arrangement.Piece(
        unit.item_id,
        unit.title,
        unit.number,
        unit.organs,
        unit.kind,
        unit.date,
        unit.code.year,
        unit.pages,
        security=unit.security,
        note="；".join(filter(None, (unit.note, gone))),
    )
    return Filed(piece, unit.code, unit.reason, new=False)


def chain_notes(holdings: Holdings, year: int) -> tuple[str, ...]:
    """Return how many entries the chains have and their heads: a cut tail would show."""
    return (f"{year}年登记：{head_of(holdings, year)}", acts_head(holdings))


def acts_head(holdings: Holdings) -> str:
    """Return how many entries the chain of the archive's acts has, and the head of its last year."""
    fonds = holdings.ledger.fonds
    years = log.years(fonds)
    if not years:
        return "归档记录还没有条目"
    lines = log.lines(fonds, years[-1])
    count = sum(len(log.lines(fonds, year)) for year in years)
    return f"归档记录 {count} 条，{years[-1]}年末条 {hash_of(lines[-1])}"


def catalogue_files(workshop: Workshop, found: Catalogue) -> Iterator[tuple[str, str, bytes]]:
    """Yield the files of a catalogue: name, suffix, bytes."""
    from gongwen.render.books.xlsx import workbook

    name = safe_name(f"{found.book.right} {found.book.title}".strip())
    yield name, "xlsx", workbook(found.book)
    yield name, "pdf", workshop.books.set(found.book)
    yield f"{name} 封面", "pdf", workshop.slips.set(cover_slip(found.cover))


def write_catalogues(
    workshop: Workshop,
    found: tuple[Catalogue, ...],
    folder: Path,
    on_one: Callable[[str], object] = lambda key: None,
) -> tuple[Copy, ...]:
    """Write catalogues into `folder` as XLSX and PDF with a cover each, over no file that differs."""
    copies: list[Copy] = []
    for one in found:
        named: dict[str, list[tuple[str, bytes]]] = {}
        for name, suffix, content in catalogue_files(workshop, one):
            named.setdefault(name, []).append((suffix, content))
        for name, files in named.items():
            copies += put_copies(folder, name, files)
        on_one(str(one.key))
    return tuple(copies)


def _place(table: FilingTable, one: Filed) -> tuple[tuple[int, str, str], int]:
    return table.scheme.position(one.code.class_key), one.code.item_number
