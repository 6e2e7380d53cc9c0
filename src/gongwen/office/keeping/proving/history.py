"""The history of checks and acts: what was done with an item, what was checked, and with what result."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gongwen.model.finding import Level
from gongwen.office.keeping.pieces import Piece, in_any
from gongwen.office.keeping.proving.values import OrganProof, Property, Verdict
from gongwen.records import audit
from gongwen.records.keeping import log as acts
from gongwen.records.keeping.appending import CHECKED
from gongwen.records.transactions import database_errors
from gongwen.records.values import CHINA

if TYPE_CHECKING:
    from gongwen.office.desk.holdings import Holdings
    from gongwen.office.wiring import Office

WHOLE = "存档"
"""The subject of a check of everything."""

_MOST_NAMED = 20

VERBS: Mapping[str, str] = {
    "reserved": "预留",
    "taken": "取用预留的号",
    "revised": "改正后再印",
    "issued": "核发",
    "adopted": "补登",
    "voided": "作废",
    "copied": "补印",
    "closed": "封账",
    "reopened": "重新开账",
    "joint": "联合发文（协办）",
    "received": "收存",
    "received_again": "又收到一次",
    "described": "改正著录",
    "appended": "追加",
    "placed": "放置",
    "checked": "核对",
    "table": "保管期限表",
    "arranged": "整理",
    "year_arranged": "整理完一年",
    "held": "暂缓销毁",
    "hold_lifted": "解除暂缓",
    "quarantined": "隔离",
    "proposed": "提请销毁",
    "agreed": "批准销毁",
    "withdrawn": "撤回销毁",
    "begun": "开始销毁",
    "destroyed": "销毁",
    "disposed": "销毁办完",
    "exported": "做成移交包",
    "draft": "拟稿",
    "revise": "修改",
    "review": "审核",
    "countersign": "会签",
    "approve": "签发",
    "recheck": "复核",
    "allocate": "登记",
    "print": "印制",
    "affix_seal": "用印",
    "release": "核发",
    "distribute": "分送",
    "deposit": "存档",
    "send_back": "退回",
    "abandon": "停办",
    "join": "联合发文（协办）",
    "roles": "岗位",
}
"""What staff call the verbs of the three chains; one that is not here is shown as it is."""


_LABELS: Mapping[str, str] = {
    "title": "标题",
    "reason": "原因",
    "date_of_issue": "成文日期",
    "signatory": "签发人",
    "signed_on": "签发日期",
    "block": "一段",
    "copies": "份数",
    "highest": "编到",
    "lead_issuer": "主办机关",
    "note": "备注",
    "name": "名称",
    "form": "格式",
    "sender": "来处",
    "on": "日期",
    "number": "文号",
    "purpose": "补的是",
    "bag": "小包",
    "cabinet": "柜",
    "box": "盒",
    "code": "档号",
    "actor": "办理人",
    "opinion": "意见",
    "organ": "机关",
    "to": "送给",
    "how": "怎样送",
    "year": "年度",
    "proposer": "提出",
    "approver": "批准",
}
"""What staff call what an entry tells; digests and the like are left to --json."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done: when, by whom, what, on what, the rest as entered, in which fonds."""

    at: dt.datetime
    operator: str
    verb: str
    subject: str
    details: Mapping[str, Any] = field(default_factory=dict)
    fonds: str = ""

    @property
    def done(self) -> str:
        """Return what staff call it."""
        return VERBS.get(self.verb, self.verb)

    @property
    def day(self) -> str:
        """Return when it was, in China, to the minute."""
        return f"{self.at.astimezone(CHINA):%Y-%m-%d %H:%M}"

    @property
    def said(self) -> str:
        """Return the rest in one line."""
        if self.verb == CHECKED:
            return str(self.details.get("result", ""))
        shown = {_LABELS[name]: value for name, value in self.details.items() if name in _LABELS and value}
        return "；".join(f"{name} {_short(value)}" for name, value in shown.items())


def checked_details(proof: OrganProof) -> dict[str, object]:
    """Return what an entry tells of a check: its result, counts, the items that failed, the heads."""
    errors = [finding for finding in proof.findings if finding.level is Level.ERROR]
    failed = dict.fromkeys(finding.place.partition("/")[0] for finding in errors)
    verdicts = {
        quality.value: sum(one.verdict(quality) is Verdict.PASSED for one in proof.proofs)
        for quality in Property
    }
    return {
        "result": _result(proof, len(errors)),
        "sound": proof.sound,
        "items": len(proof.proofs),
        "passed": verdicts,
        "errors": len(errors),
        "warnings": len(proof.findings) - len(errors),
        "failed": list(failed)[:_MOST_NAMED],
        "heads": [str(head) for head in proof.heads],
    }


@database_errors()
def history(office: Office, name: str = "") -> tuple[Event, ...]:
    """Return, in order, all that was done with an item; without a name every check of every organ.

    NotFoundError when there is no such item.
    """
    if not name:
        return tuple(
            sorted(
                (event for one in office.all_holdings() for event in _acts(one, verb=CHECKED)),
                key=lambda event: event.at,
            )
        )
    organ, item = in_any(office.organs(), name)
    return tuple(sorted(_of_item(organ.holdings, item), key=lambda event: event.at))


def _of_item(holdings: Holdings, item: Piece) -> Iterator[Event]:
    """Yield what was done with an item, and every check of the whole archive since it is there."""
    done: list[Event] = []
    if item.issued is not None:
        done += map(event_of, audit.history(holdings.ledger.fonds, item.issued.number))
    done += _acts(holdings, subject=item.item_id)
    there_since = min((event.at for event in done), default=None)
    yield from done
    for event in _acts(holdings, verb=CHECKED):
        if event.subject == WHOLE and (there_since is None or event.at >= there_since):
            yield event


def _acts(holdings: Holdings, *, verb: str = "", subject: str = "") -> Iterator[Event]:
    for told in acts.acts(holdings.ledger.fonds, verb, subject):
        yield Event(told.at, told.operator, told.verb, told.subject, told.details, holdings.ledger.fonds)


def event_of(line: str) -> Event:
    """Return what a line of any chain tells."""
    entry = json.loads(line)
    at = dt.datetime.fromisoformat(str(entry["at"]).replace("Z", "+00:00"))
    subject = entry.get("number") or entry.get("draft") or entry.get("subject") or ""
    verb, fonds = str(entry["verb"]), str(entry["fonds"])
    return Event(at, str(entry["operator"]), verb, str(subject), entry["details"], fonds)


def _result(proof: OrganProof, errors: int) -> str:
    if errors:
        return f"有损坏，{errors} 处"
    return "完好，有待办事项" if proof.findings else "完好"


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else f"{text[:40]}…"
