"""A file cut off anywhere, as one is that is still being written, is never taken for a whole one."""

from __future__ import annotations

import io
import zipfile
from random import Random

import pytest

from gongwen.intake import is_whole, read
from tests.intake import samples
from tests.proving import PROVING, figure

MARKED = ["docx", "xlsx", "ofd", "zip", "pdf", "doc", "xls", "png", "jpg", "tiff", "eml"]
UNMARKED = ["txt", "csv"]
PADDING = b"\r\n \t\0"


@pytest.mark.parametrize("ending", MARKED)
def test_a_whole_file_is_whole(ending: str) -> None:
    assert is_whole(samples.ALL[ending]()) is True


@pytest.mark.parametrize("ending", UNMARKED)
def test_of_a_text_it_cannot_be_told(ending: str) -> None:
    content = samples.ALL[ending]()
    assert is_whole(content) is None
    assert is_whole(content[: len(content) // 2]) is None


def lengths(content: bytes, random: Random) -> list[int]:
    """How much of a file has been written: everything near both ends, and some or all between."""
    all_of_them = range(len(content))
    if PROVING and len(content) < 40_000:
        return list(all_of_them)
    near = [*all_of_them[:300], *all_of_them[-300:]]
    return sorted({*near, *random.sample(all_of_them, min(len(content), 6_000 if PROVING else 250))})


@pytest.mark.parametrize("ending", MARKED)
def test_no_beginning_of_a_file_is_whole(ending: str) -> None:
    content = samples.ALL[ending]()
    tried = lengths(content, Random(ending))
    taken = [length for length in tried if is_whole(content[:length]) is True]
    assert [length for length in taken if content[length:].strip(PADDING)] == []
    unsure = [length for length in tried if is_whole(content[:length]) is None]
    second_head = content.find(b"\nTo:") if ending == "eml" else 0
    assert [length for length in unsure if length > second_head] == [], "its first letters may be a text"
    figure(f"收件：{ending} 的 {len(tried)} 种截断，没有一种被当作完整")


@pytest.mark.parametrize("ending", MARKED)
def test_the_reading_of_a_beginning_says_that_it_is_cut_off(ending: str) -> None:
    content = samples.ALL[ending]()
    random = Random(f"{ending} reading")
    for length in random.sample(range(100, len(content) - 2), 100 if PROVING else 5):
        reading = read(content[:length], ocr=False)
        assert reading.whole is False, length
        assert reading.trouble.startswith("文件不完整：末尾缺了一段"), length


def test_a_package_packed_into_another_does_not_end_it() -> None:
    inner = samples.packed({"说明.txt": b"x"})
    outer = samples.packed({"a": b"y"})
    stored = outer[:30] + inner
    assert is_whole(stored) is False


def test_a_large_package_with_wide_sizes_is_whole_and_its_beginning_is_not() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package, package.open("大.txt", "w", force_zip64=True) as member:
        member.write(b"x" * 1000)
    assert is_whole(stream.getvalue()) is True
    assert is_whole(stream.getvalue()[:-1]) is False


def test_a_picture_inside_the_headers_of_a_photo_does_not_end_it() -> None:
    photo = samples.jpeg()
    thumbnail = b"\xff\xe1" + (len(photo) + 2).to_bytes(2, "big") + photo
    whole = photo[:2] + thumbnail + photo[2:]
    assert is_whole(whole) is True
    assert is_whole(whole[: len(thumbnail) + 2]) is False


def test_a_mail_of_one_part_has_no_end_mark() -> None:
    mail = b"From: a@example.invalid\nSubject: x\n\n" + "正文".encode()
    assert is_whole(mail) is None
    assert is_whole(mail[:33]) is False
