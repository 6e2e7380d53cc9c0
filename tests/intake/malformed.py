"""Broken and hostile files, made from real ones: broken in the same ways for the same seed.

A mutation takes a real file and flips, cuts, doubles or overwrites some of
its bytes, or (for packages) those of one part inside, packed again with
right check sums. An attack is made by hand and must be called hostile.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from random import Random

from tests.intake import samples

PACKAGES = {"docx", "xlsx", "ofd", "zip"}
EDGES = (
    b"\x00\x00\x00\x00",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\xff\xff\xff\x7f",
    b"\x00\x00\x00\x80",
)
DTD = '<!DOCTYPE r [<!ENTITY a "啊啊啊啊啊啊啊啊啊啊">{}]>'


@dataclass(frozen=True)
class Broken:
    """A file that is not as it should be; `kind` is cut, flipped, deep (inside a package) or attack."""

    name: str
    content: bytes
    kind: str


def broken(count: int, seed: int = 20150623) -> Iterator[Broken]:
    """Give `count` mutations of each form, then every attack."""
    for ending, sample in samples.ALL.items():
        random = Random(f"{seed} {ending}")
        for number in range(count):
            yield mutated(ending, sample(), number, random)
    for name, content in attacks().items():
        yield Broken(name, content, "attack")


def mutated(ending: str, content: bytes, number: int, random: Random) -> Broken:
    """Return one mutation; every fourth is a cut, every other of a package goes inside."""
    if number % 4 == 0:
        return Broken(f"{number}.cut.{ending}", content[: random.randrange(1, len(content))], "cut")
    if ending in PACKAGES and number % 2:
        return Broken(f"{number}.deep.{ending}", deep(content, random), "deep")
    return Broken(f"{number}.flipped.{ending}", flipped(content, random), "flipped")


def flipped(content: bytes, random: Random) -> bytes:
    """Return bytes changed in one to eight places, more often near the beginning and the end."""
    changed = bytearray(content)
    for _ in range(random.randint(1, 8)):
        end = random.choice((len(changed), len(changed), min(600, len(changed))))
        place = (
            random.randrange(end)
            if random.random() < 0.8
            else max(0, len(changed) - random.randrange(1, 400))
        )
        match random.randrange(6):
            case 0:
                changed[place] ^= 1 << random.randrange(8)
            case 1:
                changed[place : place + 4] = random.choice(EDGES)
            case 2:
                changed[place : place + random.randrange(1, 64)] = b""
            case 3:
                changed[place:place] = changed[place : place + random.randrange(1, 2000)]
            case 4:
                changed[place : place + 16] = random.randbytes(16)
            case _:
                changed[place] = random.randrange(256)
        changed = changed or bytearray(b"\x00")
    return bytes(changed)


def deep(content: bytes, random: Random) -> bytes:
    """Return a package one part of which is changed, packed again so that every check sum is right."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {entry.filename: package.read(entry) for entry in package.infolist()}
    name = random.choice(sorted(parts))
    parts[name] = flipped(parts[name] or b"\x00", random)
    return samples.packed(parts)


@cache
def attacks() -> dict[str, bytes]:
    """Files made to do harm, by what they are; each must be called hostile."""
    return {
        "bomb.zip": samples.packed({"a.txt": b"\0" * 60_000_000}),
        "bomb.docx": with_part(samples.small_docx(), "word/document.xml", b"<a>" + b" " * 60_000_000),
        "bomb.xlsx": with_part(samples.xlsx(), "xl/worksheets/sheet1.xml", b"<a>" + b" " * 60_000_000),
        "bomb.ofd": with_part(samples.ofd(), "Doc_0/Pages/P1.xml", b"<a>" + b" " * 60_000_000),
        "overlapping.zip": overlapping(),
        "many.zip": many_files(6_000),
        **{f"{name}.zip": traversal(path) for name, path in OUTWARD.items()},
        "link.zip": symlink(),
        "laughs.docx": laughing(samples.small_docx(), "word/document.xml"),
        "laughs.header.docx": laughing(samples.small_docx(), "word/header1.xml"),
        "laughs.relations.docx": laughing(samples.small_docx(), "_rels/.rels"),
        "laughs.xlsx": laughing(samples.xlsx(), "xl/worksheets/sheet1.xml"),
        "laughs.ofd": laughing(samples.ofd(), "Doc_0/Document.xml"),
        "wide-laughs.docx": with_part(samples.small_docx(), "word/document.xml", laughs().encode("utf-16")),
        "outside.docx": with_part(samples.small_docx(), "word/document.xml", outside()),
        "outside.xlsx": with_part(samples.xlsx(), "xl/workbook.xml", outside()),
        "outside.ofd": with_part(samples.ofd(), "OFD.xml", outside()),
        "wide.png": png_of(100_000, 100_000),
        "wide.tiff": tiff_of(100_000, 100_000),
        "wide.jpg": jpeg_of(65_500, 65_500),
        "page.pdf": pdf_bomb(),
    }


