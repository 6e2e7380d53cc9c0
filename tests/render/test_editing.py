"""A DOCX handed out to be edited: the same paper, 修订 on, its origin told, valid, always the same bytes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import etree

from gongwen.recognise.word import opened, properties
from gongwen.render.reading import docx_text
from gongwen.render.word.editing import for_editing
from tests.recognise.papers import docx, golden
from tests.render.test_docx_valid import complaints

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TOLD = {"gongwen-draft": "稿2026-0001", "gongwen-version": "3", "other": 'a<b>&"c"'}


def settings(data: bytes) -> list[str]:
    """Return the names of the settings in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [str(one.tag).removeprefix(W) for one in etree.fromstring(archive.read("word/settings.xml"))]


def test_revisions_are_tracked_and_nothing_is_protected(tmp_path: Path) -> None:
    plain = docx(golden("通知"))
    marked = for_editing(plain, TOLD)
    assert "trackRevisions" not in settings(plain)
    assert [one for one in settings(marked) if one != "trackRevisions"] == settings(plain)
    assert "documentProtection" not in settings(marked)
    assert docx_text(marked) == docx_text(plain)
    assert complaints(marked, tmp_path) == []


def test_what_is_told_of_the_origin_is_read_again() -> None:
    data = for_editing(docx(golden("函")), TOLD)
    assert properties(opened(data, "稿.docx")) == TOLD
    assert properties(opened(docx(golden("函")), "稿.docx")) == {}


def test_the_same_paper_is_the_same_bytes() -> None:
    plain = docx(golden("函"))
    assert for_editing(plain, TOLD) == for_editing(plain, TOLD)
    twice = for_editing(for_editing(plain, {}), {})
    assert settings(twice).count("trackRevisions") == 1
