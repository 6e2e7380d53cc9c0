"""The main job as a clerk does it, with the installed program and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import FACTS, OFFICE, Outcome, program

TITLE = "关于印发《绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知"


def test_from_facts_to_a_numbered_findable_paper(tmp_path: Path) -> None:
    def gongwen(*words: object, code: int = 0) -> Outcome:
        outcome = program(*words, environment={"GONGWEN_ARCHIVE": str(tmp_path / "存档")}, cwd=tmp_path)
        assert outcome.code == code, outcome.err
        return outcome

    gongwen("init", OFFICE)
    assert "notice" in gongwen("template", "list").out
    gongwen("draft", "notice", "--facts", FACTS)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        f"草稿 {TITLE}.docx",
        f"草稿 {TITLE}.pdf",
    ]

    for serial in (1, 2):
        gongwen("number", "adopt", f"绍市软件办〔2015〕{serial}号", "--reason", "手工编号")
    issue = ("issue", "notice", "--facts", FACTS, "--signatory", "王建国", "--signed-on", "2015-06-23")
    assert "绍市软件办〔2015〕3号 已核发" in gongwen(*issue).out
    assert "绍市软件办〔2015〕3号 此前已经核发，没有另占号" in gongwen(*issue).out
    assert [record["state"] for record in gongwen("number", "list", "--json").json] == [
        "补登",
        "补登",
        "核发",
    ]

    assert TITLE in gongwen("archive", "show", "绍市软件办〔2015〕3号").out
    gongwen("archive", "verify")
    for engine in ("fts5", "whoosh", "scan"):
        found = gongwen("search", "黑名单", "--engine", engine, "--json").json
        assert [hit["number"] for hit in found["hits"]] == ["绍市软件办〔2015〕3号"]

    refused = gongwen("number", "void", "绍市软件办〔2015〕3号", "--reason", "写错了", code=5)
    assert "核发的公文不能作废" in refused.err


@pytest.mark.parametrize(
    "locale",
    [
        {"LANG": "C", "LC_ALL": ""},
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"},
    ],
)
def test_a_locale_without_chinese_does_not_stop_the_work(tmp_path: Path, locale: dict[str, str]) -> None:
    made = program("init", OFFICE, "--archive", tmp_path / "存档", environment=locale)
    assert (made.code, made.err) == (0, "")
    assert made.out == f"已为{OFFICE}建立存档：{tmp_path}/存档\n"
    assert (tmp_path / "存档" / "gongwen.toml").exists()
