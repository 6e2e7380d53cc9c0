"""完整性: counts and bytes, mandatory metadata, process, numbers without gaps, content and attachments."""

from __future__ import annotations

from collections.abc import Callable

from gongwen.archive.bag import sha256
from gongwen.model.finding import Level
from gongwen.office.keeping.proving.four.material import Material
from gongwen.office.keeping.proving.values import Check, Kind, Property, Verdict, result

_P = Property.COMPLETE
COUNT = Kind("GD-2-1", _P, "文件数")
BYTES = Kind("GD-2-2", _P, "字节数")
ELEMENTS = Kind("GD-2-3", _P, "元数据项齐全")
VALUES = Kind("GD-2-4", _P, "必填的元数据不空")
PROCESS = Kind("GD-2-5", _P, "过程信息（办理记录、收据）")
CONTINUITY = Kind("GD-2-6", _P, "连续性（字号、件号）", confirmed=True, level=Level.WARNING)
CONTENT = Kind("GD-2-7", _P, "内容齐全（正本、原件）")
ATTACHMENTS = Kind("GD-2-8", _P, "附件齐全（附件说明所列）")

_ISSUED = ("number", "issuer_code", "year", "serial", "title", "kind", "organs", "date_of_issue", "signatory")
_RECEIVED = ("number", "title", "kind", "organs", "date", "year", "received", "source", "form", "files")
_FILLED = ("number", "title", "kind", "organs", "date_of_issue", "signatory", "signed_on")


def _oxum(one: Material) -> tuple[int, int]:
    """Return bytes and files of data/ as bag-info.txt has them, by way of what is there."""
    return sum(map(len, one.files.values())), len(one.files)


def _count(one: Material) -> Check:
    wrong = [
        found.sentence for found in one.damages if "bag-info" in found.sentence or "缺失" in found.sentence
    ]
    return result(COUNT, wrong, f"{_oxum(one)[1]} 个，追加的小包 {len(one.further)} 个")


def _bytes(one: Material) -> Check:
    wrong = [found.sentence for found in one.damages if "字节数" in found.sentence]
    return result(BYTES, wrong, f"{_oxum(one)[0]} 字节")


def _elements(one: Material) -> Check:
    wanted = _ISSUED if one.issued else _RECEIVED
    return result(ELEMENTS, [f"没有 {name} 这一项" for name in wanted if name not in one.metadata])


def _values(one: Material) -> Check:
    if one.issued:
        return result(VALUES, [f"{name} 是空的" for name in _FILLED if not one.metadata.get(name)])
    return result(VALUES, [] if one.item.title.strip() else ["标题是空的"])


def _process(one: Material) -> Check:
    if not one.issued:
        count = len(one.holdings.keeping.receipts(one.item.item_id))
        return result(PROCESS, [] if count else ["没有收据"], f"收据 {count} 张")
    if "steps.json" in one.files:
        return Check(PROCESS, Verdict.PASSED, "有办理记录")
    return Check(PROCESS, Verdict.NOT_APPLICABLE, "没有随件的办理记录；签发人和日期在著录里")


def _continuity(one: Material) -> Check:
    item, beside = one.item, one.neighbours
    wrong = [beside.broken_codes[item.item_id]] if item.item_id in beside.broken_codes else []
    if item.issued is not None:
        number = item.issued.number
        missing = [n for n in beside.gaps.get((number.issuer_code, number.year), ()) if n < number.serial]
        if missing:
            wrong.append(f"它前面空着 {'、'.join(map(str, missing[:10]))} 号，没有登记")
    if wrong:
        return Check(CONTINUITY, Verdict.FAILED, "；".join(wrong))
    if item.issued is None and item.item_id not in beside.codes:
        return Check(CONTINUITY, Verdict.NOT_APPLICABLE, "外来的件，还没有件号")
    return Check(CONTINUITY, Verdict.PASSED)


def _content(one: Material) -> Check:
    empty = [f"{name} 是空的" for name, content in one.originals.items() if not content]
    if empty and one.item.received is not None and one.item.received.source == sha256(b""):
        return Check(CONTENT, Verdict.UNTESTED, "收到时就是空的，没有内容可检测")
    missing = [] if one.originals else ["没有正本或原件"]
    return result(CONTENT, [*missing, *empty], "、".join(one.originals))


def _attachments(one: Material) -> Check:
    if not one.issued:
        return Check(ATTACHMENTS, Verdict.NOT_APPLICABLE, "外来的件，附件照收到的存")
    paper = one.paper
    said = [name for part in (paper.body, *paper.enclosed) for name in part.attachment_note]
    if not said:
        return Check(ATTACHMENTS, Verdict.NOT_APPLICABLE, "没有附件说明")
    if not paper.attachments:
        return Check(ATTACHMENTS, Verdict.UNTESTED, f"{len(said)} 个附件没有和正文排在一起，要人工核对")
    there = [one.fold(part.title) for part in paper.attachments]
    lacking = [name for name in said if not any(_same(one.fold(name), title) for title in there)]
    return result(
        ATTACHMENTS, [f"附件说明里的「{name}」不在公文里" for name in lacking], f"{len(said)} 个附件"
    )


def _same(named: str, title: str) -> bool:
    return named in title or title in named


CHECKS: tuple[tuple[Kind, Callable[[Material], Check]], ...] = (
    (COUNT, _count),
    (BYTES, _bytes),
    (ELEMENTS, _elements),
    (VALUES, _values),
    (PROCESS, _process),
    (CONTINUITY, _continuity),
    (CONTENT, _content),
    (ATTACHMENTS, _attachments),
)
