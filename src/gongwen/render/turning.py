"""Pages of 横排表格 turned to the left, so that the head of the table faces the left edge (8).

Such a page is set lying; here it becomes an upright page like the others,
its content turned by 90°.
"""

from __future__ import annotations

from typing import Any

_BOXES = ("MediaBox", "TrimBox", "BleedBox")
"""What bounds a page; all are the whole paper, from its corner."""


def turn_landscape_pages(pdf: Any) -> None:
    """Turn every page of `pdf` that is wider than high.

    Part of a finisher of WeasyPrint: called when all objects stand and none is
    written.
    """
    across: dict[int, tuple[float, float]] = {}
    for reference in pdf.page_references:
        page = _object(pdf, reference)
        width, height = (float(edge) for edge in page["MediaBox"][2:])
        if width > height:
            across[int(bytes(reference).split()[0])] = (height, width)
            for box in _BOXES:
                page[box][2:] = height, width
            _object(pdf, page["Contents"]).stream.insert(0, _to_the_left(height))
    for one in pdf.objects:
        if across and isinstance(one, dict) and "Dest" in one:
            _turn_target(one["Dest"], across)


def _to_the_left(height: float) -> bytes:
    """Return the operator that turns what follows by 90° about the paper's corner and back onto it."""
    matrix = (0, 1, -1, 0, round(height, 4), 0)
    return b"%s cm" % " ".join(map(str, matrix)).encode()


def _turn_target(target: Any, across: dict[int, tuple[float, float]]) -> None:
    """Let a bookmark into one of the pages `across`, given as turned, show it from its upper edge."""
    size = across.get(int(bytes(target[0]).split()[0])) if isinstance(target[0], bytes) else None
    if size is not None:
        target[2], target[3] = 0, size[1]


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(bytes(reference).split()[0])]
