"""What others do with the same eight-page document: the rivals that a run is measured against.

Each function prepares its rival and returns the action to time.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

Action = Callable[[], object]


def plain_docxtpl(paragraphs: Sequence[str]) -> Action:
    """DOCX of the text alone: a template with one loop, filled by docxtpl."""
    from docx import Document
    from docxtpl import DocxTemplate

    document = Document()
    for text in ("{%p for one in paragraphs %}", "{{ one }}", "{%p endfor %}"):
        document.add_paragraph(text)
    template = io.BytesIO()
    document.save(template)

    def fill() -> None:
        template.seek(0)
        filled = DocxTemplate(template)
        filled.render({"paragraphs": paragraphs}, autoescape=True)
        filled.save(io.BytesIO())

    return fill


def bare_zip(docx: bytes) -> Action:
    """The lower bound: the finished parts of `docx` packed into a zip, nothing else."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    def write() -> None:
        with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)

    return write


def plain_weasyprint(paragraphs: Sequence[str], font: str) -> Action:
    """PDF of the text alone: one face, WeasyPrint's own lines, no layout, no tags, no PDF/A."""
    from weasyprint import HTML

    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    style = f"@font-face{{font-family:F;src:url('{font}')}}body{{font:16pt F}}@page{{size:A4}}"
    html = f"<html lang=zh-CN><style>{style}</style>{body}</html>"
    return lambda: HTML(string=html).write_pdf()


def same_page_weasyprint(html: str, css: str) -> Action:
    """PDF of the very page that gongwen sets, tagged, set by WeasyPrint alone."""
    from weasyprint import CSS, HTML

    return lambda: HTML(string=html).write_pdf(
        stylesheets=[CSS(string=css)], pdf_variant="pdf/a-2b", output_intent="srgb", pdf_tags=True
    )


_TYPST = """
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), numbering: "— 1 —")
#set text(font: sys.inputs.font, size: 16pt, lang: "zh", region: "cn")
#set par(leading: 12.95pt, spacing: 12.95pt, justify: true, first-line-indent: (amount: 2em, all: true))
第 #sys.inputs.number 号

#for one in json("text.json") { par(one) }
#if sys.inputs.at("blank", default: "0") == "1" { pagebreak() }
#place(bottom, block(width: 100%, stroke: (top: 0.35mm, bottom: 0.35mm), inset: 4pt)[印发])
#context [#metadata(counter(page).final().first()) <pages>]
"""


def typst_two_passes(folder: Path, paragraphs: Sequence[str], font: Path, family: str) -> Action:
    """PDF/A-2b of the text by Typst in two passes: the first tells whether the last page is even.

    The number differs in each round, so that nothing finished is handed out again.
    """
    import typst

    (folder / "text.json").write_text(json.dumps(list(paragraphs)), encoding="utf-8")
    (folder / "paper.typ").write_text(_TYPST, encoding="utf-8")
    compiler = typst.Compiler(
        str(folder / "paper.typ"), font_paths=[str(font.parent)], ignore_system_fonts=True
    )
    numbers = count(1)

    def compile_twice() -> object:
        inputs = {"number": str(next(numbers)), "font": family}
        (pages,) = json.loads(_query(compiler, inputs))
        inputs["blank"] = str(pages % 2)
        return compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["a-2b"])

    return compile_twice


def _query(compiler: Any, inputs: dict[str, str]) -> str:
    compiler.compile(format="pdf", sys_inputs=inputs)
    return str(compiler.query("<pages>", field="value"))
