"""Searches kept under a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.errors import NotFoundError, RefusedError, UsageError
from gongwen.search import Order, Request, forget_search, save_search, saved_search, saved_searches

MONTHLY = Request("黑名单 年度:2015", order=Order.NUMBER)
OLD = Request("黑名單", literal=True, scripts=True, ocr=True)

pytestmark = pytest.mark.usefixtures("database")


def test_a_search_comes_back_as_it_was_saved() -> None:
    save_search(" 每月核对 ", MONTHLY)
    save_search("旧件", OLD)
    assert saved_search("每月核对") == MONTHLY
    assert saved_searches() == (("旧件", OLD), ("每月核对", MONTHLY))


def test_a_name_is_given_once_until_it_is_forgotten() -> None:
    save_search("核对", MONTHLY)
    with pytest.raises(RefusedError, match="已经存有检索「核对」"):
        save_search("核对", OLD)
    assert saved_search("核对") == MONTHLY
    forget_search("核对")
    save_search("核对", OLD)
    assert saved_search("核对") == OLD


@pytest.mark.parametrize("name", ["", "  ", "名" * 41])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="不能作名称"):
        save_search(name, MONTHLY)


def test_what_was_never_saved_is_said_so() -> None:
    with pytest.raises(NotFoundError, match="没有存过检索「从未」"):
        saved_search("从未")
    with pytest.raises(NotFoundError, match="没有存过检索「从未」"):
        forget_search("从未")


def test_a_rebuild_of_the_index_leaves_the_saved_searches(database: Path) -> None:
    from gongwen.search import Fts5Index

    save_search("核对", MONTHLY)
    Fts5Index().rebuild([])
    assert saved_search("核对") == MONTHLY
