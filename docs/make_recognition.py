"""Make docs/识读.md: how many elements are read right off circulars that were not used to write the reader.

Run with `.venv/bin/python -m docs.make_recognition`. The circulars and what
they say lie in tests/recognise/circulars: `held` was never looked at while the
reader was written, `dev` was written with it. `首次.json` holds the counts of
the first measurement of `held`, before anything was mended after seeing it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.recognise.circular.conftest import DEVELOPED, FOLDER, HELD
from tests.recognise.circular.scoring import NAMES, OUTCOMES, Failure, Score, score

PAGE = Path(__file__).with_name("识读.md")
FIRST = FOLDER / "首次.json"
_OUTCOMES = {"right": "对", "wrong": "错", "missed": "漏", "invented": "多", "unsure": "存疑"}
_HEAD = """\
# 识读：读任何机关的公文，读对多少

本页由 `.venv/bin/python -m docs.make_recognition` 生成，不要手改。

`recognise.circular` 从文字（网页、PDF 取出的行、OCR）或 DOCX 读出公文的要素。
这里把它读出的与公文上写的逐项对照：

- **对**：与公文上写的一致（不计空白、括号的写法、全角半角）；**错**：读出的不一样；
  **漏**：公文上有、没有读出；**多**：公文上没有、却读出了；**存疑**：不一致，但识读自己说了拿不准、请核对。
- 层次、附件说明、附件、引用的文件按条计，其余按件计。命令（令）的签发人按签名章上的姓名计。
- 对的比例 = 对 ÷（对＋错＋漏＋多＋存疑）。
"""


def counts_of(found: Score) -> dict[str, dict[str, int]]:
    """Return the counts of every element by outcome."""
    return {element: {one: found.counts[element][one] for one in OUTCOMES} for element in NAMES}


def share(counts: Mapping[str, int]) -> str:
    """Return the share of right ones in per cent, a dash where there is none."""
    total = sum(counts.values())
    return f"{counts['right'] / total:.1%}" if total else "—"


def table(now: Mapping[str, Mapping[str, int]], first: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """Yield the rows of the table of shares; `first` is empty where nothing was measured before."""
    yield f"| 要素 | {' | '.join(_OUTCOMES.values())} | 对的比例 |{' 首次测得 |' if first else ''}"
    yield f"| --- | {' | '.join('---:' for _ in _OUTCOMES)} | ---: |{' ---: |' if first else ''}"
    for element, name in NAMES.items():
        row = " | ".join(str(now[element][one]) for one in OUTCOMES)
        yield f"| {name} | {row} | {share(now[element])} |" + (f" {share(first[element])} |" if first else "")
    total, before = (sum(map(Counter, counts.values()), Counter[str]()) for counts in (now, first))
    row = " | ".join(str(total[one]) for one in OUTCOMES)
    yield f"| **合计** | {row} | **{share(total)}** |" + (f" {share(before)} |" if first else "")


def listed(failures: list[Failure]) -> Iterator[str]:
    """Yield every failure, paper by paper."""
    yield "| 件 | 要素 | 结果 | 公文上写的 | 读出的 |"
    yield "| --- | --- | --- | --- | --- |"
    for one in failures:
        said = (_short(one.wanted), _short(one.read))
        yield f"| {one.paper} | {NAMES[one.element]} | {_OUTCOMES[one.outcome]} | {said[0]} | {said[1]} |"


def _short(text: str) -> str:
    text = text.replace("|", "\\|").replace("\n", " ")
    return text if len(text) <= 60 else f"{text[:60]}…"


def page() -> str:
    """Return the whole page."""
    lines = [_HEAD]
    held, dev = score(HELD), score(DEVELOPED)
    first = json.loads(FIRST.read_text(encoding="utf-8")) if FIRST.is_file() else {}
    now = counts_of(held)
    lines += [f"## 没有用来编写识读的 {held.papers} 件", ""]
    if first and first != now:
        lines += [
            "“首次测得”是写完识读、还没有看过这些公文时测得的比例，没有偏向。看过没有读对的之后，又改了通用的地方",
            "（没有日期的署名、和正文连在一行的主送机关、网站名等），其余各栏是改后的：这些公文从此不再是没有见过的了。",
            "对照的办法也按标注的规定改过（附件只比题名，层次不计附件里的），首次测得已按改后的办法重算。",
            "这些公文里没有命令、请示、报告、纪要，签发人和紧急程度也没有；这几种另用本程序自己排的公文和下一节的试。",
            "",
        ]
    lines += [
        *table(now, first if first != now else {}),
        "",
        "### 没有读对的，逐条",
        "",
        *listed(held.failures),
    ]
    lines += ["", f"## 编写时对照的 {dev.papers} 件", "", *table(counts_of(dev), {})]
    lines += ["", "### 没有读对的，逐条", "", *listed(dev.failures), ""]
    return "\n".join(lines)


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
