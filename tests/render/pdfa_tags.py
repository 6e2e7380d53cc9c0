"""What is drawn on a page of a PDF, and the structure tree it belongs to (ISO 32000-1, 14.7, 14.8)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf


def instructions(page: Any) -> Iterator[tuple[list[Any], str]]:
    """Yield operands and operator of all that is drawn on `page`."""
    for one in pikepdf.parse_content_stream(page):
        operands, operator = one  # type: ignore[misc]
        yield list(operands), str(operator)


def structure_faults(pdf: Pdf) -> Iterator[str]:
    """Yield what is not tagged, and what is drawn outside of the structure."""
    root = pdf.Root
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        yield "6.7 not tagged"
        return
    if "/Lang" not in root:
        yield "6.7 no language"
    numbers = root.StructTreeRoot.ParentTree.Nums
    parents = dict(zip(map(int, list(numbers)[::2]), list(numbers)[1::2], strict=True))
    for page in pdf.pages:
        yield from _marks(page, parents.get(int(page.obj.get("/StructParents", -1)), []))


def _marks(page: pikepdf.Page, parents: Any) -> Iterator[str]:
    """Yield what is drawn neither as an element of the structure nor as an artifact."""
    open_marks: list[bool] = []
    for operands, name in instructions(page):
        if name in {"BDC", "BMC"}:
            mark = operands[1].get("/MCID") if name == "BDC" else None
            placed = mark is not None and isinstance(parents[int(mark)], Dictionary)
            if mark is not None and not placed:
                yield f"6.7 marked content {mark} belongs to no element"
            open_marks.append(placed or operands[0] == Name.Artifact)
        elif name == "EMC":
            open_marks.pop()
        elif name in {"Tj", "TJ", "f", "f*", "S", "Do"} and not any(open_marks):
            yield f"6.7 {name} outside the structure and no artifact"


def elements(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield depth and type of every element of the structure tree, in order."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield from _walk(pdf.Root.StructTreeRoot.K[0], 0)


def _walk(element: Any, depth: int) -> Iterator[tuple[int, str]]:
    if isinstance(element, Dictionary) and "/S" in element:
        yield depth, str(element.S)[1:]
        for kid in listed(element.get("/K")):
            yield from _walk(kid, depth + 1)


def listed(value: Any) -> list[Any]:
    """Return what may be missing, one value or an array as a list."""
    return [] if value is None else list(value) if isinstance(value, Array) else [value]