OUTWARD = {
    "up": "../../etc/cron.d/x",
    "up-windows": "..\\..\\x.exe",
    "root": "/etc/passwd",
    "drive": "C:\\x.bat",
    "hidden-up": "a/../../x",
}


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """Return a package with one part put in its place."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        parts = {entry.filename: opened.read(entry) for entry in opened.infolist()}
    return samples.packed(parts | {name: content})


def spoilt(package: bytes, name: str, method: int) -> bytes:
    """Return a package packed by a method of `zipfile`, the packed bytes of one part overwritten."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as opened,
        zipfile.ZipFile(stream, "w", method) as again,
    ):
        for entry in opened.infolist():
            again.writestr(entry.filename, opened.read(entry))
        begins = again.getinfo(name).header_offset + 30 + len(name.encode()) + 4
    content = stream.getvalue()
    return content[:begins] + b"\xff" * 12 + content[begins + 12 :]


def laughs() -> str:
    """An entity that grows tenfold nine times."""
    names = "abcdefghij"
    grown = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in pairwise(names))
    return f"{DTD.format(grown)}<r>&j;</r>"


def laughing(package: bytes, part: str) -> bytes:
    """Return a package with an entity bomb as one part."""
    return with_part(package, part, laughs().encode())


def outside() -> bytes:
    """An entity that reads a file of the machine."""
    return b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'


def traversal(path: str) -> bytes:
    """A ZIP with a name that leads outside."""
    return samples.packed({"说明.txt": "好".encode(), path: b"x"})


def symlink() -> bytes:
    """A ZIP with a link to a file of the machine."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        entry = zipfile.ZipInfo("链接")
        entry.external_attr = 0o120777 << 16
        package.writestr(entry, "/etc/passwd")
    return stream.getvalue()


def many_files(count: int) -> bytes:
    """A ZIP of more files than anybody sends."""
    return samples.packed({f"{number}": b"" for number in range(count)})


def overlapping() -> bytes:
    """A ZIP whose entries all unfold the same bytes."""
    content = samples.packed({"a": b"\0" * 1_000_000})
    end = content.rindex(b"PK\x05\x06")
    (start,) = struct.unpack_from("<I", content, end + 16)
    row = content[start:end]
    rows = b"".join(row.replace(b"a", bytes([97 + number])) if number else row for number in range(20))
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 20, 20, len(rows), start, 0)
    return content[:start] + rows + tail


def png_of(width: int, height: int) -> bytes:
    """A small PNG that says it is very large."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))]
    chunks += [(b"IDAT", zlib.compress(b"\0" * 1_000_000)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def tiff_of(width: int, height: int) -> bytes:
    """A small TIFF that says it is very large."""
    tags = {256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: 122, 277: 1, 278: height, 279: 8}
    rows = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + rows + struct.pack("<I", 0) + b"\0" * 8


def jpeg_of(width: int, height: int) -> bytes:
    """A small JPEG that says it is very large."""
    content = bytearray(samples.jpeg())
    place = content.index(b"\xff\xc0")
    content[place + 5 : place + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def pdf_bomb() -> bytes:
    """A PDF whose one picture unfolds to 4 GB, on a page without text."""
    squeezed = zlib.compress(b"\0" * 1_000_000)
    picture = (
        b"<</Type/XObject/Subtype/Image/Width 40000/Height 40000/ColorSpace/DeviceRGB/BitsPerComponent 8"
        b"/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(squeezed), squeezed)
    )
    shown = b"q 500 0 0 700 40 40 cm /I Do Q"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>",
        picture,
        b"<</Length %d>>stream\n%b\nendstream" % (len(shown), shown),
    ]
    return pdf_of(objects)


def pdf_of(objects: list[bytes]) -> bytes:
    """A PDF of numbered objects with its cross reference."""
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, rows)
    trailer = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(content))
    return content + head + trailer
