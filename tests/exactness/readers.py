"""Reading an issued paper back, independently of the program that made it.

A PDF is read with pdfminer.six, a DOCX with zipfile and the standard
library's XML parser. White space is dropped; Kangxi radicals and the CJK
radicals that NFKC maps are turned back into the characters they stand for,
and counted; nothing else is normalised. Page furniture is what stands below
the type area of a PDF page, and the header and footer parts of a DOCX.
"""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.layout import measure

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


@dataclass(frozen=True)
class Seen:
    """What a reader found: the header piece by piece, the rest as one stream.

    `jumps` lists the places where the stream of a PDF page goes back up
    outside a table, that is, where it is not in reading order.
    """

    organs: tuple[str, ...]
    suffix: str
    document_number: str
    flow: str
    furniture: tuple[str, ...]
    kangxi: int
    jumps: tuple[str, ...] = ()
    pages: int = 0


def plain(text: str) -> tuple[str, int]:
    """Return the text without white space and radicals, and how many radicals there were."""
    squeezed = "".join(text.split())
    mapped = "".join(
        unicodedata.normalize("NFKC", char) if "\u2e80" <= char <= "\u2fdf" else char for char in squeezed
    )
    return mapped, sum(a != b for a, b in zip(squeezed, mapped, strict=True))


def read_pdf(path: Path) -> Seen:
    """Read a PDF: the header by place, the rest in the order of the content stream."""
    pages = measure.load(path)
    rule = header_rule(pages[0])
    head = [char for char in pages[0].chars if char.baseline < rule]
    organs, suffix, number = _header(measure.rows(head))
    bottom = measure.TYPE_AREA.bottom
    flow, furniture, jumps = [], [], []
    for page in pages:
        above = rule if page.number == 1 else 0.0
        body = [char for char in page.chars if above <= char.baseline <= bottom and char.text.strip()]
        flow += [char.text for char in body]
        furniture += [row.text for row in measure.rows(c for c in page.chars if c.baseline > bottom)]
        jumps += backward(page, body)
    pieces = [plain(text) for text in (*organs, suffix, number, "".join(flow))]
    texts = [text for text, _ in pieces]
    return Seen(
        organs=tuple(texts[:-3]),
        suffix=texts[-3],
        document_number=texts[-2],
        flow=texts[-1],
        furniture=tuple(furniture),
        kangxi=sum(count for _, count in pieces),
        jumps=tuple(jumps),
        pages=len(pages),
    )


def header_rule(page: measure.Page) -> float:
    """Return the height of the red rule, 156 mm wide, that ends the header (7.2.7)."""
    red = [
        r for r in measure.horizontal_rules(page) if measure.is_red(r.colour) and abs(r.length - 156) < 1.5
    ]
    assert len(red) == 1, f"首页应有一条红色分隔线，见到 {len(red)} 条"
    return red[0].y


def _header(found: Sequence[measure.Row]) -> tuple[tuple[str, ...], str, str]:
    """Split the header's rows into organs, 文件 and number.

    The organs stand one above the other, so their rows begin at one left
    edge, within 5 mm; 文件, centred beside two organs, is a row of its own
    that begins elsewhere; the number is the last row.
    """
    *mark, number = found
    organs = [row.text for row in mark if abs(row.left - mark[0].left) < 5]
    suffix = [row.text for row in mark if abs(row.left - mark[0].left) >= 5]
    return tuple(organs), "".join(suffix), number.text


def backward(page: measure.Page, chars: Sequence[measure.Char]) -> list[str]:
    """Return the places where `chars`, outside tables, go up or back to the left on a row."""
    tables = [r.box for r in page.rules if not r.horizontal]
    outside = [c for c in chars if not any(box.top <= c.baseline <= box.bottom for box in tables)]
    jumps = []
    for index in range(1, len(outside)):
        before, char = outside[index - 1], outside[index]
        fall = char.baseline - before.baseline
        if fall < -0.5 or (abs(fall) <= 0.5 and char.x0 <= before.x0):
            passage = "".join(c.text for c in outside[max(0, index - 8) : index + 8])
            jumps.append(f"第 {page.number} 页「{passage}」")
    return jumps


def read_docx(path: Path) -> Seen:
    """Read a DOCX in document order, text boxes where they are anchored, tables cell by cell.

    The issuer mark is the table before any text: its first column holds the
    organs, one a paragraph, the others 文件. The paragraph after it is the
    number.
    """
    with zipfile.ZipFile(path) as package:
        body = ElementTree.fromstring(package.read("word/document.xml")).find(f"{WORD}body")
        apart = [name for name in package.namelist() if name.startswith(("word/header", "word/footer"))]
        furniture = [plain(_text(ElementTree.fromstring(package.read(name))))[0] for name in sorted(apart)]
    assert body is not None
    blocks = [block for block in body if block.tag == f"{WORD}tbl" or _text(block).strip()]
    assert blocks[0].tag == f"{WORD}tbl", "正文之前应有发文机关标志的表格"
    organs, suffix = _mark(blocks[0])
    pieces = [plain(text) for text in (*organs, suffix, _text(blocks[1]), "".join(map(_text, blocks[2:])))]
    texts = [text for text, _ in pieces]
    return Seen(
        organs=tuple(texts[:-3]),
        suffix=texts[-3],
        document_number=texts[-2],
        flow=texts[-1],
        furniture=tuple(text for text in furniture if text),
        kangxi=sum(count for _, count in pieces),
    )


def _mark(table: ElementTree.Element) -> tuple[tuple[str, ...], str]:
    """Return the paragraphs of the first column and the text of the others."""
    organs: list[str] = []
    suffix = ""
    for row in table.iter(f"{WORD}tr"):
        for column, cell in enumerate(row.findall(f"{WORD}tc")):
            texts = [text for p in cell.iter(f"{WORD}p") if (text := _text(p)).strip()]
            if column == 0:
                organs += texts
            else:
                suffix += "".join(texts)
    return tuple(organs), suffix


def _text(element: ElementTree.Element) -> str:
    return "".join(_texts(element))


def _texts(element: ElementTree.Element) -> Iterator[str]:
    """Yield the text of an element; of alternatives only the first choice, of moves only the target."""
    if element.tag == f"{WORD}t":
        yield element.text or ""
    elif element.tag == f"{WORD}noBreakHyphen":
        yield "-"
    elif element.tag == ALTERNATIVES:
        choice = element.find(CHOICE)
        if choice is not None:
            yield from _texts(choice)
    elif element.tag not in (f"{WORD}del", f"{WORD}moveFrom"):
        for child in element:
            yield from _texts(child)
