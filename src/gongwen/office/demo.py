"""demo (演示): one real year of the office, from facts to findable paper.

The joint notice of 2015 becomes number 3 after two numbers taken by hand; six
sample organs issue their own plans in ledgers of their own, marked 示例.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongwen.archive import check_discardable, discard_demo, open_archive_folder
from gongwen.errors import IntegrityError, NotFoundError, RefusedError, disk_errors
from gongwen.model import DocumentNumber, Finding
from gongwen.office.desk.deposit import write_copies
from gongwen.office.desk.request import IssueRequest
from gongwen.office.draft import draft_from_file
from gongwen.office.filling import Examined, FillRequest, drafted, opened
from gongwen.office.issue import IssueReport, issue
from gongwen.office.numbers import adopt, listing
from gongwen.office.search import Answer, search
from gongwen.office.wiring import ENGINES, HOME, Office, Organ, Settings
from gongwen.records.values import NumberRecord

OFFICE_NAME = "绍兴市使用正版软件工作领导小组办公室"
ISSUER_CODE, YEAR, ADOPTED = "绍市软件办", 2015, (1, 2)
QUERIES = ("黑名单", "〔2015〕3号", "[2015]3号", "软件资产管理 年度:2015")
SIGNATORY = "示例签发人"
ARCHIVE, EXAMPLES, OUT = HOME / "archive" / "demo", HOME / "examples", HOME / "out" / "demo"
_FACTS, _TABLE, _COMMON = "绍兴市2015.toml", "区县2015.xlsx", "区县共同.toml"
_DONE = "index/demo-done"


@dataclass(frozen=True, slots=True)
class DemoFolders:
    """Where the examples lie and where copies of the papers go."""

    examples: Path
    out: Path


Progress = Callable[[str], object]
ABSENT, COMPLETE, INTERRUPTED = "没有", "完整", "中断"


def state(settings: Settings) -> str:
    """Return ABSENT, COMPLETE or INTERRUPTED: whether a demo lies in the archive folder and was finished.

    Raises RefusedError when an archive lies there that is no demo.
    """
    try:
        folder = open_archive_folder(settings.archive, writing=False)
    except NotFoundError:
        return ABSENT
    if not folder.demo:
        raise RefusedError(
            f"{settings.archive} 是正式存档", rule="演示只在演示存档里做", advice="请用 --archive 指定别处"
        )
    if not folder.database.exists():
        return INTERRUPTED
    return COMPLETE if (settings.archive / _DONE).exists() else INTERRUPTED


def clear(settings: Settings) -> None:
    """Remove the demo archive; RefusedError, before anything is removed, as `check_discardable` tells."""
    check_discardable(settings.archive)
    with disk_errors("清除演示存档"):
        (settings.archive / _DONE).unlink(missing_ok=True)
    discard_demo(settings.archive)


def begin(settings: Settings) -> Office:
    """Make the demo archive and enter numbers 1 and 2 as taken by hand."""
    office = Office.create(settings, OFFICE_NAME, demo=True)
    for serial in ADOPTED:
        number = DocumentNumber(ISSUER_CODE, YEAR, serial)
        adopt(office.holdings(), number, reason="启用本系统前手工编号", title="（启用前的公文）")
    return office


def issue_ours(
    office: Office, folders: DemoFolders, on_step: Progress
) -> tuple[IssueReport, tuple[Finding, ...]]:
    """Draft the joint notice of 2015, issue it, write its copies; return its findings too."""
    made = draft_from_file(office.workshop, "notice", folders.examples / _FACTS)
    request = IssueRequest(made.document, SIGNATORY, dt.date(2015, 6, 23), made.findings, source=made.source)
    report = issue(office.issue_parts(office.holdings(), on_step), request)
    write_copies(office.holdings().store, report.item_id, folders.out, report.digest)
    return report, made.findings


def fill_counties(office: Office, folders: DemoFolders) -> tuple[Examined, ...]:
    """Draft the plan and its covering notice for each of the six counties."""
    request = FillRequest("notice", (folders.examples / _TABLE,), folders.examples / _COMMON)
    return drafted(office.workshop, opened(office.workshop, request))


def issue_county(office: Office, row: Examined, folders: DemoFolders, on_step: Progress) -> IssueReport:
    """Issue a sample county's paper in that county's own ledger."""
    assert row.draft is not None, "drafted() gives no row without its draft"
    document = row.draft.document
    organ = document.header.issuer_mark.organs[0]
    holdings = office.enrol(row.row.fonds, organ, sample=True)
    signed_on = document.signature.date_of_issue
    request = IssueRequest(document, SIGNATORY, signed_on, row.draft.findings, source=row.draft.source)
    report = issue(office.issue_parts(holdings, on_step), request)
    write_copies(holdings.store, report.item_id, folders.out / "示例" / row.row.key, report.digest)
    return report


def compare_engines(office: Office) -> Iterator[tuple[str, Answer]]:
    """Yield each query with its answer, which is the same from every engine.

    Raises IntegrityError when two engines answer differently.
    """
    for text in QUERIES:
        answers = [search(office, text, engine=engine) for engine in ENGINES]
        seen = [(answer.total, [found.hit.item_id for found in answer.found]) for answer in answers]
        if any(one != seen[0] for one in seen):
            raise IntegrityError(
                f"检索「{text}」，各引擎的结果不同：{seen}", rule="各引擎结果须一致", advice="请报告这个问题"
            )
        yield text, answers[0]


def finish(settings: Settings, folders: DemoFolders) -> None:
    """Mark the demo as finished, with the folder its papers went to."""
    with disk_errors("记下演示已做完"):
        (settings.archive / _DONE).write_text(f"{folders.out.absolute()}\n", encoding="utf-8")


def played_to(settings: Settings, otherwise: Path) -> Path:
    """Return the folder the finished demo's papers went to, `otherwise` where its mark does not say."""
    with disk_errors("查看演示"):
        said = (settings.archive / _DONE).read_text(encoding="utf-8").strip()
    return Path(said) if Path(said).is_absolute() else otherwise


def what_exists(office: Office) -> tuple[tuple[Organ, NumberRecord], ...]:
    """Return each number of the demo with its organ, ours first."""
    return tuple((organ, record) for organ in office.organs() for record in listing(organ.holdings))
