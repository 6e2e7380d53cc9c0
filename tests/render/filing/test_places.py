"""A place is looked for in ink, whatever the page; what is no proper PDF is answered in words."""

from __future__ import annotations

import random
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

from gongwen.errors import GongwenError, RefusedError
from gongwen.layout.filing import STAMP
from gongwen.render.filing.places import Page, find_place, first_page
from tests.proving import PROVING
from tests.render.filing.pages import WORDS, inheriting, notice, page, stamper

BOXES = st.tuples(st.integers(0, 590), st.integers(0, 840), st.integers(1, 400), st.integers(1, 60))


@settings(deadline=None, max_examples=50)
@given(st.lists(BOXES, max_size=9), st.booleans())
def test_a_place_is_on_the_paper_and_clear_of_all_ink(
    boxes: list[tuple[int, int, int, int]], lying: bool
) -> None:
    width, height = (842, 595) if lying else (595, 842)
    ink = Image.new("L", (round(width * 1.5), round(height * 1.5)))
    for x, y, wide, high in boxes:
        ImageDraw.Draw(ink).rectangle((x * 1.5, y * 1.5, (x + wide) * 1.5, (y + high) * 1.5), fill=255)
    place = find_place(Page(width, height, ink), STAMP)
    if place is None:
        return
    right, lower = (start + size for start, size in zip((place.x, place.y), place.size(STAMP), strict=True))
    assert 0 < place.x < right < width
    assert 0 < place.y < lower < height
    around = (place.x - 5, place.y - 5, right + 5, lower + 5)
    left, upper, right, lower = (round(edge * 1.5) for edge in around)
    assert ink.crop((left, upper, right, lower)).histogram()[255] <= 8


@pytest.mark.parametrize("size", [(50, 50), (20_000, 20_000), (842, 30)])
def test_a_page_too_small_or_too_large_gets_a_slip(size: tuple[int, int]) -> None:
    made = stamper().stamp(page(MediaBox=Array([0, 0, *size])), WORDS)
    assert (made.slip, made.place.name) == (True, "附页")


def test_an_empty_page_has_its_place_in_the_upper_middle() -> None:
    place = find_place(first_page(page()), STAMP)
    assert place is not None
    assert (place.name, place.turned) == ("首页上端居中", False)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("Rotate", Name.A),
        ("Rotate", 45),
        ("CropBox", Name.X),
        ("UserUnit", 2),
        ("UserUnit", Name.X),
        ("Resources", Dictionary(XObject=Name.Y)),
    ],
)
def test_a_page_written_against_the_rules_is_refused_in_words(key: str, value: Any) -> None:
    with pytest.raises(RefusedError, match=r"不合规范|计量单位"):
        stamper().stamp(page(**{key: value}), WORDS)


def mutated(chance: random.Random) -> bytes:
    """A PDF with some bytes changed, cut off or taken out."""
    data = bytearray(chance.choice([notice(), page((20, 12, 190, 20)), inheriting(), page(Rotate=90)]))
    way = chance.random()
    if way < 0.6:
        for _ in range(chance.choice([1, 3, 20])):
            data[chance.randrange(len(data))] = chance.randrange(256)
    elif way < 0.8:
        del data[chance.randrange(len(data)) :]
    else:
        start = chance.randrange(len(data))
        del data[start : start + chance.randrange(1, 200)]
    return bytes(data)


@pytest.mark.parametrize("seed", range(2000 if PROVING else 16))
def test_a_damaged_pdf_is_stamped_or_refused_in_words(seed: int) -> None:
    with suppress(GongwenError):
        made = stamper().stamp(mutated(random.Random(seed)), WORDS)
        assert made.pdf.startswith(b"%PDF-")
