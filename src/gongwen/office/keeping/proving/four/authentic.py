"""真实性: digests, metadata by themselves and against the paper, the recorded properties of files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from gongwen.archive.identity import year_of
from gongwen.model.dates import chinese_date
from gongwen.model.document import Document
from gongwen.model.finding import Level
from gongwen.model.kinds import Form
from gongwen.model.kinds import Kind as PaperKind
from gongwen.office.keeping.proving.four.material import METADATA, Material
from gongwen.office.keeping.proving.values import Check, Kind, Property, Verdict, result

_P = Property.AUTHENTIC
FIXITY = Kind("GD-1-1", _P, "固化信息（每个文件的摘要与登记的件摘要）", confirmed=True)
LENGTH = Kind("GD-1-2", _P, "元数据长度", level=Level.WARNING)
FORMAT = Kind("GD-1-3", _P, "元数据类型和格式")
DOMAIN = Kind("GD-1-4", _P, "元数据值域", level=Level.WARNING)
PLAUSIBLE = Kind("GD-1-5", _P, "元数据合理性", level=Level.WARNING)
CHARACTERS = Kind("GD-1-6", _P, "特殊字符", confirmed=True, level=Level.WARNING)
CODE = Kind("GD-1-7", _P, "档号规范")
DUPLICATES = Kind("GD-1-8", _P, "重复（文号、题名、档号）", confirmed=True)
PROPERTIES = Kind("GD-1-9", _P, "文件属性与记录一致")
AGREES = Kind("GD-1-10", _P, "元数据与内容一致（文号、题名、机关、日期）")
LOCATION = Kind("GD-1-12", _P, "存储位置（件，纸质件的柜、盒）")
PACKAGE = Kind("GD-1-11", _P, "信息包说明与结构")

_LONGEST = {"title": 500, "number": 100, "kind": 10, "signatory": 100}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffd]")
_CODE = re.compile(r"[A-Za-z0-9·.-]+")


def _fixity(one: Material) -> Check:
    bags = 1 + len(one.further)
    said = f"{bags} 个包的摘要都与登记的相符"
    return result(FIXITY, [f"{found.place}：{found.sentence}" for found in one.damages], said)


def _length(one: Material) -> Check:
    values = {name: str(one.metadata.get(name, "")) for name in _LONGEST}
    wrong = [f"{name} 有 {len(text)} 字" for name, text in values.items() if len(text) > _LONGEST[name]]
    return result(LENGTH, wrong)


def _format(one: Material) -> Check:
    said, wrong = one.metadata, []
    for name in ("title", "number", "kind"):
        if not isinstance(said.get(name, ""), str):
            wrong.append(f"{name} 不是文字")
    if not isinstance(said.get("year"), int):
        wrong.append("year 不是整数")
    organs = said.get("organs")
    if not isinstance(organs, list) or not all(isinstance(organ, str) for organ in organs):
        wrong.append("organs 不是机关名称的列表")
    if (said.get("item_id"), said.get("fonds")) != (one.item.item_id, one.holdings.ledger.fonds):
        wrong.append("item_id、fonds 与所在的地方不符")
    return result(FORMAT, wrong)


def _domain(one: Material) -> Check:
    kinds, kind = {kind.value for kind in PaperKind}, one.item.kind
    if not kind and not one.issued:
        return Check(DOMAIN, Verdict.NOT_APPLICABLE, "收存时没有认出文种")
    return result(DOMAIN, [] if kind in kinds else [f"文种「{kind}」不在十五种里"])


def _plausible(one: Material) -> Check:
    wrong = []
    if one.item.issued is not None:
        issued = one.item.issued
        if issued.signed_on > issued.date_of_issue and issued.signed_on.year > issued.date_of_issue.year + 1:
            wrong.append(f"签发日期 {issued.signed_on} 比成文日期 {issued.date_of_issue} 晚了一年多")
        if issued.date_of_issue.year != issued.number.year:
            wrong.append("字号的年份不是成文日期的年份")
    elif one.item.date and one.item.received and one.item.date > one.item.received.received_on:
        wrong.append(f"成文日期 {one.item.date} 在收到（{one.item.received.received_on}）以后")
    if not 1949 <= one.item.year <= 2999:
        wrong.append(f"年度 {one.item.year} 不合理")
    return result(PLAUSIBLE, wrong)


def _characters(one: Material) -> Check:
    texts = {"文号": one.item.number, "标题": one.item.title, "机关": "、".join(one.item.organs)}
    return result(
        CHARACTERS, [f"{name}里有看不见的字符" for name, text in texts.items() if _CONTROL.search(text)]
    )


def _code(one: Material) -> Check:
    code = one.neighbours.codes.get(one.item.item_id, "")
    if not code:
        return Check(CODE, Verdict.NOT_APPLICABLE, "还没有整理，没有档号")
    return result(CODE, [] if _CODE.fullmatch(code) else [f"档号「{code}」里有不该有的字"], code)


def _duplicates(one: Material) -> Check:
    item, beside, wrong = one.item, one.neighbours, []
    if item.issued is not None and beside.numbers.get(item.number, 0) > 1:
        wrong.append(f"{item.number} 有 {beside.numbers[item.number]} 件")
    if beside.codes.get(item.item_id, "") in beside.doubled_codes:
        wrong.append(f"档号 {beside.codes[item.item_id]} 不止一件")
    alike = beside.titles.get(item.title, 0) - 1
    return result(DUPLICATES, wrong, f"题名相同的另有 {alike} 件，文号不同" if alike > 0 else "")


def _properties(one: Material) -> Check:
    files = one.metadata.get("files")
    named = {str(entry["name"]) for entry in files} if isinstance(files, list) else set()
    real = set(one.files) - {METADATA}
    wrong = [f"著录里有 {name}，包里没有" for name in sorted(named - real)]
    wrong += [f"包里有 {name}，著录里没有" for name in sorted(real - named)]
    source = one.metadata.get("source")
    if source and not any(one.recorded[name] == source for name in one.originals):
        wrong.append("原件的 SHA-256 不是收存时记下的")
    if one.item.received is not None and source != one.item.received.source:
        wrong.append("著录里原件的 SHA-256 与登记的不符")
    return result(PROPERTIES, wrong, f"{len(real)} 个文件")


def _agrees(one: Material) -> Check:
    if one.item.issued is not None:
        return result(AGREES, list(_unlike_paper(one)))
    item = one.item
    if not one.plain:
        return Check(AGREES, Verdict.UNTESTED, "没有识读出文字，要人工核对")
    unseen = [
        name
        for name, text in (("文号", item.number), ("标题", item.title))
        if text and one.fold(text) not in one.plain
    ]
    if unseen:
        return Check(AGREES, Verdict.UNTESTED, f"识读的文字里找不到{'、'.join(unseen)}，要人工核对")
    return Check(AGREES, Verdict.PASSED, "著录的文号、标题都在识读的文字里")


def _unlike_paper(one: Material) -> Iterator[str]:
    issued, paper, said = one.item.issued, one.paper, one.metadata
    assert issued is not None
    seen = {
        "文号": str(paper.header.document_number or ""),
        "标题": paper.body.title,
        "文种": paper.kind.value,
        "发文机关": list(paper.header.issuer_mark.organs),
        "成文日期": paper.signature.date_of_issue.isoformat(),
    }
    names = {
        "文号": "number",
        "标题": "title",
        "文种": "kind",
        "发文机关": "organs",
        "成文日期": "date_of_issue",
    }
    for name, value in seen.items():
        if said.get(names[name]) != value:
            yield f"著录的{name}不是公文上的"
    catalogue = (
        str(issued.number),
        issued.title,
        issued.kind,
        list(issued.organs),
        str(issued.date_of_issue),
    )
    if catalogue != tuple(seen.values()):
        yield "目录与公文不符"
    if (said.get("signatory"), said.get("signed_on")) != (issued.signatory, issued.signed_on.isoformat()):
        yield "著录的签发人、签发日期与登记不符"
    for name, text in one.spoken.items():
        for what, words in _printed(paper).items():
            if text and one.fold(words) not in text:
                yield f"{name} 里找不到{what}"


def _printed(paper: Document) -> dict[str, str]:
    """Return what must stand in every original: a 令 has no title, and of its number the 编号 only (10.2)."""
    number, day = paper.header.document_number, chinese_date(paper.signature.date_of_issue)
    if paper.set_form is Form.ORDER:
        return {"文号": f"第{number.serial}号" if number else "", "成文日期": day}
    return {"文号": str(number or ""), "标题": paper.body.title, "成文日期": day}


def _package(one: Material) -> Check:
    odd = [found.sentence for found in one.damages if "文件夹名" in found.place or "bag-info" in found.place]
    return result(PACKAGE, odd, "BagIt 1.0（RFC 8493）")


def _location(one: Material) -> Check:
    if not one.placed:
        return Check(LOCATION, Verdict.FAILED, "不在应在的地方，或改过名")
    place = one.holdings.keeping.place_of(one.item.item_id)
    paper = f"纸质件在{place}" if place else "没有记纸质件放在哪里"
    return Check(LOCATION, Verdict.PASSED, f"{year_of(one.item.item_id)}/{one.item.item_id}；{paper}")


CHECKS: tuple[tuple[Kind, Callable[[Material], Check]], ...] = (
    (FIXITY, _fixity),
    (LENGTH, _length),
    (FORMAT, _format),
    (DOMAIN, _domain),
    (PLAUSIBLE, _plausible),
    (CHARACTERS, _characters),
    (CODE, _code),
    (DUPLICATES, _duplicates),
    (PROPERTIES, _properties),
    (AGREES, _agrees),
    (PACKAGE, _package),
    (LOCATION, _location),
)
