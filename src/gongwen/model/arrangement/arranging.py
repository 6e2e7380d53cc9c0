"""arrange (整理): the pieces of an office → classes, 件号 and 档号; what cannot be arranged is told.

Inside the lowest class pieces stand by time, combined with subject: pieces of
one set stay together where the earliest of them stands (DA/T 22-2015 5.3.1).
件号 run from 1 in each class and go on after those of earlier runs, which never
change (5.4.1: unique, stable, open to additions).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gongwen.model.arrangement.code import HIGHEST, ClassKey, ReferenceCode, Scheme
from gongwen.model.arrangement.deciding import Decided, decide, same_class_warning
from gongwen.model.arrangement.piece import Override, Piece
from gongwen.model.arrangement.table import RetentionTable
from gongwen.model.finding import Finding, Level

NUMBER_RULE = "DA/T 22-2015 5.4"
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Filed:
    """A piece with its 档号; `reason` says by which row or person, `new` that this run gave it."""

    piece: Piece
    code: ReferenceCode
    reason: str
    new: bool


@dataclass(frozen=True, slots=True)
class Excluded:
    """A piece that is not filed (不归档), and why."""

    piece: Piece
    reason: str


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a run came to: filed in the order of the scheme, not filed, left for a person, and findings."""

    filed: tuple[Filed, ...]
    excluded: tuple[Excluded, ...]
    left: tuple[Piece, ...]
    findings: tuple[Finding, ...]

    def classes(self) -> tuple[tuple[ClassKey, tuple[Filed, ...]], ...]:
        """Return each class with its pieces, in the order of the scheme."""
        found: dict[ClassKey, list[Filed]] = {}
        for one in self.filed:
            found.setdefault(one.code.class_key, []).append(one)
        return tuple((key, tuple(pieces)) for key, pieces in found.items())

    def codes(self) -> Mapping[str, ReferenceCode]:
        """Return the 档号 by item id: what the next run takes as `taken`."""
        return {one.piece.item_id: one.code for one in self.filed}


def arrange(
    pieces: Iterable[Piece],
    table: RetentionTable,
    scheme: Scheme,
    taken: Mapping[str, ReferenceCode] | None = None,
    overrides: Mapping[str, Override] | None = None,
) -> Arrangement:
    """Return the arrangement of `pieces`, whatever order they come in.

    `taken` are the 档号 that earlier runs gave, by item id, of pieces handed in
    again or not; they stay as they are. `overrides` are what a person decided,
    by item id.
    """
    taken, overrides = taken or {}, overrides or {}
    once, twice = _once(pieces)
    findings = [*table.notices(), *twice, *_strange(overrides, once), *_taken_findings(taken, scheme)]
    filed: list[Filed] = []
    excluded: list[Excluded] = []
    left: list[Piece] = []
    waiting: list[Decided] = []
    for piece in once.values():
        decided, told = decide(piece, table, scheme, overrides.get(piece.item_id))
        if code := taken.get(piece.item_id):
            filed.append(Filed(piece, code, decided.reason if decided else "", new=False))
            if decided:
                findings += same_class_warning(piece, code.class_key, decided.key)
            continue
        findings += told
        if decided is None:
            left.append(piece)
        elif decided.key is None:
            excluded.append(Excluded(piece, decided.reason))
        else:
            waiting.append(decided)
    new, full = _numbered(waiting, scheme, taken)
    filed += new
    filed.sort(key=lambda one: (scheme.position(one.code.class_key), one.code.item_number))
    findings += [*_full(full), *_alike(one.piece for one in filed)]
    return Arrangement(tuple(filed), tuple(excluded), (*left, *full), tuple(findings))


