"""Images of seals (印章图样) that the office keeps in a folder of its own, one PNG for each organ."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from gongwen.errors import FactsError, StorageError
from gongwen.model.composition import SealImages, no_images

_LARGEST = 4000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_WITH_ALPHA = (4, 6)
"""The colour types of a PNG that have an alpha channel (PNG 11.2.2)."""

_ADVICE = "请换成底色透明的 PNG，不超过 4000×4000 点；或拿走这个文件，印好后盖实章"


def seal_images(folder: Path | None) -> SealImages:
    """Return what finds the image of an organ's seal in `folder`: the file 机关名称.png.

    Without a folder, and for an organ without a file, there is no image: its
    place stays empty for the real seal. Raises FactsError for an image that
    would cover the text, StorageError for a folder that is not there or a
    file that cannot be read.
    """
    if folder is None:
        return no_images
    if not folder.is_dir():
        raise StorageError(
            f"没有印章图样文件夹 {folder}", advice="请建好它，或取消 GONGWEN_SEALS 的设置，印好后盖实章"
        )
    return cache(lambda organ: _image(folder, organ))


def _image(folder: Path, organ: str) -> bytes | None:
    path = folder / f"{organ.replace('/', '／')}.png"
    try:
        data = path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise StorageError(f"印章图样 {path} 读不出：{error.strerror}", advice="请检查权限") from error
    if data is not None and (trouble := _trouble(data)):
        raise FactsError(f"印章图样 {path} {trouble}", rule="印章下压文字，文字须看得清", advice=_ADVICE)
    return data


def _trouble(data: bytes) -> str:
    """Return what is wrong with an image, or nothing."""
    try:
        chunks = dict(_chunks(data))
        width, height, _, colours = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
        zlib.decompressobj().decompress(chunks[b"IDAT"], 1)
    except (LookupError, ValueError, struct.error, zlib.error):
        return "不是完好的 PNG"
    if max(width, height) > _LARGEST:
        return f"有 {width}×{height} 点，太大"
    return "" if colours in _WITH_ALPHA or b"tRNS" in chunks else "没有透明的底色"


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the pieces of a PNG by kind, the first of each last; ValueError where one is damaged."""
    if not data.startswith(_SIGNATURE):
        raise ValueError
    found: list[tuple[bytes, bytes]] = []
    at = len(_SIGNATURE)
    while not found or found[-1][0] != b"IEND":
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, inner = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if struct.pack(">I", zlib.crc32(kind + inner)) != data[at + 8 + length : at + 12 + length]:
            raise ValueError
        found.append((kind, inner))
        at += 12 + length
    yield from reversed(found)
