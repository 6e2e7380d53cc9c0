"""Files are told by what is in them."""

from __future__ import annotations

import codecs
import subprocess
import sys

import pytest

from gongwen.intake import FileForm, form_of
from tests.intake import samples

FORMS = {
    "docx": FileForm.DOCX,
    "doc": FileForm.DOC,
    "pdf": FileForm.PDF,
    "ofd": FileForm.OFD,
    "xlsx": FileForm.XLSX,
    "xls": FileForm.XLS,
    "csv": FileForm.CSV,
    "txt": FileForm.TEXT,
    "jpg": FileForm.JPEG,
    "png": FileForm.PNG,
    "tiff": FileForm.TIFF,
    "eml": FileForm.EML,
    "zip": FileForm.ZIP,
}


@pytest.mark.parametrize("ending", FORMS)
def test_every_form_is_told_by_its_content(ending: str) -> None:
    assert form_of(samples.ALL[ending]()) is FORMS[ending]


def test_a_container_of_old_office_is_told_by_its_streams() -> None:
    wide = {name: name.encode("utf-16-le") for name in ("WordDocument", "WpsDocument\0", "OtherStreams")}
    as_wps = samples.doc().replace(wide["WordDocument"], wide["WpsDocument\0"])
    other = samples.doc().replace(wide["WordDocument"], wide["OtherStreams"])
    assert form_of(as_wps.replace(b"\x1a\x00\x02", b"\x18\x00\x02")) is FileForm.DOC
    assert form_of(other) is FileForm.UNKNOWN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("各区、县（市）：请报送。", "utf-8"),
        ("各区、县（市）：请报送。", "utf-8-sig"),
        ("各区、县（市）：请报送。", "gb18030"),
        ("各区、县（市）：请报送。", "utf-16"),
        ("王喆、李镕、𬱖", "gb18030"),
    ],
)
def test_chinese_text_is_text_in_each_coding(text: str, encoding: str) -> None:
    assert form_of(text.encode(encoding)) is FileForm.TEXT


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("单位,台数\n越城区,120\n", FileForm.CSV),
        ("单位\t台数\n越城区\t120\n", FileForm.CSV),
        ('单位,说明\n越城区,"一，二\n三"\n', FileForm.CSV),
        ("单位,台数\n", FileForm.TEXT),
        ("单位,台数\n越城区\n", FileForm.TEXT),
        ("第一,请报送。\n第二,请核对。\n", FileForm.TEXT),
        ("一、总体要求\n二、工作目标\n", FileForm.TEXT),
        ("Subject: 报送\nFrom: a@example.invalid\n\n正文\n", FileForm.EML),
        ("联系人: 朱晓翔\n电话: 85121653\n", FileForm.TEXT),
        ("", FileForm.UNKNOWN),
        (" \n", FileForm.UNKNOWN),
    ],
)
def test_a_table_a_mail_and_a_text_are_told_apart(text: str, form: FileForm) -> None:
    assert form_of(text.encode()) is form


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\x01\x02\x03",
        bytes(range(256)),
        b"GIF89a\x00",
        codecs.BOM_UTF8,
        b"PK\x03\x04"[:3],
    ],
)
def test_what_is_no_text_is_not_taken_for_one(content: bytes) -> None:
    assert form_of(content) is FileForm.UNKNOWN


def test_entering_the_room_loads_nothing_heavy() -> None:
    script = (
        "import sys, gongwen.intake; "
        "print(sorted({name.partition('.')[0] for name in sys.modules} & "
        "{'lxml', 'PIL', 'numpy', 'pypdfium2', 'python_calamine', 'onnxruntime', 'rapidocr'}))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
