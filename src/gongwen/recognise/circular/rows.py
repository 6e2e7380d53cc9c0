"""Rows: the lines of a page without blank ones, and how lines broken at the page's width are joined."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

UNSEEN = re.compile(
    r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\ufffe\uffff\ud800-\udfff\x00-\x1f\x7f]"
)
"""Characters that nobody sees; tabs and line ends are white space before they are looked for."""

_SPACE = re.compile(r"\s+")
_FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLDED |= {ord(mark): ord(full) for mark, full in zip("(),:;?!", "（），：；？！", strict=True)}
_FOLDED |= {ord(mark): ord(mark) for mark in "（），：；？！"}
_FOLDED |= {ord("﹝"): ord("〔"), ord("﹞"): ord("〕"), ord("﹕"): ord("：")}
_SIMPLE = dict(
    zip(
        "關於發號見請報復決議級縣區廳辦務國會員處學總團機單黨據執轉實條則規劃計稱簽聯電話門為現將臺導結構權長",
        "关于发号见请报复决议级县区厅办务国会员处学总团机单党据执转实条则规划计称签联电话门为现将台导结构权长",
        strict=True,
    )
)
_FOLDED |= {ord(old): ord(new) for old, new in _SIMPLE.items()}
_PAGE = re.compile(
    r"[-—–―─·•~_]{1,3}\d{1,4}[-—–―─·•~_]{1,3}|第\d{1,4}页(?:[/,，]?共\d{1,4}页)?|\d{1,4}/\d{1,4}|[-—–]\d{1,3}|\d{1,3}[-—–]"
)
_GAP = re.compile(r"(?<=[^\x21-\x7e])[ \t]+(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])[ \t]+(?=[^\x21-\x7e\s])")
_ENDS = frozenset("。！？：；…”")
_UNFINISHED = frozenset("，、《（“〈")
_FINAL = frozenset("。！？")
_WIDE = frozenset("WFA")
_BROADEST = 60
_NARROWEST = 12
_FEWEST = 3
_SEAL = re.compile(r"（(?:盖章|印章|公章|章|用印)）")
_PASSED = frozenset(("页码", "用印的位置"))
"""Roles of rows that stand between others and are passed over."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line with something on it.

    `text` is stripped, `bare` has no white space at all, `flat` is `bare` with
    full-width letters and digits narrow and punctuation wide, character for
    character. `indent` and `width` are in 字; `gap` counts the blank lines
    before it; `table` is the number of the table it stands in, -1 for none.
    """

    line: int
    text: str
    bare: str
    flat: str
    indent: float
    width: float
    gap: int
    centred: bool = False
    table: int = -1


def folded(bare: str) -> str:
    """Return `bare` for matching: letters and digits narrow, punctuation wide, the words of forms simplified.

    As many characters as before.
    """
    return bare.translate(_FOLDED)


def squeezed(text: str) -> str:
    """Return `text` without white space and without characters nobody sees."""
    return UNSEEN.sub("", _SPACE.sub("", text))


def tidy(text: str) -> str:
    """Return a name in one line: white space only between letters or digits of two words."""
    words = UNSEEN.sub("", _SPACE.sub(" ", text)).strip().split(" ")
    out = words[0]
    for word in words[1:]:
        apart = out[-1:].isascii() and word[:1].isascii() and out[-1:].isalnum() and word[:1].isalnum()
        out += (" " if apart else "") + word
    return out


def cells(text: str) -> float:
    """Return the width of `text` in 字: a wide character is one, any other a half."""
    if text.isascii():
        return len(text) / 2
    return sum(1.0 if unicodedata.east_asian_width(one) in _WIDE else 0.5 for one in text)


def row_of(line: int, text: str, gap: int = 0, *, centred: bool = False, table: int = -1) -> Row:
    """Return the row that a line of text is."""
    seen = UNSEEN.sub("", _SPACE.sub(lambda found: found[0].replace("\t", "    "), text))
    said = seen.strip()
    indent = cells(seen[: len(seen) - len(seen.lstrip())])
    bare = squeezed(said)
    return Row(line, _GAP.sub("", said), bare, folded(bare), indent, cells(said), gap, centred, table)


def rows_of(lines: Iterable[str]) -> list[Row]:
    """Return the rows of plain lines; a line that holds line ends is several rows of the same number."""
    rows: list[Row] = []
    gap = 0
    for number, line in enumerate(lines, start=1):
        for piece in line.splitlines() or [""]:
            if not squeezed(piece):
                gap += 1
                continue
            rows.append(row_of(number, piece, gap))
            gap = 0
    return rows


def is_page_number(row: Row) -> bool:
    """Say whether a row is a page number: - 2 -, — 2 —, 第 2 页, 2/5."""
    return len(row.flat) <= 16 and _PAGE.fullmatch(row.flat) is not None


def page_width(rows: Sequence[Row]) -> float:
    """Return at how many 字 lines are broken, 0 where a line is a whole paragraph.

    It is the breadth that most lines reach which end in the middle of a sentence.
    """
    widths = [row.width for row in rows if row.table < 0]
    if not widths or sum(width > _BROADEST for width in widths) * 20 > len(widths):
        return 0.0
    running = Counter(round(row.width) for row in rows if row.table < 0 and row.flat[-1] not in _ENDS)
    near = {width: sum(running[width + by] for by in (-1, 0, 1)) for width in running if width >= _NARROWEST}
    most = max(near.values(), default=0)
    if most < _FEWEST:
        return 0.0
    broadest = max(width for width, count in near.items() if count * 2 >= most)
    full = [row for row in rows if broadest - 3 <= row.width <= broadest + 3]
    running_on = sum(row.flat[-1] not in _ENDS for row in full)
    return float(broadest) if running_on * 2 >= len(full) else 0.0


def behind(text: str, count: int) -> int:
    """Return the place in `text` behind its first `count` characters that are no white space."""
    seen = 0
    for place, character in enumerate(text):
        if seen == count:
            return place
        seen += not character.isspace()
    return len(text)


class Joiner:
    """Says which rows belong to one paragraph."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.width = page_width(rows)
        full = [row for row in rows if self.width and row.width >= self.width - 3]
        prose = [row for row in rows if row.width >= 12 and row.table < 0]
        steps = sum(1.5 <= row.indent <= 4.5 for row in prose)
        short = bool(prose) and max(row.width for row in prose) <= _BROADEST
        self.stepped = short and steps >= 2 and any(row.indent < 1 and row.gap == 0 for row in prose)
        self.indented = any(1.5 <= row.indent <= 4 for row in full) and any(row.indent < 1.5 for row in full)

    def goes_on(self, above: Row, row: Row, *, begins: bool) -> bool:
        """Say whether `row` carries on the paragraph of `above`; `begins`: it looks like a beginning."""
        if row.table >= 0 or above.table >= 0:
            return False
        if above.flat[-1] in _UNFINISHED and not row.gap:
            return True
        if not self.width:
            carries_on = row.indent < 1 and not row.gap and above.width >= 16 and above.flat[-1] not in _ENDS
            return self.stepped and carries_on
        extent = above.width + (2 if self.indented and above.indent >= 1.5 else 0)
        ended = above.flat[-1] in _FINAL
        if extent < self.width - (3 if ended else 5):
            return False
        if self.indented and row.indent >= 1.5:
            return False
        return not ((ended and (begins or row.gap)) or (begins and above.flat[-1] in _ENDS))

    def paragraphs(self, rows: Sequence[Row], begins: Callable[[str], object]) -> list[list[Row]]:
        """Return the rows by paragraphs, those of a table together; `begins` tells a beginning by words."""
        groups: list[list[Row]] = []
        for row in rows:
            above = groups[-1][-1] if groups else None
            same = above is not None and above.table == row.table
            begun = begins(row.flat) is not None
            if above and same and (row.table >= 0 or self.goes_on(above, row, begins=begun)):
                groups[-1].append(row)
            else:
                groups.append([row])
        return groups


