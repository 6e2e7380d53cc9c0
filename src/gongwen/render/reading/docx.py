"""The characters of a DOCX in reading order, read from its XML alone.

Read are the paragraphs and tables of the body and the text boxes where they
are anchored; of alternatives (mc:AlternateContent) only the first choice, of
tracked changes only what stands. Headers and footers are page furniture.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from gongwen.errors import IntegrityError

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT, _TABLE, _ROW, _CELL = (f"{_WORD}{name}" for name in ("t", "tbl", "tr", "tc"))
_BREAKS = frozenset(f"{_WORD}{name}" for name in ("tab", "br", "cr"))
_GONE = frozenset(f"{_WORD}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "sectPr"))


def docx_text(data: bytes) -> str:
    """Return the body's text, the issuer mark (发文机关标志) column by column.

    The issuer mark is the table before any text: its first column holds the
    organs one above the other, its second 文件, centred beside them (7.2.4).
    Raises IntegrityError when the bytes are no DOCX.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            body = etree.fromstring(package.read("word/document.xml"), parser).find(f"{_WORD}body")
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise _unreadable() from error
    if body is None:
        raise _unreadable()
    blocks = list(body)
    texts = ["".join(_texts(block)) for block in blocks]
    first = next((index for index, text in enumerate(texts) if text.strip()), None)
    if first is not None and blocks[first].tag == _TABLE:
        texts[first] = _by_columns(blocks[first])
    return "\n".join(texts)


def _by_columns(table: etree._Element) -> str:
    columns: dict[int, list[str]] = {}
    for row in table.iterchildren(_ROW):
        for column, cell in enumerate(row.iterchildren(_CELL)):
            columns.setdefault(column, []).append("".join(_texts(cell)))
    return "\n".join(text for column in sorted(columns) for text in columns[column])


def _texts(element: etree._Element) -> Iterator[str]:
    """Yield the pieces of text under `element`, with white space for breaks and paragraph ends."""
    tag = element.tag
    if tag == _TEXT:
        yield element.text or ""
    elif tag in _BREAKS:
        yield "\n"
    elif tag == f"{_WORD}noBreakHyphen":
        yield "-"
    elif tag == f"{_MARKUP}AlternateContent":
        for choice in element.iterchildren(f"{_MARKUP}Choice"):
            yield from _texts(choice)
            return
    elif tag not in _GONE:
        for child in element:
            yield from _texts(child)
        if tag == f"{_WORD}p":
            yield "\n"


def _unreadable() -> IntegrityError:
    return IntegrityError(
        "生成的 DOCX 打不开",
        rule="成品须能读回核对",
        advice="请重新生成；仍然如此，请把所用材料交给维护人员",
    )
