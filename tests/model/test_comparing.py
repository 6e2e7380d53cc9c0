"""Two papers compared: every changed paragraph, and in it what changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongwen.model.comparing import Change, Kind, compare

OLD = ["标题", "请于2015年7月30日前报送。", "联系人：金渭鑫", "此段不要了，另有安排。"]
NEW = ["标题", "请于2016年8月1日前报送。", "联系人：金渭鑫", "增加一段全新的内容。"]


def test_a_changed_paragraph_shows_whole_numbers() -> None:
    assert compare(OLD[:3], NEW[:3]) == (Change(Kind.CHANGED, OLD[1], NEW[1]),)
    assert compare(OLD[:3], NEW[:3])[0].marked() == "请于[-2015-]{+2016+}年[-7-]{+8+}月[-30-]{+1+}日前报送。"


def test_a_paragraph_that_nothing_resembles_was_deleted_and_the_other_added() -> None:
    changes = compare(OLD, NEW)[1:]
    assert [change.kind for change in changes] == [Kind.DELETED, Kind.ADDED]
    assert [change.marked() for change in changes] == [
        "[-此段不要了，另有安排。-]",
        "{+增加一段全新的内容。+}",
    ]


def test_a_moved_in_paragraph_does_not_hide_the_changed_one_after_it() -> None:
    changes = compare(["甲乙丙丁戊"], ["新的一段话", "甲乙丙丁己"])
    assert [(change.kind, change.before, change.after) for change in changes] == [
        (Kind.ADDED, "", "新的一段话"),
        (Kind.CHANGED, "甲乙丙丁戊", "甲乙丙丁己"),
    ]


LINES = st.lists(st.text("甲乙丙12，", min_size=1, max_size=8), max_size=8)


@given(LINES, LINES)
def test_the_changes_turn_the_one_paper_into_the_other(old: list[str], new: list[str]) -> None:
    changes = compare(old, new)
    gone = [change.before for change in changes if change.before]
    come = [change.after for change in changes if change.after]
    for text in set(old) | set(new):
        assert old.count(text) - gone.count(text) == new.count(text) - come.count(text)
    assert bool(changes) == (old != new)
