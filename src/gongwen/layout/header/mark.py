"""发文机关标志: its size, its lines at equal width, its suffix (GB/T 9704-2012 7.2.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from gongwen.layout import standard
from gongwen.layout.lines import Setter
from gongwen.model.composition import MarkLine
from gongwen.model.typefaces import EM_TOP


@dataclass(frozen=True, slots=True)
class Mark:
    """The set mark: its lines, what stands at their right."""

    organs: tuple[MarkLine, ...]
    suffix: MarkLine | None

    @property
    def bottom(self) -> float:
        """Return where the last line's em box ends."""
        return self.organs[-1].y + self.organs[-1].size


@dataclass(frozen=True, slots=True)
class _Measured:
    """The mark's widths in em: its widest line, what stands at its right, the gap between.

    Its ink begins at `ink_top` pt.
    """

    organs: tuple[str, ...]
    natural: float
    tail: float
    gap: float
    ink_top: float

    def scale(self, size: float) -> float:
        """Return the ratio of width to height at which the mark fills the type area."""
        return (standard.AREA_WIDTH.pt - (self.gap + self.tail) * size) / (self.natural * size)

    def bottom(self, size: float, pitch: float, setter: Setter) -> float:
        """Return where the mark's last em box ends, from the top of the type area."""
        return self.top(size, setter) + (len(self.organs) - 1) * pitch * size + size

    def top(self, size: float, setter: Setter) -> float:
        """Return where the first em box begins, for its ink to begin where it must (7.2.4)."""
        ink = setter.typefaces.ink(standard.MARK.role, self.organs[0]).top
        return self.ink_top - (EM_TOP - ink) * size


def set_mark(organs: tuple[str, ...], suffix: str, setter: Setter, top: float, room: float = inf) -> Mark:
    """Stack the organs at equal width, the suffix at their right, centred; the ink begins at `top` (7.2.4).

    A single organ's suffix follows it on its line. Of several the mark
    shrinks until it ends within `room`.
    """
    joint = len(organs) > 1
    written = tuple("".join(name.splitlines()) for name in (organs if joint else (organs[0] + suffix,)))
    natural = max(_em_width(organ, setter) for organ in written)
    beside = suffix if joint else ""
    gap = standard.MARK_GAP.value if beside else 0.0
    mark = _Measured(written, natural, _em_width(beside, setter), gap, top)
    size, pitch = _size(mark, room if joint else inf, setter)
    scale = min(1.0, mark.scale(size))
    block = natural * size * scale
    left = (standard.AREA_WIDTH.pt - block - (gap + mark.tail) * size) / 2
    first = mark.top(size, setter)
    lines = tuple(
        _mark_line(organ, left, first + index * pitch * size, size, scale, block, setter)
        for index, organ in enumerate(written)
    )
    if not beside:
        return Mark(lines, None)
    middle = (lines[0].y + lines[-1].y + size) / 2
    x = left + block + gap * size
    return Mark(lines, MarkLine(beside, x, middle - size / 2, size, 1.0, 0.0, mark.tail * size))


def _size(mark: _Measured, room: float, setter: Setter) -> tuple[float, float]:
    """Return the largest size, and its pitch in em, at which the mark is within `room`.

    Characters are narrowed below the allowed ratio only where no allowed size
    is small enough; the lines come closer only where there is no room.
    """
    small = standard.MARK_SMALLEST.pt
    pitch, close = standard.MARK_PITCH.value, standard.MARK_CROWDED_PITCH.value
    ways = [(size, pitch) for size in _sizes() if size >= small]
    fitting = [way for way in ways if mark.scale(way[0]) >= standard.MARK_NARROWEST.value] or ways[-1:]
    crowded = [(size, close) for size in _sizes() if size <= fitting[0][0]]
    return next(
        (way for way in (*fitting, *crowded) if mark.bottom(*way, setter) <= room),
        crowded[-1] if len(mark.organs) > 1 else fitting[0],
    )


def _sizes() -> Iterator[float]:
    size = standard.MARK_LARGEST.pt
    while size >= standard.MARK_CROWDED.pt:
        yield size
        size -= standard.MARK_STEP.pt


def _em_width(text: str, setter: Setter) -> float:
    return sum(setter.typefaces.width(standard.MARK.role, char) for char in text)


def _mark_line(
    text: str, x: float, y: float, size: float, scale: float, width: float, setter: Setter
) -> MarkLine:
    slack = width - _em_width(text, setter) * size * scale
    spacing = slack / scale / (len(text) - 1) if len(text) > 1 else 0.0
    return MarkLine(text, x, y, size, scale, spacing, width)
