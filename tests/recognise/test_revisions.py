"""Revisions (修订) and comments (批注) are all found and told; the text is read with them and without."""

from __future__ import annotations

from copy import deepcopy

import pytest
from lxml import etree

from gongwen.model import Document
from gongwen.model.comparing import compare, paragraphs
from gongwen.recognise import Settling, recognise, settled
from gongwen.recognise.word import opened, revisions
from tests.recognise.leader import Leader, W, parsed
from tests.recognise.papers import HOUSE, docx, golden

NOTICE = golden("通知")


def changes(leader: Leader, settling: Settling) -> list[str]:
    """Return what differs from the paper with the leader's revisions accepted or rejected."""
    found = recognise(settled(opened(leader.save(), "稿.docx"), settling), HOUSE, NOTICE)
    assert found.unplaced == ()
    return [one.marked() for one in compare(paragraphs(NOTICE), paragraphs(found.document))]


def listed(leader: Leader) -> list[tuple[str, str]]:
    """Return what and which text every revision is."""
    return [(one.what, one.text) for one in revisions(opened(leader.save(), "稿.docx"))]


@pytest.fixture
def leader() -> Leader:
    return Leader(docx(NOTICE))


def test_a_paper_that_nobody_touched_has_none(leader: Leader) -> None:
    assert listed(leader) == []


def test_a_changed_word_is_told_with_place_author_and_time(leader: Leader) -> None:
    leader.replace("4月15日", "4月20日")
    gone, came = revisions(opened(leader.save(), "稿.docx"))
    assert (gone.what, gone.text, gone.author, gone.at) == (
        "删除",
        "4月15日",
        "王建国",
        "2026-01-06T10:20:00Z",
    )
    assert "「各单位请于4月15日」" in gone.place
    assert str(came).endswith("｜王建国　2026-01-06 10:20:00：4月20日")
    assert changes(leader, Settling.ACCEPTED) == ["各单位请于4月[-15-]{+20+}日前报送自查报告和自查表。"]
    assert changes(leader, Settling.REJECTED) == []


def test_a_paragraph_put_in_and_one_struck_out(leader: Leader) -> None:
    leader.type_after("（一）市属", "（二）省属企业。", tracked=True)
    leader.strike("（二）各区")
    assert changes(leader, Settling.ACCEPTED) == ["（二）[-各区、县（市）-]{+省+}属[-国有-]企业。"]
    assert changes(leader, Settling.REJECTED) == []
    assert listed(leader) == [
        ("插入一段", "（二）省属企业。"),
        ("删除一段", "（二）各区、县（市）属国有企业。"),
    ]


def test_two_paragraphs_joined_by_deleting_the_mark_between(leader: Leader) -> None:
    first = leader.paragraph("（1）是否")
    properties = first.find(f"{W}pPr")
    assert properties is not None
    look = etree.SubElement(properties, f"{W}rPr")
    look.append(leader.mark("del"))
    (joined,) = (one for one in changes(leader, Settling.ACCEPTED) if "{+" in one)
    assert "是否登记造册；{+（2）是否专人保管。+}" in joined
    assert changes(leader, Settling.REJECTED) == []


def test_a_moved_paragraph(leader: Leader) -> None:
    moved = leader.paragraph("（1）是否")
    copy = deepcopy(moved)
    for paragraph, tag in ((moved, "moveFrom"), (copy, "moveTo")):
        wrapper = leader.mark(tag)
        for run in paragraph.findall(f"{W}r"):
            wrapper.append(run)
        paragraph.append(wrapper)
        properties = paragraph.find(f"{W}pPr")
        assert properties is not None
        etree.SubElement(properties, f"{W}rPr").append(leader.mark(tag))
    leader.paragraph("（2）是否").addnext(copy)
    assert changes(leader, Settling.REJECTED) == []
    accepted = changes(leader, Settling.ACCEPTED)
    assert [what for what, _ in listed(leader)] == ["移走一段", "移来一段"]
    assert any("是否专人保管" in one for one in accepted)


def row_of(leader: Leader, text: str) -> etree._Element:
    """The table row that says so."""
    return next(one for one in leader.root.iter(f"{W}tr") if text in "".join(map(str, one.itertext())))


def test_table_rows_put_in_and_taken_out(leader: Leader) -> None:
    old = row_of(leader, "杀毒")
    new = deepcopy(old)
    old.addnext(new)
    for row, tag in ((old, "del"), (new, "ins")):
        properties = row.find(f"{W}trPr")
        assert properties is not None
        properties.append(leader.mark(tag))
    for text in new.iter(f"{W}t"):
        text.text = "安全软件"
    assert listed(leader) == [("删除表格行", ""), ("插入表格行", "")]
    assert changes(leader, Settling.ACCEPTED) == ["|[-杀毒-]{+安全+}软件|||||"]
    assert changes(leader, Settling.REJECTED) == []


def test_a_change_in_the_text_box_of_the_imprint(leader: Leader) -> None:
    leader.replace("抄送：省", "抄送：市政府办公室，省")
    assert [what for what, _ in listed(leader)] == ["删除", "插入"]
    assert changes(leader, Settling.REJECTED) == []
    assert "{+市政府办公室，+}" in changes(leader, Settling.ACCEPTED)[0]


@pytest.mark.parametrize(
    ("holder", "tag", "what"),
    [("r", "rPrChange", "改字体格式"), ("p", "pPrChange", "改段落格式"), ("p", "sectPrChange", "改页面")],
)
def test_changed_looks_are_revisions_too(leader: Leader, holder: str, tag: str, what: str) -> None:
    paragraph = leader.paragraph("各单位请于")
    element = paragraph if holder == "p" else paragraph.find(f"{W}r")
    assert element is not None
    properties = element.find(f"{W}{holder}Pr")
    if properties is None:
        properties = parsed(f"<w:{holder}Pr/>")
        element.insert(0, properties)
    properties.append(leader.mark(tag))
    assert listed(leader) == [(what, "")]
    assert changes(leader, Settling.ACCEPTED) == []


def test_a_comment_is_told_with_its_paragraph(leader: Leader) -> None:
    leader.comment("（1）是否", "问一下财务")
    (comment,) = revisions(opened(leader.save(), "稿.docx"))
    assert (comment.what, comment.author, comment.text) == ("批注", "王建国", "问一下财务")
    assert "「（1）是否登记造册；」" in comment.place


def test_what_one_put_in_and_another_took_out_again_is_in_neither_view(leader: Leader) -> None:
    run = leader.type_after("各单位请于", "一句。").find(f"{W}r")
    assert run is not None
    paragraph = run.getparent()
    assert paragraph is not None
    insertion, deletion = leader.mark("ins"), leader.mark("del")
    paragraph.append(insertion)
    insertion.append(deletion)
    deletion.append(run)
    for text in run.iter(f"{W}t"):
        text.tag = f"{W}delText"
    assert changes(leader, Settling.ACCEPTED) == changes(leader, Settling.REJECTED) == []


def test_a_table_deleted_row_by_row_is_gone(leader: Leader) -> None:
    table = row_of(leader, "杀毒").getparent()
    assert table is not None
    for row in table.findall(f"{W}tr"):
        properties = row.find(f"{W}trPr")
        assert properties is not None
        properties.append(leader.mark("del"))
    document: Document = recognise(
        settled(opened(leader.save(), "稿.docx"), Settling.ACCEPTED), HOUSE, NOTICE
    ).document
    assert len(document.attachments[0].blocks) == len(NOTICE.attachments[0].blocks) - 1
