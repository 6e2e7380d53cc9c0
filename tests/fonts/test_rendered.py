"""What Typefaces says is what the PDF renderer and LibreOffice do with real fonts."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from gongwen.fonts import prepare_fontconfig
from gongwen.fonts.fontconfig import fontconfig_xml
from gongwen.model.typefaces import FLAT_TEXT_CSS, Face, Role, Typefaces

TEXT = "关于〔2015〕3号“软件”‘正版’——1.5%…·《通知》（一），。、；：A-Z AV To fi喆堃镕𬱖字"

NAMES_INSIDE_THE_COLLECTIONS = {
    "NotoSerifCJKjp-Regular-VKana",
    "NotoSerifCJKjp-Bold-VKana",
    "NotoSansCJKjp-Regular-VKana",
    "LXGWWenKai-Regular",
}
"""Noto's members share their outlines, and those are named after the Japanese one."""


def characters(item: object) -> Iterator[LTChar]:
    """Yield the glyphs of a pdfminer layout."""
    if isinstance(item, LTChar):
        yield item
    elif hasattr(item, "__iter__"):
        for part in item:
            yield from characters(part)


class FaceFetcher(URLFetcher):  # type: ignore[misc]
    """Answers the addresses of `faces` with their programs."""

    def __init__(self, faces: tuple[Face, ...]) -> None:
        super().__init__()
        self.programs = {face.url: face.program for face in faces}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return the font behind `url`; nothing else is asked for."""
        return URLFetcherResponse(url, self.programs[url]())


def set_in_a_pdf(faces: tuple[Face, ...], text: str) -> list[LTChar]:
    """Return the glyphs of `text` set at 10 pt on one line, from left to right."""
    rules = "".join(
        f"@font-face{{font-family:{face.css_family};src:url('{face.url}');font-weight:normal}}"
        for face in faces
    )
    flat = "".join(f"{name}:{value};" for name, value in FLAT_TEXT_CSS.items())
    families = ",".join(face.css_family for face in faces)
    page = "@page{size:1200pt 100pt;margin:10pt}"
    style = f"{rules}{page}p{{font:10pt {families};white-space:pre;{flat}}}"
    html = f'<html lang="zh-CN"><style>{style}</style><p>{text}</p></html>'
    pdf = HTML(string=html, url_fetcher=FaceFetcher(faces)).write_pdf()
    glyphs = [glyph for laid in extract_pages(io.BytesIO(pdf)) for glyph in characters(laid)]
    return sorted(glyphs, key=lambda glyph: glyph.matrix[4])


@pytest.mark.parametrize("role", Role)
def test_text_widths_and_faces_in_the_pdf_are_those_promised(typefaces: Typefaces, role: Role) -> None:
    glyphs = set_in_a_pdf(typefaces.chart[role], TEXT)
    assert "".join(glyph.get_text() for glyph in glyphs) == TEXT
    used = [glyph.fontname.partition("+")[2] for glyph in glyphs]
    assert used == [typefaces.face(role, char).css_family for char in TEXT]
    steps = [(b.matrix[4] - a.matrix[4]) / 10 for a, b in pairwise(glyphs)]
    assert steps == pytest.approx([typefaces.width(role, char) for char in TEXT[:-1]], abs=0.002)


@pytest.mark.parametrize("name", ["NotoSerifCJKsc-Regular", "NotoSansCJKsc-Regular", "LXGWWenKai-Regular"])
def test_a_filling_face_alone_has_its_own_widths_member_of_a_collection_or_not(
    typefaces: Typefaces, name: str
) -> None:
    (face,) = {face for face in typefaces.faces() if face.postscript == name}
    text = "说“骨”·直…——AVA…A《1.5》2015年字"
    glyphs = set_in_a_pdf((face,), text)
    steps = [(b.matrix[4] - a.matrix[4]) / 10 for a, b in pairwise(glyphs)]
    assert steps == pytest.approx([face.width(char) for char in text[:-1]], abs=0.002)


def write_docx(path: Path, typefaces: Typefaces, text: str) -> None:
    """Write one paragraph for each role, run by run in the families that `docx_family` names."""
    document = Document()
    for role in Role:
        paragraph = document.add_paragraph()
        for piece, face in typefaces.runs(role, text):
            run = paragraph.add_run(piece)
            run.font.size, run.font.bold = Pt(16), face.bold and face != typefaces.chart[role][0]
            fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
            for script in ("w:ascii", "w:hAnsi", "w:eastAsia"):
                fonts.set(qn(script), typefaces.docx_family(role, face))
    document.save(str(path))


def test_libreoffice_sets_a_docx_in_the_chosen_faces_and_no_other(
    typefaces: Typefaces, tmp_path: Path
) -> None:
    write_docx(tmp_path / "t.docx", typefaces, "正版软件〔2015〕“通知”喆堃镕")
    configuration = prepare_fontconfig(typefaces, tmp_path / "fonts")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "t.docx"],
        env={**os.environ, "FONTCONFIG_FILE": str(configuration)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    glyphs = [glyph for laid in extract_pages(tmp_path / "t.pdf") for glyph in characters(laid)]
    used = {
        (glyph.fontname.partition("+")[2], glyph.get_text() in "喆堃镕")
        for glyph in glyphs
        if glyph.get_text().strip()
    }
    common = {(typefaces.chart[role][0].postscript, False) for role in Role}
    assert used == common | {(name, True) for name in NAMES_INSIDE_THE_COLLECTIONS}


def test_the_configuration_can_be_prepared_twice_and_is_the_same(
    typefaces: Typefaces, tmp_path: Path
) -> None:
    first = prepare_fontconfig(typefaces, tmp_path).read_bytes()
    copies = {path.name: path.read_bytes() for path in (tmp_path / "faces").iterdir()}
    assert prepare_fontconfig(typefaces, tmp_path).read_bytes() == first
    assert {path.name: path.read_bytes() for path in (tmp_path / "faces").iterdir()} == copies


def test_every_name_staff_may_have_written_is_aliased(typefaces: Typefaces) -> None:
    xml = fontconfig_xml(typefaces, Path("/f & g"), Path("/c"))
    for name in ("仿宋_GB2312", "仿宋", "方正小标宋简体", "黑体", "楷体_GB2312", "楷体", "宋体", "SimSun"):
        assert f"<string>{name}</string></test>" in xml
    assert "<dir>/f &amp; g</dir>" in xml
