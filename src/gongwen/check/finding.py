"""Finding the elements of a paper among the rows and rules of its pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mode

from gongwen.check.drawn import Page, is_red
from gongwen.check.rows import AREA_BOTTOM, AREA_LEFT, AREA_RIGHT, AREA_TOP, CELL, ROW, Row, rows_of, segments
from gongwen.check.rules import Rule
from gongwen.layout.standard import PAPER_HEIGHT
from gongwen.model.kinds import Form

NUMBER = re.compile(
    r"\S{1,24}?[〔［\[【(（〈<{]\d{4}[〕］\]】)）〉>}](?:第)?\d*号|^第[\d一二三四五六七八九十百零〇]+号$"
)
_PRINTED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日印发。?$")
_COPIED = re.compile(r"(?:抄送|主送)[：:]")
_DATED = re.compile(r"\S{3,}\d{4}年\d{1,2}月\d{1,2}日$")
_PAGE_NUMBER = re.compile(r"[—–―－\-‐‑﹣一~～·第]*\d{1,3}[—–―－\-‐‑﹣一~～·页]*")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_LABEL = re.compile(r"附件[\d一二三四五六七八九十]*[：:]?")
_NOTE = re.compile(r"附件[：:].+")
_LARGE = 18.0
_MIDDLE, _SIDEWAYS_MIDDLE = (AREA_LEFT + AREA_RIGHT) / 2, PAPER_HEIGHT.value - (AREA_TOP + AREA_BOTTOM) / 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with the rows of its text, and its page number's row; tables are left out of `rows`."""

    page: Page
    rows: tuple[Row, ...]
    tabled: tuple[Row, ...]
    number: Row | None

    @property
    def all(self) -> tuple[Row, ...]:
        """Return text and tables, top to bottom."""
        return tuple(sorted((*self.rows, *self.tabled), key=lambda row: row.baseline))


@dataclass(frozen=True, slots=True)
class Head:
    """版头 of page 1; the text begins below `bottom`."""

    form: Form
    mark: tuple[Row, ...]
    suffix: Row | None
    number: Row | None
    signatories: tuple[Row, ...]
    rule: Rule | None
    double: tuple[Rule, ...]
    bottom: float


@dataclass(frozen=True, slots=True)
class Closing:
    """What ends the main text: `begin` is the position of the first row that is no 正文."""

    begin: int
    attachment_note: tuple[Row, ...]
    signature: tuple[Row, ...]
    date: Row | None
    note: Row | None


def imprint(pages: Sequence[Page]) -> tuple[int, tuple[Row, ...], tuple[Rule, ...]]:
    """Return page, rows and rules of 版记, page 0 where there is none."""
    for page in reversed(pages):
        rows = rows_of(page.number, page.chars)
        printed = [row for row in rows if _PRINTED.search(row.text) or _prints(row)]
        copied = [row for row in rows if _COPIED.match(row.text)]
        if printed or copied:
            return page.number, *_imprint(page, rows, (printed or copied)[-1], copied)
    return 0, (), ()


def _prints(row: Row) -> bool:
    """Say whether a row is an organ at the left and a date, without 印发, far to the right of it."""
    gaps = [after.x - before.right for before, after in pairwise(row.chars)]
    return _DATED.search(row.text) is not None and max(gaps, default=0.0) > 2 * CELL and row.right > 170


def _imprint(
    page: Page, rows: Sequence[Row], last: Row, copied: Sequence[Row]
) -> tuple[tuple[Row, ...], tuple[Rule, ...]]:
    """Return rows and rules from the first rule (or 主送, 抄送) to the last below `last`."""
    upright = [rule for rule in page.rules if not rule.horizontal and rule.length > 5]
    wide = [
        rule
        for rule in page.rules
        if rule.horizontal
        and rule.length > 60
        and not any(u.box.top - 1 < rule.y < u.box.bottom + 1 for u in upright)
    ]
    below = [rule for rule in wide if last.baseline < rule.y < last.baseline + 2 * ROW][:1]
    above = [rule for rule in wide if rule.y < last.baseline]
    begin = copied[0].top - ROW if copied else last.top - ROW
    thick = [rule for rule in above if rule.y > begin - ROW * 4][-3:]
    rules = (*thick, *below)
    first = min([rule.y for rule in thick] + ([copied[0].top] if copied else []) + [last.top])
    unruled = (r.bottom for r in rows if last.baseline < r.baseline < AREA_BOTTOM + 1)
    end = below[0].y if below else max(unruled, default=last.bottom)
    held = tuple(row for row in rows if first - 0.1 <= row.baseline <= end + 0.1)
    return held, rules


