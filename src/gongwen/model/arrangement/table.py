"""RetentionTable (保管期限表): the office's own, approved by the archive authority of its level.

No term is law here: 令第8号 art. 12 lets every organ write its table. Rows are
tried from the first on. What a row asks and nobody has said of a piece leaves
it open; a piece is decided only if every row that may be meant says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongwen.model.arrangement.piece import Direction, Piece, Rank
from gongwen.model.arrangement.term import NOT_FILED, Term
from gongwen.model.finding import Finding, Level
from gongwen.model.life.values import Part

APPROVAL = "令第8号 第12条"


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a row asks of a piece; what is empty or None asks nothing, all else must hold.

    `words` are met by a title with one of them, `without` by a title with
    none. `part` holds for what we issued alone, `ranks` and `senders` for what
    we received. `acted_on` False holds only where somebody said so.
    """

    directions: tuple[Direction, ...] = ()
    kinds: tuple[str, ...] = ()
    part: Part | None = None
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    ranks: tuple[Rank, ...] = ()
    acted_on: bool | None = None

    @property
    def none(self) -> bool:
        """Say whether nothing is asked, so that every piece fits."""
        return self == Conditions()

    def held_by(self, piece: Piece) -> bool | None:
        """Say whether `piece` fits; None where that hangs on what nobody said of it."""
        answers = tuple(ask(self, piece) for ask in _ASKED)
        return False if False in answers else None if None in answers else True

    def missing(self, piece: Piece) -> tuple[str, ...]:
        """Return the names of what these conditions ask and nobody said of `piece`."""
        return tuple(name for ask, name in _ASKED.items() if ask(self, piece) is None)


def _direction(asked: Conditions, piece: Piece) -> bool | None:
    if not asked.directions:
        return True
    return None if piece.direction is None else piece.direction in asked.directions


def _kind(asked: Conditions, piece: Piece) -> bool | None:
    if not asked.kinds:
        return True
    return piece.kind in asked.kinds if piece.kind else None


def _part(asked: Conditions, piece: Piece) -> bool | None:
    if asked.part is None:
        return True
    if piece.direction in (None, Direction.OUTGOING):
        return None if None in (piece.direction, piece.part) else piece.part is asked.part
    return False


def _title(asked: Conditions, piece: Piece) -> bool | None:
    title = _squeezed(piece.title)
    wanted = not asked.words or any(_squeezed(word) in title for word in asked.words)
    return wanted and not any(_squeezed(word) in title for word in asked.without)


def _rank(asked: Conditions, piece: Piece) -> bool | None:
    if not asked.ranks or piece.direction in (Direction.OUTGOING, Direction.INTERNAL):
        return not asked.ranks
    return None if None in (piece.direction, piece.rank) else piece.rank in asked.ranks


def _sender(asked: Conditions, piece: Piece) -> bool | None:
    if not asked.senders or piece.direction in (Direction.OUTGOING, Direction.INTERNAL):
        return not asked.senders
    if piece.direction is None or not piece.organs:
        return None
    return any(_squeezed(one) in map(_squeezed, asked.senders) for one in piece.organs)


def _acted_on(asked: Conditions, piece: Piece) -> bool | None:
    if asked.acted_on is None:
        return True
    if asked.acted_on:
        return piece.acted_on is not False
    return piece.acted_on is False


_ASKED: dict[Callable[[Conditions, Piece], bool | None], str] = {
    _direction: "是发文还是收文",
    _kind: "文种",
    _part: "本机关是主办还是协办",
    _title: "题名",
    _rank: "来文机关的级别",
    _sender: "来文机关",
    _acted_on: "需不需要办理",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name, the term (None for 不归档), the article that is its reason, what it asks.

    `remark` is what a person should look at before the term stands, such as
    that an important one is kept longer.
    """

    name: str
    term: Term | None
    article: str
    conditions: Conditions = Conditions()
    remark: str = ""

    @property
    def says(self) -> str:
        """Return the term as the table writes it."""
        return self.term.value if self.term else NOT_FILED


@dataclass(frozen=True, slots=True)
class RetentionTable:
    """A table: its name, the number of the paper that approved it (empty before), its rows in order."""

    name: str
    approval: str
    rows: tuple[Row, ...]

    def decide(self, piece: Piece) -> Row | Finding:
        """Return the row that decides on `piece`, or what a person has to say first."""
        meant = tuple(self._meant(piece))
        if not meant:
            return _ask(piece, "保管期限表里没有一行合用；请定期限，或在表里补一行")
        terms = {row.term for row in meant}
        if len(terms) == 1 and meant[-1].conditions.held_by(piece):
            return meant[-1]
        names = "、".join(f"「{row.name}」{row.says}" for row in meant)
        asked = dict.fromkeys(name for row in meant for name in row.conditions.missing(piece))
        return _ask(piece, f"要先写明{'、'.join(asked)}，才能定期限；可能是{names}")

    def _meant(self, piece: Piece) -> Iterator[Row]:
        """Yield the rows that may be meant, the last one the first that surely is, if there is one."""
        for row in self.rows:
            fits = row.conditions.held_by(piece)
            if fits is not False:
                yield row
            if fits:
                return

    def notices(self) -> tuple[Finding, ...]:
        """Return a warning for a table that nobody approved."""
        if self.approval:
            return ()
        sentence = (
            "保管期限表还没有写明经谁批准；机关的保管期限表要报同级档案主管部门批准，"
            "批准后请在表的「批准」一行写上文号"
        )
        return (Finding(self.name, APPROVAL, sentence, Level.WARNING),)


def _ask(piece: Piece, sentence: str) -> Finding:
    return Finding(piece.place, "保管期限表", sentence)


def _squeezed(text: str) -> str:
    return "".join(text.split())
