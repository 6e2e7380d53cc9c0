"""归档小包: what closes an item, as files: the stamped access copy, the stamp for the paper, the metadata."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongwen.errors import FactsError, IntegrityError, RefusedError
from gongwen.model.arrangement import Filed, Scheme
from gongwen.model.arrangement.stamp import FilingStamp, stamp_of
from gongwen.model.finding import Finding
from gongwen.model.metadata import JSON_NAME, XML_NAME, Node, Stage, lacking, to_json, to_xml
from gongwen.office.keeping.bags import KeptFile

if TYPE_CHECKING:
    from gongwen.render.filing.stamper import FilingStamper, Stamped

PURPOSE = "归档"
ACCESS_NAME, OVERLAY_NAME = "access.pdf", "stamp.pdf"

Described = Callable[[Sequence[KeptFile]], Node]
"""How an item is described, with these files in its closing bag."""


@dataclass(frozen=True, slots=True)
class ClosingBag:
    """The files of a closing bag, what its metadata.json says besides, and what its description lacks."""

    files: tuple[KeptFile, ...]
    said: Mapping[str, object]
    findings: tuple[Finding, ...]


def closing_bag(
    pdf: bytes | None,
    stamper: FilingStamper,
    filed: Filed,
    scheme: Scheme,
    described: Described,
    table: str,
) -> ClosingBag:
    """Return what closes an item: with an access copy where `pdf` is there and can be stamped.

    `table` is the digest of the 保管期限表 that was used.
    """
    code, stamp = filed.code, stamp_of(filed, scheme)
    stamped = (_stamped(stamper, pdf, stamp) if pdf else None) or stamper.slip(stamp)
    has_copy = stamped.pdf != stamped.overlay
    files = [KeptFile(OVERLAY_NAME, f"{code} 归档章套印页.pdf", stamped.overlay)]
    if has_copy:
        files.insert(0, KeptFile(ACCESS_NAME, f"{code} 利用副本.pdf", stamped.pdf))
    node = described(files)
    files += [
        KeptFile(XML_NAME, f"{code} 元数据.xml", to_xml(node)),
        KeptFile(JSON_NAME, f"{code} 元数据.json", to_json(node)),
    ]
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
    return ClosingBag(tuple(files), said, lacking(node, Stage.FILED))


def _stamped(stamper: FilingStamper, pdf: bytes, stamp: FilingStamp) -> Stamped | None:
    """Return a stamped copy of `pdf`, None where it cannot be stamped: locked, signed, damaged."""
    with suppress(FactsError, RefusedError, IntegrityError):
        return stamper.stamp(pdf, stamp)
    return None
