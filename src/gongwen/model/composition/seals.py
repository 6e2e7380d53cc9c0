"""Where seals and QR codes belong, and what was done for the signature to share a page with text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seal:
    """The place of a seal (印章, 签名章) at a block, `y` from the block's top, and whose it is."""

    x: float
    y: float
    width: float
    height: float
    organ: str


@dataclass(frozen=True, slots=True)
class SealBox:
    """The place of a seal in the type area of `page`, counted from 1, and whose it is."""

    x: float
    y: float
    width: float
    height: float
    organ: str
    page: int


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What was done for the signature to share a page with text (7.3.5.5).

    `saved` rows of the grid were taken from its blank rows. The lines that
    begin on its page are `leading` rows high where that is less than one, on
    the page before where it is more; `taken`: text went along with it.
    """

    saved: float = 0.0
    leading: float = 1.0
    taken: bool = False


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code (二维码) that says `content`: `size` pt wide and high, without its quiet zone.

    `x` counts from the left edge of the type area, `y` from the block's top.
    """

    x: float
    y: float
    size: float
    content: str


SealImages = Callable[[str], bytes | None]
"""Gives the image (PNG) of an organ's seal or a signer's stamp, or None: its place stays empty."""


def no_images(organ: str) -> bytes | None:
    """Return no image for any organ: its seal is pressed by hand."""
    return None
