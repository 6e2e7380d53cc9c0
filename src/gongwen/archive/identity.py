"""Item ids (件标识): ASCII names, each decided by its document number alone."""

from __future__ import annotations

import hashlib
import re

from gongwen.model.numbering import DocumentNumber

_FORM = re.compile(r"(?P<year>\d{4})-[0-9a-f]{8}-\d{4,}")


def item_id_of(number: DocumentNumber) -> str:
    """Return the item id of `number`, for instance 2015-6c1e8f00-0003."""
    code = hashlib.sha256(number.issuer_code.encode()).hexdigest()[:8]
    return f"{number.year:04}-{code}-{number.serial:04}"


def is_item_id(name: str) -> bool:
    """Say whether `name` has the form of an item id."""
    return _FORM.fullmatch(name) is not None


def year_of(item_id: str) -> str:
    """Return the year folder of an item id; raises ValueError when it is none."""
    match = _FORM.fullmatch(item_id)
    if match is None:
        raise ValueError(f"「{item_id}」不是件标识")
    return match["year"]
