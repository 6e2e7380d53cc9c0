"""Batches beside plain loops: a hundred counties issued, ten thousand forms stamped.

A shared machine is busier at one minute than at another, so the rival runs
before and after ours, and its throughput is that of both halves.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import rivals
from gongwen.drafting import draft_sheet
from gongwen.layout import SheetComposer, compose
from gongwen.model import Document, DocumentNumber
from gongwen.model.composition import Composition
from gongwen.model.rendering import Renderer
from gongwen.model.typefaces import Role
from gongwen.office.desk.factfile import read_facts
from gongwen.office.desk.request import IssueRequest
from gongwen.office.filling import FillRequest, How, drafted, opened
from gongwen.office.filling.issuing import Signing, fill_issued
from gongwen.office.filling.tables import Source
from gongwen.office.issue import issue
from gongwen.office.wiring import Office, Settings, Workshop
from gongwen.render.pdf import PageFrame, PdfSetter

ROOT = Path(__file__).resolve().parents[1]
COUNTIES = 100
FORMS = (100, 1_000, 10_000)
RIVAL_PAPERS = 20
RIVAL_FORMS = 40
SHARED_PAPERS = 10
JOBS = 2
_SIGNED = dt.date(2015, 7, 1)
_STEPS = {
    "docx": "DOCX",
    "pdf": "PDF",
    "reserved": "编号",
    "ledger-reserved": "登记抄本",
    "rendered": "读请求",
    "staged": "装袋",
    "synced": "落盘",
    "placed": "就位",
    "committed": "提交并入索引",
    "ledger-issued": "核发抄本",
    "fed": "喂 whoosh",
}
_FORM_FACTS = ROOT / "examples" / "调查表共同.toml"
_STAMP = """
import os, resource, sys, time
from pathlib import Path
from gongwen.office.filling import FillRequest, How, opened
from gongwen.office.forms import stamp_forms
from gongwen.office.wiring import Settings, Workshop

