"""The papers whose DOCX is looked at, converted by one run of LibreOffice."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from gongwen.fonts import prepare_fontconfig
from gongwen.model import Document, Form, Paragraph, Part
from gongwen.model.composition import Composition
from gongwen.model.document import Cell, Sealing, Signature, Table
from gongwen.render.docx import DocxSetter
from tests.layout import measure
from tests.layout.forms import forms
from tests.layout.papers import DAY, FRAME, composed, filling, paper, seed, typefaces, with_header, words
from tests.layout.test_landscape import lying, mixed, table

TABLE = Table(
    ((Cell("软件项目", rows=2), Cell("正版", columns=2)), (Cell("软件名称"), Cell("数量")))
    + ((Cell("操作系统软件"), Cell(""), Cell("")),) * 30,
    (8, 12, 8),
    head=2,
    height=1.5,
)


@dataclass(frozen=True)
class Looked:
    """A paper laid out, its DOCX, and the PDF that LibreOffice makes of it."""

    composition: Composition
    docx: bytes
    pdf: Path
    pages: tuple[measure.Page, ...]


def documents() -> Mapping[str, Document]:
    """The papers by a short name."""
    awkward = paper(
        Paragraph("王喆、李镕、张堃、𬱖，A&B<公司>\n附件：{{ 地名 }}{_{ }_} {%tr x %}"), filling(2)
    )
    secret = with_header(awkward, copy_number="000001", security_level="机密★1年", urgency="特急")
    return {
        "seed": seed(),
        "draft": secret.unnumbered(),
        "blank": paper(filling(26), cc=words(60)),
        "punctuated": paper(*punctuated()),
        "sealed": sealed_jointly(20),
        "saved": sealed_jointly(22, "绍兴市文广局"),
        "closer": sealed_jointly(5),
        "table": paper(attachments=(Part("登记表", (TABLE,)),)),
        "landscape": mixed(),
        "landscape letter": replace(mixed(), form=Form.LETTER),
        "landscape draft": paper(filling(10), attachments=(lying(table(15)),)).unnumbered(),
        **forms(),
    }


def sealed_jointly(rows: int, *more: str) -> Document:
    """A paper of so many rows and three organs sealed side by side, or more in two rows."""
    document = paper(filling(rows))
    organs = ("绍兴市人民政府", "绍兴市财政局", "绍兴市国资委", *more)
    return replace(document, signature=Signature(organs, DAY, Sealing.SEALED))


@cache
def ring() -> bytes:
    """A red disc on a transparent ground, in the place of a seal."""
    image = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((0, 0, 199, 199), fill=(255, 0, 0, 255))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def punctuated() -> Iterator[Paragraph]:
    """Long paragraphs whose marks and numbers meet the end of a line at every place."""
    text = (
        "根据《浙江省推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知（浙正软办〔2015〕2号）精神，"
        "坚持“先易后难、分步推进”的原则，力争到2020年末，市属企业（含二级、三级企业）基本实现软件正版化。"
    )
    for start in range(28):
        yield Paragraph(words(start) + text)


@pytest.fixture(scope="session")
def docx_setter() -> DocxSetter:
    """The setter with the committed frame; one organ's seal has an image."""
    frame = (FRAME / "frame.docx").read_bytes()
    return DocxSetter(frame, typefaces(), lambda organ: ring() if organ == "绍兴市国资委" else None)


@pytest.fixture(scope="session")
def looked(docx_setter: DocxSetter, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Looked]:
    """Every paper, set and converted."""
    folder = tmp_path_factory.mktemp("docx")
    made = {name: composed(document) for name, document in documents().items()}
    for name, composition in made.items():
        (folder / f"{name}.docx").write_bytes(docx_setter.set(composition))
    convert(folder, [folder / f"{name}.docx" for name in made])
    return {
        name: Looked(
            composition,
            (folder / f"{name}.docx").read_bytes(),
            folder / f"{name}.pdf",
            measure.load(folder / f"{name}.pdf"),
        )
        for name, composition in made.items()
    }


def convert(folder: Path, files: list[Path]) -> None:
    """Convert DOCX `files` to PDF in `folder` with the faces of this machine."""
    fonts = prepare_fontconfig(typefaces(), folder / "fonts")
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=120)