def sheet(page: Page, imprint_page: int, imprint_rows: Sequence[Row]) -> Sheet:
    """Return the rows of a page, 版记 and 页码 apart, tables apart."""
    rows = [row for row in rows_of(page.number, page.chars) if row.text != "草稿"]
    if page.number == imprint_page:
        rows = [row for row in rows if row not in imprint_rows]
    numbers = [row for row in rows if row.baseline > 240 and _PAGE_NUMBER.fullmatch(row.text)]
    number = numbers[-1] if numbers else None
    kept = [row for row in rows if row is not number]
    if page.width > page.height:
        return Sheet(page, (), tuple(kept), number)
    tabled = tuple(row for row in kept if _in_table(row, page))
    return Sheet(page, tuple(row for row in kept if row not in tabled), tabled, number)


def _in_table(row: Row, page: Page) -> bool:
    return any(
        not rule.horizontal and rule.length > 5 and rule.box.top - 1 <= row.baseline <= rule.box.bottom + 1
        for rule in page.rules
    )


def head(page: Page, first: Sheet) -> Head:
    """Find mark, number, signatories and rules on page 1, and the form they make."""
    across = [rule for rule in page.rules if rule.horizontal and rule.length > 60]
    double = tuple(r for r in across if r.length > 163 and is_red(r.colour))
    number = next((row for row in first.rows[:12] if NUMBER.search(row.text)), None)
    if number and _is_quoted(number, first, across):
        number = None
    mark, suffix = _mark(first, number, across)
    rule = None if double else _header_rule(across, number, mark)
    form = _form(mark, double)
    bottom = max([*(row.baseline for row in (*mark[-1:], number) if row), rule.y if rule else 0.0])
    signatories = tuple(row for row in first.rows if row.baseline <= bottom + 0.1 and "签发人" in row.text)
    return Head(form, mark, suffix, _number_part(number), signatories, rule, double, bottom)


def _is_quoted(number: Row, first: Sheet, across: Sequence[Rule]) -> bool:
    """Say whether the number stands in running text rather than in 版头."""
    above = [rule for rule in across if rule.y < number.baseline and rule.length < 163]
    red = any(row.red for row in first.rows if row.baseline < number.baseline)
    return bool(re.search("号.*[，。；]|^.{41}", number.text)) or (bool(above) and not red)


def _mark(first: Sheet, number: Row | None, across: Sequence[Rule]) -> tuple[tuple[Row, ...], Row | None]:
    """Return the organs' rows and 文件 beside several: red rows, or large ones above the number."""
    limit = number.baseline if number else across[0].y if across else 140.0
    reds = [row for row in first.rows if row.red and row.baseline < 200]
    found = reds or [row for row in first.rows if row.baseline < limit - 1 and row.size >= _LARGE]
    if not reds and not number and not across:
        found = []
    if len(found) < 2:
        return tuple(found), None
    split = [_beside(row) for row in found]
    suffix = next((beside for _, beside in split if beside), None)
    organs = [organ for organ, _ in split if organ]
    return tuple(organs), suffix


def _beside(row: Row) -> tuple[Row | None, Row | None]:
    """Return a row of a joint mark as organ and 文件 at its right."""
    if row.text == "文件":
        return None, row
    if row.text.endswith("文件") and len(row.text) > 2:
        gap = row.chars[-2].x - row.chars[-3].right
        if gap > 0.3 * row.em or row.chars[-1].size > row.chars[0].size:
            return row.part(0, -2), row.part(-2)
    return row, None


def _header_rule(across: Sequence[Rule], number: Row | None, mark: Sequence[Row]) -> Rule | None:
    """Return the rule below number or mark: a red one first, else the first there is within 40 mm."""
    above = number.baseline if number else mark[-1].baseline if mark else None
    if above is None:
        return next((rule for rule in across if is_red(rule.colour)), None)
    below = [rule for rule in across if above - 1 < rule.y < above + 40]
    return next((rule for rule in below if is_red(rule.colour)), below[0] if below else None)


def _form(mark: Sequence[Row], double: Sequence[Rule]) -> Form:
    text = "".join(row.text for row in mark)
    if double:
        return Form.LETTER
    if text.endswith(("命令", "令")):
        return Form.ORDER
    return Form.MINUTES if text.endswith("纪要") else Form.GENERAL


def _number_part(number: Row | None) -> Row | None:
    """Return the characters of the number alone, what shares its row left out."""
    if number is None:
        return None
    text = "".join(char.text for char in number.chars)
    match = NUMBER.search(text)
    return number.part(match.start(), match.end()) if match and len(text) == len(number.chars) else number


