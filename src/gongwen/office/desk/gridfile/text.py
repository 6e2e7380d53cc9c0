"""Text of unknown encoding, and comma or tab separated tables."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from gongwen.errors import FactsError
from gongwen.office.desk.gridfile.cells import Line, lines_of

_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
_ADVICE = "请在记事本里另存为 UTF-8 编码"


def decode(content: bytes, name: str) -> str:
    """Return the text of `content`: UTF-8, UTF-16 with its mark, else GB18030.

    Raises FactsError when it is no text; where only some lines are not in the
    encoding of the others, it names the first of them.
    """
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    if encodings[0] != "utf-16":
        _refuse_mixed(content, name)
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NOT_TEXT.search(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise FactsError(
        f"{name} 不是文字文件，或用了不认识的编码", rule="文字应是 UTF-8 或 GB18030 编码", advice=_ADVICE
    )


def _refuse_mixed(content: bytes, name: str) -> None:
    """Raise FactsError for UTF-8 with a few lines that are not, and for GB18030 with a few that are not."""
    lines = content.split(b"\n")
    spoken = [number for number, line in enumerate(lines, start=1) if not line.isascii()]
    wrong = {
        encoding: [number for number in spoken if not _reads(lines[number - 1], encoding)]
        for encoding in ("utf-8", "gb18030")
    }
    if not wrong["utf-8"]:
        return
    if 2 * len(wrong["utf-8"]) < len(spoken):
        raise _mixed(name, wrong["utf-8"], "UTF-8")
    if 0 < 2 * len(wrong["gb18030"]) < len(spoken):
        raise _mixed(name, wrong["gb18030"], "GB18030")


def _reads(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _mixed(name: str, wrong: list[int], encoding: str) -> FactsError:
    count = f"等{len(wrong)}行" if len(wrong) > 1 else ""
    return FactsError(
        f"{name} 第{wrong[0]}行{count}不是 {encoding} 编码，别的行是",
        rule="一个文件只用一种编码：UTF-8 或 GB18030",
        advice=f"这一行多半是从别处粘贴来的，请重新打一遍；{_ADVICE}",
    )


def csv_lines(content: bytes, name: str) -> Iterator[Line]:
    """Yield the rows of a comma or tab separated table; a row is counted as Excel shows it."""
    text = decode(content, name)
    head = text.partition("\n")[0]
    delimiter = "\t" if "\t" in head and "," not in head else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from lines_of(reader)
    except csv.Error as error:
        raise FactsError(
            f"{name} 第{reader.line_num}行读不下去（{error}）",
            rule="一格里有逗号、引号或换行时，整格要用英文双引号括起来",
            advice="请用 Excel 或 WPS 打开后另存为 CSV 或 XLSX",
        ) from None
