"""Make docs/版式依据.md: every measure of the pages with its clause and how binding it is.

Run with `make standard`. The measures are those of gongwen.layout.standard.
"""

from __future__ import annotations

from pathlib import Path

from gongwen.layout.standard import Measure, Strength, measures

PAGE = Path(__file__).with_name("版式依据.md")
STRENGTHS = {
    Strength.MUST: "条款这样规定",
    Strength.USUAL: "条款说“一般”这样",
    Strength.RECOMMENDED: "条款推荐这样",
    Strength.DERIVED: "条款没有写，由别的尺寸算出",
    Strength.CUSTOM: "条款没有写，照办公室的习惯",
}
HEAD = """\
# 版式依据

程序排版和检查所用的每一个尺寸，都在这张表里，各写一次；由 `make standard` 从程序生成，不要手改。
条款是 GB/T 9704-2012《党政机关公文格式》的条款号。

| 强度 | 意思 |
| --- | --- |
"""
UNITS = """
“行”是版心里的一行（28.95 pt），“字”是版心里的一个字（15.75 pt）。天头、订口、切口、地脚相加就是 A4 纸。
纸张、印刷、装订的要求在纸上量，程序排版用不到，列在这里供印制时对照。
"""
PARTS = {
    "3": "计量单位（3）",
    "4": "纸张（4）",
    "5": "版面（5）",
    "6": "印制装订（6）",
    "7.2": "版头（7.2）",
    "7.3": "主体（7.3）",
    "7.4": "版记（7.4）",
    "7.5": "页码（7.5）",
    "8": "横排表格（8）",
    "10": "信函、命令、纪要（10）",
}


def page() -> str:
    """Return the whole page."""
    strengths = "".join(f"| {strength.value} | {meaning} |\n" for strength, meaning in STRENGTHS.items())
    return HEAD + strengths + UNITS + "".join(map(_table, PARTS))


def _table(part: str) -> str:
    rows = [measure for measure in measures() if _part(measure) == part]
    lines = [
        f"| {one.clause} | {one.name} | {one.written} | {one.strength.value} |" for one in _ordered(rows)
    ]
    return "\n".join(
        (
            "",
            f"## {PARTS[part]}",
            "",
            "| 条款 | 尺寸 | 数值 | 强度 |",
            "| --- | --- | --- | --- |",
            *lines,
            "",
        )
    )


def _part(measure: Measure) -> str:
    chapter, _, rest = measure.clause.split("、")[0].partition(".")
    return f"7.{rest[0]}" if chapter == "7" else chapter


def _ordered(rows: list[Measure]) -> list[Measure]:
    return sorted(rows, key=lambda one: [int(number) for number in one.clause.split("、")[0].split(".")])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
