"""OCR (文字识别): the lines on pictures of pages, with their places and how sure it is."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any

from gongwen.intake.joining import Line, width

if TYPE_CHECKING:
    from PIL.Image import Image

_SEEN_SIDE = 960
_READS_WELL = 0.8
_LONG, _STEEPEST = 3.0, 0.1
_THREADS = 2
_LEAST_SIDE, _STRIP = 16, 30
_SAME_LINE = 0.5
_GAP = 1.0


_Piece = tuple[float, float, float, float, str, float]
"""Left, middle, right, height in pixels, text and score of one piece of a line."""


def is_installed() -> bool:
    """Return whether the extra `[ocr]` is there, without loading it."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def engine() -> Any:
    """Return the loaded models; lines are sought on 960 pixels, which keeps memory below 512 MB."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": 2_600,
            "Global.use_cls": False,
            "Det.limit_type": "max",
            "Det.limit_side_len": _SEEN_SIDE,
            "Rec.rec_batch_num": 1,
            "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def seen(models: Any, size: tuple[int, int], levels: bytes) -> tuple[list[Line], list[float]]:
    """Return the lines on a grey picture (`levels`, a byte a pixel) and how sure each line is."""
    from PIL import Image

    return _lines(_upright(models, Image.frombytes("L", size, levels)))


def _upright(models: Any, image: Image) -> list[_Piece]:
    """Return the pieces of a page from top to bottom, turned as it reads best.

    A page that reads well as it is, is not turned; one whose lines lie but
    read badly (a fax fed upside down) is tried the other way round, one whose
    lines stand (a photo taken sideways) both ways, until it reads well.
    """
    tried = [_pieces(models, image)]
    standing = sum(piece[2] - piece[0] < piece[3] for piece in tried[0]) * 2 > len(tried[0])
    angles = [90, 270] if standing else [180]
    while tried[0] and angles and _sureness(tried[-1]) <= _READS_WELL:
        tried.append(_pieces(models, image.rotate(angles.pop(), expand=True)))
    return max(tried, key=_sureness)


def _pieces(models: Any, image: Image) -> list[_Piece]:
    """Return the pieces of text on a picture from top to bottom; a speck or a thin strip holds none."""
    import numpy

    if min(image.size) < _LEAST_SIDE or max(image.size) > _STRIP * min(image.size):
        return []
    result = models(numpy.asarray(image.convert("RGB")))
    if result.txts is None:
        return []
    slope = _slope(result.boxes)
    boxes = [_levelled(box, slope) for box in result.boxes]
    return sorted(map(_piece, boxes, result.txts, result.scores), key=lambda piece: piece[1])


def _slope(boxes: Any) -> float:
    """Return how much the lines of a page fall for each pixel to the right: the median of the long ones."""
    sides = [(box[1][0] - box[0][0], box[1][1] - box[0][1], box[3][1] - box[0][1]) for box in boxes]
    slopes = sorted(float(fall / along) for along, fall, height in sides if along > _LONG * max(1, height))
    slope = slopes[len(slopes) // 2] if slopes else 0.0
    return slope if abs(slope) < _STEEPEST else 0.0


def _levelled(box: Any, slope: float) -> list[tuple[float, float]]:
    """Return the corners of a box on the page turned so that its lines lie level."""
    return [(float(x) + slope * float(y), float(y) - slope * float(x)) for x, y in box]


def _sureness(pieces: list[_Piece]) -> float:
    """Return how sure all letters together are; pieces standing upright count for nothing."""
    letters = sum(len(piece[4]) for piece in pieces)
    lying = [piece for piece in pieces if piece[2] - piece[0] > piece[3] or len(piece[4]) < 2]
    return sum(piece[5] * len(piece[4]) for piece in lying) / max(1, letters)


def _lines(pieces: list[_Piece]) -> tuple[list[Line], list[float]]:
    """Return the lines that pieces from top to bottom stand on, and how sure each line is."""
    if not pieces:
        return [], []
    rows: list[list[_Piece]] = []
    for piece in pieces:
        if rows and abs(rows[-1][0][1] - piece[1]) < _SAME_LINE * min(rows[-1][0][3], piece[3]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    sizes = sorted(_size(piece) for piece in pieces)
    size = sizes[len(sizes) // 2]
    return [_line(sorted(row), size) for row in rows], [_sureness(row) for row in rows]


def _piece(box: list[tuple[float, float]], text: str, score: float) -> _Piece:
    """Return the piece that stands in one box."""
    across, down = [x for x, _ in box], [y for _, y in box]
    height = (down[3] - down[0] + down[2] - down[1]) / 2
    return min(across), sum(down) / 4, max(across), max(1.0, height), text, float(score)


def _size(piece: _Piece) -> float:
    """Return the width of one full-width character of a piece in pixels."""
    return max(1.0, (piece[2] - piece[0]) / max(0.5, width(piece[4])))


def _line(row: list[_Piece], size: float) -> Line:
    """Return the pieces of one row as one line, with a space where they stand apart."""
    text, right = "", row[0][0]
    for left, _, end, _, piece, _ in row:
        text += ("　" if text and left - right > _GAP * size else "") + piece
        right = max(right, end)
    return Line(text, row[0][0] / size, right / size, max(map(_size, row)) / size)
