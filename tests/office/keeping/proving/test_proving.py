"""四性检测: every item, every check with a verdict and a reason; the report; the history; heads on paper."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import cast

import openpyxl
import pytest

from gongwen.errors import NotFoundError
from gongwen.model.finding import Finding
from gongwen.office.desk import database
from gongwen.office.keeping.proving.entering import entered
from gongwen.office.keeping.proving.heads import against_note, chain_heads
from gongwen.office.keeping.proving.history import history
from gongwen.office.keeping.proving.report import write_report
from gongwen.office.keeping.proving.values import ItemProof, Property, Verdict
from gongwen.office.keeping.proving.whole import prove_item, told_once
from gongwen.records.keeping.keeping import Keeping
from gongwen.records.keeping.values import Description, NewReceived
from tests.office.archives import CODE
from tests.office.keeping.proving.story import FIRST, opened, proofs, settings_of, story
from tests.records.opening import NOW

ONE = f"{CODE}〔2015〕1号"
PDF = f"items/2015/{FIRST}/data/original.pdf"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return story(tmp_path)


def proof_of(root: Path, name: str = ONE) -> ItemProof:
    return prove_item(opened(root, writing=False), name)[1]


def verdicts(one: ItemProof) -> dict[str, str]:
    return {check.kind.id: check.verdict.value for check in one.checks}


def reasons(one: ItemProof) -> dict[str, str]:
    return {check.kind.id: check.reason for check in one.checks if check.verdict is Verdict.FAILED}


def repacked(root: Path, name: str, content: bytes) -> None:
    """Change a file of the first item and make all digests anew, as a forger would; the entry stays."""
    from gongwen.archive.bag import pack

    folder = root / "items" / "2015" / FIRST
    payload = {path.name: path.read_bytes() for path in (folder / "data").iterdir()} | {name: content}
    info = dict(line.split(": ", 1) for line in (folder / "bag-info.txt").read_text("utf-8").splitlines())
    bag = pack(FIRST, payload, {key: info[key] for key in list(info)[1:-1]})
    shutil.rmtree(folder)
    (folder / "data").mkdir(parents=True)
    for path, data in bag.files.items():
        (folder / path).write_bytes(data)
        (folder / path).chmod(0o444)


def test_every_item_has_every_check_and_what_was_not_done_is_not_passed(root: Path) -> None:
    one = proof_of(root)
    assert [check.kind.id for check in one.checks] == [
        *(f"GD-1-{n}" for n in range(1, 13)),
        *(f"GD-2-{n}" for n in range(1, 9)),
        *(f"GD-3-{n}" for n in (1, 2, 3, 4, 8)),
        *(f"GD-4-{n}" for n in (1, 2, 3, 4, 5, 7)),
    ]
    assert {check.kind.id for check in one.checks if check.verdict is Verdict.UNTESTED} == {
        "GD-4-1",
        "GD-4-2",
        "GD-4-5",
    }
    assert reasons(one) == {}
    assert {quality: one.verdict(quality) for quality in Property} == dict.fromkeys(Property, Verdict.PASSED)


def test_where_the_item_and_its_paper_lie_is_told(root: Path) -> None:
    (location,) = (check for check in proof_of(root).checks if check.kind.id == "GD-1-12")
    assert location.reason == f"2015/{FIRST}；纸质件在三柜 12盒"


def test_only_numbers_seen_in_use_are_without_a_mark(root: Path) -> None:
    unmarked = {check.kind.shown_id for check in proof_of(root).checks if "*" not in check.kind.shown_id}
    assert unmarked == {"GD-1-1", "GD-1-6", "GD-1-8", "GD-2-6", "GD-3-1", "GD-3-2", "GD-3-8", "GD-4-3"}


def test_what_came_in_is_checked_by_what_it_is(root: Path) -> None:
    one = proof_of(root, "浙正软办〔2015〕7号")
    assert verdicts(one)["GD-1-10"] == "通过"
    assert verdicts(one)["GD-2-5"] == "通过"
    assert verdicts(one)["GD-2-8"] == "不适用"
    assert reasons(one) == {}


def test_a_forged_title_in_the_metadata_does_not_agree_with_the_paper(root: Path) -> None:
    path = root / "items" / "2015" / FIRST / "data" / "metadata.json"
    repacked(root, "metadata.json", path.read_bytes().replace("印发".encode(), "废止".encode()))
    found = reasons(proof_of(root))
    assert found["GD-1-10"] == "著录的标题不是公文上的"
    assert "与登记的件摘要不符" in found["GD-1-1"]


def test_a_pdf_of_another_paper_is_told_by_its_words(root: Path) -> None:
    other = root / "items" / "2015" / "2015-6c1e8f00-0004" / "data" / "original.pdf"
    repacked(root, "original.pdf", other.read_bytes())
    assert reasons(proof_of(root))["GD-1-10"] == "original.pdf 里找不到文号；original.pdf 里找不到标题"


def test_a_file_that_is_not_what_its_ending_says_or_does_not_open_is_named(root: Path) -> None:
    repacked(root, "original.pdf", b"PK\x03\x04 no package")
    found = reasons(proof_of(root))
    assert found["GD-3-3"].startswith("original.pdf 的内容是 ")
    assert found["GD-3-4"].startswith("original.pdf 打不开")


def test_an_encrypted_pdf_is_named(root: Path) -> None:
    content = (root / PDF).read_bytes()
    repacked(root, "original.pdf", content.replace(b"/Root", b"/Encrypt 9 0 R /Root"))
    assert reasons(proof_of(root))["GD-3-8"] == "original.pdf 加了密"


def test_an_extra_file_and_a_link_are_named(root: Path) -> None:
    data = root / "items" / "2015" / FIRST / "data"
    (data / "more.txt").write_text("x")
    (data / "link.pdf").symlink_to(root / PDF)
    found = reasons(proof_of(root))["GD-4-3"]
    assert "data/more.txt：没有列在 manifest-sha256.txt 里" in found
    assert "link.pdf 是链接" in found


def test_a_missing_item_fails_and_nothing_of_it_passes_as_content(root: Path) -> None:
    shutil.rmtree(root / "items" / "2015" / FIRST)
    one = proof_of(root)
    assert reasons(one)["GD-1-1"].endswith("的件不见了")
    assert one.verdict(Property.USABLE) is Verdict.FAILED


def test_an_unknown_item_is_not_found(root: Path) -> None:
    with pytest.raises(NotFoundError):
        prove_item(opened(root), "绍市软件办〔2015〕99号")


def test_the_report_has_a_line_for_each_item_and_each_check_and_the_heads_below(
    root: Path, tmp_path: Path
) -> None:
    found = proofs(root)
    office = opened(root)
    written = write_report(office.workshop, found, tmp_path / "out", NOW.date())
    assert sorted(copy.path.name for copy in written) == [
        "2026年1月5日 四性检测报告.pdf",
        "2026年1月5日 四性检测报告.xlsx",
        "2026年1月5日 四性检测明细.pdf",
        "2026年1月5日 四性检测明细.xlsx",
    ]
    sheet = openpyxl.load_workbook(tmp_path / "out" / "2026年1月5日 四性检测报告.xlsx").active
    assert sheet is not None
    said = "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    for proof in found:
        for one in proof.proofs:
            assert one.item_id in said
        for head in proof.heads:
            assert f"{proof.name} {head.chain} {head.year} 年 {head.count} 条，末条 {head.hash}" in said
    assert "共 5 件" in said
    assert f" 等 {len(found)} 个机关" in said


def test_what_was_not_tested_stands_beside_the_verdict_that_the_rest_passed(root: Path) -> None:
    one = proof_of(root)
    untested = [check for check in one.of(Property.SECURE) if check.verdict is Verdict.UNTESTED]
    assert len(untested) >= 2
    assert one.shown(Property.SECURE) == f"通过（{len(untested)} 项未检测）"
    assert one.shown(Property.AUTHENTIC) == "通过"


def test_a_check_is_entered_as_an_act_and_told_in_the_history(root: Path) -> None:
    before = len(history(opened(root, writing=False)))
    assert entered(settings_of(root), proofs(root))
    events = history(opened(root, writing=False))[before:]
    assert [(event.fonds, event.done, event.subject, event.said) for event in events] == [
        ("own", "核对", "存档", "完好，有待办事项"),
        ("yuecheng", "核对", "存档", "完好"),
    ]
    assert events[0].details["passed"] == {"真实性": 4, "完整性": 4, "可用性": 4, "安全性": 4}
    assert proofs(root)[0].sound


def test_the_history_of_an_item_is_all_that_was_done_with_it(root: Path) -> None:
    office = opened(root)
    assert entered(settings_of(root), (prove_item(office, ONE)[0],), item=True)
    done = [event.done for event in history(opened(root, writing=False), ONE)]
    assert done == ["预留", "核发", "追加", "放置", "核对", "核对"]


def test_a_check_from_before_an_item_came_in_is_none_of_it(root: Path) -> None:
    office = opened(root)

    def keeping(hour: int) -> Keeping:
        return Keeping("own", operator="王芳", now=lambda: dt.datetime(2030, 1, 5, hour, tzinfo=dt.UTC))

    item_id = "2030-r-00000000000000aa"
    said = Description("来函", 2030)
    keeping(8).checked("存档", {"sound": True})
    keeping(9).receive(NewReceived(item_id, "a" * 64, "b" * 64, "来函.txt", "TXT", "", said))
    keeping(10).checked("存档", {"sound": True})
    assert [(event.done, event.at.hour) for event in history(office, item_id)] == [("收存", 9), ("核对", 10)]


def test_what_is_found_of_an_item_without_an_id_is_told_all_the_same() -> None:
    nameless = Finding(cast(str, None), "登记", "目录里的件与字号的登记不符")
    (told,) = told_once((nameless, nameless))
    assert (told.place, told.sentence) == ("（没有件标识）", "目录里的件与字号的登记不符")


def test_nothing_is_entered_into_a_database_that_is_damaged_itself(root: Path) -> None:
    path = root / "ledger" / "2015.jsonl"
    path.write_text(path.read_text("utf-8").replace("李明", "李四", 1), "utf-8")
    assert not entered(settings_of(root), proofs(root))


def test_a_head_noted_on_paper_shows_a_cut_tail(root: Path) -> None:
    office = opened(root)
    noted = next(head for head in chain_heads(office.holdings()) if (head.chain, head.year) == ("登记", 2015))
    head, found = against_note(office.all_holdings(), noted.hash[:12], noted.count)
    assert (head, found) == (noted, ())
    _cut(root, noted.count)
    _, found = against_note(opened(root, writing=False).all_holdings(), noted.hash[:12], noted.count)
    (finding,) = found
    assert finding.sentence.startswith(f"没有哪条链的第 {noted.count} 条的摘要以 {noted.hash[:12]} 开头")


def _cut(root: Path, count: int) -> None:
    """Take the last entry out of database and copy alike: the chain itself does not show it."""
    import sqlite3
    from contextlib import closing

    database.disconnect()
    with closing(sqlite3.connect(root / "gongwen.db")) as writing:
        writing.execute(
            "DELETE FROM records_entry WHERE year = 2015 AND ordinal = ? AND fonds_id = 1", (count,)
        )
        writing.commit()
    path = root / "ledger" / "2015.jsonl"
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[: count - 1]), "utf-8")
