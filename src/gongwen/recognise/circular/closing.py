"""The end of a paper: 署名, 成文日期, 附注; 版记; 出席、请假、列席 of a 纪要."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from gongwen.model.document import Attendance, Signer
from gongwen.recognise.circular import wordings
from gongwen.recognise.circular.rows import Sheet, behind, joined, tidy
from gongwen.recognise.circular.values import Element

_MOST_ORGANS = 20
_MOST_ROWS = 12
_LAST_ROWS = 15
_APART = re.compile(r"\s{2,}|\u3000+")
_CC = re.compile(r"(?:抄送|抄报|分送|发送|抄发)(?:机关)?：")
_MOVED = re.compile(r"主送(?:机关)?：")
_PRINTED = ("印发", "印制", "印")
_COUNT = re.compile(r"（?共印\d{1,6}份）?|(?:打字|校对|录入)[：].{0,30}")
_ANNEX = re.compile(r"附件(?:\d{1,2}|[一二三四五六七八九十]{1,2})?：?")
_LATE = frozenset(("抄送机关", "印发机关和印发日期", "主题词", "印数", "版面以外的文字", "用印的位置"))
_ENDINGS = frozenset(("办公室", "办公厅", "委员会", "人民政府", "领导小组", "管理局", "工作组"))
_SUBJECTS = re.compile(r"主题词：.{0,80}\Z")
_ATTENDED = re.compile(r"(出席|请假|列席)(?:人员|单位)?：")
_SIGNER = re.compile(
    r"((?:[\u4e00-\u9fff]{0,14}?)(?:省长|市长|县长|区长|州长|盟长|旗长|主席|总理|部长|局长|厅长|署长|主任|行长|院长|检察长|社长|书记|司长|处长|镇长|乡长))"
    r"[：]?([\u4e00-\u9fff·]{2,4})?"
)


@dataclass
class Closing:
    """What the end says; `first` and `last` are the places its rows begin and end at, -1 without a date."""

    signature: Element[tuple[str, ...]] | None = None
    signers: Element[tuple[Signer, ...]] | None = None
    date: Element[dt.date] | None = None
    note: Element[str] | None = None
    cc: Element[str] | None = None
    moved: Element[str] | None = None
    printing_office: Element[str] | None = None
    printing_date: Element[dt.date] | None = None
    attendance: Element[Attendance] | None = None
    first: int = -1
    last: int = -1
    known: frozenset[str] = field(default_factory=frozenset)
    year: int = 0


def read_closing(sheet: Sheet, start: int, known: frozenset[str], year: int) -> Closing:
    """Take the rows of the end after `start`; `known` are organs the head says, flat, `year` its number's."""
    closing = Closing(known=known, year=year)
    for at in range(max(start, len(sheet.rows) - _LAST_ROWS), len(sheet.rows)):
        if sheet.free(at) and wordings.NOISE.fullmatch(sheet.rows[at].flat):
            sheet.take([at], "版面以外的文字")
    _imprint(sheet, closing, start)
    _attendance(sheet, closing, start)
    place = _dated(sheet, closing, start)
    if place >= 0:
        _sign(sheet, closing, start, place)
        _note(sheet, closing)
    else:
        _sign_undated(sheet, closing, start)
    return closing


def _imprint(sheet: Sheet, closing: Closing, start: int) -> None:
    for at in range(start, len(sheet.rows)):
        if not sheet.free(at) or (sheet.rows[at].table >= 0 and len(sheet.rows[at].flat) > 400):
            continue
        flat = sheet.rows[at].flat
        if _CC.match(flat):
            more = _listed(sheet, at, "抄送机关")
            before = closing.cc
            closing.cc = _both(before, more) if before else more
        elif _MOVED.match(flat) and at > start:
            closing.moved = closing.moved or _listed(sheet, at, "版记中的主送机关")
        elif _SUBJECTS.match(flat):
            sheet.take([at], "主题词")
        elif _COUNT.fullmatch(flat):
            sheet.take([at], "印数")
        elif closing.printing_date is None:
            _printing(sheet, closing, at)


def _both(one: Element[str], other: Element[str]) -> Element[str]:
    """Return 抄报 and 抄送 as one list."""
    return Element(f"{one.value}；{other.value}", one.lines + other.lines)


