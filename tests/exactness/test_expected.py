"""The expected text is the seed with three reviewed moves and one substitution, and nothing else."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from tests.exactness.expected import MOVES, SEED, SUBSTITUTIONS, SeedChanged, expected_paper


def changed_seed(tmp_path: Path, old: str, new: str, times: int = -1) -> Path:
    """Return a copy of the seed with `old` replaced."""
    text = SEED.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "seed.txt"
    path.write_text(text.replace(old, new, times), encoding="utf-8")
    return path


def test_the_seed_is_kept_byte_for_byte() -> None:
    digest = "f85c9eff64edcd52ae8591c37d526b289ee299bcdd6e2a8cba692df35594d606"
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == digest


def test_the_paper_begins_with_its_red_header() -> None:
    assert expected_paper().text("header") == (
        "绍兴市使用正版软件工作领导小组办公室绍兴市人民政府国有资产监督管理委员会文件绍市软件办〔2015〕3号"
    )


def test_the_paper_ends_with_its_imprint() -> None:
    assert (
        expected_paper()
        .text()
        .endswith(
            "（3）7月30日前传真至：市文广局89180830；市国资委85201908。"
            "抄送：省使用正版软件工作领导小组、市人民政府办公室。"
            "绍兴市使用正版软件工作领导小组办公室2015年6月23日印发"
        )
    )


def test_signature_and_date_stand_between_the_contacts_and_the_plan() -> None:
    assert (
        "联系电话：85121653传真：85201908绍兴市使用正版软件工作领导小组办公室"
        "绍兴市人民政府国有资产监督管理委员会2015年6月23日绍兴市推进国有企业使用正版软件工作"
        "实施方案（2015—2020年）为加大知识产权保护力度"
    ) in expected_paper().text()


def test_the_form_is_read_row_by_row_with_merged_cells_once() -> None:
    assert expected_paper().piece("annex", "table") == (
        "软件项目正版非正版备注软件名称数量软件名称数量"
        "操作系统软件办公软件杀毒软件主要业务软件电脑台数总数：台，其中台式台，便携式台"
    )


def test_the_seeds_two_names_of_its_annex_stay_as_they_are() -> None:
    text = expected_paper().text()
    assert text.count("绍兴市国有企业使用软件情况调查表") == 2
    assert text.count("绍兴市国有企业使用正版软件情况调查表") == 1


def test_only_four_brackets_differ_from_the_characters_of_the_seed() -> None:
    seed = Counter("".join(SEED.read_text(encoding="utf-8").split()))
    paper = Counter(expected_paper().text())
    assert seed - paper == Counter({"[": 2, "]": 2})
    assert paper - seed == Counter({"〔": 2, "〕": 2})
    assert len(expected_paper().text()) == 2781


def test_every_change_names_its_clause_and_its_reason() -> None:
    for change in (*MOVES, *SUBSTITUTIONS):
        assert change.clause.startswith("7.")
        assert change.reason


@pytest.mark.parametrize(
    ("old", "new", "times"),
    [
        ("浙正软办[2015]2号", "浙正软办〔2015〕2号", 1),
        ("\n附件\n", "\n附表\n", -1),
        ("\n文件\n", "\n\n", -1),
        ("\n附件\n", "\n\n附件\n", -1),
        ("\n绍市软件办", "绍市软件办", -1),
        ("\n\t  抄送", "\n\t抄送\n\n", -1),
    ],
)
def test_a_seed_that_changed_fails_loudly(tmp_path: Path, old: str, new: str, times: int) -> None:
    with pytest.raises(SeedChanged):
        expected_paper(changed_seed(tmp_path, old, new, times))
