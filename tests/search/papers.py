"""Papers to be searched, and the answer that plain reading gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from gongwen.search import Page, SearchDocument, SearchIndex, fold, parse_query

OFFICE = "绍兴市使用正版软件工作领导小组办公室"
STATE_ASSETS = "绍兴市人民政府国有资产监督管理委员会"


def paper(
    item_id: str,
    title: str,
    text: str,
    *,
    number: str = "",
    organs: tuple[str, ...] = (OFFICE,),
    kind: str = "通知",
    day: str = "2015-06-23",
) -> SearchDocument:
    date = dt.date.fromisoformat(day)
    return SearchDocument(item_id, title, number, organs, kind, date.year, date, text)


NOTICE = paper(
    "2015-0003",
    "关于印发《绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知",
    "各区、县（市）使用正版软件工作领导小组，各有关单位：\n"
    "根据省版权局、省国资委的通知（浙正软办[2015]2号）精神，建立软件资产管理\n制度。\n"
    "联系人：市国资委办公室  朱晓翔\n联系电话：89180865　　　传真：89180830\n"
    "（一）指导思想\n以邓小平理论和“三个代表”重要思想为指导。",
    number="绍市软件办〔2015〕3号",
    organs=(OFFICE, STATE_ASSETS),
)
PLAN_2016 = paper(
    "2016-0002",
    "关于做好2016年软件正版化工作的通知",
    "按照绍市软件办〔2015〕3号文件要求，对使用盗版软件的企业列入黑 名\n单，并予以通报。"
    "软件资产管理台账另行报送。",
    number="绍市软件办〔2016〕2号",
    day="2016-03-01",
)
BULLETIN = paper(
    "2017-0011",
    "关于检查结果的通报",
    "经检查，列入黑名单的企业三家。正版率98.5%，Windows 10 与 WPS Office 2016 混用，见附件①。",
    number="绍市软件办〔2017〕11号",
    kind="通报",
    day="2017-11-30",
)
REPLY = paper(
    "2016-0009",
    "关于黑名单管理办法的复函",
    "你单位来函收悉。经研究，函复如下：同意“A&B<公司>”的申请，姓名用字为𬱖、喆、镕、堃。",
    number="绍国资函[2016]13号",
    organs=(STATE_ASSETS,),
    kind="函",
    day="2016-03-01",
)
SCAN = paper(
    "2016-0010", "（传真件）", "", organs=("诸暨市文化广电新闻出版局",), kind="报告", day="2016-07-30"
)

PAPERS = (NOTICE, PLAN_2016, BULLETIN, REPLY, SCAN)


def fields(doc: SearchDocument) -> tuple[str, ...]:
    return (doc.title, doc.number, *doc.organs, doc.text)


def by_reading(docs: Iterable[SearchDocument], words: str) -> list[str]:
    """Return the ids of the papers that contain `words`, in the order of the promise."""
    wanted = fold(words)
    found = [doc for doc in docs if any(wanted in fold(field) for field in fields(doc))]
    place = {doc.item_id: (wanted in fold(doc.title)) * 2 or int(wanted in fold(doc.number)) for doc in found}
    found.sort(key=lambda doc: doc.item_id)
    found.sort(key=lambda doc: (place[doc.item_id], doc.date), reverse=True)
    return [doc.item_id for doc in found]


def ask(index: SearchIndex, text: str, **page: Any) -> Page:
    return index.search(parse_query(text), **page)


def ids(index: SearchIndex, text: str, *, literal: bool = False) -> list[str]:
    """Return the ids of all hits, in order."""
    return [hit.item_id for hit in index.search(parse_query(text, literal=literal), limit=1000).hits]
