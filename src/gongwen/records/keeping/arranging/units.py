"""归档: an item gets its 档号 and is closed; the office's own 保管期限表; which years were arranged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from gongwen.errors import NotFoundError, RefusedError
from gongwen.model.arrangement import Order, ReferenceCode, Term
from gongwen.records.keeping.appending import project_appended
from gongwen.records.keeping.arranging.models import TableText, Unit, YearArranged
from gongwen.records.keeping.arranging.values import NewUnit, TableEdition, UnitRecord, YearRecord
from gongwen.records.keeping.basis import Basis, Projection, nothing
from gongwen.records.keeping.values import Told
from gongwen.records.models import Fonds
from gongwen.records.transactions import database_errors, writing

TABLE, ARRANGED, YEAR, EXPORTED = "table", "arranged", "year_arranged", "exported"
TABLE_SUBJECT = "保管期限表"


class Arranging(Basis):
    """The units of one fonds."""

    def set_table(self, digest: str, name: str, approval: str, text: str) -> TableEdition:
        """Enter the office's 保管期限表; the one in use already is not entered again."""
        with writing():
            present = self.table()
            if present is None or present.digest != digest:
                details = {"digest": digest, "name": name, "approval": approval, "text": text}
                self._act(TABLE, TABLE_SUBJECT, details | {"on": self.today.isoformat()}, project_table)
            found = self.table()
        assert found is not None
        return found

    @database_errors()
    def table(self) -> TableEdition | None:
        """Return the 保管期限表 in use, None before the first."""
        row = TableText.objects.filter(fonds__code=self.fonds).order_by("-id").first()
        return TableEdition(row.digest, row.name, row.approval, row.text, row.entered_on) if row else None

    def file_away(self, new: NewUnit) -> UnitRecord:
        """Give an item its 档号 and close it, with its closing bag that lies in its place already.

        Raises RefusedError when the item or the 档号 was filed before.
        """
        with writing():
            self._refuse_taken(new)
            self._act(ARRANGED, new.item_id, _arranged(new, self.today), project_arranged)
            return self.unit(new.item_id)

    def year_arranged(self, year: int, filed: int, excluded: Mapping[str, str], left: Sequence[str]) -> None:
        """Enter that a year was arranged: how many were filed, what is not filed and why, what is left."""
        details = {"filed": filed, "excluded": dict(excluded), "left": list(left)}
        self._act(YEAR, str(year), details | {"on": self.today.isoformat()}, project_year)

    @database_errors()
    def units(self, year: int = 0) -> tuple[UnitRecord, ...]:
        """Return every unit, or those of one 年度, destroyed ones too, by class and 件号."""
        rows = Unit.objects.filter(fonds__code=self.fonds)
        if year:
            rows = rows.filter(year=year)
        return tuple(unit_record(row) for row in rows.order_by("year", "term", "division", "item_number"))

    @database_errors()
    def unit_of(self, item_id: str) -> UnitRecord | None:
        """Return the unit that an item is, None while it is not arranged."""
        row = Unit.objects.filter(fonds__code=self.fonds, item_id=item_id).first()
        return unit_record(row) if row else None

    @database_errors()
    def destroyed_items(self) -> tuple[str, ...]:
        """Return the item ids of the units that are destroyed."""
        rows = Unit.objects.filter(fonds__code=self.fonds).exclude(destroyed_by="")
        return tuple(rows.values_list("item_id", flat=True))

    def unit(self, name: str) -> UnitRecord:
        """Return the unit with this 档号, item id or 发文字号; NotFoundError when there is none."""
        with database_errors():
            rows = Unit.objects.filter(fonds__code=self.fonds)
            for column in ("item_id", "reference_code", "number"):
                found = list(rows.filter(**{column: name})[:2]) if name else []
                if len(found) > 1:
                    raise RefusedError(f"「{name}」不止一件", rule="一次只办一件", advice="请写档号")
                if found:
                    return unit_record(found[0])
        raise NotFoundError(
            f"「{name}」没有整理归档过", advice="可用 gongwen archive list 查看；没有整理的先 archive arrange"
        )

    @database_errors()
    def years_arranged(self, year: int = 0) -> tuple[YearRecord, ...]:
        """Return every time that a year was arranged, in order."""
        rows = YearArranged.objects.filter(fonds__code=self.fonds)
        rows = rows.filter(year=year) if year else rows
        return tuple(
            YearRecord(
                row.year, row.arranged_on, row.operator, row.filed, dict(row.excluded), tuple(row.left)
            )
            for row in rows.order_by("id")
        )

    def exported(self, subject: str, details: Mapping[str, object]) -> None:
        """Enter that papers were handed out as a transfer package, and which."""
        self._act(EXPORTED, subject, details, nothing)

    def _refuse_taken(self, new: NewUnit) -> None:
        rows = Unit.objects.filter(fonds__code=self.fonds)
        found = rows.filter(item_id=new.item_id).first()
        if found is not None:
            raise RefusedError(
                f"{new.title} 已经归档，档号 {found.reference_code}",
                rule="一件只归档一次，档号不改",
                advice="可用 gongwen archive show 查看",
            )
        if rows.filter(reference_code=str(new.code)).exists():
            raise RefusedError(
                f"档号 {new.code} 已经给了别的件", rule="一个档号只给一件", advice="请再整理一次"
            )


