"""The expected text of 绍市软件办〔2015〕3号, made from the seed file.

The seed is read line by line, white space is dropped, then the reviewed lists
`MOVES` and `SUBSTITUTIONS` are applied, each with its clause of
GB/T 9704-2012 and its reason; `PIECES` names what each line is. Everything is
checked against the seed: a line that is not where it was, a passage that
occurs more or less often than stated, a line that belongs to no piece raise
`SeedChanged`.

What is left as it stands, on purpose: the two names the seed gives its annex
(使用软件情况调查表, 使用正版软件情况调查表), the signing organs and the date,
and the white space within lines, which is layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SEED = Path(__file__).parents[1] / "seed" / "2015-3.txt"


class SeedChanged(Exception):
    """A reviewed change does not fit the seed any more."""


@dataclass(frozen=True)
class Line:
    """A line of the seed: its number in the file, from 1, and its text without white space."""

    number: int
    text: str


@dataclass(frozen=True)
class Move:
    """Lines `first` to `last`, which begin and end as stated, go before line `before`."""

    first: int
    last: int
    begins: str
    ends: str
    before: int
    clause: str
    reason: str

    def apply(self, lines: list[Line]) -> list[Line]:
        """Return the lines in the new order."""
        moved = [line for line in lines if self.first <= line.number <= self.last]
        if not moved or (moved[0].text, moved[-1].text) != (self.begins, self.ends):
            raise SeedChanged(f"第 {self.first}—{self.last} 行不再是「{self.begins}」至「{self.ends}」")
        rest = [line for line in lines if line not in moved]
        targets = [index for index, line in enumerate(rest) if line.number == self.before]
        if len(targets) != 1:
            raise SeedChanged(f"找不到第 {self.before} 行，无处可移")
        return rest[: targets[0]] + moved + rest[targets[0] :]


@dataclass(frozen=True)
class Substitute:
    """`old` becomes `new`, exactly `times` times."""

    old: str
    new: str
    times: int
    clause: str
    reason: str

    def apply(self, lines: list[Line]) -> list[Line]:
        """Return the lines with `old` replaced."""
        seen = sum(line.text.count(self.old) for line in lines)
        if seen != self.times:
            raise SeedChanged(f"「{self.old}」应有 {self.times} 处，实有 {seen} 处")
        return [Line(line.number, line.text.replace(self.old, self.new)) for line in lines]


@dataclass(frozen=True)
class Piece:
    """What the issued paper has at one place: the lines from `first` on, up to the next piece."""

    region: str
    name: str
    first: int


MOVES = (
    Move(
        first=154,
        last=157,
        begins="绍兴市使用正版软件工作领导小组办公室",
        ends="绍兴市人民政府国有资产监督管理委员会",
        before=2,
        clause="7.2.4",
        reason="发文机关标志居版头之首，主办机关在前；原文因系文本框，提取时落到文末",
    ),
    Move(
        first=148,
        last=148,
        begins="文件",
        ends="文件",
        before=2,
        clause="7.2.4",
        reason="“文件”置于发文机关名称右侧；原文因系文本框，提取时落到文末",
    ),
    Move(
        first=83,
        last=146,
        begins="附件",
        ends="（3）7月30日前传真至：市文广局89180830；市国资委85201908。",
        before=78,
        clause="7.3.7、7.4",
        reason="附件在版记之前，版记居末页版心下端",
    ),
)

SUBSTITUTIONS = (
    Substitute(
        old="浙正软办[2015]2号",
        new="浙正软办〔2015〕2号",
        times=2,
        clause="7.2.5",
        reason="发文字号的年份用六角括号〔〕括入",
    ),
)

PIECES = (
    Piece("header", "lead_issuer", 154),
    Piece("header", "co_issuer", 157),
    Piece("header", "suffix", 148),
    Piece("header", "document_number", 2),
    Piece("notice", "title", 5),
    Piece("notice", "addressees", 6),
    Piece("notice", "body", 7),
    Piece("notice", "signature", 19),
    Piece("notice", "date_of_issue", 23),
    Piece("plan", "title", 25),
    Piece("plan", "body", 29),
    Piece("plan", "attachment_note", 76),
    Piece("annex", "label", 83),
    Piece("annex", "title", 84),
    Piece("annex", "form", 86),
    Piece("annex", "table", 92),
    Piece("annex", "rules", 140),
    Piece("imprint", "cc", 78),
    Piece("imprint", "printing", 80),
)


@dataclass(frozen=True)
class Passage:
    """One piece of the expected paper with its text, free of white space."""

    region: str
    name: str
    text: str


@dataclass(frozen=True)
class Paper:
    """The expected paper as passages in reading order."""

    passages: tuple[Passage, ...]

    def text(self, *regions: str) -> str:
        """Return the character stream of the named regions, of all when none is named."""
        return "".join(p.text for p in self.passages if not regions or p.region in regions)

    def piece(self, region: str, name: str) -> str:
        """Return the text of one piece."""
        (found,) = (p.text for p in self.passages if (p.region, p.name) == (region, name))
        return found


def seed_lines(seed: Path = SEED) -> list[Line]:
    """Return the seed's lines that hold more than white space."""
    numbered = enumerate(seed.read_text(encoding="utf-8").splitlines(), start=1)
    return [Line(number, text) for number, line in numbered if (text := "".join(line.split()))]


def cut(lines: Sequence[Line], pieces: Sequence[Piece] = PIECES) -> tuple[Passage, ...]:
    """Cut the ordered lines into the named pieces; every line lands in exactly one."""
    begins = {piece.first: piece for piece in pieces}
    met = [line.number for line in lines if line.number in begins]
    if met != [piece.first for piece in pieces] or lines[0].number != pieces[0].first:
        raise SeedChanged(f"各部分应依次起于第 {[piece.first for piece in pieces]} 行，实为第 {met} 行")
    texts: dict[Piece, str] = {}
    current = pieces[0]
    for line in lines:
        current = begins.get(line.number, current)
        texts[current] = texts.get(current, "") + line.text
    return tuple(Passage(piece.region, piece.name, text) for piece, text in texts.items())


def expected_paper(seed: Path = SEED) -> Paper:
    """Return the text the issued paper must carry."""
    lines = seed_lines(seed)
    for change in (*MOVES, *SUBSTITUTIONS):
        lines = change.apply(lines)
    return Paper(cut(lines))
