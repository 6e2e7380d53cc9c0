"""A DOCX that a clerk edited gets its 版记 on the right page again, as LibreOffice prints it (7.4, 7.5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from gongwen.model import Document, Form, Part
from gongwen.office.check import Relaid, relayout_file
from gongwen.render.readback import read_docx
from gongwen.render.word.relayout import Placement
from tests.layout.papers import filling, paper, seed, typefaces, words
from tests.layout.test_landscape import lying, table
from tests.office.edits import copied_to, edited, made, remarked


@dataclass(frozen=True)
class Edit:
    """A paper, the paragraphs a clerk adds or deletes after one of them; 版记's page then and at last."""

    document: Document
    paragraphs: int
    was: int
    page: int
    placement: Placement
    after: int = 0


def lines(rows: int, *attachments: Part, cc: str = "") -> Document:
    """A paper of so many paragraphs of one line."""
    notes = tuple(one.title for one in attachments)
    return paper(*(filling(1) for _ in range(rows)), attachments=attachments, notes=notes, cc=cc)


LONG = words(60)
ANNEX, TURNED = Part("说明", (filling(6),)), lying(table(5))
LETTER = replace(lines(11, cc=words(30)), form=Form.LETTER)
EDITS = {
    "from the text's page to one of its own": Edit(lines(20), 15, 3, 4, Placement.OWN_PAGE),
    "from the text's page over a blank one": Edit(lines(20, cc=LONG), 5, 3, 4, Placement.AFTER_BLANK),
    "from a page of its own to the text's": Edit(lines(38), 20, 5, 4, Placement.WITH_TEXT),
    "from over a blank page to the text's": Edit(lines(26, cc=LONG), -6, 4, 2, Placement.WITH_TEXT),
    "from over a blank page to one of its own": Edit(lines(26, cc=LONG), 10, 5, 4, Placement.OWN_PAGE),
    "a joint notice whose plan grew shorter": Edit(seed(), -8, 7, 8, Placement.AFTER_BLANK, after=8),
    "after an annex": Edit(lines(10, ANNEX), 26, 5, 4, Placement.WITH_TEXT),
    "after a landscape annex": Edit(lines(10, TURNED), 26, 5, 6, Placement.AFTER_BLANK),
    "a letter, on an odd page or an even one": Edit(LETTER, 5, 3, 2, Placement.WITH_TEXT),
    "back after a landscape annex": Edit(lines(36, TURNED), -26, 5, 4, Placement.OWN_PAGE),
}


def relaid(folder: Path, data: bytes) -> Relaid:
    """Relay out a DOCX that lies in `folder`."""
    (folder / "通知.docx").write_bytes(data)
    return relayout_file(folder / "通知.docx", typefaces())


@pytest.mark.parametrize("name", EDITS)
def test_the_imprint_comes_to_the_foot_of_the_even_last_page(name: str, tmp_path: Path) -> None:
    edit = EDITS[name]
    data = edited(made(edit.document), edit.paragraphs, edit.after)
    found = relaid(tmp_path, data)
    assert found.before is not None
    assert found.after is not None
    assert found.copy is not None
    assert (found.before.page, found.after.page, found.placement) == (edit.was, edit.page, edit.placement)
    assert found.after.pages == edit.page
    assert [fault.clause.name for fault in found.report.faults] == []
    assert found.copy.path == tmp_path / "通知（版记已调整）.docx"
    assert read_docx(found.copy.path.read_bytes()).text == read_docx(data).text
    assert (tmp_path / "通知.docx").read_bytes() == data


@pytest.mark.parametrize(("rows", "placement"), [(20, Placement.WITH_TEXT), (23, Placement.AFTER_BLANK)])
def test_an_imprint_that_grew_ends_with_the_type_area_again(
    rows: int, placement: Placement, tmp_path: Path
) -> None:
    found = relaid(tmp_path, copied_to(made(lines(rows, cc=LONG)), words(28)))
    assert found.copy is not None
    assert found.placement is placement
    assert [fault.clause.name for fault in found.report.faults] == []
    assert found.notes == ("版记的最后一条线不在版心下边缘，已把文本框移到位",)


def test_what_was_set_right_is_right(tmp_path: Path) -> None:
    first = relaid(tmp_path, remarked(edited(made(lines(20, cc=LONG)), 5)))
    assert [note[:13] for note in first.notes[:2]] == [
        "文件里有还没有接受的修订，",
        "文件里有批注，已原样保留；",
    ]
    assert first.copy is not None
    second = relayout_file(first.copy.path, typefaces())
    assert (second.copy, second.placement, second.before) == (None, first.placement, first.after)
    assert len(list(tmp_path.iterdir())) == 2
