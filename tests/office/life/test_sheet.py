"""发文稿纸: what was signed stands in it, what was not is blank for the pen."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from gongwen.errors import NotFoundError
from gongwen.layout.books import SLIP
from gongwen.model.book import Slip
from gongwen.office.life import signing
from gongwen.office.life.desk import Act, LifeDesk
from gongwen.office.sheet import issue_sheet, write_sheet
from gongwen.render.books.pdf import SlipSetter
from gongwen.render.pdf import PageFrame
from tests.layout.papers import FRAME, typefaces
from tests.office.life.papers import CLERK, entered, sealed
from tests.records.life.papers import DAY, JOINT, LEAD, SECOND


def boxes(slip: Slip) -> dict[str, str]:
    return {box.label: box.text for row in slip.rows for box in row.boxes}


def setter() -> SlipSetter:
    html, css = ((FRAME.parent / "slip" / name).read_text("utf-8") for name in ("page.html", "page.css"))
    return SlipSetter(PageFrame(html, css), typefaces(), SLIP)


def test_a_new_paper_has_its_content_and_blank_boxes_for_the_signatures(desk: LifeDesk) -> None:
    draft_id = entered(desk)
    slip = issue_sheet(desk.life, draft_id)
    shown = boxes(slip)
    assert (slip.title, slip.left, slip.right) == ("发文稿纸", LEAD, f"{draft_id}　第1稿")
    assert (shown["拟稿人"], shown["拟稿日期"], shown["文种"]) == ("李明", "2026年1月5日", "通知")
    assert (shown["标题"], shown["主送"]) == ("关于开展软件正版化检查的通知", "各区、县（市）人民政府")
    assert [shown[label] for label in ("签发", "会签", "审核", "文号", "成文日期", "核发")] == [""] * 6


def test_an_organ_that_has_not_signed_has_its_line_and_a_signature_says_who_entered_it(
    desk: LifeDesk, tmp_path: Path
) -> None:
    draft_id = entered(desk, JOINT)
    signing.review(desk, draft_id, CLERK)
    assert boxes(issue_sheet(desk.life, draft_id))["会签"] == f"{SECOND}："
    scan = tmp_path / "签字页.pdf"
    scan.write_bytes(b"%PDF signed")
    signing.countersign(desk, draft_id, SECOND, Act("赵刚", DAY, "同意", scan))
    shown = boxes(issue_sheet(desk.life, draft_id))
    assert shown["会签"].startswith(f"{SECOND}：同意\n赵刚　2026年1月5日\n王芳代录（纸面签字，扫描件 ")
    assert shown["审核"] == "王芳　2026年1月5日"


def test_a_printed_paper_shows_its_number_and_each_hand(desk: LifeDesk, tmp_path: Path) -> None:
    shown = boxes(issue_sheet(desk.life, sealed(desk, tmp_path)))
    assert (shown["文号"], shown["成文日期"], shown["份数"]) == ("绍市软件办〔2026〕1号", "2026年1月5日", "5")
    assert (shown["印制"], shown["用印"], shown["核发"]) == ("王芳\n2026年1月5日", "王芳\n2026年1月5日", "")


def test_the_form_is_one_sheet_and_holds_every_word(desk: LifeDesk, tmp_path: Path) -> None:
    slip = issue_sheet(desk.life, entered(desk, JOINT))
    (copy,) = write_sheet(setter(), slip, tmp_path, "稿2026-0001")
    assert copy.path == tmp_path / "稿2026-0001 发文稿纸.pdf"
    pdf = pypdfium2.PdfDocument(copy.path)
    assert len(pdf) == 1
    text = "".join(pdf[0].get_textpage().get_text_range().split())
    for label, said in boxes(slip).items():
        assert label in text
        assert "".join(said.split()) in text


def test_a_draft_that_is_none_is_not_found(desk: LifeDesk) -> None:
    with pytest.raises(NotFoundError, match="稿2026-0009"):
        issue_sheet(desk.life, "稿2026-0009")
