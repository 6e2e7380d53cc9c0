"""What archive show tells beside the description: where an item comes from, what lies beside it, links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongwen.model import chinese_date
from gongwen.office.keeping.citing import cited_by, citing
from gongwen.office.keeping.pieces import Piece
from gongwen.office.wiring import Organ
from gongwen.records.keeping.keeping import Keeping
from gongwen.records.keeping.values import ReceivedRecord

_OUT_OF, _LATER = "来自", "接"


def came(organ: Organ, received: ReceivedRecord) -> Iterator[tuple[str, str]]:
    """Yield rows on an item that came from outside: its form, origins, what is wrong or unsure."""
    keeping = organ.holdings.keeping
    yield "格式", received.form
    for origin in keeping.origins(received.item_id):
        yield origin.relation, _named(keeping, origin.other)
    for origin in keeping.origin_of(received.item_id):
        yield {_OUT_OF: "里面有", _LATER: "后来有"}[origin.relation], _named(keeping, origin.item_id)
    if received.description.trouble:
        yield "读不全", received.description.trouble
    for doubt in received.description.unsure:
        yield "待核", doubt


def beside(organ: Organ, item: Piece, metadata: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield rows on what lies beside any item: receipts, note, further bags, place, links."""
    keeping = organ.holdings.keeping
    for receipt in keeping.receipts(item.item_id):
        sender = f"　{receipt.sender}送" if receipt.sender else ""
        yield "收到", f"{chinese_date(receipt.received_on)}　{receipt.name}{sender}（{receipt.operator}收）"
    if note := metadata.get("note"):
        yield "附记", str(note)
    for further in keeping.further(item.item_id):
        names = [original for name, original in further.names.items() if name != "text.txt"]
        yield "追加", f"{further.purpose}：{'、'.join(names)}（{further.bag_id}）"
    if place := keeping.place_of(item.item_id):
        yield "纸质件", str(place)
    for cited in cited_by(keeping, item):
        title = f"《{cited.title.strip('《》')}》" if cited.title else ""
        yield "基于", f"{cited.relation}：{title}{cited.number}"
    for item_id, relation in citing(keeping, item):
        yield "被引用", f"{item_id}（{relation}）"


def described_beside(organ: Organ, item: Piece) -> dict[str, object]:
    """Return the same for a script."""
    keeping = organ.holdings.keeping
    place = keeping.place_of(item.item_id)
    return {
        "receipts": [
            {"on": one.received_on, "name": one.name, "sender": one.sender, "operator": one.operator}
            for one in keeping.receipts(item.item_id)
        ],
        "origins": [{"relation": one.relation, "item": one.other} for one in keeping.origins(item.item_id)],
        "origin_of": [
            {"relation": one.relation, "item": one.item_id} for one in keeping.origin_of(item.item_id)
        ],
        "further": [
            {"bag": one.bag_id, "purpose": one.purpose, "files": dict(one.names)}
            for one in keeping.further(item.item_id)
        ],
        "place": {"cabinet": place.cabinet, "box": place.box} if place else None,
        "cites": [
            {"number": one.number, "title": one.title, "relation": one.relation}
            for one in cited_by(keeping, item)
        ],
        "cited_by": [{"item": one, "relation": relation} for one, relation in citing(keeping, item)],
    }


def _named(keeping: Keeping, item_id: str) -> str:
    return f"{keeping.received(item_id).name}（{item_id}）"
