"""QR codes (二维码, ISO/IEC 18004) as dark runs of modules: for SVG, for content streams, for Word.

Error level M, which mends 15 % of a symbol; the quiet zone of four modules is
left free by whoever places the symbol.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

import segno

Run = tuple[int, int, int]
"""Dark modules side by side in one row: where they begin, in which row, how many."""


@lru_cache(maxsize=4)
def dark_runs(content: str) -> tuple[int, tuple[Run, ...]]:
    """Return how many modules wide the symbol of `content` is, and its dark runs from the upper left."""
    matrix = segno.make(content, error="m", boost_error=False, micro=False).matrix
    return len(matrix), tuple(_runs(matrix))


def _runs(matrix: tuple[bytearray, ...]) -> Iterator[Run]:
    for y, row in enumerate(matrix):
        x = 0
        for dark, modules in groupby(row):
            length = len(list(modules))
            if dark:
                yield x, y, length
            x += length


def svg(content: str) -> bytes:
    """Return the symbol as an SVG image, one path, without a quiet zone."""
    width, runs = dark_runs(content)
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in runs)
    size = f'viewBox="0 0 {width} {width}" width="{width}" height="{width}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><path d="{path}" fill="#000000"/></svg>'.encode()
