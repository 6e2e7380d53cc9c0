"""The catalogue (目录): which fonds keeps an item."""

from __future__ import annotations

from collections.abc import Iterable

from gongwen.records.keeping.models import Received
from gongwen.records.models import Item


def kept_by(item_ids: Iterable[str]) -> dict[str, str]:
    """Return the fonds' code for every one of `item_ids` that is an item here, issued or come in."""
    wanted = list(item_ids)
    issued = Item.objects.filter(item_id__in=wanted)
    received = Received.objects.filter(item_id__in=wanted)
    return {
        **dict(issued.values_list("item_id", "number__series__fonds__code")),
        **dict(received.values_list("item_id", "fonds__code")),
    }
