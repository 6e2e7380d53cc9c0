"""Every signature layout after texts of many lengths: PDF and DOCX have the same pages, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest

from gongwen.model import Document, Heading, Paragraph, Part
from gongwen.model.composition import Composition
from gongwen.model.document import Block, Sealing, Signature, Signer
from gongwen.model.kinds import Kind
from gongwen.render.docx import DocxSetter
from tests.layout import measure
from tests.layout.papers import DAY, composed, filling, paper, setter, words
from tests.render.conftest import convert
from tests.render.test_breaks import rows

ORGANS = tuple(
    f"绍兴市{name}局" for name in ("财政", "经信", "司法", "教育", "公安", "民政", "审计", "文广", "统计")
)
LONG = ("绍兴市使用正版软件工作领导小组办公室", "绍兴市人民政府国有资产监督管理委员会")
TEXT = (
    "根据《浙江省推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知（浙正软办〔2015〕2号）精神，"
    "2015年6月底前采购Office、WPS等办公软件126套，投入资金1,250.5万元，各县（市、区）完成80%以上。"
)
SIGNATURES = {
    "unsealed": Signature(ORGANS[:1], DAY),
    "unsealed by six": Signature(ORGANS[:6], DAY),
    "sealed": Signature(ORGANS[:1], DAY, Sealing.SEALED),
    "sealed by two": Signature(LONG, DAY, Sealing.SEALED),
    "sealed by four": Signature(ORGANS[:4], DAY, Sealing.SEALED),
    "sealed by six": Signature(ORGANS[:6], DAY, Sealing.SEALED),
    "sealed by nine": Signature(ORGANS, DAY, Sealing.SEALED),
    "signed": Signature((), DAY, Sealing.SIGNED, (Signer("市长", "张三"),)),
    "signed by three": Signature((), DAY, Sealing.SIGNED, (Signer("绍兴市财政局局长", "张三"),) * 3),
}
LENGTHS = (2, 5, 28, 31)
"""Rows of text: few, more than page 1 holds beside most signatures, and the same of page 2."""


@dataclass(frozen=True)
class Both:
    """A paper as it was laid out, the rows of its PDF and those of its DOCX by LibreOffice."""

    composition: Composition
    ours: list[list[str]]
    theirs: list[list[str]]


def text(length: int, shape: int) -> tuple[Block, ...]:
    """A text of so many rows: one paragraph, many of one or two rows, or with marks, numbers and headings."""
    if shape == 0:
        return (filling(length),)
    if shape == 1:
        return tuple(filling(1 + (place % 3 == 0)) for place in range(length * 3 // 4)) or (filling(1),)
    mixed: list[Block] = [Heading(1, 1, "总体要求")]
    mixed += [Paragraph(words(place * 5) + TEXT) for place in range(max(1, length // 5))]
    return tuple(mixed)


def documents() -> Mapping[str, Document]:
    """The papers by signature and length; shape, form, 附注 and 附件 go round."""
    made = {}
    for turn, (name, length) in enumerate((name, length) for name in SIGNATURES for length in LENGTHS):
        annexed = turn % 7 == 3
        document = paper(
            *text(length, turn % 3 if length > 7 else 0),
            organs=ORGANS[: 6 if turn % 5 == 4 else 1],
            notes=("软件登记表",) if annexed else (),
            attachments=(Part("软件登记表", (filling(5),)),) if annexed else (),
        )
        letter = Kind.LETTER if turn % 4 == 1 else document.kind
        note = "此件公开发布" if turn % 3 == 1 else ""
        made[f"{name} {length}"] = replace(document, kind=letter, note=note, signature=SIGNATURES[name])
    return made


@pytest.fixture(scope="module")
def both(docx_setter: DocxSetter, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Both]:
    """Every paper, set twice."""
    folder = tmp_path_factory.mktemp("breaks")
    made = {name: composed(document) for name, document in documents().items()}
    for name, composition in made.items():
        (folder / f"{name}.docx").write_bytes(docx_setter.set(composition))
    convert(folder, [folder / f"{name}.docx" for name in made])
    return {
        name: Both(
            composition,
            rows(measure.load(setter().set(composition))),
            rows(measure.load(folder / f"{name}.pdf")),
        )
        for name, composition in made.items()
    }


@pytest.mark.parametrize("name", [f"{name} {length}" for name in SIGNATURES for length in LENGTHS])
def test_every_page_begins_and_ends_with_the_same_line(both: Mapping[str, Both], name: str) -> None:
    paper = both[name]
    edges = [[(page[:1], page[-1:]) for page in pages] for pages in (paper.ours, paper.theirs)]
    assert edges[1] == edges[0]
    assert len(paper.ours) == paper.composition.pages


def test_nearly_every_line_is_the_same(both: Mapping[str, Both]) -> None:
    pairs = [
        (ours, theirs)
        for paper in both.values()
        for one, other in zip(paper.ours, paper.theirs, strict=True)
        for ours, theirs in zip(one, other, strict=False)
    ]
    assert len(pairs) > 900
    assert sum(ours == theirs for ours, theirs in pairs) >= 0.99 * len(pairs)


def test_page_1_shows_text_and_no_signature_begins_a_page(both: Mapping[str, Both]) -> None:
    first = ("绍兴市财政局", "绍兴市使用正版软件工作领导小组办公室", "市长")
    for name, one in both.items():
        for pages in (one.ours, one.theirs):
            assert pages[0].index("各有关单位：") < len(pages[0]) - 1, name
            assert not any(page[0].startswith(first) for page in pages[1:]), name


def test_every_way_of_bringing_a_signature_to_text_is_among_them(both: Mapping[str, Both]) -> None:
    ways = [paper.composition.adjustment for paper in both.values()]
    assert sum(way is None for way in ways) > 5
    assert any(way is not None and way.leading < 1 for way in ways)
    assert any(way is not None and way.leading > 1 for way in ways)
    assert any(way is not None and way.saved > 0 for way in ways)
    assert sum(way is not None and way.taken for way in ways) > 5
