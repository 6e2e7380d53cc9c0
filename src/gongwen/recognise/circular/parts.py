"""The texts of a paper: 正文, 被印发文件 and 附件, with 附件说明; where each begins and what it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongwen.model.document import Table
from gongwen.recognise.circular import wordings
from gongwen.recognise.circular.head import carried_name
from gongwen.recognise.circular.rows import Row, Sheet, folded, joined, squeezed, tidy
from gongwen.recognise.circular.values import Annex, Element, Said, Section

TEXT = "文字"
"""The role of rows that are running text."""

_MOST_TITLE = 6
_MOST_NOTED = 300
_FAR = 60
_FEWEST = 2
_SHEETS = ("表", "单", "书", "图")
_COUNTED = r"\d{1,2}|[一二三四五六七八九十]{1,2}"
_BARE = re.compile(rf"(附件|附表|附录|附)(?:{_COUNTED})?(?:-\d)?[：]?")
_NAMED = re.compile(rf"((?:附件|附表|附录)(?:{_COUNTED})?(?:-\d)?)[：.、]?(.+)")
_NOTE = re.compile(rf"附(?:件|表|录)?(?:{_COUNTED})?：.*|附(?:件|表|录)?(?:{_COUNTED})[：.、].+|附件：?")
_CHAPTER = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[章条节部分]|目录\Z|前言\Z|总则\Z")
_FIELD = re.compile(r"：|_{2,}")


@dataclass
class Parts:
    """The sections in their order, and what they are as elements."""

    sections: list[Section] = field(default_factory=list)
    enclosed: Element[str] | None = None
    note: Element[tuple[str, ...]] | None = None
    annexes: Element[tuple[Annex, ...]] | None = None


@dataclass
class _Open:
    name: str
    title: str
    first: int
    lines: tuple[int, ...] = ()
    label: str = ""
    entries: list[str] = field(default_factory=list)
    noted: tuple[int, ...] = ()
    guessed: bool = False
    done: bool = False


def read_parts(
    sheet: Sheet, start: int, closed: tuple[int, int], title: str, tables: Sequence[Table]
) -> Parts:
    """Take the rest of the rows after `start`: texts, the titles above them, 附件说明.

    `closed` are the places 署名 begins and 成文日期 or 附注 ends at, -1 where
    they were not found; `title` is the paper's title, flat.
    """
    opened = [_Open("正文", "", start)]
    carried = carried_name(sheet, start, title)
    carries = bool(carried or wordings.CARRIES.search(title))
    last = closed[1]
    names: list[str] = []
    at = start
    while at < len(sheet.rows):
        behind = last >= 0 and at > last
        begun = None
        if sheet.free(at) and _is_annex(sheet, at, behind=behind):
            if not opened[-1].done:
                names += _noted(sheet, opened[-1], at, closed[0])
            begun = _annex(sheet, at, names)
        elif sheet.free(at):
            begun = _named_annex(sheet, at) if behind else None
            if begun is None and len(opened) == 1:
                begun = _enclosed(sheet, at, carried, carries=carries, behind=behind)
        if begun is not None:
            opened.append(begun)
        at = begun.first if begun is not None else at + 1
    ends = [*(one.first - len(one.lines) for one in opened[1:]), len(sheet.rows)]
    for one, end in zip(opened, ends, strict=True):
        if not one.done:
            _noted(sheet, one, end, closed[0])
    return _gathered(sheet, opened, ends, closed, tables)


def _begins_note(sheet: Sheet, at: int) -> bool:
    row = sheet.rows[at]
    return sheet.free(at) and row.table < 0 and len(row.flat) <= 120 and _NOTE.fullmatch(row.flat) is not None


def _is_annex(sheet: Sheet, at: int, *, behind: bool) -> bool:
    """Say whether a row is the label of an annex, not of a mere list of names."""
    flat = sheet.rows[at].flat
    if not _BARE.fullmatch(flat) or not (behind or flat[-1] != "："):
        return False
    rest = [one for one in range(at + 1, min(at + _FAR, len(sheet.rows))) if sheet.free(one)]
    if rest and wordings.is_file(sheet.rows[rest[0]].flat):
        return False
    listed = [bool(wordings.LISTED.match(sheet.rows[one].flat)) for one in rest]
    return flat[-1] != "：" or not listed or not (listed[0] and sum(listed) * 2 > len(rest))


def _annex(sheet: Sheet, at: int, names: list[str]) -> _Open:
    """Return the annex whose label stands at `at`; `names` are those that 附件说明 says."""
    title, places = _titled(sheet, sheet.below(at), names)
    return _begun(sheet, "附件", title, [at, *places], sheet.rows[at].flat.rstrip("："))


def _named_annex(sheet: Sheet, at: int) -> _Open | None:
    """Return the annex whose label and title stand in the row at `at`, None where they do not."""
    flat = sheet.rows[at].flat
    named = _NAMED.fullmatch(flat) if len(flat) <= 80 else None
    if named is None or wordings.is_prose(flat) or not _has_text(sheet, sheet.below(at)):
        return None
    if "：" in flat and not named[1][-1].isdecimal():
        return None
    name = tidy(sheet.rows[at].text)[len(named[1]) :].lstrip(" ：:.、")
    return _begun(sheet, "附件", name, [at], named[1])


def _has_text(sheet: Sheet, at: int) -> bool:
    """Say whether text follows, not the next of a list of names, nor the end."""
    if not sheet.free(at):
        return False
    flat = sheet.rows[at].flat
    return not _NAMED.fullmatch(flat) and not _BARE.fullmatch(flat) and not wordings.LISTED.match(flat)


def _begun(sheet: Sheet, name: str, title: str, places: list[int], label: str = "") -> _Open:
    lines = sheet.take(places, f"{name}标题")
    return _Open(name, title, places[-1] + 1, lines, label)


def _titled(sheet: Sheet, at: int, names: list[str]) -> tuple[str, list[int]]:
    """Return the title whose rows begin at `at`, and their places; `names` are titles to be expected."""
    places: list[int] = []
    said = ""
    while sheet.free(at) and len(places) < _MOST_TITLE:
        row = sheet.rows[at]
        if not _may_title(row) or (places and row.gap > 1 and _ended(said, names)):
            break
        if places and (wordings.plain(said) in names or (sheet.rows[places[0]].centred and not row.centred)):
            break
        places.append(at)
        said += row.flat
        if wordings.plain(said) in names or (not names and _ended(said, names)):
            break
        at = sheet.below(at)
    if names and wordings.plain(said) not in names:
        places = _shortest(sheet, places)
    return tidy("".join(sheet.rows[one].text for one in places)), places


def _shortest(sheet: Sheet, places: list[int]) -> list[int]:
    """Return the rows up to the first that ends as a paper's name does, or the first alone."""
    said = ""
    for count, at in enumerate(places, start=1):
        said += sheet.rows[at].flat
        if _ended(said, []):
            return places[:count]
    return places[:1]