def _listed(sheet: Sheet, at: int, role: str) -> Element[str]:
    """Take a labelled list of organs that ends with a stop, or where another element begins."""
    places = [at]
    while not sheet.rows[places[-1]].flat.endswith("。") and len(places) < _MOST_ROWS:
        below = sheet.below(places[-1])
        if not sheet.free(below) or _begins(sheet, below):
            break
        places.append(below)
    below = sheet.below(places[-1])
    while sheet.free(below) and not _begins(sheet, below) and _more_organs(sheet.rows[below].flat):
        places.append(below)
        below = sheet.below(below)
    text = tidy("".join(sheet.rows[one].text for one in places))
    label = sheet.rows[at].flat.index("：") + 1
    said = text[behind(text, label) :].strip().rstrip("。.")
    return Element(said, sheet.take(places, role))


def _more_organs(flat: str) -> bool:
    """Say whether a row is a further paragraph of a list of organs."""
    return flat.endswith("。") and flat.count("。") == 1 and wordings.is_organ(flat[-20:-1].split("，")[-1])


def _begins(sheet: Sheet, at: int) -> bool:
    flat = sheet.rows[at].flat
    if _CC.match(flat) or _MOVED.match(flat) or _COUNT.fullmatch(flat) or flat.startswith("附件"):
        return True
    return any(wordings.closing_date(flat, after=one) for one in _PRINTED) or sheet.rows[at].gap > 2


def _printing(sheet: Sheet, closing: Closing, at: int) -> None:
    flat = sheet.rows[at].flat
    for after in _PRINTED:
        if not (found := wordings.closing_date(flat, after=after)):
            continue
        start, day = found
        places = [at]
        office = sheet.rows[at].bare[:start]
        above = sheet.above(at)
        if not office and sheet.free(above) and wordings.is_organ(sheet.rows[above].flat):
            office, places = sheet.rows[above].bare, [above, at]
        if start and not wordings.is_organ(flat[:start]):
            return
        lines = sheet.take(places, "印发机关和印发日期")
        closing.printing_date = Element(day, lines)
        closing.printing_office = Element(office, lines) if office else None
        return


def _attendance(sheet: Sheet, closing: Closing, start: int) -> None:
    said: dict[str, str] = {}
    lines: tuple[int, ...] = ()
    for at in range(start, len(sheet.rows)):
        found = _ATTENDED.match(sheet.rows[at].flat) if sheet.free(at) else None
        if found is None or found[1] in said:
            continue
        places = [at]
        below = sheet.below(at)
        while sheet.free(below) and sheet.joiner.goes_on(
            sheet.rows[places[-1]], sheet.rows[below], begins=bool(_ATTENDED.match(sheet.rows[below].flat))
        ):
            places.append(below)
            below = sheet.below(below)
        text = joined([sheet.rows[one] for one in places])
        said[found[1]] = text[behind(text, found.end()) :].strip()
        lines += sheet.take(places, "出席、请假和列席")
    if said:
        attended = Attendance(said.get("出席", ""), said.get("请假", ""), said.get("列席", ""))
        closing.attendance = Element(attended, lines)


def _dated(sheet: Sheet, closing: Closing, start: int) -> int:
    """Return the place of the row that 成文日期 stands in, -1 where there is none."""
    places = [at for at in range(start, len(sheet.rows)) if sheet.free(at) and _may_date(sheet, at)]
    for at in places:
        if _signed(sheet, closing, at):
            return at
    return places[-1] if places else -1


def _may_date(sheet: Sheet, at: int) -> bool:
    row = sheet.rows[at]
    found = wordings.closing_date(row.flat) if row.table < 0 else None
    return found is not None and (found[0] == 0 or wordings.is_organ(row.flat[: found[0]]))


def _signed(sheet: Sheet, closing: Closing, at: int) -> bool:
    """Say whether what stands around a date shows that the paper is signed there."""
    found = wordings.closing_date(sheet.rows[at].flat)
    if found is None or found[0]:
        return found is not None
    above, below = sheet.above(at), sheet.below(at)
    if sheet.free(above) and (_is_organ(sheet, closing, above) or _SIGNER.fullmatch(sheet.rows[above].flat)):
        return True
    return below < len(sheet.rows) and wordings.REMARK.fullmatch(sheet.rows[below].flat) is not None


