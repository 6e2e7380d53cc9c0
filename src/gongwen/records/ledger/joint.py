"""Joint papers under another organ's number (联合发文，协办), and further copies (补印) of our own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from gongwen.errors import RefusedError, require_line
from gongwen.model.numbering import DocumentNumber
from gongwen.records import audit
from gongwen.records.ledger.basis import Basis
from gongwen.records.models import JointPaper, Number, Series
from gongwen.records.refusals import refuse_other_year, require_reason
from gongwen.records.rows import STATES, joint_record, number_record
from gongwen.records.transactions import writing
from gongwen.records.values import JointRecord, NumberRecord


class Joint(Basis):
    """Enter what takes no further number of ours: another organ's paper, copies of an issued one."""

    def enter_joint(
        self,
        number: DocumentNumber,
        *,
        title: str,
        lead_issuer: str,
        date_of_issue: dt.date | None = None,
        note: str = "",
    ) -> JointRecord:
        """Enter a paper that we signed under the number of the lead organ; no number of ours is taken.

        `note` says where our copy lies. Entering the same again changes
        nothing. Raises RefusedError when the 机关代字 is ours, when the number
        was entered with other words, and for a date of another year.
        """
        require_line(title, "标题")
        require_line(lead_issuer, "主办机关")
        if note:
            require_line(note, "备注")
        refuse_other_year(number, date_of_issue)
        said = {"title": title, "lead_issuer": lead_issuer, "date_of_issue": date_of_issue, "note": note}
        with writing():
            fonds = self._locked()
            self._refuse_ours(number)
            _refuse_own_lead(fonds.name, lead_issuer)
            place = {"issuer_code": number.issuer_code, "year": number.year, "serial": number.serial}
            row = JointPaper.objects.filter(fonds=fonds, **place).first()
            if row is not None:
                _refuse_otherwise(row, said)
                return joint_record(row)
            row = JointPaper(fonds=fonds, operator=self.operator, entered_at=self._now(), **place, **said)
            row.save()
            day = date_of_issue.isoformat() if date_of_issue else ""
            details = {"title": title, "lead_issuer": lead_issuer, "date_of_issue": day, "note": note}
            audit.append(fonds, "joint", number, row.entered_at, self.operator, details)
        return joint_record(row)

    def joint_papers(self, year: int = 0) -> tuple[JointRecord, ...]:
        """Return every paper we signed under another organ's number, by number."""
        rows = JointPaper.objects.filter(fonds__code=self.fonds)
        if year:
            rows = rows.filter(year=year)
        return tuple(joint_record(row) for row in rows.order_by("year", "issuer_code", "serial"))

    def copy(self, number: DocumentNumber, copies: int, reason: str) -> NumberRecord:
        """Enter that an issued paper is printed once more, `copies` times (补印); each call is an entry.

        Raises RefusedError without a reason, for less than one copy, and for a
        number that is not issued.
        """
        require_reason(reason, "补印")
        with writing():
            self._locked()
            row = self._row(number)
            if row.state != Number.ISSUED:
                raise RefusedError(
                    f"{number} 是「{STATES[row.state].value}」，没有公文可补印",
                    rule="补印的是核发过的公文",
                )
            if copies < 1:
                raise RefusedError(f"补印 {copies} 份", rule="至少补印一份", advice="请核对份数")
            details = {"reason": reason, "copies": str(copies), "item_id": row.item_id, "digest": row.digest}
            self._enter("copied", row, self._now(), **details)
        return number_record(row)

    def _refuse_ours(self, number: DocumentNumber) -> None:
        if Series.objects.filter(fonds__code=self.fonds, issuer_code=number.issuer_code).exists():
            raise RefusedError(
                f"「{number.issuer_code}」是本机关的代字",
                rule="联合发文（协办）记主办机关的字号，不占本机关的号",
                advice="本机关主办的请照常核发或补登",
            )


def _refuse_own_lead(name: str, lead_issuer: str) -> None:
    if "".join(lead_issuer.split()) == name:
        raise RefusedError(
            f"主办机关写的是本机关（{name}）",
            rule="协办的公文由别的机关主办",
            advice="本机关主办的用 gongwen issue 或 allocate 编号",
        )


def _refuse_otherwise(row: JointPaper, said: Mapping[str, object]) -> None:
    known = {name: getattr(row, name) for name in said}
    if known != said:
        raise RefusedError(
            f"{row.value} 已登记为联合发文（协办）：{row.title}（主办{row.lead_issuer}），与这次写的不同",
            rule="一个字号只登记一次",
            advice="请核对字号、标题、主办机关、日期和备注",
        )
