"""归档小包: what closes an item, as files: the stamped access copy, the stamp for the paper, the metadata."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongwen.errors import FactsError, IntegrityError, RefusedError
from gongwen.model.arrangement import Filed, Scheme
from gongwen.model.arrangement.stamp import FilingStamp, stamp_of
from gongwen.office.desk.holdings import Holdings
from gongwen.office.keeping.arranging.describing import access_pdf
from gongwen.office.keeping.bags import KeptFile
from gongwen.office.keeping.pieces import Piece

if TYPE_CHECKING:
    from gongwen.render.filing.stamper import FilingStamper, Stamped

PURPOSE = "归档"
ACCESS_NAME, OVERLAY_NAME = "access.pdf", "stamp.pdf"


@dataclass(frozen=True, slots=True)
class ClosingBag:
    """The files of a closing bag and what its metadata.json says besides."""

    files: tuple[KeptFile, ...]
    said: Mapping[str, object]


def closing_bag(
    holdings: Holdings, stamper: FilingStamper, one: Piece, filed: Filed, scheme: Scheme, table: str
) -> ClosingBag:
    """Return what closes an item: with an access copy where there is a PDF that can be stamped.

    `table` is the digest of the 保管期限表 that was used.
    """
    code, stamp = filed.code, stamp_of(filed, scheme)
    pdf = access_pdf(holdings, one)
    stamped = (_stamped(stamper, pdf, stamp) if pdf else None) or stamper.slip(stamp)
    has_copy = stamped.pdf != stamped.overlay
    files = [KeptFile(OVERLAY_NAME, f"{code} 归档章套印页.pdf", stamped.overlay)]
    if has_copy:
        files.insert(0, KeptFile(ACCESS_NAME, f"{code} 利用副本.pdf", stamped.pdf))
    said = {
        "reference_code": str(code),
        "year": code.year,
        "retention_period": code.term.value,
        "division": code.division,
        "item_number": code.number,
        "pages": filed.piece.pages,
        "reason": filed.reason,
        "table": table,
        "stamp": stamped.place.name,
    }
    return ClosingBag(tuple(files), said)


def _stamped(stamper: FilingStamper, pdf: bytes, stamp: FilingStamp) -> Stamped | None:
    """Return a stamped copy of `pdf`, None where it cannot be stamped: locked, signed, damaged."""
    with suppress(FactsError, RefusedError, IntegrityError):
        return stamper.stamp(pdf, stamp)
    return None
