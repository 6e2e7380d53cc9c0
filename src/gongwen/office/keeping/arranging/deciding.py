"""What a person says of items in words: 件=永久, 件=4页, 件=上级, 件=BGS, 件=2015年度, 件=不归档."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from gongwen.errors import UsageError
from gongwen.model import arrangement
from gongwen.model.arrangement import NOT_FILED, Override, Rank, Term

NOT_ACTED_ON = "不需办理"
_PAGES = re.compile(r"(\d{1,5})页")
_YEAR = re.compile(r"(\d{4})年度")
_DIVISION = re.compile(r"[0-9A-Z]{2,8}")
WORDS = (
    f"期限（永久、30年、10年）、{NOT_FILED}、几页（4页）、来文级别（上级、同级、下级）、"
    f"{NOT_ACTED_ON}、年度（2015年度）、机构代码（BGS）"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said of one item: against the rules (`override`), or where the records know nothing."""

    override: Override
    pages: int | None = None
    rank: Rank | None = None
    acted_on: bool | None = None

    def applied(self, piece: arrangement.Piece) -> arrangement.Piece:
        """Return the piece with what was said of it."""
        return replace(
            piece,
            pages=self.pages or piece.pages,
            rank=self.rank or piece.rank,
            acted_on=piece.acted_on if self.acted_on is None else self.acted_on,
        )

    @property
    def decision(self) -> Override | None:
        """Return what was decided against the rules, None where nothing was."""
        return None if self.override == Override(self.override.reason) else self.override


def decided(words: Iterable[str], reason: str, item_id_of: Callable[[str], str]) -> Mapping[str, Said]:
    """Return what was said of each item; UsageError for a word that says nothing.

    `item_id_of` finds an item by what staff call it; an item may be named
    several times.
    """
    found: dict[str, Said] = {}
    for word in words:
        name, mark, wish = word.rpartition("=")
        if not mark:
            raise UsageError(f"--set 写作 件=内容，看到的是「{word}」", advice=f"内容可以是：{WORDS}")
        item_id = item_id_of(name.strip())
        found[item_id] = _with(found.get(item_id, Said(Override(reason))), wish.strip())
    return found


def _with(said: Said, wish: str) -> Said:
    if wish == NOT_FILED:
        return replace(said, override=replace(said.override, excluded=True))
    if wish == NOT_ACTED_ON:
        return replace(said, acted_on=False)
    if match := _PAGES.fullmatch(wish):
        return replace(said, pages=int(match[1]))
    if match := _YEAR.fullmatch(wish):
        return replace(said, override=replace(said.override, year=int(match[1])))
    for rank in Rank:
        if wish == rank.value:
            return replace(said, rank=rank)
    try:
        return replace(said, override=replace(said.override, term=Term.named(wish)))
    except ValueError:
        if _DIVISION.fullmatch(wish):
            return replace(said, override=replace(said.override, division=wish))
    raise UsageError(f"--set 的「{wish}」看不懂", advice=f"可以是：{WORDS}")
