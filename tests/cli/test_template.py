"""`gongwen template`, `gongwen draft`, `gongwen fonts`: what there is to write with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import EXAMPLES, FACTS, ROOT, gongwen

TEMPLATES = [
    "blank_circular",
    "blank_letter",
    "blank_minutes",
    "blank_notice",
    "blank_opinion",
    "blank_order",
    "blank_reply",
    "blank_report",
    "blank_request",
    "correction",
    "implementation_plan",
    "notice",
    "repeal",
    "revocation",
    "survey_form",
    "yearly_letter",
]


def test_the_templates_are_listed_by_name() -> None:
    listed = gongwen("template", "list", "--json")
    assert [one["template"] for one in listed.json] == TEMPLATES
    shown = gongwen("template", "list").out
    assert "联合印发通知" in shown
    assert "空白请示" in shown
    assert "公文要素" not in shown


def test_a_kind_of_paper_is_drafted_with_nothing_but_its_facts(tmp_path: Path) -> None:
    facts = EXAMPLES / "文种" / "通报.toml"
    drafted = gongwen("draft", "空白通报", "--facts", facts, "--out", tmp_path, "--json")
    assert drafted.code == 0
    assert drafted.json["title"] == "关于2016年度企业使用正版软件检查情况的通报"


def test_a_wrong_line_of_the_text_is_told_with_its_number(tmp_path: Path) -> None:
    facts = tmp_path / "错.toml"
    text = (EXAMPLES / "文种" / "通报.toml").read_text(encoding="utf-8")
    facts.write_text(text.replace("三、下一步工作", "四、下一步工作"), encoding="utf-8")
    refused = gongwen("draft", "空白通报", "--facts", facts, "--out", tmp_path)
    assert refused.code == 3
    assert "错.toml 第7行" in refused.err
    assert "「正文」第10行：序号 四、 不连续，应为 三、" in refused.err


def test_the_fields_of_a_template_are_explained() -> None:
    shown = gongwen("template", "show", "联合印发通知")
    assert shown.code == 0
    row = next(line for line in shown.out.splitlines() if line.startswith("机关代字"))
    assert row.split()[:3] == ["机关代字", "代字", "必填"]
    assert "每个发文机关一位联系人（部门、处室、姓名、电话、传真）" in shown.out
    contacts = next(
        field
        for field in gongwen("template", "show", "notice", "--json").json["fields"]
        if field["name"] == "联系人"
    )
    assert contacts["parts"] == ["部门", "处室", "姓名", "电话", "传真"]


def test_the_templates_of_the_project_have_no_errors() -> None:
    checked = gongwen("template", "check")
    assert checked.code == 0
    assert checked.out.splitlines() == [f"{name}：没有错误" for name in TEMPLATES]


def test_every_error_of_a_template_is_listed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    text = tmp_path / "templates/survey_form/text.txt"
    text.write_text(text.read_text() + "\n{{ 没有的字段 }}\n{{ 地名|upper }}\n")
    checked = gongwen(
        "template", "check", "survey_form", environment={"GONGWEN_TEMPLATES": str(tmp_path / "templates")}
    )
    assert checked.code == 6
    head, *findings = checked.out.splitlines()
    assert head == "survey_form：2 处错误"
    assert "用了没有声明的字段「没有的字段」" in findings[0]
    assert "只能写字段名" in findings[1]


def test_a_template_that_does_not_exist_is_not_found() -> None:
    for words in (("show", "notise"), ("check", "notise")):
        refused = gongwen("template", *words)
        assert (refused.code, refused.out) == (4, "")


def test_a_draft_is_written_in_both_formats(tmp_path: Path) -> None:
    drafted = gongwen("draft", "notice", "--facts", FACTS, "--out", tmp_path / "out")
    assert drafted.code == 0
    name = "草稿 关于印发《绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知"
    assert drafted.out.splitlines() == [
        f"已写出 {tmp_path}/out/{name}.{suffix}" for suffix in ("docx", "pdf")
    ]
    assert "两个名称不同" in drafted.err


def test_the_same_facts_in_a_workbook_give_the_same_draft(tmp_path: Path) -> None:
    toml = gongwen("draft", "notice", "--facts", FACTS, "--out", tmp_path / "a", "--json")
    xlsx = gongwen(
        "draft", "notice", "--facts", EXAMPLES / "绍兴市2015.xlsx", "--out", tmp_path / "b", "--json"
    )
    for one, other in zip(toml.json["files"], xlsx.json["files"], strict=True):
        assert Path(one).read_bytes() == Path(other).read_bytes()
    assert (toml.json["title"], toml.err) == (xlsx.json["title"], toml.err)


def test_the_fonts_in_use_are_told() -> None:
    told = gongwen("fonts", "--json")
    assert told.code == 0
    roles = {"仿宋", "小标宋", "黑体", "楷体", "宋体"}
    assert {row["role"] for row in told.json["faces"] if row["used"]} == roles
    assert {row["role"]: row["uses"] for row in told.json["roles"]}["黑体"][0] == "公文一级标题"
    assert [row["character"] for row in told.json["characters"]] == list("喆镕堃垚𬱖")
    shown = gongwen("fonts").out
    assert shown.splitlines()[0].split() == ["用途", "应当用", "现在用", "性质", "文件"]
    assert "没有的字体" in shown
    assert "喆" in shown


def test_the_missing_fonts_are_told_with_how_to_get_them() -> None:
    told = gongwen("fonts", "--json").json["faces"]
    missing = {row["name"]: row for row in told if row["state"] == "没有"}
    assert missing["方正小标宋简体"]["role"] == "小标宋"
    assert missing["方正小标宋简体"]["package"] == ""
    assert not [row for row in missing.values() if row["used"] or row["file"]]


def test_any_characters_can_be_asked_for() -> None:
    told = gongwen("fonts", "人 喆", "--json").json["characters"]
    assert [row["character"] for row in told] == ["人", "喆"]
    assert told[0]["faces"]["仿宋"] != told[1]["faces"]["仿宋"]


def test_a_font_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    refused = gongwen("fonts", environment={"GONGWEN_FONTS": str(tmp_path / "没有")})
    assert (refused.code, refused.out) == (4, "")


@pytest.mark.parametrize("words", [("template", "show", "common"), ("draft", "paper", "--facts", FACTS)])
def test_what_is_only_included_is_explained_and_not_called_unknown(words: tuple[object, ...]) -> None:
    told = gongwen(*words)
    assert told.code == 4
    assert "不是单独的模板，是几个模板共用的字段和行" in told.err
