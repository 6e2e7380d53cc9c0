"""TOML as a clerk writes it, every key with its line."""

from __future__ import annotations

import datetime as dt

import pytest

from gongwen.drafting.tomltext import TomlError, read_toml


def test_chinese_keys_need_no_quotes_and_know_their_lines() -> None:
    values, places = read_toml(
        '# 说明："引号"\n地名 = "绍兴市" # 注\n"本级" = "市"\n成文日期 = 2015-06-23\n'
        '正文 = """\n假 = "不是字段"\n"""\n\n[[联系人]]\n姓名 = "甲"\n[[联系人]]\n姓名 = "乙"\n'
    )
    assert values == {
        "地名": "绍兴市",
        "本级": "市",
        "成文日期": dt.date(2015, 6, 23),
        "正文": '假 = "不是字段"\n',
        "联系人": [{"姓名": "甲"}, {"姓名": "乙"}],
    }
    assert places == {
        "地名": "第2行",
        "本级": "第3行",
        "成文日期": "第4行",
        "正文": "第5行",
        "联系人.1": "第9行",
        "联系人.1.姓名": "第10行",
        "联系人.2": "第11行",
        "联系人.2.姓名": "第12行",
    }


def test_a_mark_at_the_beginning_and_windows_line_ends_do_no_harm() -> None:
    values, places = read_toml('\ufeff甲 = "一"\r\n乙 = "二"\r\n')
    assert (values, places) == ({"甲": "一", "乙": "二"}, {"甲": "第1行", "乙": "第2行"})


@pytest.mark.parametrize("date", ["2015-02-30", "2015-6-3"])
def test_a_date_toml_does_not_know_is_left_to_the_check_of_the_field(date: str) -> None:
    assert read_toml(f"甲 = {date}\n")[0] == {"甲": date}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('甲 = "一"\n甲 = "二"\n', "第2行：同一个名称写了两次"),
        ("[甲]\n[甲]\n", "第2行：同一个名称写了两次"),
        ("甲 = “一”\n", "第1行：写法不对"),
        ('乙 = "一"\n甲 ＝ "一"\n', "第2行：写法不对"),
        ('甲 = "一', "第1行：写法不对"),
        ("甲 = [\n", "文件末尾：写法不对"),
        ("甲 = " + "[" * 5000, "文件里：有太长的数，或括号套得太深"),
        ("甲 = " + "9" * 5000, "文件里：有太长的数，或括号套得太深"),
    ],
)
def test_a_wrong_line_is_named(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        read_toml(text)
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('甲 = “一”\n乙 = "二"\n丙 = 三。\n丁\n', ["第1行", "第3行", "第4行"]),
        ('甲 = "一"\n甲 = "二"\n乙 = “三”\n', ["第2行", "第3行"]),
        ('[[甲]\n姓名 = "一"\n[[甲]]\n姓名 = “二”\n', ["第1行", "第4行"]),
        ('[[甲]]\n姓名 = "一"\n[[甲]\n姓名 = "二"\n', ["第3行"]),
        ('甲 = [“一”,\n"二",\n]\n乙 = 三。\n', ["第1行"]),
        ('甲 = [\n"一"，\n"二",\n]\n乙 = 三。\n', ["第2行", "第5行"]),
        ("甲 = 一。\n" * 30, [f"第{line}行" for line in range(1, 21)]),
    ],
)
def test_every_line_wrong_in_itself_is_named_up_to_twenty(text: str, places: list[str]) -> None:
    with pytest.raises(TomlError) as caught:
        read_toml(text)
    assert [place for place, _ in caught.value.wrong] == places
