"""The organs (全宗) whose papers are kept here."""

from __future__ import annotations

from gongwen.records.models import Fonds
from gongwen.records.transactions import writing


def enrol_fonds(code: str, name: str, *, sample: bool = False) -> None:
    """Enter an organ whose papers are kept here; entering it again changes nothing but its name."""
    with writing():
        Fonds.objects.update_or_create(code=code, defaults={"name": name, "sample": sample})


def enrolled_fonds() -> tuple[str, ...]:
    """Return the codes of all organs that were entered, in the order of entry."""
    return tuple(Fonds.objects.order_by("id").values_list("code", flat=True))
