"""The shelf knows its templates by folder and by Chinese name, and keeps to its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.errors import FactsError, NotFoundError
from gongwen.office.desk.shelf import Listed, Shelf

TEXT = "文种：通知\n【正文】{{ 标题 }}\n"
FIELDS = '名称 = "小通知"\n说明 = "一句话"\n[字段.标题]\n类型 = "文字"\n'


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    for name, text, fields in (
        ("small", TEXT, FIELDS),
        ("broken", "{{ 甲() }}", "名称 = "),
        ("common", "# 只有字段\n\n", ""),
        ("shared", "主送：各单位\n", "只供并入 = true\n"),
    ):
        (tmp_path / "shelf" / name).mkdir(parents=True)
        (tmp_path / "shelf" / name / "text.txt").write_text(text, encoding="utf-8")
        (tmp_path / "shelf" / name / "fields.toml").write_text(fields, encoding="gb18030")
    (tmp_path / "shelf" / "frames").mkdir()
    (tmp_path / "text.txt").write_text("文种：通知", encoding="utf-8")
    return Shelf(tmp_path / "shelf")


def test_what_one_can_draft_from_is_listed(shelf: Shelf) -> None:
    assert shelf.listing() == (Listed("broken", "broken", ""), Listed("small", "小通知", "一句话"))


def test_lines_that_are_only_included_are_not_drafted_from_but_can_be_read(shelf: Shelf) -> None:
    with pytest.raises(NotFoundError, match="「shared」不是单独的模板，是几个模板共用的字段和行"):
        shelf.template("shared")
    assert shelf.source("shared")[0] == "主送：各单位\n"


@pytest.mark.parametrize("name", ["small", "小通知"])
def test_a_template_is_found_by_folder_and_by_name(shelf: Shelf, name: str) -> None:
    assert shelf.template(name).identifier == "small"


@pytest.mark.parametrize("name", ["nothing", "frames", "", ".", "..", "../shelf/small", "/etc", "small/"])
def test_an_unknown_template_is_refused_with_what_exists(shelf: Shelf, name: str) -> None:
    with pytest.raises(NotFoundError, match="broken（broken）、small（小通知）"):
        shelf.template(name)


@pytest.mark.parametrize(
    "identifier", ["", ".", "..", "../shelf/small", "/etc", "small/..", "nothing", "frames"]
)
def test_no_source_lies_outside_the_shelf(shelf: Shelf, identifier: str) -> None:
    with pytest.raises(NotFoundError):
        shelf.source(identifier)


def test_an_included_template_cannot_lie_outside_the_shelf(shelf: Shelf) -> None:
    (shelf.folder / "small" / "text.txt").write_text(TEXT + "{% 并入 ../shelf/small %}\n", encoding="utf-8")
    with pytest.raises(FactsError) as caught:
        shelf.template("small")
    assert [finding.sentence for finding in caught.value.findings] == [
        "「并入 ../shelf/small」：「../shelf/small」不是模板的名称"
    ]


def test_a_wrong_template_is_refused(shelf: Shelf) -> None:
    with pytest.raises(FactsError, match="模板「broken」有"):
        shelf.template("broken")


def test_an_empty_shelf_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="没有任何模板"):
        Shelf(tmp_path / "nowhere").template("notice")
