"""What stands in a page's margin is page furniture: an artifact, not a part of the tagged text.

WeasyPrint marks a page number like a paragraph and then leaves its element
out of the structure tree, so that a reader finds marked content that belongs
nowhere (ISO 32000-1, 14.8.2.2: content is either in the structure or an
artifact). Here it becomes a pagination artifact before the file is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def margins_as_artifacts(_document: object, pdf: Any) -> None:
    """Turn the marked content of every margin box of `pdf` into an artifact.

    It is a finisher of WeasyPrint: called when all objects stand and none is
    written. A PDF without tags stays as it is.
    """
    tree = _object(pdf, pdf.catalog.get("StructTreeRoot"))
    if tree is None:
        return
    root = _object(pdf, tree["K"][0])
    stray = {one.number: one for one in _strays(pdf, root)}
    nums = _object(pdf, tree["ParentTree"])["Nums"]
    contents = [_object(pdf, _object(pdf, page)["Contents"]) for page in pdf.page_references]
    for stream, parents in zip(contents, nums[1::2], strict=False):
        lost = {mark for mark, parent in enumerate(parents) if _number(parent) in stray}
        for mark in lost:
            parents[mark] = b"null"
        _release(stream.stream, lost)
    for one in stray.values():
        one.clear()


def _strays(pdf: Any, root: Any) -> Iterator[Any]:
    """Yield the structure elements under `root` that it does not name, and all below them."""
    named = {_number(kid) for kid in root["K"]}
    elements: list[Any] = [one for one in pdf.objects if isinstance(one, dict)]
    waiting = [one for one in elements if one.get("P") == root.reference and one.number not in named]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += [_object(pdf, kid) for kid in one["K"] if isinstance(kid, bytes)]


def _release(operators: list[Any], lost: set[int]) -> None:
    """Make artifacts of the marked content `lost` in a page's `operators`."""
    for place, operand in enumerate(operators):
        if isinstance(operand, dict) and operand.get("MCID") in lost:
            operators[place - 1] = b"/Artifact"
            operators[place] = b"<</Type /Pagination>>"


def _object(pdf: Any, reference: bytes | None) -> Any:
    return None if reference is None else pdf.objects[_number(reference)]


def _number(reference: Any) -> int:
    return int(bytes(reference).split()[0]) if isinstance(reference, bytes) else -1
