"""销毁: a list is proposed, agreed by a second person, carried out item by item."""

from __future__ import annotations

from collections.abc import Sequence

from gongwen.errors import NotFoundError, RefusedError, require_line
from gongwen.model.life import Person, Refusal
from gongwen.model.numbering import DocumentNumber
from gongwen.model.retention import refused_agreement, refused_archivist
from gongwen.records.keeping.arranging import projecting as to
from gongwen.records.keeping.arranging.holding import Holding
from gongwen.records.keeping.arranging.listing import disposal_record
from gongwen.records.keeping.arranging.models import Disposal, DisposalItem
from gongwen.records.keeping.arranging.values import DisposalRecord, DisposalState, UnitRecord
from gongwen.records.transactions import database_errors, writing

SERIES = "销毁清册"
"""What the number of a list begins with: 销毁清册〔2046〕1号."""

_SHOWN = 20


class Disposing(Holding):
    """The lists of what is to be destroyed, of one fonds."""

    def propose(
        self, items: Sequence[str], reason: str, proposer: str, people: Sequence[Person] = ()
    ) -> DisposalRecord:
        """Make a list of these units, and give it its number.

        Raises RefusedError, with every item that may not be on it, when one
        is not due, held, kept for ever, destroyed or on another list.
        """
        require_line(reason, "销毁的理由")
        require_line(proposer, "提出的人")
        _refuse(refused_archivist(people, proposer))
        with writing():
            units = {unit.item_id: unit for unit in map(self.unit, items)}
            if not units:
                raise RefusedError(
                    "一件也没有", rule="清册至少列一件", advice="可用 archive review 查看到期的件"
                )
            wrong = [said for unit in units.values() if (said := self.why_kept(unit))]
            _refuse_all(wrong)
            year = self.today.year
            serial = Disposal.objects.filter(fonds__code=self.fonds, year=year).count() + 1
            number = str(DocumentNumber(SERIES, year, serial))
            details = {
                "year": year,
                "serial": serial,
                "reason": reason,
                "proposer": proposer,
                "on": self.today.isoformat(),
                "lines": [_line(unit) for unit in units.values()],
            }
            self._act(to.PROPOSED, number, details, to.project_proposed)
            return self.disposal(number)

    def agree(
        self, number: str, approver: str, people: Sequence[Person] = (), scan: str = ""
    ) -> DisposalRecord:
        """Enter that `approver`, a second person, agreed; `scan` is the SHA-256 of the signed paper."""
        require_line(approver, "批准的人")
        with writing():
            found = self._in_state(number, DisposalState.PROPOSED)
            _refuse(refused_agreement(people, approver, self.operator, found.proposers, signed=bool(scan)))
            _refuse_all(self._now_kept(found))
            details = {"approver": approver, "scan": scan, "on": self.today.isoformat()}
            self._act(to.AGREED, found.number, details, to.project_agreed)
            return self.disposal(found.number)

    def withdraw(self, number: str, reason: str) -> DisposalRecord:
        """Take a list back that nothing was destroyed by yet."""
        require_line(reason, "撤回的原因")
        with writing():
            found = self._in_state(number, DisposalState.PROPOSED, DisposalState.AGREED)
            self._act(
                to.WITHDRAWN,
                found.number,
                {"reason": reason, "on": self.today.isoformat()},
                to.project_withdrawn,
            )
            return self.disposal(found.number)

    def begin(self, number: str, register: str, people: Sequence[Person] = ()) -> DisposalRecord:
        """Enter that the destruction begins; `register` is the item id of the list itself.

        From here on its items are given up. Raises RefusedError, with every
        item, when one may not be destroyed any more; nothing has happened then.
        """
        with writing():
            found = self.ready(number, people)
            details = {"register": register, "on": self.today.isoformat()}
            self._act(to.BEGUN, found.number, details, to.project_begun)
            return self.disposal(found.number)

    def require_archivist(self, people: Sequence[Person]) -> None:
        """Raise RefusedError where archivists are entered and the operator is none of them."""
        _refuse(refused_archivist(people, self.operator))

    def ready(self, number: str, people: Sequence[Person] = ()) -> DisposalRecord:
        """Return a list that may be carried out now; RefusedError, with every item, when it may not."""
        found = self._in_state(number, DisposalState.AGREED)
        self.require_archivist(people)
        _refuse_all(self._now_kept(found))
        return found

    def destroyed(self, number: str, item_id: str) -> None:
        """Enter that the bytes of an item on a list are gone; asked twice, once."""
        with writing():
            found = self._in_state(number, DisposalState.BEGUN)
            line = next((one for one in found.lines if one.item_id == item_id), None)
            if line is None:
                raise RefusedError(f"{found.number} 里没有件 {item_id}", rule="只销毁清册上的件")
            if line.gone:
                return
            details = {
                "list": found.number,
                "code": line.reference_code,
                "title": line.title,
                "approver": found.approver,
                "on": self.today.isoformat(),
            }
            self._act(to.DESTROYED, item_id, details, to.project_destroyed)

    def dispose(self, number: str) -> DisposalRecord:
        """Enter that everything on a list is destroyed."""
        with writing():
            found = self._in_state(number, DisposalState.BEGUN)
            left = [line.reference_code for line in found.lines if not line.gone]
            if left:
                raise RefusedError(f"{found.number} 还有 {len(left)} 件没有销毁", rule="全部销毁才算办完")
            self._act(to.DONE, found.number, {"on": self.today.isoformat()}, to.project_done)
            return self.disposal(found.number)

    def why_kept(self, unit: UnitRecord, but: str = "") -> str:
        """Return why a unit may not be destroyed today, empty when it may; `but` is its own list."""
        if unit.destroyed_by:
            return f"{unit.code} 已经销毁（{unit.destroyed_by}）"
        if unit.due is None:
            return f"{unit.code} 永久保管"
        if unit.due > self.today:
            return f"{unit.code} 要到 {unit.due} 才到期"
        if reason := self.held(unit.item_id):
            return f"{unit.code} 暂缓：{reason}"
        other = self.listed_in(unit.item_id)
        return f"{unit.code} 已在{other}里" if other not in ("", but) else ""

    def listed_in(self, item_id: str) -> str:
        """Return the number of the open list that an item is on, empty when on none."""
        going_on = [state.value for state in DisposalState if state.open]
        rows = DisposalItem.objects.filter(disposal__fonds__code=self.fonds, item_id=item_id)
        row = rows.filter(disposal__state__in=going_on).select_related("disposal").first()
        return row.disposal.number if row else ""

    @database_errors()
    def given_up(self) -> dict[str, str]:
        """Return the items on the lists that are being carried out, with the number of the list."""
        rows = DisposalItem.objects.filter(
            disposal__fonds__code=self.fonds, disposal__state=DisposalState.BEGUN.value
        )
        return {row.item_id: row.disposal.number for row in rows.select_related("disposal")}

    @database_errors()
    def disposals(self) -> tuple[DisposalRecord, ...]:
        """Return every list, in order."""
        rows = Disposal.objects.filter(fonds__code=self.fonds).order_by("year", "serial")
        return tuple(map(disposal_record, rows))

    @database_errors()
    def disposal(self, name: str) -> DisposalRecord:
        """Return the list with this number, however its brackets are written; NotFoundError when none has."""
        try:
            number = str(DocumentNumber.parse(name))
        except ValueError:
            number = name.strip()
        row = Disposal.objects.filter(fonds__code=self.fonds, number=number).first()
        if row is None:
            raise NotFoundError(f"没有清册「{name}」", advice="可用 gongwen archive dispose list 查看")
        return disposal_record(row)

    def _in_state(self, number: str, *states: DisposalState) -> DisposalRecord:
        found = self.disposal(number)
        if found.state not in states:
            raise RefusedError(
                f"{found.number} {found.state.value}",
                rule=f"这一步只对{'、'.join(state.value for state in states)}的清册",
                advice="可用 gongwen archive dispose show 查看",
            )
        return found

    def _now_kept(self, found: DisposalRecord) -> list[str]:
        units = (self.unit(line.item_id) for line in found.lines)
        return [said for unit in units if (said := self.why_kept(unit, found.number))]


def _line(unit: UnitRecord) -> dict[str, object]:
    assert unit.due is not None
    return {
        "item": unit.item_id,
        "code": str(unit.code),
        "title": unit.title,
        "number": unit.number,
        "year": unit.code.year,
        "term": unit.term.value,
        "due": unit.due.isoformat(),
        "pages": unit.pages,
    }


def _refuse(found: Refusal | None) -> None:
    if found is not None:
        raise RefusedError(found.seen, rule=found.rule, advice=found.advice)


def _refuse_all(wrong: Sequence[str]) -> None:
    if wrong:
        more = f"等，共 {len(wrong)} 件" if len(wrong) > _SHOWN else ""
        raise RefusedError(
            f"不能销毁：{'；'.join(wrong[:_SHOWN])}{more}",
            rule="只销毁到期、没有暂缓的件",
            advice="请去掉这些件再提出清册；已经批准的清册先撤回（archive dispose withdraw）",
        )