def in_order(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return pieces by time, those of one set together at the place of the earliest.

    On one day the 发文字号 decides, its figures as numbers, then the item id.
    """
    sets: dict[str, list[Piece]] = {}
    for piece in pieces:
        sets.setdefault(f"set {piece.set_key}" if piece.set_key else f"one {piece.item_id}", []).append(piece)
    ordered = sorted((sorted(members, key=_place_of) for members in sets.values()), key=_first_place)
    return tuple(piece for members in ordered for piece in members)


def _place_of(piece: Piece) -> tuple[str, tuple[str, ...], str]:
    day = piece.date.isoformat() if piece.date else "9999"
    figures = tuple(found.zfill(8) for found in _DIGITS.findall(piece.number))
    words = _DIGITS.sub("#", piece.number)
    return day, (words, *figures), piece.item_id


def _first_place(members: list[Piece]) -> tuple[str, tuple[str, ...], str]:
    return _place_of(members[0])


def _numbered(
    waiting: Iterable[Decided], scheme: Scheme, taken: Mapping[str, ReferenceCode]
) -> tuple[list[Filed], list[Piece]]:
    """Return the pieces with numbers after those taken, and those for which a class has no number left."""
    classes: dict[ClassKey, dict[str, Decided]] = {}
    for one in waiting:
        if one.key:
            classes.setdefault(one.key, {})[one.piece.item_id] = one
    highest = Counter[ClassKey]()
    for code in taken.values():
        highest[code.class_key] = max(highest[code.class_key], code.item_number)
    filed, full = [], []
    for key, members in classes.items():
        ordered = in_order(one.piece for one in members.values())
        for number, piece in enumerate(ordered, start=highest[key] + 1):
            if number > HIGHEST:
                full.append(piece)
            else:
                filed.append(Filed(piece, scheme.code(key, number), members[piece.item_id].reason, new=True))
    return filed, full


def _once(pieces: Iterable[Piece]) -> tuple[dict[str, Piece], list[Finding]]:
    """Return the pieces by item id, in the order of the ids, without those that are told of in two ways."""
    told: dict[str, set[Piece]] = {}
    for piece in pieces:
        told.setdefault(piece.item_id, set()).add(piece)
    once = {item_id: next(iter(told[item_id])) for item_id in sorted(told) if len(told[item_id]) == 1}
    twice = [
        Finding(item_id, NUMBER_RULE, f"这一件给了 {len(told[item_id])} 种说法；一件只能有一种")
        for item_id in sorted(told)
        if len(told[item_id]) > 1
    ]
    return once, twice


def _strange(overrides: Mapping[str, Override], once: Mapping[str, Piece]) -> Iterator[Finding]:
    for item_id in sorted(overrides):
        if item_id not in once:
            yield Finding(item_id, "人工决定", "要整理的件里没有这一件")
        elif not overrides[item_id].reason.strip():
            yield Finding(
                once[item_id].place, "人工决定", "人工定的期限、年度、机构要写明理由", Level.WARNING
            )


def _taken_findings(taken: Mapping[str, ReferenceCode], scheme: Scheme) -> Iterator[Finding]:
    """Yield what is wrong with the 档号 given before: one used twice, a gap, another 全宗号 or order."""
    written = Counter(str(code) for code in taken.values())
    for text in sorted(text for text, count in written.items() if count > 1):
        owners = "、".join(sorted(item_id for item_id, code in taken.items() if str(code) == text))
        yield Finding(text, NUMBER_RULE, f"一个档号给了几件：{owners}")
    numbers: dict[ClassKey, set[int]] = {}
    for code in taken.values():
        numbers.setdefault(code.class_key, set()).add(code.item_number)
    for key in sorted(numbers):
        gaps = sorted(set(range(1, max(numbers[key]) + 1)) - numbers[key])
        if gaps:
            absent = "、".join(f"{gap:04d}" for gap in gaps[:10])
            yield Finding(
                str(key), NUMBER_RULE, f"件号断号：没有 {absent}，共缺 {len(gaps)} 个", Level.WARNING
            )
    now = {code: scheme.code(code.class_key, code.item_number) for code in taken.values()}
    other = sorted({str(code) for code in now if now[code] != code})
    if other:
        sentence = f"有 {len(other)} 个档号（如 {other[0]}）不合现在的全宗号或分类方案"
        yield Finding("分类方案", "DA/T 13-2022 一致性", sentence, Level.WARNING)


def _full(pieces: Iterable[Piece]) -> Iterator[Finding]:
    for piece in pieces:
        yield Finding(piece.place, NUMBER_RULE, f"这一类的件号已经用到 {HIGHEST}，编不下了；请分机构（问题）")


def _alike(pieces: Iterable[Piece]) -> Iterator[Finding]:
    """Yield a warning for pieces with the same 文号, 责任者 and 题名: one may be a duplicate (重份)."""
    seen: dict[tuple[str, str, tuple[str, ...]], Piece] = {}
    for piece in sorted(pieces, key=lambda one: one.item_id):
        key = ("".join(piece.number.split()), "".join(piece.title.split()), piece.organs)
        first = seen.setdefault(key, piece)
        if piece.number and first is not piece:
            sentence = f"与{first.place}文号、责任者、题名都相同，是不是重份；重份不归档"
            yield Finding(piece.place, "令第8号 第4条", sentence, Level.WARNING)
