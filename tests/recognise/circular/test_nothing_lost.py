"""Any text is read without failing, and every line is in the paper or in what is reported."""

from __future__ import annotations

import random
import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongwen.model import Document, notation
from gongwen.model.finding import Finding
from gongwen.recognise.circular import Circular, read_circular
from gongwen.recognise.circular.rows import squeezed
from tests.proving import PROVING
from tests.recognise.circular.conftest import DEVELOPED

EXAMPLES = 2000 if PROVING else 60
PARTS = (
    *("{}市文化局文件", "{}文〔2018〕7号", "特急", "签发人：{}", "关于{}的通知", "关于印发《{}方案》的通知"),
    *(
        "{}方案",
        "各{}单位：",
        "根据《{}办法》（国发〔2015〕3号）要求，开展工作。",
        "一、{}工作",
        "（二）{}安排。",
    ),
    *(
        "3.{}事项",
        "附件：{}表",
        "附件：1.{}表",
        "2.{}单",
        "附件",
        "附件1",
        "{}表",
        "甲市{}局",
        "2018年3月6日",
    ),
    *("（{}公开发布）", "抄送：{}局。", "{}市办公室  2018年3月7日印发", "- 2 -", "来源：{}网", "", "　　{}"),
    *("{}，继续前一行没有说完的话", "省长  {}", "出席：{}", "{}市人民政府令", "第23号", "{}会议纪要"),
    "主题词：{} 通知",
)
ANEW = re.compile(
    r"[0-9０-９〇○零OO一二三四五六七八九十]{1,4}\s*[年月日]|文件$|令$|印发$|抄送|签发人|附件?[：:]?|\d+[.．、]"
    r"|[一二三四五六七八九十]+、|第\s*\d+\s*号$"
)
"""What a Document writes anew: dates, labels, numbers of levels."""
SPACED = re.compile(r"(\S{1,2}\s+)+\S{1,2}")
TOKENS = [a + b + c for a in "阡陌纵横交错" for b in "薰风南来徐徐" for c in "麒麟凤凰龟"]


@st.composite
def papers(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Lines in any order, each with characters no other has, and those characters."""
    parts = draw(st.lists(st.sampled_from(PARTS), min_size=3, max_size=30))
    tokens = draw(st.permutations(TOKENS))[: len(parts)]
    lines = [part.format(token) for part, token in zip(parts, tokens, strict=True)]
    return lines, [token for part, token in zip(parts, tokens, strict=True) if "{}" in part]


def filled(lines: list[str]) -> set[int]:
    """The numbers of the lines with something on them."""
    return {number for number, line in enumerate(lines, start=1) if squeezed(line)}


def lines_of(circular: Circular) -> set[int]:
    """The numbers of the lines that are in an element, in a text, or left over."""
    elements = {line for _, element in circular.elements() for line in element.lines}
    texts = {line for section in circular.sections for said in section.said for line in said.lines}
    return elements | texts | {left.line for left in circular.leftovers}


def told(document: Document, findings: tuple[Finding, ...]) -> str:
    return squeezed(notation.write(document) + "".join(one.sentence for one in findings))


@given(paper=papers())
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None)
def test_every_line_of_any_paper_is_in_the_document_or_reported(paper: tuple[list[str], list[str]]) -> None:
    lines, tokens = ["关于开展检查的通知", *paper[0], "甲市文化局", "2018年3月6日"], paper[1]
    circular = read_circular(lines)
    document, findings = circular.document(issuer_code="甲文")
    if document is None:
        assert any(one.level.value == "错误" for one in findings)
        return
    said = told(document, findings)
    assert [one for one in tokens if one not in said] == []
    assert notation.parse(notation.write(document)) == document


@pytest.mark.parametrize("name", sorted(path.stem for path in DEVELOPED.glob("*.txt")))
def test_every_letter_of_a_circular_is_in_the_document_or_reported(name: str) -> None:
    text = (DEVELOPED / f"{name}.txt").read_text(encoding="utf-8")
    circular = read_circular(text.split("\n"))
    document, findings = circular.document(issuer_code="甲文")
    if document is None:
        assert name in {"02", "07", "15"}
        return
    said = told(document, findings).replace("\\.", "")
    assert [line for line in text.split("\n") if not _is_in(line, said)] == []


def _is_in(line: str, said: str) -> bool:
    """Say whether every run of a line's letters is told; dates and labels are written anew."""
    line = squeezed(line) if SPACED.fullmatch(line) else line
    runs = "".join(one if one.isalnum() else " " for one in ANEW.sub(" ", line)).split()
    return all(one in said for one in runs)


@given(lines=st.lists(st.text(max_size=80), max_size=40))
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None)
def test_any_text_is_read_without_failing(lines: list[str]) -> None:
    circular = read_circular(lines)
    circular.document(issuer_code="甲文")
    assert all(reason for _, reason in circular.unsure)
    assert lines_of(circular) == filled(lines)


@given(
    text=st.text(
        st.sampled_from("关于印发的通知附件《》（）〔〕2015年6月3日号，。：一、1.政府局文令\n \u3000"),
        max_size=600,
    )
)
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None)
def test_any_text_of_the_words_of_circulars_is_read_without_failing(text: str) -> None:
    circular = read_circular(text.split("\n"))
    document, _ = circular.document(issuer_code="甲文")
    assert document is None or notation.parse(notation.write(document)) == document


HUGE = {
    "one line": lambda: ["".join(random.Random(4).choices("的关于《》（〔2015〕3号，。附件", k=1_000_000))],
    "labels": lambda: ["附件"] * 60_000,
    "notes": lambda: ["附件：甲方案"] * 60_000,
    "brackets": lambda: ["《" * 500_000 + "（" * 500_000],
    "numbers": lambda: [f"国发〔2015〕{one}号《甲{one}》" for one in range(15_000)],
    "dates": lambda: ["2015年6月23日"] * 40_000,
    "organs": lambda: ["甲市人民政府办公室"] * 40_000,
    "titles": lambda: ["关于印发甲方案的通知", "各单位：", "2015年6月23日", *["甲方案目"] * 60_000],
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(HUGE))
def test_a_megabyte_of_anything_is_read(name: str) -> None:
    lines = HUGE[name]()
    began = time.process_time()
    circular = read_circular(lines)
    print(f"{name}：{sum(map(len, lines)):,} 字，{time.process_time() - began:.1f} 秒")
    assert lines_of(circular) == filled(lines)