def _arranged(new: NewUnit, today: dt.date) -> dict[str, object]:
    code = new.code
    return {
        "code": str(code),
        "fonds_code": code.fonds,
        "year": code.year,
        "term": code.term.code,
        "division": code.division,
        "order": code.order.value,
        "item_number": code.item_number,
        "title": new.title,
        "number": new.number,
        "kind": new.kind,
        "organs": list(new.organs),
        "date": new.date.isoformat() if new.date else "",
        "pages": new.pages,
        "security": new.security,
        "note": new.note,
        "reason": new.reason,
        "table": new.table,
        "on": today.isoformat(),
        "bag": new.bag.bag_id,
        "digest": new.bag.digest,
        "purpose": new.bag.purpose,
        "names": dict(new.bag.names),
    }


_SAME = ("fonds_code", "year", "term", "division", "order", "item_number", "title", "number", "kind")
_FURTHER = ("organs", "pages", "security", "note", "reason", "table")


def project_table(fonds: Fonds, told: Told) -> None:
    """Enter the edition of the table."""
    said = told.details
    TableText.objects.create(
        fonds=fonds,
        digest=said["digest"],
        name=said["name"],
        approval=said["approval"],
        text=said["text"],
        entered_on=dt.date.fromisoformat(said["on"]),
    )


def project_arranged(fonds: Fonds, told: Told) -> None:
    """Enter the unit and its closing bag."""
    said = told.details
    project_appended(fonds, told)
    columns: dict[str, Any] = {name: said[name] for name in (*_SAME, *_FURTHER)}
    Unit.objects.create(
        fonds=fonds,
        item_id=told.subject,
        reference_code=said["code"],
        date=dt.date.fromisoformat(said["date"]) if said["date"] else None,
        arranged_on=dt.date.fromisoformat(said["on"]),
        bag_id=said["bag"],
        **columns,
    )


def project_year(fonds: Fonds, told: Told) -> None:
    """Enter that a year was arranged."""
    said = told.details
    YearArranged.objects.create(
        fonds=fonds,
        year=int(told.subject),
        arranged_on=dt.date.fromisoformat(said["on"]),
        operator=told.operator,
        filed=said["filed"],
        excluded=said["excluded"],
        left=said["left"],
    )


def unit_record(row: Unit) -> UnitRecord:
    """Return a row as a value."""
    term = Term.named(row.term)
    code = ReferenceCode(row.fonds_code, row.year, term, row.item_number, row.division, Order(row.order))
    return UnitRecord(
        row.item_id,
        code,
        row.title,
        row.number,
        row.kind,
        tuple(row.organs),
        row.date,
        row.pages,
        row.security,
        row.note,
        row.reason,
        row.arranged_on,
        row.bag_id,
        row.destroyed_by,
        row.destroyed_on,
    )


PROJECTIONS: Mapping[str, Projection] = {
    TABLE: project_table,
    ARRANGED: project_arranged,
    YEAR: project_year,
    EXPORTED: nothing,
}
