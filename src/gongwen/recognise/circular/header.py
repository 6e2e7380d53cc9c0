"""版头: 份号, 密级, 紧急程度, 发文字号, 签发人, 发文机关标志; and the fields of a page around a paper."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from gongwen.model.document import IssuerMark
from gongwen.model.kinds import Kind
from gongwen.recognise.circular import wordings
from gongwen.recognise.circular.closing import organs_in
from gongwen.recognise.circular.rows import Sheet, behind, squeezed
from gongwen.recognise.circular.values import Element

_COPY = re.compile(r"(?:份号[：:]?|No\.?)?(\d{6})(?:份)?")
_SECRECY = re.compile(r"(?:密级[：:]?)?(绝密|机密|秘密)(?:[★☆*](.{0,10}))?")
_URGENCY = re.compile(r"(?:紧急程度[：:]?)?(特急|加急|特提|平急|急件)")
_LETTERS = (Kind.LETTER, Kind.REPLY, Kind.MINUTES)
_ORDER = re.compile(
    r"([\u4e00-\u9fff]{2,30}?)(命令|令)[（〔]?"
    r"([\u4e00-\u9fff]{0,4}第(?:\d{1,4}|[一二三四五六七八九十百零〇]{1,8})号)[）〕]?"
)
_NUMBER_LABEL = re.compile(r"发文字号|文件编号|发文文号|文号")
_NOT_MARKS = re.compile(
    r"(?:[省市县区镇乡州]{0,2}(?:人民)?政府(?:办公[室厅]|办)?|部门|上级|中央|政策|规范性|行政规范性|法规|相关|重要)?"
)
"""What stands before 文件 in the menu of a page on the web."""
_NAMES = re.compile(r"[\s、，,]+")


@dataclass
class Head:
    """What the head says; `body` is the place of the first row after it."""

    mark: Element[IssuerMark] | None = None
    number: Element[str] | None = None
    copy_number: Element[str] | None = None
    security_level: Element[str] | None = None
    secrecy_period: Element[str] | None = None
    urgency: Element[str] | None = None
    signatories: Element[tuple[str, ...]] | None = None
    title: Element[str] | None = None
    kind: Element[Kind] | None = None
    addressees: Element[str] | None = None
    field_number: Element[str] | None = None
    field_date: Element[dt.date] | None = None
    body: int = 0
    number_at: int = -1


def take_small(sheet: Sheet, head: Head, at: int) -> None:
    """Take a row that is one of the small elements of 版头, or belongs to the page around the paper."""
    row = sheet.rows[at]
    flat = row.flat
    if head.copy_number is None and (found := _COPY.fullmatch(flat)):
        head.copy_number = Element(found[1], sheet.take([at], "份号"))
    elif head.security_level is None and (found := _SECRECY.fullmatch(flat)):
        lines = sheet.take([at], "密级")
        head.security_level = Element(found[1], lines)
        head.secrecy_period = Element(found[2], lines) if found[2] else None
    elif head.urgency is None and (found := _URGENCY.fullmatch(flat)):
        head.urgency = Element(found[1], sheet.take([at], "紧急程度"))
    elif signed := wordings.SIGNATORY.match(flat):
        _signatories(sheet, head, at, signed.end())
    elif (dated := wordings.closing_date(flat)) and dated[0] == 0:
        lines = sheet.take([at], "标题下的日期")
        reason = "日期在标题下面，可能是发布日期，不是成文日期"
        head.field_date = head.field_date or Element(dated[1], lines).doubted(reason)
    elif head.mark is None and (order := _ORDER.fullmatch(flat)):
        _order(sheet, head, at, order)
    elif not _number(sheet, head, at) and wordings.is_label(flat):
        _label(sheet, head, at)


def _order(sheet: Sheet, head: Head, at: int, found: re.Match[str]) -> None:
    """Take the mark of a 令 that stands in one row with its number."""
    bare = sheet.rows[at].bare
    lines = sheet.take([at], "发文机关标志")
    head.mark = Element(IssuerMark((bare[: found.end(1)],), found[2]), lines)
    head.kind = Element(Kind.ORDER, lines)
    head.number = head.number or Element(bare[found.start(3) : found.end(3)], lines)
    head.number_at = at


def _number(sheet: Sheet, head: Head, at: int) -> bool:
    """Take a row that is 发文字号, 签发人 beside it; say whether it was one."""
    row = sheet.rows[at]
    found = wordings.NUMBER.search(row.flat) if len(row.flat) < 80 else None
    if found is None:
        return _plain_number(sheet, head, at)
    start, code = wordings.number_at(row.flat, found)
    if label := _NUMBER_LABEL.match(row.flat[start:]):
        start, code = start + label.end(), code[label.end() :]
    before, after = row.flat[: start - (label.end() if label else 0)], row.flat[found.end() :]
    signed = wordings.SIGNATORY.match(after)
    if before not in ("", "（", "《") or not (signed or after in ("", "）", "》")):
        return False
    if not code and not _numbered_mark(sheet, at):
        return False
    if head.number is not None:
        sheet.take([at], "重复的发文字号")
        return True
    head.number = _numbered(row.bare[start : found.end()], found, sheet.take([at], "发文字号"))
    head.number_at = at
    if signed:
        _signatories(sheet, head, at, found.end() + signed.end())
    return True


def _numbered_mark(sheet: Sheet, at: int) -> bool:
    above = sheet.above(at)
    return above >= 0 and sheet.rows[above].flat.endswith(("令", "纪要", "命令"))


def _plain_number(sheet: Sheet, head: Head, at: int) -> bool:
    """Take 第×号 of a 令, 第×期 of a 纪要."""
    row = sheet.rows[at]
    order = wordings.ORDER_NUMBER.fullmatch(row.flat) or wordings.ISSUE_NUMBER.fullmatch(row.flat)
    yearly = wordings.yearly_number(row.flat)
    if head.number is not None or not (yearly or (order and _numbered_mark(sheet, at))):
        return False
    head.number = Element(row.bare.strip("（）()〔〕[]"), sheet.take([at], "发文字号"))
    head.number_at = at
    return True


def _numbered(said: str, found: re.Match[str], lines: tuple[int, ...]) -> Element[str]:
    element = Element(said, lines)
    if found["open"] not in "〔[（" or found["close"] not in "〕]）":
        return element.doubted(f"发文字号写作「{said}」，年份两边的括号像是识别错了")
    if not found["serial"].isdecimal():
        return element.doubted(f"发文字号「{said}」还没有顺序号")
    return element


def _signatories(sheet: Sheet, head: Head, at: int, label: int) -> None:
    """Take 签发人, whose label ends behind `label` characters of the row at `at`, and the names below it."""
    text = sheet.rows[at].text
    names = _names(text[behind(text, label) :])
    places = [at]
    below = sheet.below(at)
    while sheet.free(below) and len(places) < 4:
        more = _names(sheet.rows[below].text)
        if not more or not all(_is_name(one) for one in more) or wordings.is_organ(sheet.rows[below].flat):
            break
        names += more
        places.append(below)
        below = sheet.below(below)
    if names:
        before = head.signatories.value if head.signatories else ()
        lines = sheet.take(places, sheet.roles[at] or "签发人")
        head.signatories = Element((*before, *names), lines)


def _names(said: str) -> list[str]:
    """Return the names in a row; a name of two characters may have a space in it."""
    names: list[str] = []
    for piece in _NAMES.split(said):
        if len(piece) == 1 and names and len(names[-1]) == 1:
            names[-1] += piece
        elif piece:
            names.append(piece)
    return names


def _is_name(said: str) -> bool:
    return 2 <= len(said) <= 4 and said.isalpha() and not said.isascii()


def _label(sheet: Sheet, head: Head, at: int) -> None:
    """Take a labelled field of the page around the paper; its number serves where the paper shows none."""
    row = sheet.rows[at]
    field_ = wordings.FIELD.search(row.flat)
    found = wordings.NUMBER.search(row.flat, field_.end()) if field_ else None
    lines = sheet.take([at], "版面以外的文字")
    if found is not None:
        start, code = wordings.number_at(row.flat, found)
        if code and head.field_number is None:
            head.field_number = _numbered(row.bare[start : found.end()], found, lines)
    if day := wordings.DAY_FIELD.search(row.flat):
        date = wordings.plain_date(row.flat[day.end() :])
        head.field_date = head.field_date or (Element(date, lines) if date else None)


def take_mark(sheet: Sheet, head: Head, last: int) -> None:
    """Take 发文机关标志: organs with 文件 beside them, the mark of a 令 or 纪要, a letter's name."""
    if head.mark is not None:
        return None
    limit = min(one for one in (head.number_at, last, head.body) if one >= 0)
    rows = sheet.rows
    for at in range(min(limit, len(rows))):
        flat = rows[at].flat
        if sheet.free(at) and _is_mark(sheet, at, limit):
            places = _around(sheet, at, limit)
            return _marked(sheet, head, places, wordings.MARK_END)
        if sheet.free(at) and flat.endswith(("令", "纪要")) and 4 <= len(flat) <= 40 and "关于" not in flat:
            suffix = "纪要" if flat.endswith("纪要") else "命令" if flat.endswith("命令") else "令"
            head.kind = head.kind or Element(
                Kind.MINUTES if suffix == "纪要" else Kind.ORDER, (rows[at].line,)
            )
            return _marked(sheet, head, [at], suffix)
    above = sheet.above(head.number_at) if head.number_at > 0 else -1
    if sheet.free(above) and wordings.is_organ(rows[above].flat):
        _marked(sheet, head, _around(sheet, above, limit), "")
    return None


