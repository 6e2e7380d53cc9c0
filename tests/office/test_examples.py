"""The examples: one year of Shaoxing, and its six districts, cities and counties, word by word."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from gongwen.drafting import Facts, draft
from gongwen.model import Document
from gongwen.model.notation import parse, write
from gongwen.office.desk.factfile import merge, read_facts, read_table
from gongwen.office.desk.shelf import Shelf
from gongwen.office.filling.tables import FONDS_COLUMN

HOME = Path(__file__).parents[2]
EXAMPLES = HOME / "examples"
SHELF = Shelf(HOME / "templates")
OURS = (
    "绍兴市使用正版软件工作领导小组办公室、绍兴市国资委"
    "《绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知（绍市软件办〔2015〕3号）"
)


def test_the_workbook_gives_the_same_draft_as_the_toml() -> None:
    template = SHELF.template("notice")
    assert draft(template, read_facts(EXAMPLES / "绍兴市2015.xlsx")) == draft(
        template, read_facts(EXAMPLES / "绍兴市2015.toml")
    )


def test_the_workbooks_are_made_by_their_script_byte_for_byte(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_xlsx", EXAMPLES / "make_xlsx.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.make(tmp_path)
    for name in ("绍兴市2015.xlsx", "区县2015.xlsx", "批量/区县.xlsx", "批量/区县有错.xlsx"):
        assert (tmp_path / name).read_bytes() == (EXAMPLES / name).read_bytes()


def rows() -> dict[str, Facts]:
    return {str(row.values["地名"]): row for row in read_table(EXAMPLES / "区县2015.xlsx", "地名")}


@pytest.fixture(scope="module")
def papers() -> dict[str, Document]:
    common, template = read_facts(EXAMPLES / "区县共同.toml"), SHELF.template("notice")
    made = {}
    for name, row in rows().items():
        values = {field: value for field, value in row.values.items() if field != FONDS_COLUMN}
        result = draft(template, merge(common, replace(row, values=values)))
        assert result.findings == ()
        made[name] = result.document
    return made


@dataclass(frozen=True)
class Place:
    """The words of one place's paper."""

    code: str
    marker: str
    organs: tuple[str, ...]
    made_by: str
    we: str
    owned: str
    assets: str
    culture: str
    above: str
    levels: str
    lower: str
    addressees: str
    issued: str
    deadline: str
    fax: str
    never: tuple[str, ...]


DISTRICT_NEVER = ("我市", "我县", "市属", "县属", "市国资委研究", "市文广局")
CITY_NEVER = ("我区", "我县", "区属", "县属", "向市使用正版软件工作领导小组", "国家、省、市")
LEADING = "使用正版软件工作领导小组办公室"
PLACES = {
    "越城区": Place(
        "330602", "越软件办", (f"绍兴市越城区{LEADING}",), "区使用正版软件领导小组办公室",
        "我区", "区属", "区国资委", "区文广局", "市", "国家、省、市", "各镇（街道）",
        "各镇人民政府、街道办事处，各有关单位", "2015年7月1日", "7月20日", "区文广局80000002", DISTRICT_NEVER,
    ),
    "柯桥区": Place(
        "330603", "柯软件办", (f"绍兴市柯桥区{LEADING}", "绍兴市柯桥区国有资产监督管理委员会"),
        "区使用正版软件领导小组办公室、区国资委",
        "我区", "区属", "区国资委", "区文广局", "市", "国家、省、市", "各镇（街道）",
        "各镇人民政府、街道办事处，各有关单位", "2015年7月2日", "7月22日",
        "区文广局80000004；区国资委80000006", DISTRICT_NEVER,
    ),
    "上虞区": Place(
        "330604", "虞软件办", (f"绍兴市上虞区{LEADING}", "绍兴市上虞区国有资产监督管理委员会"),
        "区使用正版软件领导小组办公室、区国资委",
        "我区", "区属", "区国资委", "区文广局", "市", "国家、省、市", "各乡镇（街道）",
        "各乡镇人民政府、街道办事处，各有关单位", "2015年7月3日", "7月24日",
        "区文广局80000008；区国资委80000010", DISTRICT_NEVER,
    ),
    "诸暨市": Place(
        "330681", "诸软件办", (f"诸暨市{LEADING}", "诸暨市国有资产监督管理委员会"),
        "市使用正版软件领导小组办公室、市国资委",
        "我市", "市属", "市国资委", "市文广局", "绍兴市", "国家、省、绍兴市", "各乡镇（街道）",
        "各乡镇人民政府、街道办事处，各有关单位", "2015年7月6日", "7月27日",
        "市文广局80000012；市国资委80000014", CITY_NEVER,
    ),
    "嵊州市": Place(
        "330683", "嵊软件办", (f"嵊州市{LEADING}", "嵊州市财政局"),
        "市使用正版软件领导小组办公室、市财政局",
        "我市", "市属", "市财政局", "市文广局", "绍兴市", "国家、省、绍兴市", "各乡镇（街道）",
        "各乡镇人民政府、街道办事处，各有关单位", "2015年7月7日", "7月28日",
        "市文广局80000016；市财政局80000018", (*CITY_NEVER, "，市国资委"),
    ),
    "新昌县": Place(
        "330624", "新软件办", (f"新昌县{LEADING}",), "县使用正版软件领导小组办公室",
        "我县", "县属", "县财政局", "县文广局", "市", "国家、省、市", "各乡镇（街道）",
        "各乡镇人民政府、街道办事处，各有关单位", "2015年7月8日", "7月29日", "县文广局80000020",
        ("我市", "我区", "市属", "区属", "县国资委", "市文广局"),
    ),
}  # fmt: skip


