"""A transfer package says what is in it, and that is read back as it was."""

from __future__ import annotations

import datetime as dt

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.errors import FactsError
from gongwen.layout.books import SLIP
from gongwen.model.arrangement import Scheme, arrange
from gongwen.model.transfer import (
    Checked,
    Entry,
    FilingForm,
    Medium,
    Totals,
    catalogue_xml,
    entries_of,
    filing_form_slip,
    filing_form_xml,
    medium_text,
    read_catalogue,
    read_totals,
)
from gongwen.render.books.pdf import SlipSetter
from tests.layout.papers import typefaces
from tests.model.arrangement.pieces import LEAD, NOTICE, starter
from tests.model.arrangement.test_catalogue import frame

TOTALS = Totals.of([(120_345, 54_321), (40_000,)])
FORM = FilingForm(
    LEAD,
    dt.date(2016, 6, 20),
    TOTALS,
    checks=(Checked("真实性", "合格"), Checked("病毒检验")),
    notes=("登记条目 12 条，末条 0f1e",),
)
ENTRIES = entries_of(arrange([NOTICE], starter(), Scheme("Z109")).filed)


def test_the_catalogue_of_the_package_has_the_eight_fields_of_each_paper() -> None:
    assert (
        catalogue_xml(ENTRIES).decode()
        == f"""<?xml version='1.0' encoding='utf-8'?>
<文件目录>
  <文件>
    <顺序号>1</顺序号>
    <档号>Z109-WS·2015-Y-0001</档号>
    <责任者>{LEAD}；绍兴市人民政府国有资产监督管理委员会</责任者>
    <题名>关于印发《绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知</题名>
    <日期>20150623</日期>
    <密级></密级>
    <电子档案名称>电子档案/2015/永久/Z109-WS·2015-Y-0001</电子档案名称>
    <备注></备注>
  </文件>
</文件目录>
"""
    )
    assert read_catalogue(catalogue_xml(ENTRIES)) == ENTRIES


def test_the_note_of_a_medium_is_readable_on_windows_and_says_all() -> None:
    medium = Medium(
        "GP-0001",
        "光盘（DVD-R）",
        "4.7 GB",
        LEAD,
        dt.date(2016, 6, 20),
        "金渭鑫",
        "朱晓翔",
        "王某",
        "PDF 阅读软件",
        TOTALS,
        ("登记条目 12 条，末条 0f1e",),
    )
    made = medium_text(medium)
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.decode("utf-8-sig").split("\r\n") == [
        "电子档案移交说明文件",
        "",
        "载体编号：GP-0001",
        "载体类型：光盘（DVD-R）",
        "载体容量：4.7 GB",
        f"移交单位：{LEAD}",
        "数量：2 件，3 个文件，214666 字节",
        "制作日期：2016年6月20日",
        "制作人：金渭鑫",
        "检查人：朱晓翔",
        "保管人：王某",
        "读取所需软硬件环境：PDF 阅读软件",
        "说明：登记条目 12 条，末条 0f1e",
        "",
    ]


def test_the_filing_form_tells_count_and_bytes_and_what_was_not_checked() -> None:
    text = filing_form_xml(FORM).decode()
    assert "<件数>2</件数>" in text
    assert "<字节数>214666</字节数>" in text
    assert "<检验项目>病毒检验</检验项目>\n    <检验结果>未检验</检验结果>" in text
    assert read_totals(filing_form_xml(FORM)) == Totals(2, 3, 214_666)


def test_the_filing_form_prints_with_room_for_two_stamps() -> None:
    frames = frame("slip")
    pdf = pypdfium2.PdfDocument(SlipSetter(frames, typefaces(), SLIP).set(filing_form_slip(FORM)))
    said = "".join(pdf[0].get_textpage().get_text_range().split())
    wanted = ("电子文件归档登记表", "2件，3个文件，214666字节", "未检验", "档案部门（签章）", "末条0f1e")
    assert [part for part in wanted if part not in said] == []
    assert len(pdf) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<x/>",
        "<文件目录><文件><顺序号>一</顺序号></文件></文件目录>".encode(),
        '<!DOCTYPE a [<!ENTITY b "c">]><文件目录/>'.encode(),
        b"<?xml version='1.0' encoding='nonsense'?><a/>",
    ],
)
def test_what_is_no_catalogue_is_refused(data: bytes) -> None:
    with pytest.raises(FactsError, match="读不出来"):
        read_catalogue(data)
    with pytest.raises(FactsError, match="读不出来"):
        read_totals(data)


READABLE = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="；\ufffe\uffff"), max_size=9
)


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            Entry,
            st.integers(1, 9999),
            READABLE,
            st.lists(READABLE.filter(bool), max_size=3).map(tuple),
            READABLE,
            READABLE,
            READABLE,
            READABLE,
            READABLE,
        )
    )
)
def test_every_catalogue_is_read_back(entries: list[Entry]) -> None:
    assert read_catalogue(catalogue_xml(entries)) == tuple(entries)
    assert catalogue_xml(entries) == catalogue_xml(tuple(entries))
