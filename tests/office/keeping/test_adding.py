"""What others sent is kept, whatever it is: byte for byte, once, described, found, and nothing in silence."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongwen.errors import NotFoundError
from gongwen.model import Document, Paragraph, Part, notation
from gongwen.office import archive
from gongwen.office.issue import issue
from gongwen.office.keeping.adding import Doubt, Fate, Proposal, Wishes, add
from gongwen.office.keeping.adding.adding import LARGEST
from gongwen.records.keeping import log
from tests.cli.running import everything_in
from tests.office.archives import TITLE, holdings_of, paper, parts_of, request
from tests.office.keeping.taking import NOTICE, came, found, mail, packed, parts_in, taken
from tests.proving import PROVING

NAMES = st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="/")
DAMAGED = Path(__file__).parents[2] / "damaged"
BOMB = packed({"很大.txt": b"0" * 20_000_000})
ID = f"2026-r-{hashlib.sha256(NOTICE.encode()).hexdigest()[:16]}"


def plain_text_of(document: Document) -> str:
    """Return what the plain text of a paper is in these tests."""
    return notation.write(document)


def sound(root: Path) -> bool:
    return archive.verify(holdings_of(root)).findings == ()


def test_a_notice_that_came_in_is_kept_byte_for_byte_described_and_found(root: Path, tmp_path: Path) -> None:
    raw = NOTICE.encode("gb18030")
    (outcome,) = taken(root, came(tmp_path, "来文.txt", raw), sender="省软件办")
    holdings = holdings_of(root)
    assert (outcome.fate, outcome.form, outcome.trouble) == (Fate.KEPT, "TXT", "")
    record = holdings.keeping.received(outcome.item_id)
    said = record.description
    assert (said.title, said.number) == ("关于开展软件正版化检查的通知", "浙正软办〔2015〕7号")
    assert (said.kind, str(said.date), said.year) == ("通知", "2015-05-04", 2015)
    assert said.organs == ("浙江省使用正版软件工作领导小组办公室",)
    assert (record.sender, said.unsure) == ("省软件办", ())
    assert holdings.store.read(outcome.item_id, "original.txt") == raw
    original = Path(holdings.store.location(outcome.item_id)) / "data" / "original.txt"
    assert original.stat().st_mode & 0o222 == 0
    assert found("报送检查方案") == found("浙正软办[2015]7号") == found("来文.txt") == {outcome.item_id}
    assert sound(root)
    metadata = json.loads(holdings.store.read(outcome.item_id, "metadata.json"))
    assert metadata["received"] == {"on": "2026-01-05", "name": "来文.txt", "sender": "省软件办"}
    assert metadata["source"] == hashlib.sha256(raw).hexdigest()


def test_its_citations_are_put_down(root: Path, tmp_path: Path) -> None:
    (outcome,) = taken(root, came(tmp_path, "来文.txt", NOTICE))
    cited = holdings_of(root).keeping.cited_by(outcome.item_id)
    assert [(one.number, one.relation) for one in cited] == [("浙正软办〔2014〕3号", "依据")]


def test_the_same_bytes_are_one_item_with_a_receipt_for_each_time(root: Path, tmp_path: Path) -> None:
    first, second = came(tmp_path, "一.txt", NOTICE), came(tmp_path, "二.txt", NOTICE)
    outcomes = [*taken(root, first, second), *taken(root, first)]
    assert [one.fate for one in outcomes] == [Fate.KEPT, Fate.AGAIN, Fate.AGAIN]
    assert {one.item_id for one in outcomes} == {ID}
    names = [receipt.name for receipt in holdings_of(root).keeping.receipts(ID)]
    assert names == ["一.txt", "二.txt", "一.txt"]
    assert found("一.txt") == found("二.txt") == {ID}
    assert holdings_of(root).store.ids() == (ID,)


def test_a_mail_is_one_item_with_its_attachments(root: Path, tmp_path: Path) -> None:
    raw = mail("报送方案", "现报上，请查收。联系人赵六。", {"方案.txt": NOTICE.encode(), "空.bin": b"\0\1"})
    (outcome,) = taken(root, came(tmp_path, "报送.eml", raw))
    names = holdings_of(root).store.get(outcome.item_id).names
    assert names == ("attachment-1.txt", "attachment-2.bin", "metadata.json", "original.eml", "text.txt")
    assert found("联系人赵六") == found("报送检查方案") == found("方案.txt") == {outcome.item_id}
    assert outcome.title == "关于开展软件正版化检查的通知"
    assert any("著录取自附件《方案.txt》" in doubt for doubt in outcome.doubts)


def test_a_package_is_an_item_and_so_is_each_file_inside(root: Path, tmp_path: Path) -> None:
    raw = packed({"柯桥/方案.txt": NOTICE.encode(), "又.zip": packed({"内.txt": "里面的说明。".encode()})})
    outcomes = taken(root, came(tmp_path, "柯桥.zip", raw))
    assert [one.name for one in outcomes] == [
        "柯桥.zip",
        "柯桥.zip › 柯桥/方案.txt",
        "柯桥.zip › 又.zip",
        "柯桥.zip › 又.zip › 内.txt",
    ]
    keeping = holdings_of(root).keeping
    package, plan, inner, deepest = (one.item_id for one in outcomes)
    assert [(one.relation, one.other) for one in keeping.origins(plan)] == [("来自", package)]
    assert [(one.relation, one.other) for one in keeping.origins(deepest)] == [("来自", inner)]
    assert found("里面的说明") == {deepest}
    assert holdings_of(root).store.read(package, "text.txt").decode() == "柯桥/方案.txt\n又.zip"


def test_what_cannot_be_read_is_kept_marked_and_found_by_its_name(root: Path, tmp_path: Path) -> None:
    locked = came(tmp_path, "有密码的通知.pdf", (DAMAGED / "encrypted.pdf").read_bytes())
    (outcome,) = taken(root, locked)
    assert outcome.fate is Fate.KEPT
    assert "有密码" in outcome.trouble
    assert found("有密码的通知.pdf") == {outcome.item_id}
    description = holdings_of(root).keeping.received(outcome.item_id).description
    assert (description.title, description.date, description.kind) == ("有密码的通知", None, "")
    assert description.unsure == ("标题：取自文件名",)
    assert sound(root)


def test_what_looks_made_to_do_harm_goes_to_quarantine_with_its_reason(root: Path, tmp_path: Path) -> None:
    (outcome,) = taken(root, came(tmp_path, "请看.zip", BOMB), sender="不认识")
    assert (outcome.fate, outcome.item_id) == (Fate.ASIDE, "")
    digest = hashlib.sha256(BOMB).hexdigest()
    aside = root / "quarantine" / "own"
    assert (aside / f"{digest}.bin").read_bytes() == BOMB
    note = json.loads((aside / f"{digest}.json").read_text())
    assert (note["name"], note["sender"], note["source"]) == ("请看.zip", "不认识", digest)
    assert "像是有意制作的" in note["reason"]
    assert holdings_of(root).store.ids() == ()
    (told,) = log.acts("own", "quarantined")
    assert told.subject == digest
    assert taken(root, came(tmp_path, "请看.zip", BOMB))[0].fate is Fate.ASIDE
    assert sound(root)


def test_a_harmful_file_inside_a_package_does_not_keep_the_others_out(root: Path, tmp_path: Path) -> None:
    raw = packed({"好.txt": NOTICE.encode(), "坏.zip": BOMB})
    outcomes = taken(root, came(tmp_path, "包.zip", raw))
    assert [one.fate for one in outcomes] == [Fate.KEPT, Fate.KEPT, Fate.ASIDE]
    assert found("报送检查方案") == {ID}


def test_a_classified_paper_leaves_no_trace(root: Path, tmp_path: Path) -> None:
    marked = came(tmp_path, "密件.txt", f"机密★1年\n\n{NOTICE}")
    package = came(tmp_path, "包.zip", packed({"密件.txt": marked.read_bytes()}))
    before = everything_in(root)
    outcomes = taken(root, marked, package)
    assert [one.fate for one in outcomes] == [Fate.CLASSIFIED, Fate.CLASSIFIED]
    assert "标了密级（机密）" in outcomes[0].why
    assert everything_in(root) == before
    assert taken(root, marked, classified=True)[0].fate is Fate.KEPT


def test_a_folder_is_walked_in_order_and_what_is_passed_over_is_named(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "来文"
    for name in ("10.txt", "2.txt", "乙/1.txt"):
        came(folder, name, f"第 {name} 份。")
    for name in (".隐藏", "~$2.docx", "下载.pdf.part", "Thumbs.db"):
        came(folder, name, "x")
    (folder / "链接").symlink_to(folder / "2.txt")
    outcomes = taken(root, folder)
    assert [one.name for one in outcomes if one.fate is Fate.KEPT] == ["2.txt", "10.txt", "乙/1.txt"]
    passed = {one.name: one.why for one in outcomes if one.fate is Fate.PASSED}
    assert sorted(passed) == [".隐藏", "Thumbs.db", "~$2.docx", "下载.pdf.part", "链接"]
    assert passed["链接"] == "是链接，不是文件；请收它指向的文件"


def test_an_archive_in_the_folder_is_not_taken_into_itself(root: Path) -> None:
    (outcome,) = taken(root, root.parent)
    assert (outcome.fate, outcome.name) == (Fate.PASSED, "archive")


def test_a_path_that_is_not_there_stops_before_anything_is_taken(root: Path, tmp_path: Path) -> None:
    there = came(tmp_path, "a.txt", NOTICE)
    with pytest.raises(NotFoundError, match=r"没有 .*b\.txt 这个文件或文件夹"):
        taken(root, there, tmp_path / "b.txt")
    assert holdings_of(root).store.ids() == ()


def test_a_file_of_no_permission_is_told_and_the_others_are_taken(root: Path, tmp_path: Path) -> None:
    long_name = came(tmp_path / "f", "好.txt", NOTICE)
    os.mkfifo(tmp_path / "f" / "管道")
    outcomes = taken(root, long_name.parent)
    assert {one.name: one.fate for one in outcomes} == {"好.txt": Fate.KEPT, "管道": Fate.PASSED}


@settings(max_examples=1_000 if PROVING else 25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=400) | st.text(max_size=200).map(str.encode), name=st.text(NAMES, min_size=1)
)
def test_whatever_bytes_come_in_under_whatever_name_are_kept_as_they_are(
    root: Path, tmp_path: Path, content: bytes, name: str
) -> None:
    (outcome,) = taken(root, came(tmp_path, f"a{name}"[:60], content))
    assert outcome.kept
    store = holdings_of(root).store
    (original,) = [one for one in store.get(outcome.item_id).names if one.startswith("original.")]
    assert store.read(outcome.item_id, original) == content
    assert store.verify(outcome.item_id) == ()


def test_a_name_in_another_coding_is_read_as_people_wrote_it(root: Path, tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/" + "来文.txt".encode("gb18030")
    path = came(tmp_path, os.fsdecode(raw), NOTICE)
    assert [one.name for one in taken(root, path)] == ["来文.txt"]


def test_a_file_too_large_to_take_is_told(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "光盘.iso"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    (outcome,) = taken(root, path)
    assert (outcome.fate, outcome.why) == (Fate.UNREADABLE, "比 1 GB 还大；请拆小，或刻成光盘另存")


def test_bytes_whose_item_was_lost_are_not_said_to_be_kept(root: Path, tmp_path: Path) -> None:
    path = came(tmp_path, "来文.txt", NOTICE)
    taken(root, path)
    shutil.rmtree(root / "items" / "2026" / ID)
    (outcome,) = taken(root, path)
    assert (outcome.fate, outcome.kept) == (Fate.GONE, False)
    assert outcome.why == f"同样的内容收过，它的件 {ID} 却不见了；请先从备份恢复，再收"


def test_a_person_who_is_asked_corrects_and_confirms(root: Path, tmp_path: Path) -> None:
    asked: list[tuple[str, str]] = []

    def person(name: str, proposal: Proposal) -> Proposal:
        asked.extend((doubt.key, doubt.name) for doubt in proposal.doubts)
        corrected = replace(proposal.description, number="浙正软办〔2015〕7号")
        return Proposal(corrected, ())

    path = came(tmp_path, "来文.txt", NOTICE.replace("浙正软办〔2015〕7号", ""))
    (outcome,) = add(parts_in(root), [path], Wishes(ask=person))
    assert asked == [("number", "文号")]
    assert (outcome.number, outcome.doubts) == ("浙正软办〔2015〕7号", ())
    assert found("文号:浙正软办〔2015〕7号") == {outcome.item_id}
    assert str(Doubt("number", "文号", "", "没有认出")) == "文号：没有认出"


def test_a_second_scan_of_the_same_paper_is_suggested_as_one(root: Path, tmp_path: Path) -> None:
    (first,) = taken(root, came(tmp_path, "一.txt", NOTICE))
    (second,) = taken(root, came(tmp_path, "二.txt", NOTICE.replace("检查方案。", "检査方案。")))
    assert second.fate is Fate.KEPT
    (hint,) = [doubt for doubt in second.doubts if doubt.startswith("核对：")]
    assert hint.startswith("核对：像是 浙正软办〔2015〕7号 的又一份（相似 0.")
    assert first.item_id in hint


def test_a_scan_of_our_paper_whose_number_was_not_read_is_known_by_its_text(
    root: Path, tmp_path: Path
) -> None:
    long = replace(paper(), body=Part(TITLE, tuple(Paragraph(f"{n}号企业要清查软件。") for n in range(40))))
    issue(parts_of(root), replace(request(), document=long))
    said = plain_text_of(long).replace("绍市软件办", "")
    (outcome,) = taken(root, came(tmp_path, "扫描.txt", said))
    assert any("像是 绍市软件办〔2015〕1号 的又一份（相似 " in doubt for doubt in outcome.doubts)


def test_a_paper_with_our_own_number_is_kept_and_append_is_suggested(root: Path, tmp_path: Path) -> None:
    issue(parts_of(root), request())
    ours = NOTICE.replace("浙正软办〔2015〕7号", "绍市软件办〔2015〕1号")
    (outcome,) = taken(root, came(tmp_path, "盖章的.txt", ours))
    assert outcome.fate is Fate.KEPT
    assert outcome.doubts[-1] == (
        "核对：文号 绍市软件办〔2015〕1号 是本机关发的，像是同一份；要放到那一件旁边，"
        "请用 gongwen archive append 绍市软件办〔2015〕1号 盖章的.txt --as 其他"
    )
