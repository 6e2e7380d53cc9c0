"""版头: 发文机关标志, 发文字号, 分隔线 (GB/T 9704-2012 7.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from gongwen.layout import standard
from gongwen.layout.lines import Setter
from gongwen.model import Document
from gongwen.model.composition import MarkLine, SetHeader, Style
from gongwen.model.typefaces import EM_TOP


def set_header(document: Document, setter: Setter, room: float = inf) -> SetHeader:
    """Return 版头 of `document`; without a number the place of the serial stays blank.

    Of joint issuers the mark shrinks until the header is at most `room` pt
    high, so that page 1 shows 正文 (7.2.4, 7.3.3), as far as it can be read.
    """
    header = document.header
    year = document.signature.date_of_issue.year
    number = str(header.document_number or f"{header.issuer_code}〔{year}〕　　号")
    below = _below_mark(number, setter)
    organs, suffix = _mark(header.issuer_mark.organs, header.issuer_mark.suffix, setter, room - below)
    mark_bottom = organs[-1].y + organs[-1].size
    return SetHeader(
        standard.MARK,
        organs,
        suffix,
        standard.NUMBER,
        number,
        mark_bottom + standard.MARK_TO_NUMBER.pt,
        mark_bottom + below - standard.HEADER_RULE.pt,
        standard.HEADER_RULE.pt,
        mark_bottom + below,
        _top_lines(document),
    )


def _below_mark(number: str, setter: Setter) -> float:
    """Return the height from the mark's lower edge to the red rule's, in pt.

    The rule stands 4 mm below the ink of the number (7.2.7).
    """
    size = standard.NUMBER.size
    baseline = (standard.PITCH.pt - size) / 2 + EM_TOP * size
    ink = baseline - setter.typefaces.ink(standard.NUMBER.role, number).bottom * size
    return standard.MARK_TO_NUMBER.pt + ink + standard.NUMBER_TO_RULE.pt + standard.HEADER_RULE.pt


def _top_lines(document: Document) -> tuple[tuple[Style, str], ...]:
    header = document.header
    lines = (
        (standard.COPY_NUMBER, header.copy_number),
        (standard.SECURITY, header.security_level),
        (standard.SECURITY, header.urgency),
    )
    return tuple((style, text) for style, text in lines if text)


@dataclass(frozen=True, slots=True)
class _Mark:
    """The mark's widths in em: its widest line, what stands at its right, the gap between."""

    organs: tuple[str, ...]
    natural: float
    tail: float
    gap: float

    def scale(self, size: float) -> float:
        """Return the ratio of width to height at which the mark fills the type area."""
        return (standard.AREA_WIDTH.pt - (self.gap + self.tail) * size) / (self.natural * size)

    def bottom(self, size: float, pitch: float, setter: Setter) -> float:
        """Return where the mark's last em box ends, from the top of the type area."""
        return self.top(size, setter) + (len(self.organs) - 1) * pitch * size + size

    def top(self, size: float, setter: Setter) -> float:
        """Return where the first em box begins, for its ink to begin where it must (7.2.4)."""
        ink = setter.typefaces.ink(standard.MARK.role, self.organs[0]).top
        return standard.MARK_TOP.pt - (EM_TOP - ink) * size


def _mark(
    organs: tuple[str, ...], suffix: str, setter: Setter, room: float
) -> tuple[tuple[MarkLine, ...], MarkLine | None]:
    """Stack the organs at equal width, the suffix at their right, centred (7.2.4).

    A single organ's suffix follows it on its line.
    """
    joint = len(organs) > 1
    written = tuple("".join(name.splitlines()) for name in (organs if joint else (organs[0] + suffix,)))
    natural = max(_em_width(organ, setter) for organ in written)
    beside = suffix if joint else ""
    gap = standard.MARK_GAP.value if beside else 0.0
    mark = _Mark(written, natural, _em_width(beside, setter), gap)
    size, pitch = _size(mark, room if joint else inf, setter)
    scale = min(1.0, mark.scale(size))
    block = natural * size * scale
    left = (standard.AREA_WIDTH.pt - block - (gap + mark.tail) * size) / 2
    top = mark.top(size, setter)
    lines = tuple(
        _mark_line(organ, left, top + index * pitch * size, size, scale, block, setter)
        for index, organ in enumerate(written)
    )
    if not beside:
        return lines, None
    middle = (lines[0].y + lines[-1].y + size) / 2
    x = left + block + gap * size
    return lines, MarkLine(beside, x, middle - size / 2, size, 1.0, 0.0, mark.tail * size)


def _size(mark: _Mark, room: float, setter: Setter) -> tuple[float, float]:
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
