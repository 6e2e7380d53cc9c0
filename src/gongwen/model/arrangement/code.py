"""ReferenceCode (档号) and Scheme (分类方案): how the pieces of a year are named.

`全宗号-WS·年度-期限[-机构]-件号`, e.g. Z109-WS·2011-Y-BGS-0001. A hyphen stands
between a higher code and a lower one, · (U+00B7) between codes of one level; a
全宗号 not yet given is left out with its hyphen.

Sources: DA/T 22-2015 5.2.2, 5.4; DA/T 13-2022.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from gongwen.model.arrangement.term import Term

CATEGORY = "WS"
"""档案门类代码 of 文书档案."""

HIGHEST = 9999
"""The last 件号: it has four digits."""

_FONDS = re.compile(r"[0-9A-Z]{4}")
_DIVISION = re.compile(r"[0-9A-Z]{1,8}")
_SHAPE = re.compile(
    r"(?:(?P<fonds>[0-9A-Z]{4})?-)?WS·(?P<year>\d{4})-(?P<middle>[0-9A-Z]+(?:-[0-9A-Z]+)?)-(?P<number>\d{4})"
)
_MEANT = str.maketrans({**dict.fromkeys("•・‧∙⋅．", "·"), **dict.fromkeys("－–—‐‑−", "-")})
_TERMS = {term.code: term for term in Term}


class Order(Enum):
    """In which order a year is divided (5.2.2); the office's choice, kept from year to year."""

    TERM_FIRST = "年度—保管期限—机构"
    DIVISION_FIRST = "年度—机构—保管期限"

    @classmethod
    def named(cls, name: str) -> Order:
        """Return the order called `name`; raise ValueError, in Chinese, with both names."""
        for order in cls:
            if order.value == name.strip().replace("（问题）", ""):
                return order
        raise ValueError(f"没有「{name}」这种分类；可写：{'、'.join(order.value for order in cls)}")


@dataclass(frozen=True, slots=True, order=True)
class ClassKey:
    """The lowest class (最低一级类目): in it 件号 run from 0001. `division` is empty where there is none."""

    year: int
    term_code: str
    division: str = ""

    @property
    def term(self) -> Term:
        """Return the term of the class."""
        return _TERMS[self.term_code]

    @classmethod
    def of(cls, year: int, term: Term, division: str = "") -> ClassKey:
        """Return the class of a year, a term and a 机构（问题）代码."""
        return cls(year, term.code, division)

    def __str__(self) -> str:
        return "、".join(part for part in (f"{self.year}年度", self.term.value, self.division) if part)


@dataclass(frozen=True, slots=True)
class ReferenceCode:
    """档号 of one 件. Raises ValueError, in Chinese, for a part that no 档号 can have."""

    fonds: str
    year: int
    term: Term
    item_number: int
    division: str = ""
    order: Order = Order.TERM_FIRST

    def __post_init__(self) -> None:
        _require_fonds(self.fonds)
        if self.division:
            require_division(self.division)
        if not 1 <= self.item_number <= HIGHEST:
            raise ValueError(f"件号 {self.item_number} 超出 1—{HIGHEST}：件号用四位数字")
        if not 1000 <= self.year <= HIGHEST:
            raise ValueError(f"年度 {self.year} 不是四位数字")

    @property
    def number(self) -> str:
        """Return the 件号 as it is written: four digits."""
        return f"{self.item_number:04d}"

    @property
    def class_key(self) -> ClassKey:
        """Return the lowest class in which this 件号 runs."""
        return ClassKey.of(self.year, self.term, self.division)

    def __str__(self) -> str:
        middle = [self.term.code, self.division]
        if self.order is Order.DIVISION_FIRST:
            middle.reverse()
        category = f"{CATEGORY}·{self.year}"
        return "-".join(part for part in (self.fonds, category, *middle, self.number) if part)

    @classmethod
    def parse(cls, text: str) -> ReferenceCode:
        """Read a 档号, with any look-alike of · and -, in either order; a 机构 comes first or last.

        Raises ValueError, in Chinese, when `text` is none. A code without 机构
        says nothing of the order and is taken as TERM_FIRST.
        """
        match = _SHAPE.fullmatch("".join(text.split()).translate(_MEANT))
        parts = match["middle"].split("-") if match else []
        terms = [place for place, part in enumerate(parts) if part in _TERMS]
        if match is None or len(terms) != 1:
            raise ValueError(f"「{text}」不是档号，应像 Z109-WS·2015-Y-BGS-0001")
        term = _TERMS[parts.pop(terms[0])]
        order = Order.DIVISION_FIRST if terms[0] else Order.TERM_FIRST
        return cls(
            match["fonds"] or "", int(match["year"]), term, int(match["number"]), "".join(parts), order
        )


@dataclass(frozen=True, slots=True)
class Scheme:
    """分类方案 of an office: its 全宗号 (empty before the archive gave one), the order, its divisions.

    `divisions` are 机构（问题）代码 with their names; none at all means that the
    office does without this level. Raises ValueError, in Chinese, for a code
    that no 档号 can have or that is there twice.
    """

    fonds: str = ""
    order: Order = Order.TERM_FIRST
    divisions: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        _require_fonds(self.fonds)
        codes = [code for code, _ in self.divisions]
        for code in codes:
            require_division(code)
        if len(set(codes)) < len(codes):
            raise ValueError(f"机构（问题）代码有重复：{'、'.join(codes)}")

    def division_name(self, code: str) -> str:
        """Return the name of a 机构（问题）, its code where the scheme does not know it."""
        return dict(self.divisions).get(code, code)

    def code(self, key: ClassKey, item_number: int) -> ReferenceCode:
        """Return the 档号 of the 件 with this number in the class `key`."""
        order = self.order if key.division else Order.TERM_FIRST
        return ReferenceCode(self.fonds, key.year, key.term, item_number, key.division, order)

    def position(self, key: ClassKey) -> tuple[int, str, str]:
        """Return what sorts classes as the scheme divides a year: 永久 before fixed terms."""
        codes = [code for code, _ in self.divisions]
        place = codes.index(key.division) if key.division in codes else len(codes)
        term, division = f"{tuple(Term).index(key.term)}", f"{place:04d}{key.division}"
        return (
            (key.year, division, term) if self.order is Order.DIVISION_FIRST else (key.year, term, division)
        )


def _require_fonds(fonds: str) -> None:
    if fonds and not _FONDS.fullmatch(fonds):
        raise ValueError(f"「{fonds}」不是全宗号：全宗号是四位数字，或大写字母与数字共四位；还没有就空着")


def require_division(division: str) -> None:
    """Raise ValueError, in Chinese, unless `division` can be a 机构（问题）代码."""
    if not _DIVISION.fullmatch(division) or division in _TERMS:
        raise ValueError(
            f"「{division}」不能作机构（问题）代码：用一至八个大写字母或数字（一般是三个字母，如 BGS），"
            f"不能是 {'、'.join(_TERMS)}"
        )