def _ended(said: str, names: list[str]) -> bool:
    return wordings.plain(said) in names or wordings.ends_paper(said) or said.endswith(_SHEETS)


def _may_title(row: Row) -> bool:
    flat = row.flat
    if row.table >= 0 or wordings.is_prose(flat) or len(flat) > 60 or _CHAPTER.match(flat):
        return False
    return not (_FIELD.search(flat) or wordings.marker(flat) or _BARE.fullmatch(flat))


def _enclosed(sheet: Sheet, at: int, carried: str, *, carries: bool, behind: bool) -> _Open | None:
    """Return 被印发文件 that begins at `at`: where its name stands, or `behind` the date."""
    if carried and (places := _named_at(sheet, at, wordings.plain(folded(carried)))):
        return _begun(sheet, "印发", tidy("".join(sheet.rows[one].text for one in places)), places)
    if not behind or _named_later(sheet, at, carried):
        return None
    if carries and _may_title(sheet.rows[at]) and not _NOTE.fullmatch(sheet.rows[at].flat):
        title, places = _titled(sheet, at, [])
        if len(title) >= 4 and sheet.free(sheet.below(places[-1])):
            return _begun(sheet, "印发", title, places)
    if carried:
        return _Open("印发", carried, at, guessed=True)
    text = [sheet.rows[one].flat for one in range(at, len(sheet.rows)) if sheet.free(one)]
    if sum("。" in one for one in text[:_FAR]) < _FEWEST or not _may_title(sheet.rows[at]):
        return None
    title, places = _titled(sheet, at, [])
    return _begun(sheet, "印发", title, places)


def _named_later(sheet: Sheet, at: int, carried: str) -> bool:
    expected = wordings.plain(folded(carried))
    end = min(at + _FAR, len(sheet.rows)) if expected else at
    return any(sheet.free(one) and _named_at(sheet, one, expected) for one in range(at, end))


