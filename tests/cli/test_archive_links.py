"""archive links: what a paper is based on, what cites it, who has not answered."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from gongwen.archive.bag import pack
from gongwen.archive.identity import received_item_id
from gongwen.office.keeping.bags import put_bag
from gongwen.office.keeping.citing import cited_in
from gongwen.office.wiring import Office, Settings
from gongwen.records.keeping.values import Description, NewReceived
from tests.cli.conftest import Desk
from tests.cli.running import EXAMPLES, gongwen

THREE = "绍市软件办〔2015〕3号"
ITEM = "2015-6c1e8f00-0003"
PROVINCE = "浙正软办〔2015〕2号"


def receive(archive: Path, title: str, text: str, *organs: str, number: str = "", kind: str = "") -> str:
    """Enter a paper that came in with this text, and return its item id."""
    holdings = Office(Settings.of({}, archive)).holdings()
    source = hashlib.sha256(text.encode()).hexdigest()
    item_id = received_item_id(2015, source)
    bag = pack(
        item_id, {"original.txt": text.encode(), "text.txt": text.encode(), "metadata.json": b"{}"}, {}
    )
    put_bag(holdings.store, bag)
    described = Description(title, 2015, number, kind, organs)
    holdings.keeping.receive(NewReceived(item_id, bag.digest, source, f"{title}.txt", "TXT", "", described))
    holdings.keeping.cite(item_id, cited_in(text))
    return item_id


@pytest.fixture
def linked(own_desk: Desk) -> Desk:
    lists = EXAMPLES / "名录" / "绍兴市.xlsx"
    done = gongwen("directory", "import", lists, "--reason", "首次建立", "--archive", own_desk.archive)
    assert done.code == 0, done.err
    return own_desk


def test_it_says_what_the_notice_is_based_on_and_what_the_archive_has_of_it(linked: Desk) -> None:
    outcome = linked.run("archive", "links", THREE, "--json")
    (province, plan, superior) = outcome.json["cites"][:3]
    assert (province["relation"], province["number"], province["item"]) == ("依据", PROVINCE, "")
    assert plan["title"] == "深入实施国家知识产权战略行动计划（2014—2020年）"
    assert superior["number"] == "国版发〔2015〕1号"
    came = receive(
        linked.archive, "关于印发方案的通知", "关于印发方案的通知\n", "浙江省软件办", number=PROVINCE
    )
    assert linked.run("archive", "links", THREE, "--json").json["cites"][0]["item"] == came
    assert linked.run("archive", "links", PROVINCE, "--json").json["cited_by"] == [
        {
            "relation": "依据",
            "item": ITEM,
            "number": THREE,
            "title": "关于印发《绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知",
        }
    ]


def test_it_says_who_has_not_answered(linked: Desk) -> None:
    waiting = linked.run("archive", "links", THREE, "--json").json["waiting"]
    assert waiting == [
        f"{county}使用正版软件工作领导小组"
        for county in ("越城区", "柯桥区", "上虞区", "诸暨市", "嵊州市", "新昌县")
    ]
    text = f"柯桥区推进方案\n\n根据《关于印发方案的通知》（{THREE}）要求，现报送我区推进方案。\n"
    answer = receive(linked.archive, "柯桥区推进方案", text, "绍兴市柯桥区使用正版软件工作领导小组办公室")
    outcome = linked.run("archive", "links", THREE)
    assert "主送的还没有来文的：越城区使用正版软件工作领导小组、上虞区使用" in outcome.out
    assert "已有 1 件引用本文的来文" in outcome.out
    assert "柯桥区使用正版软件工作领导小组、" not in outcome.out
    assert answer in outcome.out
    assert "不能展开的统称：各有关单位" in outcome.out


def test_a_request_that_nobody_replied_to_is_unanswered(linked: Desk) -> None:
    asked = receive(
        linked.archive, "关于延期的请示", "关于延期的请示\n\n请予批复。\n", "新昌县政府", kind="请示"
    )
    outcome = linked.run("archive", "links", asked)
    assert "还没有发文回复" in outcome.out
    assert "没有引用别的公文，也没有被引用" in outcome.out


def test_the_links_are_the_same_when_they_are_made_anew(linked: Desk) -> None:
    before = linked.run("archive", "links", THREE, "--json").json
    assert linked.run("archive", "reindex").code == 0
    assert linked.run("archive", "links", THREE, "--json").json == before


def test_an_unknown_paper_is_refused(linked: Desk) -> None:
    outcome = linked.run("archive", "links", "绍市软件办〔2015〕99号")
    assert outcome.code == 4
    assert "存档里没有「绍市软件办〔2015〕99号」" in outcome.err


def test_a_citation_is_of_the_paper_whose_number_it_gives_in_both_directions(linked: Desk) -> None:
    title = "关于印发《绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知"
    text = f"关于延期的函\n\n根据《{title}》（绍市软件办〔2014〕9号）要求，申请延期。\n"
    receive(linked.archive, "关于延期的函", text, "新昌县政府")
    assert linked.run("archive", "links", THREE, "--json").json["cited_by"] == []


def test_a_paper_does_not_cite_itself_by_the_number_on_its_pages(linked: Desk) -> None:
    number, notice = "新软办〔2015〕8号", "《关于印发方案的通知》"
    text = f"关于延期的请示\n\n根据{notice}（{number}）和{notice}（{PROVINCE}）要求，申请延期。\n"
    receive(linked.archive, "关于延期的请示", text, "新昌县政府", number=number, kind="请示")
    for word in ("links", "show"):
        cites = linked.run("archive", word, number, "--json").json["cites"]
        assert [one["number"] for one in cites] == [PROVINCE]
