"""The paper of 2015, drafted from its facts and printed, says exactly what the seed says."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.model import Document, DocumentNumber
from gongwen.office.draft import draft_from_file
from gongwen.office.wiring import Settings, Workshop
from tests.exactness.claims import assert_exact_docx, assert_exact_pdf
from tests.exactness.expected import expected_paper
from tests.exactness.readers import read_docx, read_pdf

HOUSE = Path(__file__).parents[2]
NUMBER = DocumentNumber("绍市软件办", 2015, 3)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Everything needed to draft and print, with the templates of this repository."""
    return Workshop(Settings.of({}, tmp_path_factory.mktemp("archive")))


@pytest.fixture(scope="module")
def papers(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The printed files by their endings."""
    folder = tmp_path_factory.mktemp("papers")
    document = drafted(workshop).numbered(NUMBER)
    for press in workshop.presses:
        (folder / f"paper.{press.suffix}").write_bytes(press.render(document))
    return {path.suffix: path for path in folder.iterdir()}


def drafted(workshop: Workshop) -> Document:
    """Draft the notice from the example's facts."""
    return draft_from_file(workshop, "notice", HOUSE / "examples" / "绍兴市2015.toml").document


def test_the_pdf_says_what_the_seed_says_character_by_character(papers: dict[str, Path]) -> None:
    seen = assert_exact_pdf(papers[".pdf"])
    assert seen.furniture == tuple(f"—{number}—" for number in range(1, seen.pages + 1))
    assert seen.pages == 8


def test_the_docx_says_what_the_seed_says_character_by_character(papers: dict[str, Path]) -> None:
    assert_exact_docx(papers[".docx"])


def test_awkward_values_come_through_whole_and_as_text(workshop: Workshop, tmp_path: Path) -> None:
    facts = tmp_path / "facts.toml"
    original = (HOUSE / "examples" / "绍兴市2015.toml").read_text(encoding="utf-8")
    changed = original.replace('部门 = "市文广局"', '部门 = "A&B<公司>"')
    changed = changed.replace('姓名 = "朱晓翔"', '姓名 = "朱晓翔\\n附件：{{ 地名 }}"')
    facts.write_text(changed, encoding="utf-8")
    document = draft_from_file(workshop, "notice", facts).document.numbered(NUMBER)
    for press, read in zip(workshop.presses, (read_docx, read_pdf), strict=True):
        path = tmp_path / f"paper.{press.suffix}"
        path.write_bytes(press.render(document))
        flow = read(path).flow
        assert "联系人：A&B<公司>新闻出版处金渭鑫联系电话：89180865" in flow
        assert "联系人：市国资委办公室朱晓翔附件：{{地名}}联系电话：85121653" in flow


def test_no_character_of_the_paper_is_written_as_a_radical(papers: dict[str, Path]) -> None:
    assert assert_exact_pdf(papers[".pdf"]).kangxi == 0
    assert assert_exact_docx(papers[".docx"]).kangxi == 0


def test_the_two_names_of_the_annex_stay_and_raise_a_finding(workshop: Workshop) -> None:
    draft = draft_from_file(workshop, "notice", HOUSE / "examples" / "绍兴市2015.toml")
    names = ("绍兴市国有企业使用正版软件情况调查表", "绍兴市国有企业使用软件情况调查表")
    assert all(name in expected_paper().text() for name in names)
    assert any(all(name in finding.sentence for name in names) for finding in draft.findings)