def main():
    table, facts, out, jobs = sys.argv[1:]
    workshop = Workshop(Settings.of(os.environ))
    begun = time.perf_counter()
    source = opened(workshop, FillRequest("survey_form", (Path(table),), Path(facts)))
    stamp_forms(workshop, source, How(Path(out), merged=True, jobs=int(jobs)))
    taken = time.perf_counter() - begun
    peak = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
    times = os.times()
    used = times.user + times.system + times.children_user + times.children_system
    print(taken, used, int(peak) // 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)

if __name__ == "__main__":
    main()
"""


def counties(count: int = COUNTIES) -> None:
    """Print what a paper of a batch takes, its steps' shares, and the same content in plain loops."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office = Office.create(Settings.of(os.environ, folder / "archive"), "绍兴市软件正版化工作办公室")
        source = _county_source(office.workshop, folder, count)
        drafts = [row.draft.document for row in drafted(office.workshop, source) if row.draft]
        numbered = [one.numbered(DocumentNumber("软件办", 2015, at)) for at, one in enumerate(drafts, 1)]
        print(f"〔批量核发〕{count} 个区县，每份 DOCX、PDF、编号、存档、入索引，{JOBS} 个进程")
        loops = _loops(office.workshop, numbered[: 2 * RIVAL_PAPERS])
        taken = {loop: [_each(actions[::2])] for loop, actions in loops.items()}
        signing = Signing("王芳", _SIGNED, new_series=True)
        how = How(folder / "out", jobs=JOBS)
        ours = _each([lambda: fill_issued(office, source, how, signing)], count)
        for loop, actions in loops.items():
            taken[loop].append(_each(actions[1::2]))
        print(f"  每份 {ours}，每秒 {1 / ours.wall:.1f} 份")
        for loop, halves in taken.items():
            its = Spent.mean(halves)
            print(f"  对手 {loop}：每份 {its}；我们的产出是它的 {its.wall / ours.wall:.2f} 倍")
        _shares(folder / "shares", drafts[:SHARED_PAPERS])


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock, and of all processors together."""

    wall: float
    processor: float

    def __str__(self) -> str:
        return f"{self.wall * 1000:.0f} 毫秒（处理器 {self.processor * 1000:.0f} 毫秒）"

    @classmethod
    def mean(cls, halves: Sequence[Spent]) -> Spent:
        """Return the mean of halves of equal size."""
        return cls(
            statistics.mean(one.wall for one in halves), statistics.mean(one.processor for one in halves)
        )


def _each(actions: Sequence[rivals.Action], count: int = 0) -> Spent:
    """Return what each of `actions`, or of the `count` things they make, takes; workers included."""
    begun, used = time.perf_counter(), _processor()
    for action in actions:
        action()
    count = count or len(actions)
    return Spent((time.perf_counter() - begun) / count, (_processor() - used) / count)


def _processor() -> float:
    """Return the processor's seconds of this process and of those it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _county_source(workshop: Workshop, folder: Path, count: int) -> Source:
    """Return a table of `count` counties made of the six real ones, a name and a code for each."""
    import openpyxl

    sheet = openpyxl.load_workbook(ROOT / "examples" / "区县2015.xlsx").active
    assert sheet is not None
    head, *rows = sheet.iter_rows(values_only=True)
    titles = [str(title) for title in head]
    table = folder / "区县.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(title for title in titles if title != "行政区划代码")
        for number in range(count):
            facts = dict(zip(titles, rows[number % len(rows)], strict=True))
            del facts["行政区划代码"]
            facts["地名"] = f"{facts['地名']}（第{number + 1}片）"
            writer.writerow(_written(value) for value in facts.values())
    common = ROOT / "examples" / "区县共同.toml"
    return opened(workshop, FillRequest("notice", (table,), common))


def _written(value: object) -> object:
    return value.date().isoformat() if isinstance(value, dt.datetime) else value


def _loops(workshop: Workshop, papers: Sequence[Document]) -> dict[str, list[rivals.Action]]:
    """Return the plain loops on the content of `papers`: the text alone, and our own page in PDF."""
    face = workshop.typefaces.chart[Role.FANGSONG][0]
    setter = _setter(workshop)
    plain: list[rivals.Action] = []
    same_page: list[rivals.Action] = []
    for paper in papers:
        composition = compose(paper, workshop.typefaces)
        text = composition.text().splitlines()
        word = rivals.plain_docxtpl(text)
        plain.append(_both(word, rivals.plain_weasyprint(text, face.url)))
        html, css = setter.html(composition), setter.css(composition)
        same_page.append(_both(word, rivals.same_page_weasyprint(html, css)))
    return {
        "docxtpl + WeasyPrint，同文无版式，一个进程": plain,
        "docxtpl（无版式）+ WeasyPrint（同一版面），一个进程": same_page,
    }


def _setter(workshop: Workshop) -> PdfSetter:
    """Return the setter of the shipped page."""
    frame = workshop.settings.templates / "frames" / "general"
    page = PageFrame((frame / "page.html").read_text(), (frame / "page.css").read_text())
    return PdfSetter(page, workshop.typefaces)


def _both(one: rivals.Action, other: rivals.Action) -> rivals.Action:
    def make() -> None:
        one()
        other()

    return make


@dataclass
class _Timed:
    """A renderer that notes how long it takes."""

    renderer: Renderer
    clock: defaultdict[str, float]

    @property
    def suffix(self) -> str:
        return self.renderer.suffix

    def render(self, document: Document) -> bytes:
        begun = time.perf_counter()
        data = self.renderer.render(document)
        self.clock[self.suffix] += time.perf_counter() - begun
        return data


def _shares(archive: Path, drafts: Sequence[Document]) -> None:
    """Print each step's share of issuing `drafts` one after another in one process."""
    office = Office.create(Settings.of(os.environ, archive), "绍兴市软件正版化工作办公室")
    clock: defaultdict[str, float] = defaultdict(float)
    last = time.perf_counter()

    def step(name: str) -> None:
        nonlocal last
        now = time.perf_counter()
        clock[name] += now - last
        last = now

    parts = office.issue_parts(office.holdings(), step)
    parts = replace(parts, renderers=tuple(_Timed(one, clock) for one in parts.renderers))
    for draft in drafts:
        last = time.perf_counter()
        issue(parts, IssueRequest(draft, "王芳", _SIGNED, new_series=True))
        step("fed")
    clock["rendered"] -= clock["docx"] + clock["pdf"]
    whole = sum(clock.values())
    shares = "，".join(f"{label} {clock[name] / whole:.0%}" for name, label in _STEPS.items())
    print(f"  一个进程逐份办，每份 {whole / len(drafts) * 1000:.0f} 毫秒，其中：{shares}")


def forms(counts: Sequence[int] = FORMS) -> None:
    """Print how many forms are stamped a second, the memory this takes, and WeasyPrint alone on each form."""
    workshop = Workshop(Settings.of(os.environ))
    print(f"〔套印〕调查表，一企业一张 PDF，另有合订打印文件和清单，{JOBS} 个进程")
    actions = _forms_in_full(workshop)
    halves = [_each(actions[::2])]
    rates = [_stamped(count) for count in counts]
    halves.append(_each(actions[1::2]))
    its = Spent.mean(halves)
    print(f"  对手 纯 WeasyPrint 逐张排（同一版面，一个进程，只量 {len(actions)} 张推算）：每张 {its}")
    print(f"  我们每秒的张数是它的 {rates[-1] * its.wall:.0f} 倍（它若也用两个进程，至多快一倍）")


def _forms_in_full(workshop: Workshop) -> list[rivals.Action]:
    setter = _setter(workshop)
    composer = SheetComposer(workshop.typefaces)
    facts = read_facts(_FORM_FACTS)
    template = workshop.shelf.template("survey_form")
    actions = []
    for code, name in _enterprises(RIVAL_FORMS):
        values = {**facts.values, "企业编号": code, "企业名称": name}
        composition = composer.compose(draft_sheet(template, replace(facts, values=values))[0])
        actions.append(_set_alone(setter, composition))
    return actions


def _set_alone(setter: PdfSetter, composition: Composition) -> rivals.Action:
    html, css = setter.html(composition), setter.css(composition)
    html = html.replace("code:", "data:,")
    return rivals.same_page_weasyprint(html, css)


def _stamped(count: int) -> float:
    """Stamp `count` forms in a process of their own; print and return how many a second."""
    with tempfile.TemporaryDirectory() as name:
        table = Path(name) / "企业.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerows([("企业编号", "企业名称"), *_enterprises(count)])
        arguments = [str(table), str(_FORM_FACTS), str(Path(name) / "out"), str(JOBS)]
        command = [sys.executable, "-c", _STAMP, *arguments]
        run = subprocess.run(command, check=True, capture_output=True, text=True)
        seconds, used, own, worker = run.stdout.split()
        size = sum(path.stat().st_size for path in (Path(name) / "out").iterdir())
    rate = count / float(seconds)
    each = float(used) / count * 1000
    print(
        f"  {count:>6} 张：{float(seconds):.1f} 秒，每秒 {rate:.0f} 张，每张处理器 {each:.0f} 毫秒；", end=""
    )
    print(f"内存峰值 主进程 {own} MB，每个工作进程至多 {worker} MB；写出 {size / 1e6:.0f} MB")
    return rate


def _enterprises(count: int) -> Iterator[tuple[str, str]]:
    """Yield codes and names, some with rare characters."""
    places = ("绍兴市", "绍兴市越城区", "诸暨市", "嵊州市", "新昌县")
    trades = (
        "公共交通",
        "水务",
        "城市建设",
        "交通投资",
        "文化旅游",
        "黄酒",
        "粮食",
        "燃气",
        "喆镕",
        "垚昌",
    )
    forms = ("集团有限公司", "有限公司", "股份有限公司", "投资有限公司")
    for number in range(count):
        name = places[number % 5] + trades[number % 10] + forms[number % 4]
        yield f"3306{number % 6:02}-{number + 1:05}", name