def _is_mark(sheet: Sheet, at: int, limit: int) -> bool:
    """Say whether a row is 「某机关文件」, or 文件 with organs around; no word of a menu."""
    flat = sheet.rows[at].flat
    if not flat.endswith(wordings.MARK_END) or "关于" in flat:
        return False
    said = flat.removesuffix(wordings.MARK_END)
    if not said:
        return len(_around(sheet, at, limit)) > 1
    return wordings.is_organ(said) and not _NOT_MARKS.fullmatch(said)


def _around(sheet: Sheet, at: int, limit: int) -> list[int]:
    """Return the places of the organs that stand with the row at `at`."""
    places = [at]
    above = sheet.above(at)
    while sheet.free(above) and wordings.is_organ(sheet.rows[above].flat):
        places.insert(0, above)
        above = sheet.above(above)
    below = sheet.below(at)
    while below < limit and sheet.free(below) and wordings.is_organ(sheet.rows[below].flat):
        places.append(below)
        below = sheet.below(below)
    return places


def _marked(sheet: Sheet, head: Head, places: list[int], suffix: str) -> None:
    texts = [sheet.rows[at].text.rstrip() for at in places]
    bare = [_closed(text, suffix).removesuffix(suffix) for text in texts]
    organs = tuple(name for text in bare if text.strip() for name in organs_in(text))
    lines = sheet.take(places, "发文机关标志")
    if organs:
        head.mark = Element(IssuerMark(organs, suffix), lines)
    if head.mark and not suffix and head.kind and head.kind.value not in _LETTERS:
        head.mark = head.mark.doubted(f"「{organs[0]}」单独一行，没有「文件」二字，可能不是发文机关标志")


def _closed(text: str, suffix: str) -> str:
    """Return the text with the characters of `suffix` at its end closed up: 政 府 令 ends with 令."""
    closed = squeezed(text)
    return closed if closed.endswith(suffix) and not text.endswith(suffix) else text


def late_mark(sheet: Sheet, head: Head) -> None:
    """Take a mark whose text box the extraction left behind everything: 文件 alone, organs beside it."""
    if head.mark is not None:
        return
    for at in range(len(sheet.rows) - 1, max(-1, len(sheet.rows) - 12), -1):
        if sheet.free(at) and sheet.rows[at].flat == wordings.MARK_END:
            places = _around(sheet, at, len(sheet.rows))
            if len(places) > 1:
                _marked(sheet, head, places, wordings.MARK_END)
            return
