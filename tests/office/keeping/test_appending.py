"""What comes later lies beside the item and is found with it; what was read wrongly is put right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gongwen.errors import NotFoundError, RefusedError, StorageError, UsageError
from gongwen.office import archive
from gongwen.office.issue import issue
from gongwen.office.keeping.appending import append, place
from gongwen.office.keeping.correcting import describe
from gongwen.office.keeping.pieces import piece, pieces, text_of, to_search
from gongwen.search import Fts5Index, parse_query
from tests.office.archives import holdings_of, parts_of, reopen, request
from tests.office.keeping.taking import NOTICE, came, found, mail, packed, parts_in, taken
from tests.records.keeping.units import new_unit

OURS = "2015-6c1e8f00-0001"
NAME = "绍市软件办〔2015〕1号"
SLIP = "收文处理单\n拟办意见：请王芳阅办。\n"


@pytest.fixture
def kept(root: Path) -> Path:
    issue(parts_of(root), request())
    return root


def sound(root: Path) -> bool:
    return archive.verify(holdings_of(root)).findings == ()


def test_what_is_put_beside_a_paper_is_found_with_it(kept: Path, tmp_path: Path) -> None:
    slip, other = came(tmp_path, "处理单.txt", SLIP), came(tmp_path, "别的.txt", "办理结果。")
    done = append(parts_in(kept), "绍市软件办[2015]1号", [slip, other], "处理单", "补记")
    assert (done.record.bag_id, done.repeated) == (f"{OURS}.001", False)
    store = holdings_of(kept).store
    assert store.get(f"{OURS}.001").names == ("file-1.txt", "file-2.txt", "metadata.json", "text.txt")
    assert store.read(f"{OURS}.001", "file-1.txt").decode() == SLIP
    assert found("请王芳阅办") == found("黑名单") == {OURS}
    assert sound(kept)


def test_the_same_put_there_twice_is_one_bag(kept: Path, tmp_path: Path) -> None:
    slip = came(tmp_path, "处理单.txt", SLIP)
    append(parts_in(kept), NAME, [slip], "处理单")
    again = append(parts_in(kept), NAME, [slip], "处理单")
    assert (again.record.bag_id, again.repeated) == (f"{OURS}.001", True)
    assert append(parts_in(kept), NAME, [slip], "附件").record.bag_id == f"{OURS}.002"


@pytest.mark.parametrize("step", ["staged", "synced", "placed", "entered"])
def test_what_stopped_on_the_way_is_there_once_when_asked_again(
    kept: Path, tmp_path: Path, step: str
) -> None:
    def stop(at: str) -> None:
        if at == step:
            raise StorageError("磁盘已满")

    slip = came(tmp_path, "处理单.txt", SLIP)
    with pytest.raises(StorageError):
        append(parts_in(kept, stop), NAME, [slip], "处理单")
    reopen(kept)
    done = append(parts_in(kept), NAME, [slip], "处理单")
    assert (done.record.bag_id, done.repeated) == (f"{OURS}.001", step == "entered")
    assert found("请王芳阅办") == {OURS}
    assert sound(kept)


def test_what_may_not_come_in_is_refused_here_too(kept: Path, tmp_path: Path) -> None:
    secret = came(tmp_path, "密.txt", f"机密★1年\n\n{NOTICE}")
    with pytest.raises(RefusedError, match="标了密级（机密）"):
        append(parts_in(kept), NAME, [secret], "附件")
    bomb = came(tmp_path, "包.zip", packed({"大.txt": b"0" * 20_000_000}))
    with pytest.raises(RefusedError, match="包.zip 没有追加：.*放在 .*quarantine"):  # noqa: RUF043
        append(parts_in(kept), NAME, [bomb], "附件")
    with pytest.raises(NotFoundError):
        append(parts_in(kept), "绍市软件办〔2015〕9号", [secret], "附件")
    assert holdings_of(kept).keeping.further() == ()


def test_nothing_is_put_beside_an_item_that_the_yearly_arrangement_closed(kept: Path, tmp_path: Path) -> None:
    unit = new_unit(1)
    bag = replace(unit.bag, item_id=OURS, bag_id=f"{OURS}.001")
    holdings_of(kept).keeping.file_away(replace(unit, item_id=OURS, bag=bag))
    with pytest.raises(RefusedError, match="这一件已经整理归档，档号 Z109-WS·2015-D10-0001"):
        append(parts_in(kept), NAME, [came(tmp_path, "处理单.txt", SLIP)], "处理单")
    assert found("请王芳阅办") == set()
    place(parts_in(kept), NAME, "三", "12")
    assert str(holdings_of(kept).keeping.place_of(OURS)) == "三柜 12盒"


def test_the_index_made_anew_answers_the_same(kept: Path, tmp_path: Path) -> None:
    raw = mail("报送", "现报上。联系人赵六。", {"方案.txt": NOTICE.encode()})
    taken(kept, came(tmp_path, "报送.eml", raw), came(tmp_path, "包.zip", packed({"内.txt": b"inner text"})))
    append(parts_in(kept), NAME, [came(tmp_path, "处理单.txt", SLIP)], "处理单")
    words = ("请王芳阅办", "赵六", "检查方案", "内.txt", "报送.eml", "黑名单", "inner", "处理单")
    before = {word: found(word) for word in words}
    assert all(before.values())
    holdings, plain_text = holdings_of(kept), parts_in(kept).plain_text
    Fts5Index().rebuild([to_search(one, text_of(holdings, one, plain_text)) for one in pieces(holdings)])
    assert {word: found(word) for word in words} == before


def test_the_place_of_the_paper_is_the_last_one_told(kept: Path) -> None:
    place(parts_in(kept), NAME, "三柜", "12")
    place(parts_in(kept), NAME, "四", "1")
    assert str(holdings_of(kept).keeping.place_of(OURS)) == "四柜 1盒"
    with pytest.raises(RefusedError, match="柜是空的"):
        place(parts_in(kept), NAME, " ", "1")


def test_a_corrected_description_is_found_by_and_no_longer_in_doubt(root: Path, tmp_path: Path) -> None:
    path = came(tmp_path, "来文.txt", NOTICE.replace("浙正软办〔2015〕7号", "").replace("2015年5月4日", ""))
    (outcome,) = taken(root, path)
    assert outcome.doubts == ("文号：没有认出", "成文日期：没有认出")
    record = describe(parts_in(root), outcome.item_id, {"number": "浙正软办[2015]7号"}, "看过原件")
    assert record.description.number == "浙正软办〔2015〕7号"
    assert record.description.unsure == ("成文日期：没有认出",)
    record = describe(parts_in(root), "浙正软办〔2015〕7号", {"date": "2015年5月4日"}, "看过原件")
    assert (record.description.year, record.description.unsure) == (2015, ())
    hits = Fts5Index().search(parse_query("文号:浙正软办〔2015〕7号 年度:2015")).hits
    assert [str(hit.date) for hit in hits] == ["2015-05-04"]
    assert sound(root)


def test_confirming_clears_every_doubt_and_changes_nothing_else(root: Path, tmp_path: Path) -> None:
    (outcome,) = taken(root, came(tmp_path, "表.csv", "企业,电脑\n甲公司,3\n"))
    before = piece(holdings_of(root), outcome.item_id)
    record = describe(parts_in(root), outcome.item_id, {}, "看过原件", confirm=True)
    assert outcome.doubts == ("标题：取自文件名",)
    assert (record.description.unsure, record.description.title) == ((), before.title)


@pytest.mark.parametrize(
    ("elements", "sentence"),
    [({}, "没有写改什么"), ({"kind": "文件"}, "没有「文件」这个文种"), ({"date": "某天"}, "某天")],
)
def test_a_correction_that_cannot_be_is_refused(
    root: Path, tmp_path: Path, elements: dict[str, str], sentence: str
) -> None:
    (outcome,) = taken(root, came(tmp_path, "来文.txt", NOTICE))
    with pytest.raises(UsageError, match=sentence):
        describe(parts_in(root), outcome.item_id, elements, "看过原件")


def test_what_was_issued_here_is_not_described_anew(kept: Path) -> None:
    with pytest.raises(RefusedError, match="是本机关发的"):
        describe(parts_in(kept), NAME, {"title": "别的"}, "看过原件")
