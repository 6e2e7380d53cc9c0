"""The commands of the README and of the manual do what they say when they are run from top to bottom."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import EXAMPLES, ROOT, Outcome, gongwen

BLOCK = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
NUMBER = "绍市软件办〔2015〕3号"


def section(page: Path, first: str, last: str) -> str:
    """Return what stands in a page from the heading `first` up to the heading `last`."""
    text = page.read_text()
    return text[text.index(f"\n## {first}") : text.index(f"\n## {last}")]


def commands(text: str) -> list[list[str]]:
    """Return the words of every gongwen command in the code blocks of a text."""
    lines = [line for block in BLOCK.findall(text) for line in block.replace("\\\n", "").splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("gongwen ")]


def played(text: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[list[str], Outcome]]:
    """Run the commands of a text on a new desk with the examples on it."""
    (desk / "examples").symlink_to(EXAMPLES)
    monkeypatch.chdir(desk)
    monkeypatch.setenv("GONGWEN_ARCHIVE", str(desk / "archive" / "office"))
    for words in commands(text):
        yield words, gongwen(*words)


@pytest.mark.parametrize(
    ("page", "first", "last"),
    [
        pytest.param(ROOT / "README.md", "常用命令", "检索为什么", id="README"),
        pytest.param(ROOT / "docs" / "使用手册.md", "一、", "六、", id="使用手册"),
    ],
)
def test_the_commands_shown_run_from_top_to_bottom(
    page: Path, first: str, last: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verbs = []
    for words, outcome in played(section(page, first, last), tmp_path, monkeypatch):
        verbs.append(words[0])
        assert outcome.code == 0, f"gongwen {shlex.join(words)}\n{outcome.out}{outcome.err}"
        if words[0] == "issue":
            assert outcome.out.startswith(NUMBER)
        if words[0] == "search" and "--like" not in words:
            assert "查到 1 件" in outcome.out, shlex.join(words)
        if words[:2] == ["archive", "verify"] and "--item" not in words:
            assert "完好" in outcome.out
    assert {"init", "draft", "issue", "number", "search", "archive"} <= set(verbs)
    assert sorted(path.name for path in (tmp_path / "out").glob("绍*")) == [f"{NUMBER}.docx", f"{NUMBER}.pdf"]
