"""A press hands over nothing that lost, gained or reordered text."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from gongwen.errors import FactsError, IntegrityError
from gongwen.model import Document, DocumentNumber, Paragraph
from gongwen.model.composition import Composition, TextBlock
from gongwen.office.desk.press import Press
from gongwen.office.draft import draft_from_file
from gongwen.office.wiring import Settings, Workshop
from gongwen.render.pdf import PageFrame, PdfSetter
from gongwen.render.readback import Zones, read_pdf

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop(Settings.of(os.environ))


@pytest.fixture(scope="module")
def paper(workshop: Workshop) -> Document:
    made = draft_from_file(workshop, "notice", ROOT / "examples" / "绍兴市2015.toml")
    return made.document.numbered(DocumentNumber("绍市软件办", 2015, 3))


class Careless:
    """A setter that loses the last paragraph of the first section."""

    suffix = "pdf"

    def __init__(self, setter: PdfSetter) -> None:
        self.setter = setter

    def set(self, composition: Composition) -> bytes:
        section = composition.sections[0]
        kept = [
            block for block in section.blocks if not isinstance(block, TextBlock) or "传真" not in block.text
        ]
        sections = (replace(section, blocks=tuple(kept)), *composition.sections[1:])
        return self.setter.set(replace(composition, sections=sections))


def test_refuses_a_paper_that_lost_its_contacts(workshop: Workshop, paper: Document) -> None:
    frame = ROOT / "templates" / "frames" / "general"
    texts = PageFrame((frame / "page.html").read_text("utf-8"), (frame / "page.css").read_text("utf-8"))
    setter = Careless(PdfSetter(texts, workshop.typefaces))
    press = Press(setter, lambda data, made: read_pdf(data, Zones.of(made)), workshop.typefaces)
    with pytest.raises(IntegrityError, match="少了「电话：89180865传真：89180830联系」"):
        press.render(paper)


def test_refuses_a_character_that_no_face_has(workshop: Workshop, paper: Document) -> None:
    body = replace(paper.body, blocks=(Paragraph("联系人：王\U0003134f"),))
    with pytest.raises(FactsError) as caught:
        workshop.presses[1].render(replace(paper, body=body))
    assert "U+3134F" in str(caught.value.findings[0])


@pytest.mark.parametrize("press", [0, 1], ids=["docx", "pdf"])
@pytest.mark.parametrize(
    "text",
    ["A&B<公司>", "第一行\n附件：第二行", "王喆、李镕、张堃、𬱖", "{{ 地名 }}{% 完 %}", "a\\nb|c"],
)
def test_hands_over_awkward_values_whole(workshop: Workshop, paper: Document, press: int, text: str) -> None:
    body = replace(paper.body, blocks=(Paragraph(text), Paragraph("此后一段。")))
    assert workshop.presses[press].render(replace(paper, body=body))


def test_makes_the_same_bytes_twice(workshop: Workshop, paper: Document) -> None:
    for press in workshop.presses:
        assert press.render(paper) == press.render(paper)