def test_there_are_six_places_each_an_organ_of_its_own() -> None:
    assert {name: row.values[FONDS_COLUMN] for name, row in rows().items()} == {
        name: place.code for name, place in PLACES.items()
    }
    assert len({place.marker for place in PLACES.values()}) == 6


@pytest.mark.parametrize("name", PLACES)
def test_the_heads_of_the_paper_are_of_the_place(papers: dict[str, Document], name: str) -> None:
    document, place = papers[name], PLACES[name]
    assert document.header.issuer_mark.organs == document.signature.organs == place.organs
    assert document.header.issuer_code == place.marker
    assert document.addressees == place.addressees
    assert document.imprint.printing_office == place.organs[0]
    assert f"成文日期：{place.issued}\n" in write(document)
    assert parse(write(document)) == document
    assert (
        document.body.title == f"关于印发《{name}推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知"
    )


@pytest.mark.parametrize("name", PLACES)
def test_the_words_change_with_the_place(papers: dict[str, Document], name: str) -> None:
    text, place = write(papers[name]), PLACES[name]
    own = place.we.removeprefix("我")
    addressed = place.addressees.removesuffix("，各有关单位")
    for words in (
        f"的通知（浙正软办〔2015〕2号）和{OURS}精神，{place.made_by}研究制定了",
        f"的通知（浙正软办〔2015〕2号）和{OURS}精神，特制定本方案。",
        f"深入推进{place.we}国有企业软件正版化工作，切实保障",
        f"在{own}使用正版软件工作领导小组统一领导下",
        f"{place.assets}等部门组成的{own}推进国有企业软件正版化工作协调机制。"
        f"{own}使用正版软件工作领导小组办公室设在{place.culture}，",
        f"\n{place.lower}推进国有企业使用正版软件工作，应结合当地实际情况，由{addressed}协调相关部门",
        f"具体实施方案请于{place.deadline}前报{place.culture}及{place.assets}。",
        f"向{place.above}使用正版软件工作领导小组报告",
        f"\n{addressed}：按照属地管理原则",
        f"根据{place.levels}对推进企业使用正版软件工作的要求",
        f"2015年底前完成{place.owned}企业本级的软件正版化工作",
        f"力争到“十三五”末期{place.we}国有企业基本实现软件正版化",
        f"会同{place.assets}，对{place.owned}企业使用软件相关情况进行调查摸底，并做好《{name}国有企业使用软件情况调查表》",
        f"附件：{name}国有企业使用软件情况调查表\n",
        f"（3）{place.deadline}前传真至：{place.fax}。\n",
    ):
        assert words in text
    assert [words for words in place.never if words in text] == []
