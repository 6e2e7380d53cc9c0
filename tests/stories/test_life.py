"""The life of a joint paper: signed on paper, numbered, misprinted, put right, released, sent."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.running import FACTS, OFFICE, ROOT, Outcome, gongwen
from tests.stories.test_manual import played, section

BUREAU = "绍兴市人民政府国有资产监督管理委员会"
NUMBER = "绍市软件办〔2015〕1号"
MANUAL = ROOT / "docs" / "使用手册.md"


def put_right(text: Path) -> str:
    """Put a misprint in a text right; return the text."""
    right = text.read_text("utf-8").replace("对情节严重的依法查处", "对情节严重的，依法查处")
    text.write_text(right, encoding="utf-8")
    return right


def test_a_joint_paper_from_its_draft_to_the_file_copies(tmp_path: Path) -> None:
    environment = {"GONGWEN_ARCHIVE": str(tmp_path / "存档"), "GONGWEN_OPERATOR": "王芳"}
    out = tmp_path / "out"

    def run(*words: object, code: int = 0) -> Outcome:
        outcome = gongwen(*words, environment=environment)
        assert outcome.code == code, outcome.err
        return outcome

    run("init", OFFICE)
    entered = run("draft", "notice", "--facts", FACTS, "--out", out, "--json", "--enter", "--drafter", "李明")
    draft = entered.json["draft_id"]
    assert "等" in run("draft", "list").out

    scan = tmp_path / "签字页.pdf"
    scan.write_bytes((ROOT / "tests" / "damaged" / "blank.pdf").read_bytes())
    assert "先审核，后送签" in run("approve", draft, "--by", "王建国", "--on", "2015-06-22", code=5).err
    run("review", draft, "--by", "陈静", "--on", "2015-06-19", "--opinion", "拟同意")
    own = run("approve", draft, "--by", "李明", "--on", "2015-06-22", code=5)
    assert "谁也不签发自己拟的稿" in own.err
    signed = run("approve", draft, "--by", "王建国", "--on", "2015-06-22", "--opinion", "发", "--scan", scan)
    assert "王芳代录（纸面签字，扫描件 " in signed.out

    refused = run("allocate", draft, "--copies", 5, code=5)
    assert f"还缺{BUREAU}的会签" in refused.err
    assert run("number", "list").out.strip() == "没有这样的字号"
    countersign = ("countersign", draft, "--organ", BUREAU, "--by", "赵刚", "--on", "2015-06-23")
    run(*countersign, "--opinion", "同意", "--scan", scan)
    assert "此前已记" in run(*countersign, "--opinion", "同意", "--scan", scan).out
    run("recheck", draft, "--by", "陈静")
    allocated = run("allocate", draft, "--copies", 5, "--recipients", "各区、县（市）", "--json").json
    assert (allocated["number"], allocated["stage"]) == (NUMBER, "已编号")
    assert run("draft", "show", draft, "--json").json["date_of_issue"] == "2015-06-23"
    assert run("number", "resume", NUMBER, code=5).err.count("gongwen release") == 1

    run("print", draft, "--out", out)
    text = tmp_path / "稿子.txt"
    run("draft", "show", draft, "--text", text)
    right = put_right(text)
    assert "成文日期：2015年6月23日" in right
    unsaid = run("print", draft, "--text", text, "--out", out, code=5)
    assert "印前更正没有写原因" in unsaid.err
    again = run("print", draft, "--text", text, "--reason", "标点印错", "--out", out, "--json").json
    (change,) = again["changes"]
    assert (again["number"], "对情节严重的{+，+}依法查处" in change) == (NUMBER, True)
    assert sorted(path.name for path in out.glob("绍*")) == [f"{NUMBER}.docx", f"{NUMBER}.pdf"]
    assert [one["origin"] for one in run("draft", "show", draft, "--json").json["versions"]] == [
        "拟稿",
        "印前更正",
    ]

    assert f"{BUREAU}盖了 0 份" in run("release", draft, code=5).err
    run("seal", draft, "--organ", OFFICE)
    run("seal", draft, "--organ", BUREAU)
    released = run("release", draft, "--out", out, "--json").json
    assert released["stage"] == "已核发"
    files = run("archive", "show", NUMBER, "--json").json["files"]
    assert {"final-draft.txt", "sheet.pdf", "scan-1.pdf", "steps.json", "superseded-1.txt"} <= set(files)

    text.write_text(right.replace("依法查处", "从严查处"), encoding="utf-8")
    edit = run("draft", "revise", draft, "--text", text, "--reason", "再改一处", code=5)
    assert "更正（gongwen correct）、撤销（gongwen revoke）或废止（gongwen repeal）" in edit.err
    run("distribute", draft, "--to", "越城区", "--copies", 4, "--how", "机要")
    assert "应剩 1 份" in run("distribute", draft, "--keep", 2, code=5).err
    assert "已存档" in run("distribute", draft, "--keep", 1).out
    assert run("draft", "list", "--waiting", "--json").json == []
    (line,) = run("register", "发文", "--year", "2015", "--out", out, "--json").json["rows"]
    assert {
        name: line[name] for name in ("文号", "份数", "拟稿", "签发人", "成文日期", "分送", "存档位置")
    } == {
        "文号": NUMBER,
        "份数": "5",
        "拟稿": "李明",
        "签发人": "王建国",
        "成文日期": "2015-06-23",
        "分送": "越城区 4 份，机要",
        "存档位置": "2015-6c1e8f00-0001",
    }
    year = run("draft", "show", draft, "--json").json["steps"][-1]["on"][:4]
    sealed = run("register", "用印", "--year", year, "--out", out, "--json").json["rows"]
    assert [(row["印章"], row["用印份数"], row["份数核对"][-2:]) for row in sealed] == [
        (OFFICE, "5", "相符"),
        (BUREAU, "5", "相符"),
    ]
    assert run("archive", "verify").code == 0


def test_the_commands_of_the_manual_take_a_paper_all_its_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGWEN_ARCHIVE", str(tmp_path / "archive" / "office"))
    (tmp_path / "签字页.pdf").write_bytes(b"%PDF-1.4 signed on paper")
    assert gongwen("init", OFFICE).code == 0
    shown = ""
    for words, outcome in played(section(MANUAL, "十、", "十一、"), tmp_path, monkeypatch):
        assert outcome.code == 0, f"gongwen {shlex.join(words)}\n{outcome.out}{outcome.err}"
        if words[:2] == ["draft", "show"] and "--text" in words:
            put_right(tmp_path / words[-1])
        if words[:2] == ["draft", "export"]:
            (sent,) = (tmp_path / "送阅").glob("*.docx")
            sent.rename(sent.with_name("改好的.docx"))
        shown = outcome.out if words[:2] == ["archive", "show"] else shown
    assert "拟由 稿" in shown
    assert "废止，自2020年12月31日起失效" in shown
