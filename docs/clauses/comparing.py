"""The pages and lines of a paper's PDF held against those of its DOCX as LibreOffice prints it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from docs.clauses.papers import Made
from gongwen.check.drawn import Page, load
from gongwen.check.rows import AREA_BOTTOM, AREA_TOP, rows_of


@dataclass(frozen=True, slots=True)
class Difference:
    """Lines of a page, from 1, that PDF and DOCX break differently."""

    page: int
    pdf: tuple[str, ...]
    docx: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pages of both, the pages that begin or end with different lines, and the lines that are alike."""

    pages: tuple[int, int]
    parted: tuple[int, ...]
    alike: int
    lines: int
    differences: tuple[Difference, ...]

    @property
    def same_pages(self) -> bool:
        """Say whether both have the same pages, each with the same first and last line."""
        return self.pages[0] == self.pages[1] and not self.parted


def compare(made: Made) -> Comparison:
    """Return how the lines of the type area fall on pages in both files."""
    ours, theirs = (list(map(_lines, load(data))) for data in (made.pdf, made.printed))
    pairs = list(zip(ours, theirs, strict=False))
    parted = [n for n, (one, other) in enumerate(pairs, 1) if (one[:1], one[-1:]) != (other[:1], other[-1:])]
    differences: list[Difference] = []
    for number, (one, other) in enumerate(pairs, 1):
        codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
        changed = [(one[a:b], other[c:d]) for tag, a, b, c, d in codes if tag != "equal"]
        differences += [Difference(number, tuple(before), tuple(after)) for before, after in changed]
    lines = sum(map(len, ours))
    return Comparison(
        (len(ours), len(theirs)),
        tuple(parted),
        lines - sum(len(one.pdf) for one in differences) - sum(map(len, ours[len(theirs) :])),
        lines,
        tuple(differences),
    )


def _lines(page: Page) -> list[str]:
    """Return the lines of the type area; of a page turned or lying, its lines as they are read."""
    if page.width > page.height:
        return [row.text for row in rows_of(page.number, page.chars)]
    upright = [char for char in page.chars if AREA_TOP <= char.baseline <= AREA_BOTTOM]
    return [row.text for row in rows_of(page.number, page.sideways or upright)]