def title(rows: Sequence[Row], form: Form) -> tuple[list[Row], list[Row]]:
    """Split the rows below 版头 into title and what follows."""
    if form is Form.ORDER:
        return [], list(rows)
    large = min(_LARGE, mode([row.size for row in rows] or [_LARGE]) + 3)
    begin = next((i for i, row in enumerate(rows[:8]) if row.size >= large or _centred(row)), None)
    if begin is None:
        return [], list(rows)
    end = begin
    while end < len(rows) and (
        rows[end].size >= large or (_centred(rows[end]) and abs(rows[end].size - rows[begin].size) < 0.5)
    ):
        end += 1
    return list(rows[begin:end]), list(rows[end:]) if form is Form.LETTER else [*rows[:begin], *rows[end:]]


def _centred(row: Row, middle: float = _MIDDLE) -> bool:
    return abs(row.left + row.right - 2 * middle) < 3 and row.left > AREA_LEFT + CELL


def addressees(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Split off the rows from 顶格 to the colon that ends 主送机关."""
    if not rows or rows[0].left > AREA_LEFT + CELL:
        return [], list(rows)
    for count, row in enumerate(rows[:8], start=1):
        if row.left > AREA_LEFT + CELL:
            break
        if row.text.endswith(("：", ":")):
            return list(rows[:count]), list(rows[count:])
    return [], list(rows)


def closing(rows: Sequence[Row]) -> Closing:
    """Find 附件说明, signature, date and 附注 in the rows of the main text and what is enclosed."""
    at = next((i for i, row in enumerate(rows) if _DATE.fullmatch(row.text)), None)
    end = len(rows) if at is None else at
    signature: list[Row] = []
    begin = end
    while begin and at is not None and _signs(rows[begin - 1], rows[begin], len(signature)):
        begin -= 1
        signature.insert(0, rows[begin])
    listed = _attachment_note(rows[:begin]) or _attachment_note(rows[end:])
    after = rows[at + 1] if at is not None and at + 1 < len(rows) else None
    note = after if after and after.text[0] in "（(" and after.page == rows[end].page else None
    return Closing(begin, listed, tuple(signature), None if at is None else rows[at], note)


def _signs(row: Row, below: Row, found: int) -> bool:
    """Say whether a row above `below` belongs to the signature, by place and by lack of a stop.

    Many seals may need more than a page: the names may go on at the top of the next one.
    """
    near = row.page == below.page and below.baseline - row.baseline < (5.6 * ROW if found else 3.2 * ROW)
    near = near or (found > 0 and row.page == below.page - 1)
    short = len(row.text) < 26
    indented = row.left > AREA_LEFT + 2.6 * CELL or (not found and short and row.left > 36)
    indented = indented or (short and AREA_LEFT + 0.4 * CELL < row.left < AREA_LEFT + 1.7 * CELL)
    beside = len(segments(row)) > 1
    ends = row.text[-1] not in "。；：！？，、" and not re.match(r"附件[：:]|\d+[.．]|（", row.text)
    return near and (indented or beside) and ends and row.size < _LARGE and found < 12


def _attachment_note(rows: Sequence[Row]) -> tuple[Row, ...]:
    start = next((i for i in reversed(range(len(rows))) if _NOTE.match(rows[i].text)), None)
    if start is None or rows[start].left < AREA_LEFT + CELL:
        return ()
    held = [rows[start]]
    for row in rows[start + 1 :]:
        if row.left < rows[start].left + 2 * CELL or len(held) > 15:
            break
        held.append(row)
    return tuple(held)


def annex(found: Sheet) -> tuple[Row, tuple[Row, ...]] | None:
    """Return label and title of an annex that begins on this page, None for none."""
    turned = found.page.sideways
    middle = _SIDEWAYS_MIDDLE if turned or found.page.width > found.page.height else _MIDDLE
    rows = list(rows_of(found.page.number, turned)) if turned else list(found.all)
    place = next((i for i, row in enumerate(rows[:4]) if _LABEL.fullmatch(row.text)), None)
    if place is None:
        return None
    titled: list[Row] = []
    for row in rows[place + 1 :]:
        if titled and (row.size != titled[0].size or row.role is not titled[0].role):
            break
        if titled and row.baseline - titled[-1].baseline > 1.5 * ROW:
            break
        if row.size < _LARGE and not _centred(row, middle):
            break
        titled.append(row)
    return rows[place], tuple(titled)
