"""Saved searches at the door: kept, recalled, listed, forgotten."""

from __future__ import annotations

from gongwen.cli.machine import say_json
from gongwen.cli.options import settings
from gongwen.cli.output import say, say_table
from gongwen.office.searching import saving
from gongwen.office.wiring import Office
from gongwen.search.values import Order, Request


def save_named(name: str, request: Request) -> None:
    """Keep a request under a name; RefusedError when the name is taken."""
    saving.save(Office(settings()), name, request)


def recalled(name: str) -> Request:
    """Return the request saved under a name; NotFoundError when there is none."""
    return saving.recall(Office(settings(), writing=False), name)


def list_saved(forget: str | None, as_json: bool) -> None:
    """Forget the search called `forget`, if any; show what is saved."""
    office = Office(settings(), writing=forget is not None)
    if forget is not None:
        saving.forget(office, forget)
    kept = saving.listed(office)
    if as_json:
        say_json([{"name": name} | _described(request) for name, request in kept])
        return
    if kept:
        rows = [(name, request.text, _manner(request), request.order.value) for name, request in kept]
        say_table(("名称", "检索词", "查法", "次序"), rows)
    say(f"存有检索 {len(kept)} 个")


def _manner(request: Request) -> str:
    said = (("按原样", request.literal), ("繁简", request.scripts), ("容错", request.ocr))
    return "、".join(word for word, chosen in said if chosen)


def _described(request: Request) -> dict[str, object]:
    order: Order = request.order
    return {
        "query": request.text,
        "literal": request.literal,
        "fold": request.scripts,
        "ocr": request.ocr,
        "sort": order.value,
    }
