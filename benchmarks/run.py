"""Every speed claim of gongwen, as a ratio against a named rival in the same run.

Run with `make bench`, one part with `make bench ARGS=forms` (papers, search,
counties, forms). Machines differ and are shared, so no figure is asserted
anywhere; the ratio on the right is what carries over.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType

from benchmarks import batches, rivals
from gongwen.layout import compose
from gongwen.model import DocumentNumber
from gongwen.model.composition import Composition
from gongwen.model.typefaces import Role
from gongwen.office.draft import draft_from_file
from gongwen.office.wiring import Settings, Workshop
from gongwen.render.docx import DocxSetter
from gongwen.render.pdf import PageFrame, PdfSetter
from gongwen.render.readback import Zones, ensure_same, read_docx, read_pdf

ROOT = Path(__file__).resolve().parents[1]
FRAME = ROOT / "templates" / "frames" / "general"
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


def main(names: Sequence[str] = ()) -> None:
    """Print the parts called `names`, or all."""
    print(f"gongwen 性能对照（{ROUNDS} 轮取中位数；检索冷启动 {COLD_ROUNDS} 轮）\n")
    print(f"{'项目':<34}{'毫秒':>9}   对手与比值")
    parts = {"papers": _papers, "search": _search, "counties": batches.counties, "forms": batches.forms}
    for name in names or parts:
        parts[name]()


def _papers() -> None:
    workshop = Workshop(Settings.of(os.environ))
    draft = draft_from_file(workshop, "notice", ROOT / "examples" / "绍兴市2015.toml")
    document = draft.document.numbered(DocumentNumber("绍市软件办", 2015, 3))
    composition = compose(document, workshop.typefaces)
    print(f"〔公文〕{composition.title.replace(chr(10), '')}，{composition.pages} 页")
    _line("排版（DOCX、PDF 共用）", _median(lambda: compose(document, workshop.typefaces)))
    _word(workshop, composition)
    _pages(workshop, composition)


def _word(workshop: Workshop, composition: Composition) -> None:
    setter = DocxSetter((FRAME / "frame.docx").read_bytes(), workshop.typefaces)
    docx, text = setter.set(composition), composition.text()
    ours = {
        "DOCX，热": lambda: setter.set(composition),
        "　读回核对": lambda: ensure_same(text, read_docx(docx)),
    }
    others = {
        "纯 docxtpl（同文无版式）": rivals.plain_docxtpl(text.splitlines()),
        "只写 zip（下限）": rivals.bare_zip(docx),
    }
    _beside(ours, others)


def _pages(workshop: Workshop, composition: Composition) -> None:
    frame = PageFrame((FRAME / "page.html").read_text(), (FRAME / "page.css").read_text())
    setter = PdfSetter(frame, workshop.typefaces)
    pdf, text, zones = setter.set(composition), composition.text(), Zones.of(composition)
    html, css = setter.html(composition), setter.css(composition)
    face = workshop.typefaces.chart[Role.FANGSONG][0]
    ours = {
        "PDF，热": lambda: setter.set(composition),
        "　读回核对": lambda: ensure_same(text, read_pdf(pdf, zones)),
    }
    with tempfile.TemporaryDirectory() as folder:
        others = {
            "纯 WeasyPrint（同一版面、同样 PDF/A）": rivals.same_page_weasyprint(html, css),
            "纯 WeasyPrint（同文无版式）": rivals.plain_weasyprint(text.splitlines(), face.url),
            "Typst 两遍（同文无红头、无表）": rivals.typst_two_passes(
                Path(folder), text.splitlines(), Path(face.path), face.family
            ),
        }
        _beside(ours, others)


def _beside(ours: Mapping[str, rivals.Action], others: Mapping[str, rivals.Action]) -> None:
    """Time all in turn, round by round, so that a busy machine is as busy for each of them."""
    actions = {**ours, **others}
    times: dict[str, list[float]] = {name: [] for name in actions}
    for action in actions.values():
        action()
    for _ in range(ROUNDS):
        for name, action in actions.items():
            times[name].append(_timed(action))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name in ours:
        _line(name, medians[name], {other: medians[other] for other in others})


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
            _line(f"检索，冷启动进程，{engine}", taken, {"纯 whoosh 进程（只开库、查一次）": rival})


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _median(action: rivals.Action, rounds: int = ROUNDS) -> float:
    action()
    return statistics.median(_timed(action) for _ in range(rounds))


def _timed(action: rivals.Action) -> float:
    begun = time.perf_counter()
    action()
    return (time.perf_counter() - begun) * 1000


def _line(name: str, taken: float, others: Mapping[str, float] = MappingProxyType({})) -> None:
    wide = sum(2 if ord(char) > 0x2E7F else 1 for char in name)
    ratios = [f"{other} {its:.1f} 毫秒，{taken / its:.2f} 倍" for other, its in others.items()] or [""]
    print(f"{name}{' ' * max(1, 34 - wide)}{taken:9.1f}   {ratios[0]}")
    for ratio in ratios[1:]:
        print(f"{'':43}   {ratio}")


if __name__ == "__main__":
    print(dt.date.today().isoformat())
    main(sys.argv[1:])
