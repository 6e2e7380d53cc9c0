"""The catalogue (目录): which fonds keeps an item."""

from __future__ import annotations

from collections.abc import Iterable

from gongwen.records.models import Item


def kept_by(item_ids: Iterable[str]) -> dict[str, str]:
    """Return the fonds' code for every one of `item_ids` that is an item here."""
    rows = Item.objects.filter(item_id__in=list(item_ids))
    return dict(rows.values_list("item_id", "number__series__fonds__code"))
