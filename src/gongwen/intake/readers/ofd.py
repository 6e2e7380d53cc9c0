"""OFD (GB/T 33190-2016): the text objects of every page with their places; pictures where is none."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gongwen.intake.containers.xmls import local, tree_of
from gongwen.intake.containers.zips import Package
from gongwen.intake.joining import Line
from gongwen.intake.readers.extract import Extract
from gongwen.intake.trouble import Unreadable, damaged, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from gongwen.intake.limits import Limits

_USUAL_SIZE = 5.0
_SAME_LINE = 0.5
_GAP = 0.6


def read(content: bytes, limits: Limits) -> Extract:
    """Return the lines of every page of every document in the package.

    Template pages (heads, frames that many pages share) are read once, before
    the pages. A page without text that shows a picture is one of the
    `pictures`; they are counted, not drawn.
    """
    package = Package(content, "OFD", limits)
    found = Extract(pages=0)
    for root in _texts(tree_of(package.part("OFD.xml"), "OFD"), "DocRoot"):
        _read_document(package, _resolved(package, "", root), found, limits)
    if not found.pages:
        raise damaged("OFD", "没有页面")
    return found


def _read_document(package: Package, path: str, found: Extract, limits: Limits) -> None:
    """Add the pages of one document part, after the template pages that they stand on."""
    folder = posixpath.dirname(path)
    document = tree_of(package.part(path), "OFD")
    for element in document.iter("{*}TemplatePage"):
        template = _part(package, folder, element, found)
        if template is not None:
            found.paragraphs += [line.text for line in _lines(template)]
    for element in document.iter("{*}Page"):
        found.pages = (found.pages or 0) + 1
        if found.pages > limits.pages:
            raise too_large("OFD", f"有 {limits.pages} 页以上")
        page = _part(package, folder, element, found)
        lines = [] if page is None else _lines(page)
        found.laid_out.append(lines)
        if page is not None and not lines and next(page.iter("{*}ImageObject"), None) is not None:
            found.pictures.append(found.pages - 1)


def _part(package: Package, folder: str, element: _Element, found: Extract) -> _Element | None:
    """Return the part an element points to; None, with a trouble, where it cannot be read."""
    try:
        return tree_of(package.part(_resolved(package, folder, str(element.get("BaseLoc", "")))), "OFD")
    except Unreadable as trouble:
        if trouble.hostile:
            raise
        found.troubles.append(trouble.sentence)
        return None


def _lines(page: _Element) -> list[Line]:
    """Return the text of a page as lines, from top to bottom and left to right."""
    runs = sorted(_runs(page), key=lambda run: (run[1], run[0]))
    lines: list[list[tuple[float, float, float, float, str]]] = []
    for run in runs:
        if lines and abs(lines[-1][-1][1] - run[1]) < _SAME_LINE * run[3]:
            lines[-1].append(run)
        else:
            lines.append([run])
    sizes = sorted(run[3] for run in runs)
    size = sizes[len(sizes) // 2] if sizes else _USUAL_SIZE
    return [_line(sorted(line), size) for line in lines]


def _line(runs: list[tuple[float, float, float, float, str]], size: float) -> Line:
    """Return runs of one line as one, with a space where they stand apart."""
    text, right = "", runs[0][0]
    for left, _, end, _, piece in runs:
        text += (" " if text and left - right > _GAP * size else "") + piece
        right = max(right, end)
    return Line(text, runs[0][0] / size, right / size, max(run[3] for run in runs) / size)


def _runs(page: _Element) -> Iterator[tuple[float, float, float, float, str]]:
    """Give left, baseline, right, size in millimetres and the characters of every text code on a page."""
    for element in page.iter("{*}TextObject"):
        left, top, *_ = [*_numbers(element.get("Boundary")), 0.0, 0.0]
        size = next(iter(_numbers(element.get("Size"))), _USUAL_SIZE) or _USUAL_SIZE
        x = y = 0.0
        for code in element:
            if local(code) != "TextCode" or not (code.text or "").strip():
                continue
            x = next(iter(_numbers(code.get("X"))), x)
            y = next(iter(_numbers(code.get("Y"))), y)
            text = (code.text or "").strip()
            yield left + x, top + y, left + x + _advance(code, text, size), size, text


def _advance(code: _Element, text: str, size: float) -> float:
    """Return the width of a text code: its steps (`DeltaX`; `g n step` is n equal ones) and one character."""
    steps = str(code.get("DeltaX") or "").split()
    total, place = 0.0, 0
    while place < len(steps) and place < 10_000:
        if steps[place] == "g":
            times, step = [*_numbers(" ".join(steps[place + 1 : place + 3])), 0.0, 0.0][:2]
            total, place = total + times * step, place + 3
        else:
            total, place = total + next(iter(_numbers(steps[place])), 0.0), place + 1
    return total + size if steps else size * len(text)


def _numbers(words: str | None) -> list[float]:
    """Return the numbers in an attribute; none where one is not a number."""
    try:
        return [float(word) for word in (words or "").split()]
    except ValueError:
        return []


def _texts(root: _Element, name: str) -> list[str]:
    """Return the text of all elements of a name."""
    return [(element.text or "").strip() for element in root.iter(f"{{*}}{name}")]


def _resolved(package: Package, folder: str, location: str) -> str:
    """Return the part that a location means: from the root of the package where it begins with a slash.

    Else from the folder of the part that names it (GB/T 33190, 7.3), or from
    the root where there is no such part, as some programs write it; in
    whatever case the name was packed.
    """
    near, root = (
        posixpath.normpath(posixpath.join(folder, location)),
        posixpath.normpath(location.lstrip("/")),
    )
    wanted = [root] if location.startswith("/") else [near, root]
    found = (package.named(name) for name in wanted)
    return next((name for name in found if name), wanted[0])