def _is_organ(sheet: Sheet, closing: Closing, at: int) -> bool:
    flat = sheet.rows[at].flat
    return sheet.rows[at].table < 0 and (flat in closing.known or wordings.is_organ(flat))


def _sign(sheet: Sheet, closing: Closing, start: int, place: int) -> None:
    """Take the date at `place` and the organs or signers above it."""
    row = sheet.rows[place]
    found = wordings.closing_date(row.flat)
    assert found is not None
    organs = organs_in(row.text[: behind(row.text, found[0])]) if found[0] else []
    signers: list[Signer] = []
    places = [place]
    at = sheet.above(place)
    while at >= start and sheet.free(at) and len(places) < _MOST_ORGANS:
        flat = sheet.rows[at].flat
        if signer := _SIGNER.fullmatch(flat):
            signers.insert(0, Signer(signer[1], signer[2] or ""))
        elif _is_organ(sheet, closing, at) and not wordings.is_prose(flat):
            organs = organs_in(sheet.rows[at].text) + organs
        else:
            break
        places.insert(0, at)
        at = sheet.above(at)
    lines = sheet.take(places, "署名和成文日期")
    closing.first, closing.last = places[0], place
    closing.date = Element(found[1], lines[-1:])
    if not organs and not signers and found[1].year != closing.year and not _signed(sheet, closing, place):
        closing.date = closing.date.doubted("日期上面没有署名，可能不是成文日期")
    closing.signature = Element(tuple(organs), lines) if organs else None
    closing.signers = _signers(signers, lines)


def _sign_undated(sheet: Sheet, closing: Closing, start: int) -> None:
    """Take organs that the text ends with, where no date stands below them."""
    ends = (at for at in range(start, len(sheet.rows)) if _ANNEX.fullmatch(sheet.rows[at].flat))
    last = sheet.above(next(ends, len(sheet.rows)))
    while last > start and sheet.roles[last] in _LATE:
        last = sheet.above(last)
    places: list[int] = []
    organs: list[str] = []
    while (
        last > start and sheet.free(last) and len(places) < _MOST_ORGANS and _is_organ(sheet, closing, last)
    ):
        organs = organs_in(sheet.rows[last].text) + organs
        places.insert(0, last)
        last = sheet.above(last)
    if places:
        closing.first, closing.last = places[0], places[-1]
        reason = f"「{'、'.join(organs)}」下面没有日期，可能不是署名"
        closing.signature = Element(tuple(organs), sheet.take(places, "署名和成文日期")).doubted(reason)


def _signers(signers: list[Signer], lines: tuple[int, ...]) -> Element[tuple[Signer, ...]] | None:
    if not signers:
        return None
    element = Element(tuple(signers), lines)
    nameless = next((one.post for one in signers if not one.name), "")
    return element.doubted(f"「{nameless}」后面没有姓名，签名章上的字没有读出来") if nameless else element


def organs_in(text: str) -> list[str]:
    """Return the organs named in a row, several side by side taken apart."""
    for pieces in (text.split(), [one for one in _APART.split(text.strip()) if one]):
        names = [tidy(one) for one in pieces]
        if len(names) > 1 and all(_is_whole(one) for one in names):
            return names
    return [tidy(text)]


def _is_whole(name: str) -> bool:
    """Say whether a name is an organ's by itself, not the end of one that is set with spaces."""
    return len(name) > 2 and name not in _ENDINGS and wordings.is_organ(name)


def _note(sheet: Sheet, closing: Closing) -> None:
    """Take 附注, one or more rows in brackets right behind the date."""
    at = sheet.below(closing.last)
    if not sheet.free(at) or not sheet.rows[at].flat.startswith("（"):
        return
    places = [at]
    while not sheet.rows[places[-1]].flat.endswith("）") and len(places) < 4:
        below = sheet.below(places[-1])
        if not sheet.free(below):
            return
        places.append(below)
    said = joined([sheet.rows[one] for one in places]).strip()
    flat = "".join(sheet.rows[one].flat for one in places)
    if wordings.REMARK.fullmatch(flat) and not flat.startswith(("（转自", "（来源", "（摘自", "（转载")):
        closing.note = Element(said[1:-1].strip(), sheet.take(places, "附注"))
        closing.last = places[-1]
