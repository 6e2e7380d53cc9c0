"""What the ledger refuses, said in full: reasons, gaps, years, numbers given before."""

from __future__ import annotations

import datetime as dt
import json

from gongwen.errors import IntegrityError, RefusedError, require_line
from gongwen.model.dates import chinese_date
from gongwen.model.numbering import DocumentNumber
from gongwen.records import audit
from gongwen.records.models import Number, Revision

LARGEST_GAP = 100
"""How many numbers an adopted one may leave free below it without being asked to."""


def require_reason(reason: str, verb: str) -> None:
    """Raise RefusedError when no reason, or one of several lines, is given for `verb`."""
    if not reason.strip():
        raise RefusedError(f"{verb}没有写原因", rule="每个号都要说得清", advice="请用 --reason 写明")
    require_line(reason, "原因")


def refuse_control_characters(title: str) -> None:
    """Raise RefusedError for a title of several lines; a blank one is accepted."""
    if title:
        require_line(title, "标题")


def refuse_gap(number: DocumentNumber, highest: int) -> None:
    """Raise RefusedError when more than LARGEST_GAP numbers are free between `highest` and `number`."""
    if number.serial - highest - 1 > LARGEST_GAP:
        raise RefusedError(
            f"{number} 前面会空出 {number.serial - highest - 1} 个号（现在编到 {highest} 号）",
            rule=f"补登一次最多空出 {LARGEST_GAP} 个号，以后的号都接在它后面",
            advice="请核对顺序号；确实如此，请加 --leave-gap",
        )


def refuse_given(number: DocumentNumber, fonds: str) -> None:
    """Raise IntegrityError when the entries of the fonds already tell of `number`."""
    if audit.knows(fonds, number):
        raise IntegrityError(
            f"轮到 {number}，登记条目里却早有这个号，字号表里没有",
            rule="一个号只编一次",
            advice="请停止编号，恢复最近的备份，再运行 gongwen archive verify",
        )


def refuse_year_to_come(number: DocumentNumber, this_year: int) -> None:
    """Raise RefusedError when the year of `number` has not come yet."""
    if number.year > this_year:
        raise RefusedError(
            f"{number} 的年份还没有到（今年是 {this_year} 年）",
            rule="补登的是手工编过的号",
            advice="请核对年份",
        )


def refuse_other_year(number: DocumentNumber, date_of_issue: dt.date | None) -> None:
    """Raise RefusedError when a paper's date is of another year than its number."""
    if date_of_issue is not None and date_of_issue.year != number.year:
        raise RefusedError(
            f"{number} 的年份与成文日期 {date_of_issue:%Y-%m-%d} 不同", rule="字号的年份是成文日期的年份"
        )


def _words(request: str) -> object:
    """Return what a request says of paper and signatory; what goes into the item beside them may differ."""
    try:
        said = json.loads(request)
    except ValueError:
        return request
    if not isinstance(said, dict):
        return request
    return {key: value for key, value in said.items() if key not in ("source", "further")}


def refuse_other(row: Number, request: str) -> None:
    """Raise RefusedError when `row` was given to a request for the same paper that says otherwise."""
    if _words(row.request) == _words(request):
        return
    rule = "一份公文只有一个字号"
    if row.state == Number.ISSUED:
        signed = f"，{chinese_date(row.signed_on)}签发" if row.signed_on else ""
        raise RefusedError(
            f"同样的公文已核发为 {row.value}（签发人{row.signatory}{signed}）",
            rule=rule,
            advice="签发人和签发日期照那次写，得到的就是这个字号；要更正已发的公文，请改好正文另办一份",
        )
    raise RefusedError(
        f"同样的公文已占 {row.value}，还没有办完，那次写的签发人或签发日期不同",
        rule=rule,
        advice="请先续办（gongwen number resume）或作废（gongwen number void）这个号",
    )


def refuse_superseded(key: str) -> None:
    """Raise RefusedError when `key` is that of a paper which was corrected under its number since."""
    old = Revision.objects.select_related("number__series").filter(request_key=key)
    row = old.exclude(number__state=Number.VOID).order_by("-id").first()
    if row is not None:
        raise RefusedError(
            f"这份公文已经改正（{row.reason}），改正后的是 {row.number.value}",
            rule="改正前的稿不再编号",
            advice="请用改正后的稿办，得到的就是这个字号",
        )
