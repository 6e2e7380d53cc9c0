"""The chain of entries: any change, removal or insertion shows."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from gongwen.records.chain import GENESIS, broken_links, seal


def chain(count: int) -> list[str]:
    lines, previous = [], GENESIS
    for ordinal in range(1, count + 1):
        line, previous = seal({"ordinal": ordinal, "number": f"绍市软件办〔2015〕{ordinal}号"}, previous)
        lines.append(line)
    return lines


def problems(lines: list[str]) -> list[str]:
    return [f"{finding.place}：{finding.sentence}" for finding in broken_links(lines, "2015 年")]


def test_the_hash_is_that_of_the_line_without_it() -> None:
    line, digest = seal({"ordinal": 1, "number": "绍市软件办〔2015〕1号"}, GENESIS)
    body = f'{{"number":"绍市软件办〔2015〕1号","ordinal":1,"previous":"{GENESIS}"}}'
    assert digest == hashlib.sha256(body.encode()).hexdigest()
    assert line == f'{{"hash":"{digest}",{body[1:]}'


def test_a_whole_chain_has_no_findings() -> None:
    assert problems(chain(5)) == []
    assert problems([]) == []


def test_a_changed_entry_is_named() -> None:
    lines = chain(3)
    lines[1] = lines[1].replace("2号", "9号")
    assert problems(lines) == ["2015 年 第 2 条：内容与它的摘要不符，已被改动"]


def test_a_removed_entry_is_named_at_the_place_of_its_successor() -> None:
    lines = chain(3)
    del lines[1]
    assert problems(lines) == [
        "2015 年 第 2 条：与上一条接不上，有条目被改动、插入或删去",
        "2015 年 第 2 条：序号写的是 3，有条目缺失或多出",
    ]


def test_an_entry_replaced_with_a_right_hash_breaks_the_next_link() -> None:
    lines = chain(3)
    lines[1], _ = seal({"ordinal": 2, "number": "假〔2015〕2号"}, chain_hash(lines[0]))
    assert problems(lines) == ["2015 年 第 3 条：与上一条接不上，有条目被改动、插入或删去"]


def test_an_unreadable_entry_is_named() -> None:
    lines = chain(3)
    lines[1] = lines[1][:-10]
    assert problems(lines) == ["2015 年 第 2 条：读不懂，可能被改动或截断"]


def chain_hash(line: str) -> str:
    return line.split('"hash":"')[1][:64]


@given(st.integers(0, 2), st.data())
def test_any_changed_character_is_found(index: int, data: st.DataObject) -> None:
    lines = chain(3)
    place = data.draw(st.integers(0, len(lines[index]) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda sign: sign != lines[index][place]))
    lines[index] = lines[index][:place] + other + lines[index][place + 1 :]
    assert problems(lines) != []
