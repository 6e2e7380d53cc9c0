"""Issuing: a signed paper gets one number and one item, in D6's order, or nothing happens."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import bagit
import pytest

from gongwen.archive import pack
from gongwen.errors import FactsError, IntegrityError, NotFoundError, RefusedError, StorageError
from gongwen.model import Document, Finding, Level, notation
from gongwen.office import archive, numbers
from gongwen.office.desk.database import connect
from gongwen.office.desk.deposit import write_copies
from gongwen.office.desk.request import Further, IssueRequest
from gongwen.office.issue import STEPS, IssueParts, issue, resume
from gongwen.records import audit
from gongwen.records.ledger import enrol_fonds
from gongwen.records.models import Entry, Item, Number
from gongwen.records.values import State
from gongwen.search import Fts5Index, SearchDocument, parse_query
from tests.office.archives import TITLE, holdings_of, make_archive, number, paper, parts_of, reopen, request

THREE = "2015-6c1e8f00-0003"


@pytest.fixture
def parts(root: Path) -> IssueParts:
    made = parts_of(root)
    numbers.adopt(made.holdings, number(1), reason="手工编号")
    numbers.adopt(made.holdings, number(2), reason="手工编号")
    return made


def files_of(root: Path) -> dict[str, bytes]:
    found = (path for folder in ("items", "ledger") for path in (root / folder).rglob("*"))
    return {str(path): path.read_bytes() for path in found if path.is_file()}


def test_the_next_number_follows_those_taken_by_hand(parts: IssueParts, root: Path) -> None:
    report = issue(parts, request())
    assert report.number == number(3)
    assert report.item_id == THREE
    assert str(report) == f"绍市软件办〔2015〕3号 已核发，存在 {root}/items/2015/{THREE}"


def test_the_item_holds_the_numbered_paper_in_every_format(parts: IssueParts, root: Path) -> None:
    issue(parts, request())
    item = root / "items" / "2015" / THREE
    assert bagit.Bag(str(item)).is_valid()
    assert sorted(path.name for path in (item / "data").iterdir()) == [
        "document.txt",
        "metadata.json",
        "original.docx",
        "original.pdf",
    ]
    kept = notation.parse((item / "data" / "document.txt").read_text("utf-8"))
    assert kept == paper().numbered(number(3))


def test_the_item_describes_itself(parts: IssueParts) -> None:
    issue(parts, request())
    metadata = json.loads(parts.holdings.store.read(THREE, "metadata.json"))
    assert len(metadata.pop("request")) == 64
    assert metadata == {
        "format": 1,
        "item_id": THREE,
        "fonds": "own",
        "sample": False,
        "number": "绍市软件办〔2015〕3号",
        "issuer_code": "绍市软件办",
        "year": 2015,
        "serial": 3,
        "title": TITLE,
        "kind": "通知",
        "organs": ["绍兴市使用正版软件工作领导小组办公室", "绍兴市人民政府国有资产监督管理委员会"],
        "date_of_issue": "2015-06-23",
        "signatory": "李明",
        "signed_on": "2015-06-22",
        "files": [
            {"name": "document.txt", "original_name": "绍市软件办〔2015〕3号.txt"},
            {"name": "original.docx", "original_name": "绍市软件办〔2015〕3号.docx"},
            {"name": "original.pdf", "original_name": "绍市软件办〔2015〕3号.pdf"},
        ],
    }


def test_the_ledger_and_its_copy_tell_the_whole_story(parts: IssueParts, root: Path) -> None:
    issue(parts, request())
    lines = (root / "ledger" / "2015.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["verb"] for line in lines] == ["adopted", "adopted", "reserved", "issued"]
    assert tuple(lines) == audit.lines("own", 2015)
    record = parts.holdings.ledger.get(number(3))
    assert record.operator == "王芳"
    assert record.digest == parts.holdings.store.get(THREE).digest
    assert archive.verify(parts.holdings).findings == ()


def test_an_issued_paper_is_found_at_once(parts: IssueParts) -> None:
    issue(parts, request())
    page = Fts5Index().search(parse_query("黑名单"))
    assert [(hit.item_id, hit.number) for hit in page.hits] == [(THREE, "绍市软件办〔2015〕3号")]


def test_the_steps_are_told_in_their_order(parts: IssueParts, root: Path) -> None:
    told: list[str] = []
    issue(parts_of(root, told.append), request())
    assert tuple(told) == STEPS


def test_the_engine_is_fed_after_the_paper_is_issued(parts: IssueParts) -> None:
    states: list[State] = []
    feed = replace(parts, after_commit=lambda: states.append(parts.holdings.ledger.get(number(3)).state))
    issue(feed, request())
    assert states == [State.ISSUED]


def test_asking_twice_gives_the_same_number_and_item_and_says_so(parts: IssueParts, root: Path) -> None:
    first = issue(parts, request())
    before = files_of(root)
    second = issue(parts, request())
    assert (second.number, second.item_id, second.digest) == (first.number, first.item_id, first.digest)
    assert (first.repeated, second.repeated) == (False, True)
    assert "此前已经核发，没有另占号" in str(second)
    assert files_of(root) == before


def test_another_paper_gets_another_number(parts: IssueParts) -> None:
    assert issue(parts, request()).number == number(3)
    assert issue(parts, request("关于报送总结的通知")).number == number(4)


def test_the_year_is_that_of_the_date_of_issue_not_of_the_clock(parts: IssueParts) -> None:
    assert parts.holdings.ledger.get(number(1)).decided_at == dt.datetime(2026, 1, 5, 1, 30, tzinfo=dt.UTC)
    assert issue(parts, request()).number.year == 2015


def test_the_same_paper_in_two_archives_has_the_same_bytes(root: Path, tmp_path: Path) -> None:
    first = issue(parts_of(root), request())
    make_archive(tmp_path / "other")
    assert issue(parts_of(tmp_path / "other"), request()).digest == first.digest


@pytest.mark.parametrize(
    ("refused", "sentence"),
    [
        (replace(request(), signatory=" "), "没有签发人或签发日期；先签发，后编号；请写明签发人和签发日期。"),
        (
            replace(request(), signed_on=None),
            "没有签发人或签发日期；先签发，后编号；请写明签发人和签发日期。",
        ),
        (
            replace(request(), signed_on=dt.date(2015, 6, 24)),
            "签发日期 2015-06-24 晚于成文日期 2015-06-23；"
            "成文日期是最后签发的日期（GB/T 9704-2012 7.3.5.4）；请改正其中一个日期。",
        ),
        (
            replace(request(), document=paper(security_level="机密")),
            "这份公文标了密级（机密）；涉密公文只能在批准的涉密计算机上办理；请改用涉密计算机。",
        ),
        (
            replace(request(), document=paper().numbered(number(9))),
            "公文上已有字号 绍市软件办〔2015〕9号；字号由登记给出；"
            "手工编过的号请用 gongwen number adopt 补登。",
        ),
    ],
)
def test_what_may_not_be_issued_is_refused_and_takes_no_number(
    root: Path, refused: IssueRequest, sentence: str
) -> None:
    parts = parts_of(root)
    with pytest.raises(RefusedError) as caught:
        issue(parts, refused)
    assert str(caught.value) == sentence
    assert parts.holdings.ledger.listing() == ()
    assert files_of(root) == {}


def test_a_classified_paper_is_issued_where_the_office_is_approved_for_it(root: Path) -> None:
    approved = replace(parts_of(root), classified_allowed=True)
    assert issue(approved, replace(request(), document=paper(security_level="机密"))).number == number(1)


def test_a_paper_with_errors_is_refused_with_all_of_them(root: Path) -> None:
    errors = (Finding("第 3 行", "附件说明", "缺附件"), Finding("第 9 行", "日期", "没有这一天"))
    with pytest.raises(FactsError) as caught:
        issue(parts_of(root), replace(request(), findings=errors))
    assert caught.value.findings == errors
    assert "公文还有 2 处错误" in str(caught.value)
    assert holdings_of(root).ledger.listing() == ()


def test_warnings_do_not_stop_a_paper(root: Path) -> None:
    warning = Finding("附件说明", "名称", "两个名称不同", Level.WARNING)
    assert issue(parts_of(root), replace(request(), findings=(warning,))).number == number(1)


@dataclass(frozen=True)
class FailingRenderer:
    """A renderer whose disk is full."""

    suffix: str = "pdf"

    def render(self, document: Document) -> bytes:
        """Fail."""
        raise StorageError("磁盘已满", advice="请腾出空间后再试")


def test_a_failure_after_the_number_keeps_it_and_says_how_to_go_on(root: Path) -> None:
    failing = replace(parts_of(root), renderers=(FailingRenderer(),))
    with pytest.raises(StorageError) as caught:
        issue(failing, request())
    assert str(caught.value) == (
        "磁盘已满；请腾出空间后再试；绍市软件办〔2015〕1号 已登记，排除后原样再办一次即可，不会另占号。"
    )
    assert [record.state for record in holdings_of(root).ledger.listing()] == [State.RESERVED]
    report = issue(parts_of(root), request())
    assert (report.number, report.repeated) == (number(1), False)


class FailingIndex:
    """An index that breaks in the middle of the commit."""

    def add(self, docs: Iterable[SearchDocument]) -> None:
        """Fail."""
        raise IntegrityError("索引坏了")


def test_the_commit_is_whole_or_not_at_all(root: Path) -> None:
    with pytest.raises(IntegrityError, match="索引坏了"):
        issue(replace(parts_of(root), index=FailingIndex()), request())
    ledger = holdings_of(root).ledger
    assert ledger.get(number(1)).state is State.RESERVED
    assert ledger.items() == ()
    assert [json.loads(line)["verb"] for line in audit.lines("own", 2015)] == ["reserved"]


def test_resuming_commits_an_item_in_its_place_without_rendering_again(root: Path) -> None:
    with pytest.raises(IntegrityError):
        issue(replace(parts_of(root), index=FailingIndex()), request())
    placed = holdings_of(root).store.get("2015-6c1e8f00-0001")
    report = resume(replace(parts_of(root), renderers=(FailingRenderer(),)), number(1))
    assert report.digest == placed.digest
    assert holdings_of(root).ledger.get(number(1)).state is State.ISSUED


def test_resuming_puts_an_unfit_item_aside_and_renders_again(root: Path) -> None:
    with pytest.raises(IntegrityError):
        issue(replace(parts_of(root), index=FailingIndex()), request())
    damaged = root / "items" / "2015" / "2015-6c1e8f00-0001" / "data" / "original.pdf"
    damaged.chmod(0o644)
    damaged.write_bytes(b"damaged")
    report = resume(parts_of(root), number(1))
    assert holdings_of(root).store.verify(report.item_id, report.digest) == ()
    aside = root / "quarantine" / "own" / "2015-6c1e8f00-0001"
    assert (aside / "data" / "original.pdf").read_bytes() == b"damaged"


def test_only_a_reserved_number_is_resumed(parts: IssueParts) -> None:
    with pytest.raises(RefusedError, match="绍市软件办〔2015〕1号 是「补登」；只有预留的号能续办"):
        resume(parts, number(1))
    with pytest.raises(NotFoundError, match="没有登记过"):
        resume(parts, number(3))
    issue(parts, request())
    assert resume(parts, number(3)).repeated is True


def test_a_voided_request_asked_for_again_gets_a_new_number(root: Path) -> None:
    with pytest.raises(StorageError):
        issue(replace(parts_of(root), renderers=(FailingRenderer(),)), request())
    numbers.void(holdings_of(root), number(1), "印错")
    assert issue(parts_of(root), request()).number == number(2)


def test_a_sample_organ_is_kept_apart_and_marked(root: Path) -> None:
    enrol_fonds("yuecheng", "越城区软件办", sample=True)
    county = replace(parts_of(root), holdings=holdings_of(root, "yuecheng"))
    report = issue(county, replace(request(), document=paper(code="越软办")))
    assert str(report.number) == "越软办〔2015〕1号"
    assert report.location.startswith(str(root / "fonds" / "yuecheng" / "items" / "2015"))
    assert json.loads(county.holdings.store.read(report.item_id, "metadata.json"))["sample"] is True
    assert (root / "fonds" / "yuecheng" / "ledger" / "2015.jsonl").exists()
    assert not (root / "ledger" / "2015.jsonl").exists()


def test_copies_for_the_desk_bear_the_number_as_their_name(parts: IssueParts, tmp_path: Path) -> None:
    issue(parts, request())
    written = write_copies(parts.holdings.store, THREE, tmp_path / "out" / "demo")
    assert [copy.path.name for copy in written] == ["绍市软件办〔2015〕3号.docx", "绍市软件办〔2015〕3号.pdf"]
    assert written[0].path.read_bytes() == parts.holdings.store.read(THREE, "original.docx")
    assert sorted(path.name for path in (tmp_path / "out" / "demo").iterdir()) == [
        copy.path.name for copy in written
    ]


def test_a_copy_never_leaves_its_folder(root: Path, tmp_path: Path) -> None:
    report = issue(parts_of(root), replace(request(), document=paper(code="../办/a")))
    written = write_copies(parts_of(root).holdings.store, report.item_id, tmp_path / "out")
    assert [copy.path.name for copy in written] == ["_办_a〔2015〕1号.docx", "_办_a〔2015〕1号.pdf"]


def test_a_ledger_copy_left_behind_is_brought_up_when_the_archive_is_opened(
    parts: IssueParts, root: Path
) -> None:
    issue(parts, request())
    path = root / "ledger" / "2015.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    reopen(root)
    assert path.read_bytes() == whole


def test_a_database_older_than_the_ledger_copy_is_refused_when_the_archive_is_opened(
    parts: IssueParts, root: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older.db"
    connect(tmp_path / "elsewhere.db")
    shutil.copy(root / "gongwen.db", older)
    reopen(root)
    issue(parts_of(root), request())
    connect(tmp_path / "elsewhere.db")
    shutil.copy(older, root / "gongwen.db")
    with pytest.raises(IntegrityError, match="数据库比登记副本旧"):
        reopen(root)


def original(root: Path, serial: int) -> Path:
    return root / "items" / "2015" / f"2015-6c1e8f00-{serial:04}" / "data" / "original.pdf"


def test_a_damaged_item_is_never_handed_out_as_good(parts: IssueParts, root: Path, tmp_path: Path) -> None:
    issue(parts, request())
    original(root, 3).chmod(0o644)
    original(root, 3).write_bytes(b"")
    report = issue(parts, request())
    with pytest.raises(IntegrityError) as caught:
        write_copies(parts.holdings.store, report.item_id, tmp_path / "out", report.digest)
    assert str(caught.value) == (
        f"件 {THREE} 已损坏（data/original.pdf：内容已被改动，共 2 处），没有写出文件；"
        "写出的文件须与核发时存档的相同；请从备份恢复这一件，再运行 gongwen archive verify。"
    )
    assert not (tmp_path / "out").exists()


def test_a_whole_item_that_is_not_the_issued_one_is_not_handed_out(
    parts: IssueParts, root: Path, tmp_path: Path
) -> None:
    report = issue(parts, request())
    store = parts.holdings.store
    store.quarantine(THREE, "换掉")
    store.stage(pack(THREE, {"original.pdf": b"x", "metadata.json": b"{}"}, {}))
    store.sync(THREE)
    store.place(THREE)
    assert store.verify(THREE) == ()
    with pytest.raises(IntegrityError, match="与登记的件摘要不符"):
        write_copies(store, THREE, tmp_path / "out", report.digest)


@pytest.mark.parametrize(
    "otherwise",
    [replace(request(), signatory="王建国"), replace(request(), signed_on=dt.date(2015, 6, 23))],
    ids=["signatory", "day"],
)
def test_the_same_paper_signed_otherwise_takes_no_second_number(
    parts: IssueParts, otherwise: IssueRequest
) -> None:
    issue(parts, request())
    with pytest.raises(RefusedError, match="同样的公文已核发为 绍市软件办〔2015〕3号（签发人李明"):
        issue(parts, otherwise)
    assert len(parts.holdings.ledger.listing()) == 3
    assert issue(parts, request()).repeated


def test_the_first_number_of_another_issuer_code_must_be_meant(parts: IssueParts) -> None:
    mistyped = replace(request(), document=paper(code="绍市软办"))
    with pytest.raises(RefusedError) as caught:
        issue(parts, mistyped)
    assert str(caught.value) == (
        "机关代字「绍市软办」还没有编过号，编过的是「绍市软件办」；机关代字写错，就会另起一串号；"
        "请核对机关代字；确实启用新的代字，请加 --new-series。"
    )
    assert parts.holdings.ledger.issuer_codes() == ("绍市软件办",)
    assert str(issue(parts, replace(mistyped, new_series=True)).number) == "绍市软办〔2015〕1号"
    assert issue(parts, mistyped).repeated


def dated(issued_on: dt.date, signed_on: dt.date) -> IssueRequest:
    document = paper()
    signature = replace(document.signature, date_of_issue=issued_on)
    return IssueRequest(replace(document, signature=signature), "李明", signed_on)


def test_a_date_of_issue_to_come_is_refused(root: Path) -> None:
    today = dt.date(2026, 1, 5)
    with pytest.raises(RefusedError, match="成文日期 2026-01-06 还没有到（今天是 2026-01-05）"):
        issue(parts_of(root), dated(dt.date(2026, 1, 6), today))
    assert issue(parts_of(root), dated(today, today)).findings == ()


def test_a_date_of_issue_far_from_the_signature_is_warned_of_and_then_refused(root: Path) -> None:
    signed_on = dt.date(2015, 6, 22)
    assert issue(parts_of(root), dated(dt.date(2015, 7, 23), signed_on)).findings == ()
    (finding,) = issue(parts_of(root), dated(dt.date(2015, 7, 24), signed_on)).findings
    assert (finding.level, finding.sentence) == (
        Level.WARNING,
        "成文日期 2015-07-24 比签发日期 2015-06-22 晚 32 天，请核对",
    )
    with pytest.raises(RefusedError, match="成文日期 2016-06-23 比签发日期 2015-06-22 晚一年以上"):
        issue(parts_of(root), dated(dt.date(2016, 6, 23), signed_on))
    assert len(holdings_of(root).ledger.listing()) == 2


@pytest.mark.parametrize("name", ["李\n明", "李\x00明"])
def test_a_signatory_is_one_line(root: Path, name: str) -> None:
    with pytest.raises(RefusedError, match="签发人里有换行或别的控制字符"):
        issue(parts_of(root), replace(request(), signatory=name))


def test_an_issued_item_that_is_missing_is_told_when_asked_for_again(parts: IssueParts, root: Path) -> None:
    issue(parts, request())
    shutil.rmtree(root / "items" / "2015" / THREE)
    with pytest.raises(IntegrityError) as caught:
        issue(parts, request())
    assert str(caught.value) == (
        f"绍市软件办〔2015〕3号 已经核发，它的件却不见了，应在 {root}/items/2015/{THREE}；"
        "核发的公文都有一件；请从备份恢复这个文件夹，再运行 gongwen archive verify。"
    )
    with pytest.raises(IntegrityError, match="它的件却不见了"):
        archive.shown(parts.holdings, THREE)


@pytest.mark.parametrize("damaged", [False, True])
def test_an_issued_item_is_never_replaced_when_the_database_forgot_it(root: Path, damaged: bool) -> None:
    issue(parts_of(root), request())
    if damaged:
        original(root, 1).with_name("metadata.json").unlink()
    Item.objects.all().delete()
    Number.objects.all().delete()
    Entry.objects.all().delete()
    before = {path: path.read_bytes() for path in (root / "items").rglob("*") if path.is_file()}
    asked = request("关于报送总结的通知")
    parts = parts_of(root)
    number_text = "绍市软件办〔2015〕1号"
    parts.holdings.ledger.reserve(
        "绍市软件办", 2015, request_key="x", request=packed(asked), title="关于报送总结的通知"
    )
    with pytest.raises(IntegrityError, match=f"是 {number_text} 的另一份公文，没有动它"):
        resume(parts, number(1))
    assert {path: path.read_bytes() for path in (root / "items").rglob("*") if path.is_file()} == before


def packed(asked: IssueRequest) -> str:
    assert asked.signed_on
    content = {
        "document": notation.write(asked.document),
        "signatory": asked.signatory,
        "signed_on": asked.signed_on.isoformat(),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def test_the_facts_and_what_goes_along_lie_in_the_item(root: Path) -> None:
    parts = parts_of(root)
    sheet = Further("sheet.pdf", "发文稿纸.pdf", parts.loose.put(b"%PDF sheet"))
    report = issue(parts, replace(request(), source='{"template": "notice"}\n', further=(sheet,)))
    store = parts.holdings.store
    assert store.read(report.item_id, "facts.json") == b'{"template": "notice"}\n'
    assert store.read(report.item_id, "sheet.pdf") == b"%PDF sheet"
    files = json.loads(store.read(report.item_id, "metadata.json"))["files"]
    assert {"name": "sheet.pdf", "original_name": "发文稿纸.pdf"} in files
    assert {"name": "facts.json", "original_name": "绍市软件办〔2015〕1号 事实.json"} in files


def test_the_same_paper_asked_for_without_what_goes_along_is_the_same_number(root: Path) -> None:
    parts = parts_of(root)
    sheet = Further("sheet.pdf", "发文稿纸.pdf", parts.loose.put(b"%PDF sheet"))
    first = issue(parts, replace(request(), further=(sheet,)))
    again = issue(parts, request())
    assert (again.number, again.item_id, again.repeated) == (first.number, first.item_id, True)