def joined(rows: Sequence[Row]) -> str:
    """Return the rows of one paragraph as its text; a space only between two words of letters."""
    pieces: list[str] = []
    for row in rows:
        if pieces and _latin(pieces[-1][-1]) and _latin(row.text[0]):
            pieces.append(" ")
        pieces.append(row.text)
    return "".join(pieces)


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


class Sheet:
    """The rows of a paper and what each has been taken for; what nobody took is running text."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = list(rows)
        self.roles: list[str] = [""] * len(rows)
        self.joiner = Joiner(rows)
        for at, row in enumerate(rows):
            if is_page_number(row) and row.table < 0:
                self.roles[at] = "页码"
            elif _SEAL.fullmatch(row.flat):
                self.roles[at] = "用印的位置"

    def take(self, at: Iterable[int], role: str) -> tuple[int, ...]:
        """Give the rows at these places a role; return their line numbers."""
        places = tuple(at)
        for place in places:
            self.roles[place] = role
        return tuple(self.rows[place].line for place in places)

    def split(self, at: int, cut: int) -> None:
        """Cut the row at `at` in two behind its first `cut` characters that are no white space."""
        row = self.rows[at]
        place = behind(row.text, cut)
        pieces = [row_of(row.line, one, row.gap) for one in (row.text[:place], row.text[place:])]
        self.rows[at : at + 1] = pieces
        self.roles[at : at + 1] = ["", ""]

    def free(self, at: int) -> bool:
        """Say whether there is a row at this place that nobody has taken."""
        return 0 <= at < len(self.rows) and not self.roles[at]

    def above(self, at: int) -> int:
        """Return the place of the next row above that is not passed over, -1 where there is none."""
        at -= 1
        while at >= 0 and self.roles[at] in _PASSED:
            at -= 1
        return at

    def below(self, at: int) -> int:
        """Return the place of the next row below that is not passed over, the end where there is none."""
        at += 1
        while at < len(self.rows) and self.roles[at] in _PASSED:
            at += 1
        return at
