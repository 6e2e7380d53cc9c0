"""Item ids (件标识): ASCII names, each decided at entry and never changed.

An issued paper's is decided by its document number alone; that of what came
from outside by the year it came in and by its bytes. What is added to an item
later lies in further bags, named by the item and a running number.
"""

from __future__ import annotations

import hashlib
import re

from gongwen.model.numbering import DocumentNumber

_FORM = re.compile(
    r"(?P<item>(?P<year>\d{4})-(?:[0-9a-f]{8}-\d{4,}|r-[0-9a-f]{16}))(?:\.(?P<further>\d{3,}))?"
)


def item_id_of(number: DocumentNumber) -> str:
    """Return the item id of `number`, for instance 2015-6c1e8f00-0003."""
    code = hashlib.sha256(number.issuer_code.encode()).hexdigest()[:8]
    return f"{number.year:04}-{code}-{number.serial:04}"


def received_item_id(year: int, digest: str) -> str:
    """Return the item id of what came in in `year`, for instance 2026-r-6c1e8f00a1b2c3d4.

    `digest` is the SHA-256 of the original's bytes.
    """
    return f"{year:04}-r-{digest[:16]}"


def is_item_id(name: str) -> bool:
    """Say whether `name` has the form of an item id."""
    match = _FORM.fullmatch(name)
    return match is not None and match["further"] is None


def is_received(item_id: str) -> bool:
    """Say whether an item id is of what came in."""
    return is_item_id(item_id) and item_id[4:7] == "-r-"


def further_id(item_id: str, ordinal: int) -> str:
    """Return the id of an item's further bag, the first one being 1: 2015-6c1e8f00-0003.001."""
    return f"{item_id}.{ordinal:03}"


def ordinal_of(bag_id: str) -> int:
    """Return the running number of a further bag, 0 for an item itself; ValueError when it is neither."""
    return int(_parts(bag_id)["further"] or 0)


def item_of(bag_id: str) -> str:
    """Return the item that a bag belongs to, itself or a further one; ValueError when it is none."""
    return _parts(bag_id)["item"]


def is_bag_id(name: str) -> bool:
    """Say whether `name` has the form of an item id or of a further bag's id."""
    return _FORM.fullmatch(name) is not None


def year_of(bag_id: str) -> str:
    """Return the year folder of an item or of a further bag; raises ValueError when it is neither."""
    return _parts(bag_id)["year"]


def _parts(bag_id: str) -> re.Match[str]:
    match = _FORM.fullmatch(bag_id)
    if match is None:
        raise ValueError(f"「{bag_id}」不是件标识")
    return match
