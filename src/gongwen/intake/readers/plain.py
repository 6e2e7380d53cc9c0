"""TXT and CSV."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from gongwen.intake.forms import UNREADABLE, decoded, separator_of
from gongwen.intake.readers.bundles import words_of_html
from gongwen.intake.readers.extract import Extract
from gongwen.intake.trouble import KEPT, damaged, too_large

if TYPE_CHECKING:
    from gongwen.intake.limits import Limits

_HTML = re.compile(r"\s*(<!doctype html|<html|<table)", re.IGNORECASE)


def read_text(content: bytes, limits: Limits) -> Extract:
    """Return the lines of a text as one page; of an HTML page (tables saved as .xls) the words."""
    text = _text_of(content, limits)
    if _HTML.match(text):
        return Extract(
            paragraphs=[line.strip() for line in words_of_html(text).splitlines()], troubles=_unreadable(text)
        )
    return Extract(typed=[line.rstrip() for line in text.splitlines()], troubles=_unreadable(text))


def read_table(content: bytes, limits: Limits) -> Extract:
    """Return a CSV: a row is a paragraph, its cells parted by tabs."""
    text = _text_of(content, limits)
    rows = csv.reader(text.splitlines(), delimiter=separator_of(text) or ",")
    lines = ["\t".join(cell.strip() for cell in row).rstrip() for row in rows]
    return Extract(paragraphs=lines, troubles=_unreadable(text))


def _unreadable(text: str) -> list[str]:
    """Return the trouble of a text in which some bytes are no characters."""
    count = text.count(UNREADABLE)
    seen = f"文字里有 {count} 处不是文字的字节，可能传输出错；{KEPT}，请对照原件核对这些地方"
    return [seen] if count else []


def _text_of(content: bytes, limits: Limits) -> str:
    """Return the characters of a text within the limits."""
    text = decoded(content)
    if text is None:
        raise damaged("TXT", "有不是文字的字节")
    if len(text) > limits.letters:
        raise too_large("TXT", f"有 {len(text)} 个字")
    return text
