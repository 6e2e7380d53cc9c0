"""First pages of every sort, drawn by hand; what poppler shows of them."""

from __future__ import annotations

import io
import subprocess
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary
from PIL import Image, ImageChops, ImageDraw

from gongwen.layout.filing import STAMP
from gongwen.model.arrangement.stamp import FilingStamp
from gongwen.render.filing.stamper import FilingStamper
from tests.layout.papers import seed_composition, setter, typefaces

A4 = (595.28, 841.89)
WORDS = FilingStamp("Z109", "2015", "0003", "办公室", "永久", "8")
DOTS = 5
"""Dots to a mm."""

Box = tuple[float, float, float, float]


@cache
def stamper() -> FilingStamper:
    """A stamper with the faces of this machine."""
    return FilingStamper(setter(), typefaces(), STAMP)


@cache
def notice() -> bytes:
    """The notice of 2015 as it is issued."""
    return setter().set(seed_composition())


def page(*boxes: Box, size: tuple[float, float] = A4, **entries: object) -> bytes:
    """A page with black `boxes`, in mm from the upper left edge of the unturned paper, and with `entries`."""
    with pikepdf.new() as made:
        made.add_blank_page(page_size=size)
        only = made.pages[0]
        mm = 72 / 25.4
        shown = "".join(
            f"{x0 * mm:.2f} {size[1] - y1 * mm:.2f} {(x1 - x0) * mm:.2f} {(y1 - y0) * mm:.2f} re f\n"
            for x0, y0, x1, y1 in boxes
        )
        only.Contents = made.make_stream(shown.encode())
        for key, value in entries.items():
            only.obj[f"/{key}"] = value
        return written(made)


def written(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of an open PDF."""
    stream = io.BytesIO()
    pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


def scan() -> bytes:
    """A grey, dusty scan of a page with writing from 35 mm on, as a picture in a PDF."""
    picture = Image.effect_noise((420, 594), 6).point(lambda shade: max(0, min(255, shade + 100)))
    draw = ImageDraw.Draw(picture)
    for row in range(35, 280, 8):
        draw.rectangle((20 * 2, row * 2, 190 * 2, row * 2 + 6), fill=30)
    draw.point([(200, 30), (210, 35), (225, 45)], fill=20)
    stream = io.BytesIO()
    picture.save(stream, "PDF", resolution=50.8)
    return stream.getvalue()


def signed() -> bytes:
    """A page of a PDF that says it is signed."""
    with pikepdf.new() as made:
        made.add_blank_page(page_size=A4)
        made.Root.AcroForm = Dictionary(Fields=Array([]), SigFlags=3)
        return written(made)


def locked() -> bytes:
    """A PDF that opens without a password but is encrypted."""
    with pikepdf.new() as made:
        made.add_blank_page(page_size=A4)
        stream = io.BytesIO()
        made.save(stream, encryption=pikepdf.Encryption(owner="x", user=""))
        return stream.getvalue()


def inheriting() -> bytes:
    """Two pages that have resources and boxes from the page tree, and share them."""
    with pikepdf.open(io.BytesIO(page((20, 100, 190, 120)))) as made:
        made.pages.append(made.pages[0])
        first = made.pages[0].obj
        tree = made.Root.Pages
        tree.Resources = Dictionary(ExtGState=Dictionary(G=Dictionary(ca=1)))
        tree.MediaBox = first.MediaBox
        for one in tree.Kids:
            for key in ("/MediaBox", "/Resources"):
                if key in one:
                    del one[key]
        made.pages[0].Contents = made.make_stream(b"/G gs 60 400 400 100 re f")
        return written(made)


def seen(pdf: bytes, number: int = 1, dots: int = DOTS) -> Image.Image:
    """A page as poppler draws it, so many `dots` to a mm."""
    command = [
        "pdftoppm",
        "-r",
        f"{dots * 25.4}",
        "-f",
        str(number),
        "-l",
        str(number),
        "-cropbox",
        "-",
    ]
    drawn = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    return Image.open(io.BytesIO(drawn)).convert("RGB")


def changed(before: bytes, after: bytes, number: int = 1) -> Box:
    """Where the first page differs, in mm from the upper left edge."""
    box = ImageChops.difference(seen(before), seen(after, number)).getbbox()
    assert box
    return (box[0] / DOTS, box[1] / DOTS, box[2] / DOTS, box[3] / DOTS)


def colours(picture: Image.Image, box: Box) -> set[tuple[int, ...]]:
    """The full colours, no mixtures at edges, in a part of a page."""
    left, upper, right, lower = (round(edge * DOTS) for edge in box)
    counted = picture.crop((left, upper, right, lower)).getcolors(1 << 24) or []
    return {colour for count, colour in counted if count > 100 and isinstance(colour, tuple)}
