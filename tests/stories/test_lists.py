"""A clerk lists six counties: 绍兴县 is refused in 2015, with reason and advice, and right in 2012."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import EXAMPLES, OFFICE, Outcome, program

REASON = (
    "「地名」：「绍兴县」2013年10月18日起撤销，改设「柯桥区」"
    "（撤县设区；原绍兴县孙端镇、陶堰镇、富盛镇划入越城区）；2015年6月23日的公文请写「柯桥区」"
)


def common(year: int) -> str:
    """Return the facts that all counties share, of that year."""
    text = (EXAMPLES / "绍兴市2015.toml").read_text()
    lines = [line for line in text.splitlines() if not line.startswith(("地名", "本级"))]
    return "\n".join(lines).replace("2015-0", f"{year}-0")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with the lists of Shaoxing."""
    folder = tmp_path / "archive"
    assert program("init", OFFICE, "--archive", folder).code == 0
    lists = EXAMPLES / "名录" / "绍兴市.xlsx"
    done = program("directory", "import", lists, "--reason", "首次建立", "--archive", folder)
    assert done.code == 0, done.err
    return folder


def looked_through(archive: Path, names: tuple[str, ...], year: int) -> Outcome:
    """Look through a table of counties for the joint notice of that year, without making any."""
    table, facts = archive.parent / f"区县{year}.csv", archive.parent / f"共同{year}.toml"
    table.write_text("\n".join(["地名,本级", *(f"{name},{name[-1]}" for name in names)]))
    facts.write_text(common(year))
    words = ("fill", "notice", "--table", table, "--facts", facts, "--dry-run", "--json")
    return program(*words, environment={"GONGWEN_ARCHIVE": str(archive)}, cwd=archive.parent)


def errors(outcome: Outcome) -> list[tuple[str, str, str]]:
    """Return row, place and sentence of every error."""
    return [
        (row["key"], one["place"], one["sentence"])
        for row in outcome.json["rows"]
        for one in row["findings"]
        if one["level"] == "错误"
    ]


def test_a_county_of_another_time_is_the_only_one_refused(archive: Path) -> None:
    looked = looked_through(archive, ("越城区", "绍兴县", "上虞区", "诸暨市", "嵊州市", "新昌县"), 2015)
    assert looked.code == 6, looked.err
    assert errors(looked) == [("绍兴县", "区县2015.csv A3格", REASON)]


def test_the_same_county_is_right_in_its_time_and_its_successor_is_not(archive: Path) -> None:
    looked = looked_through(archive, ("越城区", "绍兴县", "上虞区", "诸暨市", "嵊州市", "新昌县"), 2012)
    assert errors(looked) == [
        (
            "上虞区",
            "区县2012.csv A4格",
            "「地名」：「上虞区」2013年10月18日起才有；2012年6月23日的公文请写「上虞市」",
        )
    ]


def test_one_draft_is_refused_the_same_way_and_made_without_lists(archive: Path, tmp_path: Path) -> None:
    facts = tmp_path / "绍兴县.toml"
    facts.write_text((EXAMPLES / "绍兴市2015.toml").read_text().replace('"绍兴市"', '"绍兴县"'))
    words = ("draft", "notice", "--facts", facts, "--out", tmp_path / "out")
    refused = program(*words, environment={"GONGWEN_ARCHIVE": str(archive)})
    assert refused.code == 3
    assert f"错误｜绍兴县.toml 第2行｜{REASON}" in refused.err
    assert not (tmp_path / "out").exists()
    assert program(*words, environment={"GONGWEN_ARCHIVE": str(tmp_path / "none")}).code == 0
