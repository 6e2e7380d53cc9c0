"""收存: what came from outside is entered, once for its bytes, with a receipt for every time it came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from gongwen.errors import NotFoundError, RefusedError
from gongwen.records.keeping.basis import Basis, Projection
from gongwen.records.keeping.models import Receipt, Received
from gongwen.records.keeping.origins.deriving import project_origins
from gongwen.records.keeping.values import (
    Description,
    NewReceived,
    ReceiptRecord,
    ReceivedRecord,
    Told,
)
from gongwen.records.models import Fonds
from gongwen.records.transactions import database_errors, writing

RECEIVED, RECEIVED_AGAIN, DESCRIBED = "received", "received_again", "described"


class Receiving(Basis):
    """The items that came from outside."""

    def receive(self, new: NewReceived) -> ReceivedRecord:
        """Enter an item that came in today and lies in its place already, with its first receipt.

        Raises RefusedError when these bytes were entered before.
        """
        with writing():
            if self.by_source(new.source) is not None:
                raise RefusedError(
                    f"{new.name} 的内容已经收存过", rule="同样的内容只存一件", advice="请再记一张收据"
                )
            details = {
                "digest": new.digest,
                "source": new.source,
                "name": new.name,
                "form": new.form,
                "sender": new.sender,
                "on": self.today.isoformat(),
                "fingerprint": new.fingerprint,
                **described(new.description),
                **_origins(new.origins),
            }
            self._act(RECEIVED, new.item_id, details, project_received)
            return self.received(new.item_id)

    def receive_again(
        self, item_id: str, name: str, sender: str, origins: Iterable[tuple[str, str]] = ()
    ) -> ReceivedRecord:
        """Enter that the bytes of an item came in once more, today; `origins` as in NewReceived."""
        with writing():
            self.received(item_id)
            details = {"name": name, "sender": sender, "on": self.today.isoformat(), **_origins(origins)}
            self._act(RECEIVED_AGAIN, item_id, details, project_received_again)
            return self.received(item_id)

    def receive_ours(self, item_id: str, name: str, sender: str) -> None:
        """Enter that the bytes of a paper issued here, the item `item_id`, came in today."""
        details = {"name": name, "sender": sender, "on": self.today.isoformat()}
        self._act(RECEIVED_AGAIN, item_id, details, project_received_again)

    def describe(self, item_id: str, description: Description, reason: str) -> ReceivedRecord:
        """Correct the description of what came in; NotFoundError when there is no such item."""
        with writing():
            self.received(item_id)
            self._act(DESCRIBED, item_id, {"reason": reason, **described(description)}, project_described)
            return self.received(item_id)

    @database_errors()
    def received(self, item_id: str) -> ReceivedRecord:
        """Return what came in under this item id; NotFoundError when there is none."""
        row = Received.objects.filter(fonds__code=self.fonds, item_id=item_id).first()
        if row is None:
            raise NotFoundError(f"没有收存过件 {item_id}", advice="可用 gongwen archive list 查看有哪些件")
        return _record(row, _names([item_id]).get(item_id, ()))

    @database_errors()
    def by_source(self, source: str) -> ReceivedRecord | None:
        """Return the item whose original has this SHA-256, None when there is none."""
        row = Received.objects.filter(fonds__code=self.fonds, source=source).first()
        return _record(row, _names([row.item_id]).get(row.item_id, ())) if row else None

    @database_errors()
    def all_received(self) -> tuple[ReceivedRecord, ...]:
        """Return everything that came in, by item id."""
        rows = Received.objects.filter(fonds__code=self.fonds).order_by("item_id")
        names = _names(rows.values("item_id"))
        return tuple(_record(row, names.get(row.item_id, ())) for row in rows)

    @database_errors()
    def receipts(self, item_id: str) -> tuple[ReceiptRecord, ...]:
        """Return every time that an item came in, in order."""
        rows = Receipt.objects.filter(item_id=item_id).order_by("id")
        return tuple(ReceiptRecord(row.received_on, row.name, row.sender, row.operator) for row in rows)


def described(description: Description) -> dict[str, object]:
    """Return a description as an entry tells it."""
    return {
        "title": description.title,
        "year": description.year,
        "number": description.number,
        "kind": description.kind,
        "organs": list(description.organs),
        "date": description.date.isoformat() if description.date else "",
        "pages": description.pages,
        "unsure": list(description.unsure),
        "trouble": description.trouble,
    }


def _origins(origins: Iterable[tuple[str, str]]) -> dict[str, object]:
    """Return origins as an entry tells them; nothing where there are none."""
    told = [list(one) for one in origins]
    return {"origins": told} if told else {}


def project_received(fonds: Fonds, told: Told) -> None:
    """Enter the item and its first receipt."""
    said = told.details
    Received.objects.create(
        fonds=fonds,
        item_id=told.subject,
        digest=said["digest"],
        source=said["source"],
        name=said["name"],
        form=said["form"],
        sender=said["sender"],
        received_on=dt.date.fromisoformat(said["on"]),
        fingerprint=said["fingerprint"],
        **_columns(said),
    )
    project_received_again(fonds, told)


def project_received_again(fonds: Fonds, told: Told) -> None:
    """Add a receipt, and where the bytes came from."""
    project_origins(told)
    said = told.details
    Receipt.objects.create(
        item_id=told.subject,
        received_on=dt.date.fromisoformat(said["on"]),
        name=said["name"],
        sender=said["sender"],
        operator=told.operator,
    )


def project_described(fonds: Fonds, told: Told) -> None:
    """Change the description."""
    Received.objects.filter(fonds=fonds, item_id=told.subject).update(**_columns(told.details))


PROJECTIONS: Mapping[str, Projection] = {
    RECEIVED: project_received,
    RECEIVED_AGAIN: project_received_again,
    DESCRIBED: project_described,
}


def _columns(said: Mapping[str, Any]) -> dict[str, Any]:
    columns = {name: said[name] for name in ("title", "year", "number", "kind", "organs", "pages", "unsure")}
    date = dt.date.fromisoformat(said["date"]) if said["date"] else None
    return {**columns, "date": date, "trouble": said["trouble"]}


def _names(item_ids: Iterable[Any]) -> dict[str, tuple[str, ...]]:
    """Return the names under which items came in, each once, in order."""
    found: dict[str, dict[str, None]] = {}
    rows = Receipt.objects.filter(item_id__in=item_ids).order_by("id")
    for item_id, name in rows.values_list("item_id", "name"):
        found.setdefault(item_id, {})[name] = None
    return {item_id: tuple(names) for item_id, names in found.items()}


def _record(row: Received, names: tuple[str, ...]) -> ReceivedRecord:
    description = Description(
        row.title,
        row.year,
        row.number,
        row.kind,
        tuple(row.organs),
        row.date,
        row.pages,
        tuple(row.unsure),
        row.trouble,
    )
    return ReceivedRecord(
        row.item_id,
        row.digest,
        row.source,
        row.name,
        row.form,
        row.sender,
        row.received_on,
        description,
        row.fingerprint,
        names,
    )