def _named_at(sheet: Sheet, at: int, expected: str) -> list[int]:
    """Return the places of the rows from `at` on that say the name `expected`, none where they do not."""
    said, places = "", list[int]()
    while sheet.free(at) and len(places) < _MOST_TITLE and _may_carry(sheet.rows[at]):
        said += sheet.rows[at].flat
        places.append(at)
        plain = wordings.plain(said)
        if _same(plain, expected):
            return places
        if plain not in expected:
            return []
        at = sheet.below(at)
    return []


def _may_carry(row: Row) -> bool:
    flat = row.flat
    return row.table < 0 and "。" not in flat and len(flat) <= 100 and not _NOTE.fullmatch(flat)


def _same(plain: str, expected: str) -> bool:
    if plain == expected:
        return True
    return len(plain) >= 6 and (expected.endswith(plain) or (plain.endswith(expected) and len(expected) >= 6))


def _noted(sheet: Sheet, section: _Open, end: int, closed: int) -> list[str]:
    """Take 附件说明 of a section that ends at `end`, or where the paper is `closed`; return its names."""
    section.done = True
    at = next((one for one in range(section.first, end) if _begins_note(sheet, one)), end)
    if at < closed < end:
        end = closed
    places: list[int] = []
    texts: list[str] = []
    while at < end and len(places) < _MOST_NOTED and sheet.free(at) and not (places and _is_over(sheet, at)):
        row = sheet.rows[at]
        text = re.sub(r"\A附\s*(?:件|表|录)?\s*[:：]\s*|\A附件\Z", "", row.text) if not places else row.text
        listed = wordings.LISTED.match(folded(squeezed(text)))
        if listed or not texts:
            texts.append(wordings.entry(text) if listed else text)
        elif row.gap and wordings.ends_paper(texts[-1]):
            break
        else:
            texts[-1] += text
        places.append(at)
        at = sheet.below(at)
    if not places:
        return []
    section.entries = [name for one in texts for name in wordings.entries(tidy(one))]
    section.noted = sheet.take(places, "附件说明")
    return [wordings.plain(folded(squeezed(one))) for one in section.entries]


def _is_over(sheet: Sheet, at: int) -> bool:
    row = sheet.rows[at]
    return row.table >= 0 or "。" in row.flat or row.flat.startswith("（此件") or len(row.flat) > 120


def _gathered(
    sheet: Sheet, opened: list[_Open], ends: list[int], closed: tuple[int, int], tables: Sequence[Table]
) -> Parts:
    parts = Parts()
    for one, end in zip(opened, ends, strict=True):
        stop = end
        if one.name == "正文" and closed[1] >= 0:
            stop = min(end, closed[1] + 1)
        said = _said(sheet, range(one.first, stop), tables)
        parts.sections.append(Section(one.name, one.title, said, tuple(one.entries)))
    enclosed = next((one for one in opened if one.name == "印发"), None)
    if enclosed:
        parts.enclosed = Element(enclosed.title, enclosed.lines)
        if enclosed.guessed:
            reason = f"被印发文件前面没有标题，「{enclosed.title}」取自正文"
            parts.enclosed = parts.enclosed.doubted(reason)
    noted = [one for one in opened if one.entries]
    if noted:
        entries = tuple(name for one in noted for name in one.entries)
        parts.note = Element(entries, tuple(line for one in noted for line in one.noted))
    annexes = [one for one in opened if one.name == "附件"]
    if annexes:
        found = tuple(Annex(one.label, one.title) for one in annexes)
        parts.annexes = Element(found, tuple(line for one in annexes for line in one.lines))
    return parts


def _said(sheet: Sheet, places: range, tables: Sequence[Table]) -> tuple[Said, ...]:
    """Return the paragraphs of rows nobody took, lines joined, tables as they are."""
    free = [at for at in places if sheet.free(at)]
    groups = sheet.joiner.paragraphs([sheet.rows[at] for at in free], wordings.marker)
    sheet.take(free, TEXT)
    return tuple(_one(group, tables) for group in groups)


def _one(group: list[Row], tables: Sequence[Table]) -> Said:
    lines = tuple(row.line for row in group)
    if group[0].table >= 0:
        return Said("\n".join(row.text for row in group), lines, tables[group[0].table])
    return Said(joined(group), lines)
