"""Every speed claim of gongwen, as a ratio against a named rival in the same run.

Run with `make bench`. Machines differ and are shared, so no figure is asserted
anywhere; the ratio on the right is what carries over.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 15
COLD_ROUNDS = 5
_WHOOSH_ALONE = """
import sys
from whoosh.index import open_dir
from whoosh.qparser import QueryParser
index = open_dir(sys.argv[1])
with index.searcher() as searcher:
    for hit in searcher.search(QueryParser("text", index.schema).parse(sys.argv[2])):
        print(hit["number"], hit.highlights("text"))
"""


def main() -> None:
    """Print the table."""
    print(f"gongwen 性能对照（{ROUNDS} 轮取中位数；检索冷启动 {COLD_ROUNDS} 轮）\n")
    print(f"{'项目':<34}{'毫秒':>9}   对手与比值")
    _papers()
    _search()


def _papers() -> None:
    from docxtpl import DocxTemplate
    from weasyprint import HTML

    from gongwen.layout import compose
    from gongwen.model import DocumentNumber
    from gongwen.office.draft import draft_from_file
    from gongwen.office.wiring import Settings, Workshop
    from gongwen.render.readback import Zones, ensure_same, read_docx, read_pdf

    workshop = Workshop(Settings.of(os.environ))
    draft = draft_from_file(workshop, "notice", ROOT / "examples" / "绍兴市2015.toml")
    document = draft.document.numbered(DocumentNumber("绍市软件办", 2015, 3))
    composition = compose(document, workshop.typefaces)
    docx_press, pdf_press = workshop.presses
    docx, pdf = docx_press.render(document), pdf_press.render(document)
    paragraphs = composition.text().splitlines()

    template = io.BytesIO(_plain_template())

    def plain_docxtpl() -> None:
        template.seek(0)
        filled = DocxTemplate(template)
        filled.render({"paragraphs": paragraphs}, autoescape=True)
        filled.save(io.BytesIO())

    html = _plain_html(paragraphs, workshop.typefaces.faces()[0].url)

    def plain_weasyprint() -> None:
        HTML(string=html).write_pdf()

    rival_docx, rival_pdf = _median(plain_docxtpl), _median(plain_weasyprint)
    _line(
        "DOCX，热，读回核对在内",
        _median(lambda: docx_press.render(document)),
        "纯 docxtpl（同文无版式）",
        rival_docx,
    )
    _line(
        "　其中读回核对",
        _median(lambda: ensure_same(composition.text(), read_docx(docx))),
        "纯 docxtpl",
        rival_docx,
    )
    _line(
        "PDF，热，读回核对在内",
        _median(lambda: pdf_press.render(document)),
        "纯 WeasyPrint（同文无版式）",
        rival_pdf,
    )
    zones = Zones.of(composition)
    reading = _median(lambda: ensure_same(composition.text(), read_pdf(pdf, zones)))
    _line("　其中读回核对", reading, "纯 WeasyPrint", rival_pdf)
    _line("　其中排版", _median(lambda: compose(document, workshop.typefaces)), "纯 WeasyPrint", rival_pdf)


def _plain_template() -> bytes:
    from docx import Document

    document = Document()
    for text in ("{%p for one in paragraphs %}", "{{ one }}", "{%p endfor %}"):
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _plain_html(paragraphs: list[str], font: str) -> str:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    style = f"@font-face{{font-family:F;src:url('{font}')}}body{{font:16pt F}}@page{{size:A4}}"
    return f"<html lang=zh-CN><style>{style}</style>{body}</html>"


def _search() -> None:
    from whoosh.fields import NUMERIC, TEXT, Schema
    from whoosh.index import create_in

    from gongwen.office import demo
    from gongwen.office.wiring import ENGINES, Settings

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings.of(os.environ, folder / "archive")
        office = demo.begin(settings)
        demo.issue_ours(office, demo.DemoFolders(ROOT / "examples", folder / "out"), lambda step: None)
        plain = folder / "whoosh"
        plain.mkdir()
        index = create_in(plain, Schema(number=TEXT(stored=True), text=TEXT(stored=True), year=NUMERIC))
        with index.writer() as writer:
            for item in office.holdings().ledger.items():
                text = office.holdings().store.read(item.item_id, "document.txt").decode()
                writer.add_document(number=str(item.number), text=text, year=item.number.year)
        rival_command = [sys.executable, "-c", _WHOOSH_ALONE, str(plain), "黑名单"]
        rival = _median(lambda: _run(rival_command), COLD_ROUNDS)
        for engine in ENGINES:
            command = [str(Path(sys.executable).with_name("gongwen")), "--archive", str(settings.archive)]
            command += ["search", "黑名单", "--engine", engine]
            taken = _median(partial(_run, command), COLD_ROUNDS)
            _line(f"检索，冷启动进程，{engine}", taken, "纯 whoosh 进程（只开库、查一次）", rival)


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _median(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    action()
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        action()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def _line(name: str, taken: float, rival: str, rival_taken: float) -> None:
    wide = sum(2 if ord(char) > 0x2E7F else 1 for char in name)
    ratio = f"{rival} {rival_taken:.1f} 毫秒，{taken / rival_taken:.2f} 倍"
    print(f"{name}{' ' * max(1, 34 - wide)}{taken:9.1f}   {ratio}")


if __name__ == "__main__":
    print(dt.date.today().isoformat())
    main()
