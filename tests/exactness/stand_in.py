"""Stand-ins for an issued paper, made without gongwen: WeasyPrint and python-docx used plainly.

They carry whatever `Paper` they are given, so that a test can take a
character away and see whether the readers notice.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import docx
import weasyprint
from docx.oxml import parse_xml

from tests.exactness.expected import Paper

STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm;
  @bottom-right { content: "— " counter(page) " —"; font: 14pt "Noto Serif CJK SC", FandolSong, serif } }
body { margin: 0; font: 16pt/28.95pt "Noto Serif CJK SC", FandolSong, serif }
p { margin: 0; text-indent: 2em }
.mark { position: relative; width: 130mm; margin-top: 35mm; color: #f00 }
.mark div { font-size: 15pt; white-space: nowrap }
.mark .suffix { position: absolute; left: 132mm; top: 0; line-height: 57.9pt; font-size: 30pt }
.number { text-align: center; border-bottom: 0.35mm solid #f00; padding-bottom: 4mm }
.new { break-before: page }
table { border-collapse: collapse } td { border: 0.25mm solid #000; width: 78mm }
.imprint { position: absolute; bottom: 0; left: 0; right: 0; font-size: 14pt }
.imprint div { border-top: 0.35mm solid #000 }
"""

BOX = """<w:p {names}><w:r><mc:AlternateContent>
<mc:Choice Requires="wps">
<w:drawing><wps:txbx><w:txbxContent>{table}</w:txbxContent></wps:txbx></w:drawing>
</mc:Choice>
<mc:Fallback><w:pict><w:txbxContent>{table}</w:txbxContent></w:pict></mc:Fallback>
</mc:AlternateContent></w:r></w:p>"""

NAMES = " ".join(
    f'xmlns:{prefix}="http://schemas.{host}"'
    for prefix, host in (
        ("w", "openxmlformats.org/wordprocessingml/2006/main"),
        ("mc", "openxmlformats.org/markup-compatibility/2006"),
        ("wps", "microsoft.com/office/word/2010/wordprocessingShape"),
    )
)


def write_pdf(paper: Paper, path: Path, style: str = "") -> Path:
    """Write `paper` as a PDF with red header, form table, imprint and page numbers; `style` is more CSS."""
    organs = "".join(f"<div>{escape(paper.piece('header', n))}</div>" for n in ("lead_issuer", "co_issuer"))
    mark = f'{organs}<div class="suffix">{escape(paper.piece("header", "suffix"))}</div>'
    number = escape(paper.piece("header", "document_number"))
    annex = "".join(_block(p.name, p.text) for p in paper.passages if p.region == "annex")
    imprint = "".join(f"<div>{escape(p.text)}</div>" for p in paper.passages if p.region == "imprint")
    html = (
        f'<!DOCTYPE html><meta charset="utf-8"><style>{STYLE}{style}</style>'
        f'<div class="mark">{mark}</div><div class="number">{number}</div>'
        f"<section>{_paragraphs(paper, 'notice')}</section>"
        f'<section class="new">{_paragraphs(paper, "plan")}</section>'
        f'<section class="new">{annex}<div class="imprint">{imprint}</div></section>'
    )
    weasyprint.HTML(string=html).write_pdf(path)
    return path


def write_docx(paper: Paper, path: Path) -> Path:
    """Write `paper` as a DOCX; the imprint is a text box holding a table, with its old-style double."""
    document = docx.Document()
    mark = document.add_table(rows=2, cols=2)
    mark.cell(0, 0).text = paper.piece("header", "lead_issuer")
    mark.cell(1, 0).text = paper.piece("header", "co_issuer")
    mark.cell(0, 1).merge(mark.cell(1, 1)).text = paper.piece("header", "suffix")
    document.add_paragraph(paper.piece("header", "document_number"))
    for passage in (p for p in paper.passages if p.region in ("notice", "plan", "annex")):
        if passage.name == "table":
            cells = document.add_table(rows=1, cols=2).rows[0].cells
            cells[0].text, cells[1].text = passage.text[:9], passage.text[9:]
        else:
            document.add_paragraph(passage.text)
    rows = "".join(
        f"<w:tr><w:tc><w:p><w:r><w:t>{escape(p.text)}</w:t></w:r></w:p></w:tc></w:tr>"
        for p in paper.passages
        if p.region == "imprint"
    )
    document.element.body.append(parse_xml(BOX.format(names=NAMES, table=f"<w:tbl>{rows}</w:tbl>")))
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.save(str(path))
    return path


def _paragraphs(paper: Paper, region: str) -> str:
    return "".join(_block(p.name, p.text) for p in paper.passages if p.region == region)


def _block(name: str, text: str) -> str:
    if name == "table":
        return f"<table><tr><td>{escape(text[:9])}</td><td>{escape(text[9:])}</td></tr></table>"
    return f"<p>{escape(text)}</p>"
