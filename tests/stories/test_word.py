"""A draft goes to the leader in Word and comes back: marked, settled, signed, issued as it was changed."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import EXAMPLES, OFFICE, Outcome, gongwen
from tests.recognise.leader import Leader

FACTS = EXAMPLES / "文种" / "通知.toml"


def edited(exported: bytes) -> bytes:
    """Edit as the leader does, 修订 on: a date, a heading of his own, one struck out, a comment."""
    leader = Leader(exported)
    leader.replace("4月15日", "4月20日")
    leader.type_after("（二）各区", "（三）市属事业单位所办企业。", tracked=True)
    leader.strike("2.软件资产")
    leader.comment("各单位请于", "期限宽几天")
    return leader.save()


def test_a_leaders_changes_in_word_become_the_paper_that_is_issued(tmp_path: Path) -> None:
    environment = {"GONGWEN_ARCHIVE": str(tmp_path / "存档"), "GONGWEN_OPERATOR": "王芳"}
    out = tmp_path / "out"

    def run(*words: object, code: int = 0) -> Outcome:
        outcome = gongwen(*words, environment=environment)
        assert outcome.code == code, outcome.err
        return outcome

    run("init", OFFICE)
    facts = ("--facts", FACTS, "--out", out, "--json", "--enter", "--drafter", "李明")
    draft = run("draft", "空白通知", *facts).json["draft_id"]
    run("review", draft, "--by", "陈静", "--on", "2016-02-26")
    exported = Path(run("draft", "export", draft, "--out", out, "--json").json["file"])
    assert exported.name.startswith(f"{draft} 第1稿 关于开展2016年度企业使用正版软件自查的通知")
    assert "内容相同" in run("draft", "export", draft, "--out", out).out
    assert "没有换稿" in run("draft", "import", draft, exported, "--out", out).out

    returned = tmp_path / "领导改.docx"
    returned.write_bytes(edited(exported.read_bytes()))
    importing = ("draft", "import", draft, returned, "--by", "王建国", "--out", out)
    blocked = run(*importing, code=6)
    assert "改　各单位请于4月[-15-]{+20+}日前报送自查报告和自查表。" in blocked.out
    assert "增　{+（三）市属事业单位所办企业。+}" in blocked.out
    assert "删　[-2.软件资产的登记和管理情况：-]" in blocked.out
    assert "待处理　删除｜" in blocked.err
    assert "｜王建国　2026-01-06 10:20:00：4月15日" in blocked.err
    assert "待处理　批注｜" in blocked.err

    for verb, name in (("review", "陈静"), ("approve", "王建国")):
        refused = run(verb, draft, "--by", name, "--on", "2016-02-29", code=5)
        assert "第2稿里还有没有处理的修订或批注" in refused.err
    settling = ("--accept-revisions", "--without-comments")
    assert "没有写原因" in run(*importing, *settling, code=5).err
    done = run(*importing, *settling, "--reason", "王主任让全部接受", "--json").json
    assert (done["version"], done["blocked"], done["stage"]) == (3, False, "拟稿")
    assert [Path(file).suffix for file in done["files"]] == [".docx", ".pdf"]
    assert "没有换稿" in run(*importing).out

    versions = run("draft", "show", draft, "--json").json["versions"]
    assert [(one["origin"], one["by"]) for one in versions] == [
        ("拟稿", "李明"),
        ("带修订", "王建国"),
        ("导入", "王建国"),
    ]
    assert "接受修订" in versions[2]["reason"]
    assert versions[2]["reason"].endswith("删去批注 1 处（王建国）；王主任让全部接受")
    stale = run("draft", "import", draft, exported, "--out", out, code=5)
    assert "是从第1稿导出的，现在已经是第3稿" in stale.err

    run("review", draft, "--by", "陈静", "--on", "2016-02-29")
    run("approve", draft, "--by", "王建国", "--on", "2016-03-01")
    run("recheck", draft, "--by", "陈静", "--on", "2016-03-01")
    number = run("allocate", draft, "--copies", 1, "--json").json["number"]
    run("print", draft, "--out", out)
    run("seal", draft)
    run("release", draft, "--out", out)
    assert number in run("search", "市属事业单位所办企业").out
    files = run("archive", "show", number, "--json").json["files"]
    assert {"final-draft.txt", "final-draft.docx"} <= set(files)
    assert run("archive", "verify").code == 0
