"""A stamped form is the form set in full: its ink, its text, its structure."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from gongwen.errors import IntegrityError
from gongwen.layout.standard.styles import BODY
from gongwen.model import FormMark
from gongwen.model.composition import PT_PER_MM, Composition, FormBlock
from gongwen.render.stamping.comparing import ensure_same_ink
from gongwen.render.stamping.form import read_back
from gongwen.render.stamping.ink import Ink
from tests.layout.papers import setter, typefaces
from tests.proving import PROVING, figure
from tests.render import pdfa
from tests.render.stamping.forms import LONGEST, MIXED, PLAIN, RARE, TOO_LONG, form, stamper, warm

FAX = 204
NO_AUTHOR = "6.6.3 Author is '' here and '' in the metadata"
"""A form by itself names no organ that issues it; the clause asks that both say the same."""
MORE_FORMS = """
import sys
from pathlib import Path
from tests.render.stamping.forms import PLAIN, form, stamper
made = stamper()
peaks = []
for count in map(int, sys.argv[1:]):
    for number in range(count):
        made.make(form(PLAIN, f"330602-{number:05}"))
    peaks.append(int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) // 1024)
print(*peaks)
"""


def moved(composition: Composition, mm: float) -> Composition:
    """The form, its texts to be filled in moved to the right."""
    (section,) = composition.sections
    blocks = tuple(
        replace(block, segments=tuple(replace(one, x=one.x + mm * PT_PER_MM) for one in block.segments))
        if isinstance(block, FormBlock)
        else block
        for block in section.blocks
    )
    return replace(composition, sections=(replace(section, blocks=blocks),))


@pytest.mark.parametrize("name", [PLAIN, RARE, MIXED, LONGEST])
def test_its_ink_is_that_of_the_full_setting_within_0_2_mm(name: str) -> None:
    made = warm().make(form(name))
    assert made.stamped
    ensure_same_ink(made.pdf, setter().set(form(name)), name)


@pytest.mark.parametrize("mm", [0.3, -0.5])
def test_ink_further_off_is_noticed(mm: float) -> None:
    made = warm().make(moved(form(PLAIN), mm))
    with pytest.raises(IntegrityError, match=r"墨迹相差不得超过0\.2毫米"):
        ensure_same_ink(made.pdf, setter().set(form(PLAIN)), PLAIN)


def test_another_name_is_noticed() -> None:
    with pytest.raises(IntegrityError, match="套印的一页与整页排出的不同"):
        ensure_same_ink(warm().make(form(PLAIN)).pdf, setter().set(form(RARE)), PLAIN)


@pytest.mark.parametrize("name", [PLAIN, RARE, MIXED])
def test_it_says_what_it_should_character_by_character(name: str) -> None:
    made = warm().make(form(name, "330681-0042"))
    assert f"企业名称（盖章）：{name}企业领导（签字）：" in made.says[0]
    assert made.says[0].startswith("附件编号：330681-0042绍兴市国有企业使用软件情况调查表")


def test_a_form_that_says_something_else_is_not_handed_out() -> None:
    made = warm().make(form(PLAIN))
    with pytest.raises(IntegrityError, match="应为「喆」，实为「兴」"):
        read_back(form(PLAIN.replace("兴", "喆")), made)


def test_a_name_too_long_for_its_line_is_set_in_full() -> None:
    made = warm().make(form(TOO_LONG))
    assert not made.stamped
    assert TOO_LONG in "".join(made.says)
    assert made.pdf == stamper_set_in_full(TOO_LONG)


def stamper_set_in_full(name: str) -> bytes:
    """The form as another stamper sets it in full."""
    other = stamper()
    other.make(form(PLAIN))
    return other.make(form(name)).pdf


def test_the_same_form_is_the_same_bytes_whatever_was_made_before() -> None:
    other = stamper()
    other.make(form(RARE))
    assert other.make(form(MIXED)).pdf == warm().make(form(MIXED)).pdf


def test_it_breaks_no_clause_of_pdf_a_that_can_be_read() -> None:
    assert pdfa.faults(warm().make(form(RARE)).pdf) == [NO_AUTHOR]


def test_it_keeps_the_structure_of_the_full_setting() -> None:
    assert tags(warm().make(form(PLAIN)).pdf) == tags(setter().set(form(PLAIN)))


def tags(data: bytes) -> list[str]:
    """The kinds of the structure elements, in the order of the file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            str(one.S)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one
        ]


def test_its_qr_code_is_read_from_a_fax_and_says_whose_form_it_is() -> None:
    data = warm().make(form(PLAIN, "330602-0007")).pdf
    page = pypdfium2.PdfDocument(data)[0].render(scale=FAX / 72, grayscale=True).to_pil()
    (found,) = zxingcpp.read_barcodes(page.point(lambda shade: 255 if shade > 127 else 0))
    assert FormMark.parse(found.text) == FormMark("SURVEY-FORM", 2015, "330602-0007")
    width = (found.position.top_right.x - found.position.top_left.x) / FAX * 25.4
    assert width == pytest.approx(18, abs=0.5)


def test_the_print_file_holds_every_form_on_a_sheet_of_its_own(tmp_path) -> None:
    names = [PLAIN, RARE, TOO_LONG, MIXED]
    made = [warm().make(form(name)) for name in names]
    path = tmp_path / "合订打印.pdf"
    with path.open("wb") as stream:
        printing = warm().print_file(stream)
        for one in made:
            printing.add(one)
        printing.close()
    printing.ensure_whole(path)
    assert [len(one.says) for one in made] == [1, 1, 2, 1]
    assert len(pypdfium2.PdfDocument(path)) == 8


def test_the_print_file_breaks_no_clause_but_that_of_tags(tmp_path) -> None:
    path = tmp_path / "合订打印.pdf"
    with path.open("wb") as stream:
        printing = warm().print_file(stream)
        for name in (PLAIN, RARE, MIXED):
            printing.add(warm().make(form(name)))
        printing.close()
    faults = pdfa.faults(path.read_bytes())
    assert NO_AUTHOR in faults
    assert {fault.partition(" ")[0] for fault in faults} == {"6.6.3", "6.7"}


def test_a_print_file_that_lost_a_page_is_not_handed_out(tmp_path) -> None:
    path = tmp_path / "合订打印.pdf"
    with path.open("wb") as stream:
        printing = warm().print_file(stream)
        printing.add(warm().make(form(PLAIN)))
        printing.close()
    path.write_bytes(warm().make(form(RARE)).pdf)
    with pytest.raises(IntegrityError, match="合订打印文件第1面读回的文字与原来的表不同"):
        printing.ensure_whole(path)


def test_memory_does_not_grow_with_the_number_of_forms() -> None:
    counts = (100, 1000, 10_000) if PROVING else (20, 100)
    command = [sys.executable, "-c", MORE_FORMS, *map(str, counts)]
    run = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": "."}
    )
    peaks = [int(peak) for peak in run.stdout.split()]
    figure(f"套印 {'、'.join(map(str, counts))} 张，内存峰值 {'、'.join(map(str, peaks))} MB")
    assert peaks[-1] - peaks[0] <= 10


@pytest.mark.parametrize("used", ["　", " ", "　中"])
def test_a_face_that_sets_white_space_alone_has_its_font(used: str) -> None:
    ink = Ink(setter(), typefaces())
    ((_, face),) = ink.runs(BODY, "中")
    fonts = ink.fonts({face: set(used)}, 1)
    assert fonts.objects
