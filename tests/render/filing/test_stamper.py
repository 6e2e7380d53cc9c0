"""The 归档章 is 45 × 16 mm, red, where the first page has no ink, and changes nothing else."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array
from PIL import Image

from gongwen.errors import FactsError, GongwenError, IntegrityError, RefusedError
from gongwen.model.arrangement.stamp import FilingStamp
from gongwen.render.reading import whole_pages
from tests.render.filing.pages import (
    DOTS,
    WORDS,
    Box,
    changed,
    colours,
    inheriting,
    locked,
    notice,
    page,
    scan,
    seen,
    signed,
    stamper,
)
from tests.render.pdfa import faults

NEAR = pytest.approx
FULL = (6, 6, 204, 291)


def sizes(box: Box) -> tuple[float, float]:
    """How wide and how high something is."""
    return box[2] - box[0], box[3] - box[1]


def test_the_stamp_on_the_notice_is_45_by_16_mm_in_the_upper_middle() -> None:
    box = changed(notice(), stamper().stamp(notice(), WORDS).pdf)
    assert sizes(box) == NEAR((45, 16), abs=0.5)
    assert ((box[0] + box[2]) / 2, box[1]) == NEAR((105, 10), abs=0.5)


def test_its_ink_is_red_and_its_ground_stays_white() -> None:
    made = stamper().stamp(notice(), WORDS)
    for picture in (seen(made.pdf), seen(made.overlay)):
        assert colours(picture, (82, 9, 128, 27)) == {(255, 0, 0), (255, 255, 255)}


def test_its_six_cells_are_15_by_8_mm() -> None:
    picture = seen(stamper().stamp(notice(), FilingStamp("", "", "", "", "", "")).overlay, dots=10)
    left, top = 825, 100
    across = [x for x in range(820, 1280) if picture.getpixel((x, top + 20)) == (255, 0, 0)]
    down = [y for y in range(95, 270) if picture.getpixel((left + 20, y)) == (255, 0, 0)]
    assert [rules(across)[place] / 10 for place in range(4)] == [
        NEAR(82.5 + 15 * n, abs=0.5) for n in range(4)
    ]
    assert [rules(down)[place] / 10 for place in range(3)] == [NEAR(10 + 8 * n, abs=0.5) for n in range(3)]


def rules(dots: list[int]) -> list[float]:
    """The middles of runs of dots."""
    runs: list[list[int]] = []
    for dot in dots:
        if runs and dot == runs[-1][-1] + 1:
            runs[-1].append(dot)
        else:
            runs.append([dot])
    return [sum(run) / len(run) for run in runs]


def test_each_cell_says_what_it_should() -> None:
    made = stamper().stamp(notice(), WORDS)
    assert "".join(whole_pages(made.overlay)) == "Z10920150003办公室永久8"
    with pypdfium2.PdfDocument(made.overlay) as document:
        text = document[0].get_textpage()
        cells = [
            "".join(text.get_text_bounded(*corners).split())
            for corners in ((234, 791, 276, 813), (276, 791, 319, 813), (234, 768, 276, 791))
        ]
    assert cells == ["Z109", "2015", "办公室"]


def test_the_text_of_the_paper_stays_and_the_stamp_is_no_part_of_its_structure() -> None:
    before, after = list(whole_pages(notice())), list(whole_pages(stamper().stamp(notice(), WORDS).pdf))
    assert after[0] == before[0] + "Z10920150003办公室永久8"
    assert after[1:] == before[1:]
    with pikepdf.open(io.BytesIO(stamper().stamp(notice(), WORDS).pdf)) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.pages[0].Contents[-1].read_bytes().startswith(b"\nQ\n/Artifact BMC")


def test_the_same_paper_and_stamp_make_the_same_bytes() -> None:
    one, other = (stamper().stamp(notice(), WORDS) for _ in range(2))
    assert (one.pdf, one.overlay) == (other.pdf, other.overlay)


def test_fonts_are_embedded_as_a_subset() -> None:
    with pikepdf.open(io.BytesIO(stamper().stamp(notice(), WORDS).overlay)) as pdf:
        fonts = pdf.pages[0].Resources.XObject["/GongwenFilingStamp"].Resources.Font
        described = [fonts[name].DescendantFonts[0].FontDescriptor for name in list(fonts.keys())]
        held = [{"/FontFile2", "/FontFile3"} & set(one.keys()) for one in described]
        names = [str(one.FontName) for one in described]
    assert held
    assert set() not in held
    assert [name for name in names if "+" not in name] == []


@pytest.mark.parametrize(
    ("boxes", "name", "wanted"),
    [
        ([(20, 12, 190, 20)], "首页上端居中", (82.5, 22)),
        ([(80, 6, 130, 90)], "首页上端", None),
        ([(6, 6, 204, 120)], "首页右侧居中", (155, 140.5)),
        ([(6, 6, 175, 291)], "首页右侧居中", (184, 126)),
    ],
)
def test_it_gives_way_to_ink(boxes: list[Box], name: str, wanted: tuple[float, float] | None) -> None:
    before = page(*boxes)
    made = stamper().stamp(before, WORDS)
    box = changed(before, made.pdf)
    assert made.place.name == name
    assert not any(touches(box, other) for other in boxes)
    if wanted:
        assert box[:2] == NEAR(wanted, abs=1.5)
    assert changed(page(), made.overlay) == NEAR(box, abs=0.2)


def touches(one: Box, other: Box) -> bool:
    """Whether two boxes are nearer than 1.9 mm."""
    return not (
        one[2] + 1.9 < other[0]
        or other[2] + 1.9 < one[0]
        or one[3] + 1.9 < other[1]
        or other[3] + 1.9 < one[1]
    )


def test_on_a_page_wider_than_high_it_stands_turned_in_the_middle_of_the_right_side() -> None:
    table = page((20, 20, 270, 190), size=(841.89, 595.28))
    made = stamper().stamp(table, WORDS)
    box = changed(table, made.pdf)
    assert sizes(box) == NEAR((16, 45), abs=0.5)
    assert made.place.turned
    assert (box[1] + box[3]) / 2 == NEAR(105, abs=1)
    assert box[2] < 297 - 4.5
    upright = seen(made.overlay).transpose(Image.Transpose.ROTATE_90)
    plain = seen(stamper().slip(WORDS).pdf)
    words = upright.crop(in_dots(turned_left(box)))
    printed = plain.crop(in_dots(changed(page(), stamper().slip(WORDS).pdf)))
    assert match(words, printed) > 0.85 > match(words.transpose(Image.Transpose.ROTATE_180), printed)


def turned_left(box: Box) -> Box:
    """A part of a page 297 mm wide, on the page turned to the left."""
    return box[1], 297 - box[2], box[3], 297 - box[0]


def in_dots(box: Box) -> tuple[int, int, int, int]:
    """A box in dots."""
    left, upper, right, lower = (round(edge * DOTS) for edge in box)
    return left, upper, right, lower


def match(one: Image.Image, other: Image.Image) -> float:
    """Which share of the dots of two pictures is ink in both or in neither."""
    pictures = [
        picture.resize((225, 80)).convert("L").point(lambda s: 255 * (s > 200)) for picture in (one, other)
    ]
    pairs = list(zip(*(picture.tobytes() for picture in pictures), strict=True))
    return float(sum(a == b for a, b in pairs) / len(pairs))


def test_a_page_without_room_gets_a_slip_before_it() -> None:
    before = page(FULL)
    made = stamper().stamp(before, WORDS)
    assert (made.slip, made.place.name) == (True, "附页")
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert len(pdf.pages) == 2
    assert sizes(changed(page(), made.overlay)) == NEAR((45, 16), abs=0.5)
    assert seen(made.pdf, 2).tobytes() == seen(before).tobytes()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_is_shown_turned_has_it_upright_as_it_is_seen(turn: int) -> None:
    before = page((90, 130, 120, 160), Rotate=turn)
    made = stamper().stamp(before, WORDS)
    box = changed(before, made.pdf)
    lying = turn in (90, 270)
    assert sizes(box) == NEAR((16 if lying else 45, 45 if lying else 16), abs=0.5)
    shown = seen(made.overlay)
    assert shown.size == seen(before).size
    assert match(seen(made.pdf).crop(in_dots(box)), shown.crop(in_dots(box))) > 0.97


def test_a_page_whose_corner_is_elsewhere_has_it_in_the_upper_middle() -> None:
    before = page(MediaBox=Array([-100, -50, 595.28, 841.89]), CropBox=Array([-20, 30, 500, 700]))
    box = changed(before, stamper().stamp(before, WORDS).pdf)
    assert sizes(box) == NEAR((45, 16), abs=0.5)
    assert ((box[0] + box[2]) / 2, box[1]) == NEAR((520 / 72 * 25.4 / 2, 10), abs=0.5)


def test_resources_that_pages_share_are_not_touched() -> None:
    before = inheriting()
    made = stamper().stamp(before, WORDS)
    assert sizes(changed(before, made.pdf)) == NEAR((45, 16), abs=0.5)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        first, second = (set(page.Resources.keys()) for page in pdf.pages)
    assert (first, second) == ({"/ExtGState", "/XObject"}, {"/ExtGState"})


def test_a_grey_and_dusty_scan_has_room_where_nothing_is_written() -> None:
    before = scan()
    made = stamper().stamp(before, WORDS)
    assert (made.place.name[:4], made.slip) == ("首页上端", False)
    assert changed(before, made.pdf)[3] < 33


@pytest.mark.parametrize(
    ("pdf", "error", "says"),
    [
        (b"no pdf", FactsError, "打不开"),
        (locked(), RefusedError, "加了密"),
        (signed(), RefusedError, "电子签名"),
    ],
)
def test_what_cannot_be_stamped_is_refused_in_words(pdf: bytes, error: type[GongwenError], says: str) -> None:
    with pytest.raises(error, match=says):
        stamper().stamp(pdf, WORDS)


def test_nothing_is_stamped_twice() -> None:
    with pytest.raises(RefusedError, match="已经盖过归档章"):
        stamper().stamp(stamper().stamp(notice(), WORDS).pdf, WORDS)


def test_a_page_that_leaves_its_coordinates_changed_is_not_handed_out() -> None:
    with pikepdf.open(io.BytesIO(page())) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(b"q 0.5 0 0 0.5 0 0 cm q 2 0 0 1 0 0 cm")
        stream = io.BytesIO()
        pdf.save(stream)
    with pytest.raises(IntegrityError, match="归档章"):
        stamper().stamp(stream.getvalue(), WORDS)


def test_a_long_name_goes_on_two_lines_and_a_longer_one_is_refused() -> None:
    made = stamper().slip(FilingStamp("", "2015", "0001", "新闻出版版权管理处", "10年", "2"))
    assert "".join(whole_pages(made.pdf)) == "20150001新闻出版版权管理处10年2"
    with pytest.raises(FactsError, match="写不下"):
        stamper().slip(FilingStamp("", "2015", "0001", "新闻出版版权管理与行政审批综合处室", "10年", "2"))


def test_a_stamped_paper_still_breaks_no_clause_of_pdf_a() -> None:
    assert faults(stamper().stamp(notice(), WORDS).pdf) == []
