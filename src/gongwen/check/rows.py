"""Characters in rows, and the face a row is set in; lengths in mm, sizes in pt."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from gongwen.check.drawn import Char
from gongwen.check.rules import MM
from gongwen.layout.standard import AREA_HEIGHT, AREA_WIDTH, LEFT, PITCH, TOP
from gongwen.model.typefaces import Role

AREA_LEFT, AREA_TOP = LEFT.value, TOP.value
AREA_RIGHT, AREA_BOTTOM = LEFT.value + AREA_WIDTH.value, TOP.value + AREA_HEIGHT.value
ROW = PITCH.pt * MM
"""A row (行) of the grid."""
CELL = AREA_WIDTH.value / 28
"""A 字 of the grid."""

_FACES = (
    (
        Role.XIAOBIAOSONG,
        re.compile(r"小标宋|XiaoBiaoSong|XBS|FandolSong-Bold|Serif.*(Bold|Black|Heavy)", re.I),
    ),
    (Role.FANGSONG, re.compile(r"仿宋|FangSong|FandolFang|FZFS|STFang|Zhuque", re.I)),
    (Role.KAI, re.compile(r"楷|Kai|FZKT|UKai", re.I)),
    (Role.HEI, re.compile(r"黑|Hei|Sans|Gothic|YaHei|FZHT", re.I)),
    (Role.SONG, re.compile(r"宋|Song|SimSun|Serif|Ming|FZSS", re.I)),
)
_HEAVY = re.compile(r"bold|black|heavy|粗", re.I)


def role_of(font: str) -> Role | None:
    """Return the role that a face of this name serves, None for faces of no Chinese role."""
    return next((role for role, pattern in _FACES if pattern.search(font)), None)


def is_bold(char: Char) -> bool:
    """Say whether a character is drawn bold, by its face or by a second stroke; 小标宋 is heavy by nature."""
    heavy = _HEAVY.search(char.font) is not None and role_of(char.font) is not Role.XIAOBIAOSONG
    return heavy or char.stroked


def is_han(text: str) -> bool:
    """Say whether a character is a Chinese one (not punctuation)."""
    return unicodedata.name(text[0], "").startswith(("CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH"))


@dataclass(frozen=True, slots=True)
class Row:
    """Characters on one baseline of one page, left to right, without white space."""

    page: int
    baseline: float
    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        """Return what the row says without white space."""
        return unicodedata.normalize("NFC", "".join(char.text for char in self.chars))

    @property
    def left(self) -> float:
        """Return where the first character begins."""
        return self.chars[0].x

    @property
    def right(self) -> float:
        """Return where the last character's advance ends."""
        return max(char.right for char in self.chars)

    @property
    def size(self) -> float:
        """Return the size in pt that most characters have."""
        return Counter(char.size for char in self.chars).most_common(1)[0][0]

    @property
    def em(self) -> float:
        """Return the size in mm."""
        return self.size * MM

    @property
    def top(self) -> float:
        """Return the upper edge of the em boxes."""
        return self.baseline - 0.88 * self.em

    @property
    def bottom(self) -> float:
        """Return the lower edge of the em boxes."""
        return self.baseline + 0.12 * self.em

    @property
    def middle(self) -> float:
        """Return the height of the em boxes' middle."""
        return (self.top + self.bottom) / 2

    @property
    def role(self) -> Role | None:
        """Return the role of the face that most Chinese characters are set in, of all when there are none."""
        return face_of(self.chars)

    @property
    def red(self) -> bool:
        """Say whether most of the row is red."""
        return sum(char.red for char in self.chars) * 2 > len(self.chars)

    @property
    def short(self) -> str:
        """Return the row's beginning, to name the place."""
        return self.text if len(self.text) <= 14 else f"{self.text[:14]}……"

    def part(self, start: int, end: int | None = None) -> Row:
        """Return some of the row's characters as a row."""
        return Row(self.page, self.baseline, self.chars[start:end])


def face_of(chars: Iterable[Char]) -> Role | None:
    """Return the role of the face that most of these Chinese characters are set in."""
    drawn = tuple(chars)
    han = [char for char in drawn if is_han(char.text)] or drawn
    roles = Counter(role_of(char.font) for char in han)
    return roles.most_common(1)[0][0] if roles else None


def rows_of(page: int, chars: Iterable[Char], tolerance: float = 0.6) -> tuple[Row, ...]:
    """Group characters into rows from top to bottom; baselines within `tolerance` mm share a row."""
    found: list[list[Char]] = []
    for char in sorted((c for c in chars if c.text.strip()), key=lambda c: c.baseline):
        if found and char.baseline - found[-1][-1].baseline <= tolerance:
            found[-1].append(char)
        else:
            found.append([char])
    return tuple(
        Row(page, median(c.baseline for c in row), tuple(sorted(row, key=lambda c: c.x))) for row in found
    )


def rows_between(upper: float, lower: float) -> float:
    """Return a distance in mm as rows of the grid."""
    return (lower - upper) / ROW


def blank_rows(upper: Row, lower: Row) -> float:
    """Return how many blank rows stand between two rows on one page, by the middles of their em boxes."""
    return rows_between(upper.middle, lower.middle) - 1


def common(values: Sequence[float], within: float = 0.15) -> float | None:
    """Return the mean of the values that most others are near to, at most `within` apart; None of none."""
    ordered = sorted(values)
    spans = ((bisect_left(ordered, one - within), bisect_right(ordered, one + within)) for one in ordered)
    low, high = max(spans, key=lambda span: span[1] - span[0], default=(0, 0))
    alike = ordered[low:high]
    return sum(alike) / len(alike) if alike else None


def segments(row: Row) -> tuple[Row, ...]:
    """Split a row where names stand side by side, more than 1.5 字 apart."""
    starts = [0]
    for index in range(1, len(row.chars)):
        if row.chars[index].x - row.chars[index - 1].right > 1.5 * CELL:
            starts.append(index)
    return tuple(row.part(start, end) for start, end in zip(starts, (*starts[1:], None), strict=True))
