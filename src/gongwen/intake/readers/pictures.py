"""Pictures: JPG, PNG and TIFF of many pages, turned upright, small enough for OCR; and how a page looks."""

from __future__ import annotations

import warnings
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from gongwen.intake.readers.extract import Extract
from gongwen.intake.trouble import bomb, damaged, too_large
from gongwen.intake.values import FileForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from gongwen.intake.limits import Limits

LOOKS = 4
"""Of how many of the first pages the looks are kept."""

_SIDE = 2_600
_DRAFTED = 4
_FORMATS = {FileForm.JPEG: ("JPEG", "MPO"), FileForm.PNG: ("PNG",), FileForm.TIFF: ("TIFF",)}
LOOK_WIDE, LOOK_HIGH = 32, 44
_LOOK_SIDE, _LEAST_SIDE = 1_000, 32
_SLANTS = 8
_SPECKS, _LEAST_INK = 5, 8


def read(content: bytes, form: FileForm, limits: Limits) -> Extract:
    """Return a picture file as pages to be looked at; only the first pages are decoded."""
    found = Extract()
    for number, image in pages(content, form, limits, decoded=LOOKS):
        found.pictures.append(number)
        found.laid_out.append([])
        if image is not None:
            found.looks.append(look_of(image))
    found.pages = len(found.pictures)
    return found


def pages(
    content: bytes, form: FileForm, limits: Limits, decoded: int | None = None
) -> Iterator[tuple[int, Image | None]]:
    """Give the pages of a picture file in grey, upright after EXIF, no side longer than OCR needs.

    Only the first `decoded` are decoded where that is given; the others are
    None. Raises Unreadable: hostile where a page unfolds to more pixels than
    any paper has, else damaged.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(content), formats=_FORMATS[form]) as picture:
            warnings.simplefilter("ignore")
            count = 1 if form is FileForm.JPEG else getattr(picture, "n_frames", 1)
            if count > limits.pages:
                raise too_large(form.value, f"有 {count} 页")
            for number in range(count):
                picture.seek(number)
                _allow(picture, form, limits)
                if decoded is not None and number >= decoded:
                    yield number, None
                    continue
                picture.draft("L", (_SIDE, _SIDE))
                yield number, ImageOps.exif_transpose(_small(picture))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError) as error:
        raise damaged(form.value, "图像解不开") from error


def _allow(picture: Image, form: FileForm, limits: Limits) -> None:
    """Raise Unreadable for a page of more pixels than allowed; a JPEG is decoded at a fraction of them."""
    pixels = picture.width * picture.height
    if pixels > limits.pixels * (_DRAFTED if form is FileForm.JPEG else 1):
        raise bomb(form.value, f"展开后有 {picture.width}×{picture.height} 个像素（图像炸弹）")


def _small(picture: Image) -> Image:
    """Return a page in grey, scaled down where a side is longer than OCR needs; EXIF stays with it."""
    exif = picture.getexif()
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        grey = _on_white(picture)
    else:
        grey = picture.convert("L")
    if max(grey.size) > _SIDE:
        grey.thumbnail((_SIDE, _SIDE))
    grey.info["exif"] = exif.tobytes() if 0x0112 in exif else b""
    return grey


def _on_white(picture: Image) -> Image:
    """Return a picture with transparent parts laid on white paper."""
    from PIL import Image

    clear = picture.convert("LA")
    paper = Image.new("L", picture.size, 255)
    paper.paste(clear.getchannel("L"), mask=clear.getchannel("A"))
    return paper


def look_of(image: Image) -> str:
    """Return the look of a page: a perceptual hash of 32 × 44 fields in hex, empty for a blank or tiny one.

    Specks are taken off, the lines set level and the ink cut to its own
    frame, so noise, a slight turn, margins and resolution do not matter;
    each field says whether it holds more ink than the median field of its
    page does. See `gongwen.intake.likeness`.
    """
    from PIL import Image, ImageFilter, ImageOps

    if min(image.size) < _LEAST_SIDE:
        return ""
    grey = image.convert("L")
    grey.thumbnail((_LOOK_SIDE, _LOOK_SIDE))
    if min(grey.size) < _LEAST_INK:
        return ""
    smooth = grey.filter(ImageFilter.MedianFilter(3)).filter(ImageFilter.BoxBlur(1))
    ink = ImageOps.invert(ImageOps.autocontrast(smooth, cutoff=1)).point(
        lambda level: 255 if level > 90 else 0
    )
    level = ink.rotate(_slant(ink), resample=Image.Resampling.BILINEAR)
    frame = _frame(level)
    if frame is None:
        return ""
    fields = level.crop(frame).resize((LOOK_WIDE, LOOK_HIGH), Image.Resampling.BOX).tobytes()
    middle = sorted(fields)[len(fields) // 2]
    bits = "".join("1" if field > middle else "0" for field in fields)
    return f"{int(bits, 2):0{LOOK_WIDE * LOOK_HIGH // 4}x}"


def _slant(ink: Image) -> float:
    """Return the angle in degrees by which a page must be turned for its lines to lie level."""
    from PIL import Image

    small = ink.resize((ink.width // 2, ink.height // 2), Image.Resampling.BOX)

    def sharpness(angle: float) -> int:
        rows = small.rotate(angle, resample=Image.Resampling.BILINEAR).resize(
            (1, small.height), Image.Resampling.BOX
        )
        levels = rows.tobytes()
        return sum((after - before) ** 2 for before, after in pairwise(levels))

    return max((step / 4 for step in range(-_SLANTS, _SLANTS + 1)), key=sharpness)


def _frame(ink: Image) -> tuple[int, int, int, int] | None:
    """Return the frame that holds nearly all ink: rows and columns with only specks are outside."""
    from PIL import Image

    high = ink.resize((1, ink.height), Image.Resampling.BOX).tobytes()
    wide = ink.resize((ink.width, 1), Image.Resampling.BOX).tobytes()
    rows = [place for place, level in enumerate(high) if level > _SPECKS]
    columns = [place for place, level in enumerate(wide) if level > _SPECKS]
    if len(rows) < _LEAST_INK or len(columns) < _LEAST_INK:
        return None
    return columns[0], rows[0], columns[-1] + 1, rows[-1] + 1
