"""加盖印章: each organ's name under its seal, the last with the date (GB/T 9704-2012 7.3.5.1).

The rows before the first 署名 follow from the seal: its top is within one 行
of the text, its centre a little above the 署名 it presses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from gongwen.layout import standard
from gongwen.layout.lines import Setter
from gongwen.model import Signature, chinese_date
from gongwen.model.composition import Align, Blank, Block, FormBlock, Line, Seal, Style, TextBlock, unbroken

_AREA = standard.AREA_WIDTH.pt
_PITCH = standard.PITCH.pt
_SEAL = standard.SEAL_SIZE.pt
_DROP = standard.SEAL_DROP.pt
_STYLE, _DATE = standard.SIGNATURE, standard.DATE


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the 署名 of a row are centred: the last at `last`, the others `step` apart to its left."""

    count: int
    last: float
    step: float

    def centres(self, names: int) -> list[float]:
        """Return the centres of a row of `names`, which ends in the last column."""
        return [self.last - self.step * place for place in range(names - 1, -1, -1)]


class Sealed:
    """A sealed signature (7.3.5.1): each organ's name under its seal, the last with the date."""

    def __init__(self, signature: Signature, setter: Setter) -> None:
        self._setter = setter
        self._date = chinese_date(signature.date_of_issue)
        self._date_width = setter.width(_DATE, self._date)
        self._columns = self._best_columns(signature.organs)
        rows = ceil(len(signature.organs) / self._columns.count)
        each = ceil(len(signature.organs) / rows)
        self._rows = [signature.organs[at : at + each] for at in range(0, len(signature.organs), each)]

    def blocks(self, *, noted: bool, saved: float) -> Iterator[Block]:
        """Yield the rows; those that one page cannot hold are parted below a row's seals."""
        gaps = []
        for wanted, least in self.gaps():
            gaps.append(max(least, wanted - saved))
            saved -= wanted - gaps[-1]
        heights = self._heights()
        parted = sum(gaps) + sum(heights) + 2 > standard.ROWS.value
        above = 0.0
        last = len(self._rows) - 1
        for index, (names, gap, height) in enumerate(zip(self._rows, gaps, heights, strict=True)):
            yield Blank(gap - above)
            yield self._row(names, height)
            if parted and index != last:
                above = _below(height)
                yield Blank(above, glued=False)
        reaching = max(0.0, _below(heights[-1]) - 1)
        date = self._centred_block(_DATE, self._date, [self._date])
        yield replace(date, glued=reaching > 0)
        if reaching and not noted:
            yield Blank(reaching, glued=False)

    def _heights(self) -> list[int]:
        return [len(self._lines(row[0])) if len(row) == 1 else 1 for row in self._rows]

    def gaps(self) -> list[tuple[float, float]]:
        """Return the blank rows before each row of names: as they are, and the least that may be."""
        heights = self._heights()
        half = heights[0] / 2
        apart = _SEAL / 2 + _DROP
        found = [(_blank_rows(apart, half), _least_rows(apart, half))]
        for above, below in pairwise(heights):
            names = (above + below) / 2
            apart = _SEAL + standard.SEAL_GAP.pt
            found.append((_blank_rows(apart, names), _least_rows(apart, names)))
        return found

    def _lines(self, organ: str) -> tuple[str, ...]:
        return tuple(line.text for line in self._setter.set(_STYLE, organ, _AREA))

    def _best_columns(self, organs: Sequence[str]) -> _Columns:
        """Return as many columns as the type area holds, the last one over the date where it can be."""
        lines = [line.rstrip() for organ in organs for line in self._lines(organ)]
        widest = max(self._setter.width(_STYLE, line) for line in lines)
        half = max(widest, _SEAL, self._date_width) / 2
        step = max(widest + standard.NAME_GAP.pt, _SEAL + standard.SEAL_GAP.pt)
        count = min(len(organs), int(standard.SEALS_PER_ROW.value))
        while count > 1 and 2 * half + (count - 1) * step > _AREA:
            count -= 1
        usual = _AREA - standard.SEALED_DATE_RIGHT.pt - self._date_width / 2
        inside = max(_AREA - standard.SIGNATURE_RIGHT.pt - widest / 2, _AREA / 2)
        return _Columns(count, max(min(usual, inside, _AREA - half), half + (count - 1) * step), step)

    def _row(self, names: Sequence[str], height: int) -> Block:
        """Return the names of a row, each centred under its seal."""
        y = height * _PITCH / 2 - _DROP - _SEAL / 2
        centres = self._columns.centres(len(names))
        seals = tuple(
            Seal(centre - _SEAL / 2, y, _SEAL, _SEAL, name)
            for name, centre in zip(names, centres, strict=True)
        )
        if len(names) > 1:
            segments = tuple(map(self._centred, names, centres))
            return FormBlock(_STYLE, segments, glued=True, seals=seals)
        return self._centred_block(_STYLE, names[0], self._lines(names[0]), seals)

    def _centred_block(
        self, style: Style, text: str, lines: Sequence[str], seals: tuple[Seal, ...] = ()
    ) -> TextBlock:
        """Return a block whose lines are centred in the last column, in faces of any width."""
        left = max(0.0, 2 * self._columns.last - _AREA)
        right = max(0.0, _AREA - 2 * self._columns.last)
        placed = tuple(self._centred(line, self._columns.last - left) for line in lines)
        return TextBlock(style, text, placed, Align.CENTRE, left, right, glued=True, seals=seals)

    def _centred(self, text: str, centre: float) -> Line:
        return unbroken(_STYLE, text, centre - self._setter.width(_STYLE, text.rstrip()) / 2)


def _below(height: int) -> float:
    """Return the rows by which a seal reaches below a name `height` rows high."""
    return max(0.0, (_SEAL / 2 - _DROP) / _PITCH - height / 2)


def _blank_rows(apart: float, names: float) -> float:
    """Return the whole blank rows that keep two middles `apart` pt, `names` rows standing between them."""
    return max(0.0, float(ceil(apart / _PITCH - names - 1e-6)))


def _least_rows(apart: float, names: float) -> float:
    return max(0.0, apart / _PITCH - names)
