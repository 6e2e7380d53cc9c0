"""Entries of a table become facts; every one keeps its place."""

from __future__ import annotations

import pytest

from gongwen.drafting.facts import Entry, gather


def entries(**given: object) -> list[Entry]:
    return [
        Entry(name.replace("__", "."), raw, f"B{row}格") for row, (name, raw) in enumerate(given.items(), 1)
    ]


def test_numbered_names_make_lists_and_dotted_ones_their_parts() -> None:
    facts, findings = gather(
        entries(
            地名="绍兴市",
            机关1="甲",
            机关2="乙",
            联系人1__姓名="丙",
            联系人1__电话=89180865,
            联系人２__姓名="丁",
        ),
        "事实.xlsx",
    )
    assert findings == ()
    assert facts.values == {
        "地名": "绍兴市",
        "机关": ["甲", "乙"],
        "联系人": [{"姓名": "丙", "电话": "89180865"}, {"姓名": "丁"}],
    }
    assert facts.place("机关.2") == "B3格"
    assert facts.place("联系人.1.电话") == "B5格"
    assert facts.place("联系人.2.电话") == "事实.xlsx"
    assert facts.place("主送") == "事实.xlsx"


def test_a_blank_entry_has_a_place_but_no_value() -> None:
    facts, findings = gather(entries(地名="　", 机关1="甲", 机关2=None, 人1__姓名=None, 人1__电话=" "), "表")
    assert (facts.values, findings) == ({"机关": ["甲"]}, ())
    assert facts.place("地名") == "B1格"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([("地名", "甲"), (" 地名 ", "乙")], "B2格：「 地名 」写了两次，另一处在B1格，请只留一处"),
        ([("机关1", "甲"), ("机关01", "乙")], "B2格：「机关01」写了两次，另一处在B1格，请只留一处"),
        ([("机关", "甲"), ("机关1", "乙")], "B2格：「机关1」与B1格的「机关」重复，请只用一种写法"),
        ([("人1", "甲"), ("人1.姓名", "乙")], "B2格：「人1.姓名」与B1格的「人1」重复，请只用一种写法"),
        ([("人1.姓名", "甲"), ("人3.姓名", "乙")], "B2格：有「人3」而没有「人2」"),
        ([("人0.姓名", "甲")], "B1格：有「人0」而没有「人1」"),
    ],
)
def test_what_is_entered_twice_or_out_of_order_is_told(given: list[tuple[str, str]], sentence: str) -> None:
    _, findings = gather([Entry(name, raw, f"B{row}格") for row, (name, raw) in enumerate(given, 1)], "表")
    assert [f"{finding.place}：{finding.sentence}" for finding in findings] == [sentence]
