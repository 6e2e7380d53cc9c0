"""署名, 成文日期 and the places of the seals, in mm and rows, against GB/T 9704-2012 7.3.5."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.errors import FactsError
from gongwen.layout.lines import Setter
from gongwen.layout.signature import set_signature
from gongwen.model import Document
from gongwen.model.composition import Blank, Block, Composition, FormBlock, SealBox, TextBlock
from gongwen.model.document import Paragraph, Sealing, Signature, Signer
from tests.layout import measure
from tests.layout.measure import Row
from tests.layout.papers import DAY, composed, filling, paper, setter, typefaces, words

MM = 25.4 / 72
PITCH, CELL = 28.95, 15.75
SETTER = Setter(typefaces())
SHORT = ("绍兴市人民政府", "绍兴市财政局", "绍兴市国资委", "绍兴市文广局", "绍兴市经信局", "绍兴市司法局")
LONG = ("绍兴市使用正版软件工作领导小组办公室", "绍兴市人民政府国有资产监督管理委员会")
NAMES = st.text(alphabet="绍兴市人民政府使用正版软件工作领导小组办公室", min_size=2, max_size=40)


def sealed(document: Document, *organs: str) -> Document:
    signature = replace(document.signature, organs=organs or SHORT[:1], sealing=Sealing.SEALED)
    return replace(document, signature=signature)


def signed(document: Document, *signers: Signer) -> Document:
    signature = replace(document.signature, organs=(), sealing=Sealing.SIGNED, signers=signers)
    return replace(document, signature=signature)


def blocks(composition: Composition) -> list[Block]:
    """The signature's blocks: from the last text on."""
    found = composition.sections[0].blocks
    body = [i for i, one in enumerate(found) if isinstance(one, TextBlock) and one.style.key == "body"]
    return list(found[body[-1] + 1 :])


def shape(composition: Composition) -> list[float | str]:
    """Blank rows and texts of the signature, in order."""
    said: list[float | str] = []
    for block in blocks(composition):
        if isinstance(block, Blank):
            said.append(round(block.rows, 2))
        elif isinstance(block, FormBlock):
            said.append(" ".join(line.text for line in block.segments))
        elif isinstance(block, TextBlock):
            said.append(block.text)
    return said


def text_end(composition: Composition, page: int) -> float:
    """Where the last row of the text above the signature ends on its page, in pt, by its rows."""
    first = next(box for box in composition.seals if box.page == page)
    lead = next(block.rows for block in blocks(composition) if isinstance(block, Blank))
    name = next(block for block in blocks(composition) if isinstance(block, TextBlock | FormBlock))
    return first.y - name.seals[0].y - lead * PITCH


def apart(one: SealBox, other: SealBox) -> bool:
    beside = one.x + one.width < other.x or other.x + other.width < one.x
    above = one.y + one.height < other.y or other.y + other.height < one.y
    return one.page != other.page or beside or above


def drawn(composition: Composition, page: int = 1) -> dict[str, Row]:
    pages = measure.load(setter().set(composition))
    return {row.text: row for row in measure.type_area_rows(pages[page - 1])}


def middle(row: Row) -> float:
    return (row.left + row.right) / 2


def test_a_sealed_paper_keeps_two_rows_for_a_seal_of_42_mm() -> None:
    composition = composed(sealed(paper(filling(2))))
    assert shape(composition) == [2, "绍兴市人民政府", "2015年6月23日", 0.36]


def test_the_date_ends_four_cells_from_the_right_and_the_name_is_centred_on_it() -> None:
    rows = drawn(composed(sealed(paper(filling(2)))))
    date, name = rows["2015年6月23日"], rows["绍兴市人民政府"]
    assert date.right == pytest.approx(184 - 4 * CELL * MM, abs=0.2)
    assert middle(name) == pytest.approx(middle(date), abs=0.2)


def test_the_seal_is_centred_on_name_and_date_which_lie_below_its_centre() -> None:
    composition = composed(sealed(paper(filling(2))))
    (box,) = composition.seals
    rows = drawn(composition)
    centre_x, centre_y = 28 + (box.x + box.width / 2) * MM, 37 + (box.y + box.height / 2) * MM
    name, date = measure.em_box(rows["绍兴市人民政府"]), measure.em_box(rows["2015年6月23日"])
    assert (box.width * MM, box.height * MM) == pytest.approx((42, 42))
    assert centre_x == pytest.approx(middle(rows["2015年6月23日"]), abs=0.2)
    assert (name.top + name.bottom) / 2 - centre_y == pytest.approx(2, abs=0.1)
    assert name.top < centre_y < date.top
    assert date.bottom < 37 + (box.y + box.height) * MM


def test_the_seal_begins_within_one_row_of_the_text() -> None:
    composition = composed(sealed(paper(filling(2))))
    assert 0 <= composition.seals[0].y - text_end(composition, 1) <= PITCH


def test_a_long_name_stays_two_cells_inside_the_right_edge_and_the_date_moves_under_it() -> None:
    rows = drawn(composed(sealed(paper(filling(2)), LONG[0])))
    name, date = rows[LONG[0]], rows["2015年6月23日"]
    assert name.right == pytest.approx(184 - 2 * CELL * MM, abs=0.2)
    assert middle(name) == pytest.approx(middle(date), abs=0.2)


def test_a_name_longer_than_a_line_is_broken_within_the_type_area() -> None:
    composition = composed(sealed(paper(filling(2)), words(35)))
    name = next(block for block in blocks(composition) if isinstance(block, TextBlock))
    assert [len(line.text) for line in name.lines] == [28, 7]
    assert all(line.x >= -0.1 for line in name.lines)


@pytest.mark.parametrize(
    ("count", "rows"),
    [
        (2, ["绍兴市人民政府 绍兴市财政局"]),
        (3, ["绍兴市人民政府 绍兴市财政局 绍兴市国资委"]),
        (4, ["绍兴市人民政府 绍兴市财政局", "绍兴市国资委 绍兴市文广局"]),
        (5, ["绍兴市人民政府 绍兴市财政局 绍兴市国资委", "绍兴市文广局 绍兴市经信局"]),
        (6, ["绍兴市人民政府 绍兴市财政局 绍兴市国资委", "绍兴市文广局 绍兴市经信局 绍兴市司法局"]),
    ],
)
def test_joint_names_stand_in_order_three_a_row_at_most(count: int, rows: list[str]) -> None:
    composition = composed(sealed(paper(filling(30)), *SHORT[:count]))
    assert [one for one in shape(composition) if isinstance(one, str)] == [*rows, "2015年6月23日"]
    assert [box.organ for box in composition.seals] == list(SHORT[:count])


def test_joint_seals_are_aligned_and_the_last_is_over_the_date() -> None:
    composition = composed(sealed(paper(filling(30)), *SHORT[:5]))
    a, b, c, d, e = composition.seals
    assert a.y == b.y == c.y
    assert d.y == e.y == pytest.approx(a.y + 5 * PITCH)
    assert (d.x, e.x) == (b.x, c.x)
    assert b.x - a.x == pytest.approx(c.x - b.x)
    assert (b.x - a.x - a.width) * MM == pytest.approx(3, abs=0.01)
    date = drawn(composition, e.page)["2015年6月23日"]
    assert 28 + (e.x + e.width / 2) * MM == pytest.approx(middle(date), abs=0.2)
    assert date.right == pytest.approx(184 - 4 * CELL * MM, abs=0.2)


def test_each_seal_is_centred_on_its_own_name() -> None:
    composition = composed(sealed(paper(filling(30)), *SHORT[:3]))
    (row,) = [block for block in blocks(composition) if isinstance(block, FormBlock)]
    for line, box in zip(row.segments, composition.seals, strict=True):
        width = SETTER.width(row.style, line.text)
        assert line.x + width / 2 == pytest.approx(box.x + box.width / 2)


def test_names_too_wide_to_stand_side_by_side_take_a_row_each() -> None:
    composition = composed(sealed(paper(filling(30)), *LONG))
    assert shape(composition) == [2, LONG[0], 4, LONG[1], "2015年6月23日", 0.36]
    upper, lower = composition.seals
    assert upper.x == lower.x
    assert (lower.y - upper.y - upper.height) * MM == pytest.approx(9.06, abs=0.01)


@settings(max_examples=60, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=6, unique=True), st.integers(1, 45), st.booleans())
def test_seals_of_any_organs_are_apart_inside_the_type_area_and_near_the_text(
    organs: list[str], rows: int, noted: bool
) -> None:
    document = sealed(paper(filling(rows)), *organs)
    composition = composed(replace(document, note="此件公开发布" if noted else ""))
    boxes = composition.seals
    assert [box.organ for box in boxes] == organs
    assert all(apart(one, other) for one, other in combinations(boxes, 2))
    for box in boxes:
        assert box.x >= 0
        assert box.x + box.width <= 442.21
        assert box.y >= 0
        assert box.y + box.height <= 637.81
    assert -0.01 <= boxes[0].y - text_end(composition, boxes[0].page) <= PITCH


@given(st.lists(NAMES, min_size=1, max_size=6))
@settings(max_examples=30, deadline=None)
def test_names_of_any_length_stay_inside_the_type_area(organs: list[str]) -> None:
    signature = Signature(tuple(organs), DAY, Sealing.SEALED)
    for block in set_signature(signature, SETTER):
        if isinstance(block, FormBlock | TextBlock):
            for line in block.segments if isinstance(block, FormBlock) else block.lines:
                assert line.x >= -0.1
                assert line.x + SETTER.width(block.style, line.text) <= 442.3


def test_a_stamp_stands_four_cells_from_the_right_two_rows_below_the_text() -> None:
    composition = composed(signed(paper(filling(2)), Signer("市长", "张三")))
    assert shape(composition) == [2.5, "市长", 1.5, "2015年6月23日"]
    (box,) = composition.seals
    assert (box.width * MM, box.height * MM) == pytest.approx((40, 20))
    assert 156 - (box.x + box.width) * MM == pytest.approx(4 * CELL * MM)
    rows = drawn(composition)
    post, date = rows["市长"], rows["2015年6月23日"]
    assert 28 + box.x * MM - post.right == pytest.approx(2 * CELL * MM, abs=0.2)
    em = measure.em_box(post)
    assert (em.top + em.bottom) / 2 == pytest.approx(37 + (box.y + box.height / 2) * MM, abs=0.1)
    assert date.right == pytest.approx(184 - 4 * CELL * MM, abs=0.2)


def test_joint_stamps_stand_one_below_the_other_lead_organ_first() -> None:
    signers = (Signer("绍兴市人民政府市长", "张三"), Signer("绍兴市财政局局长", "李四"))
    composition = composed(signed(paper(filling(30)), *signers))
    assert shape(composition) == [2.5, "绍兴市人民政府市长", 2, "绍兴市财政局局长", 1.5, "2015年6月23日"]
    upper, lower = composition.seals
    assert (upper.organ, lower.organ) == ("张三", "李四")
    assert upper.x == lower.x
    assert apart(upper, lower)


def test_an_unsealed_joint_signature_lists_the_organs_lead_organ_first() -> None:
    document = paper(filling(2), organs=SHORT[:2])
    assert shape(composed(document)) == [1, "绍兴市人民政府", "绍兴市财政局", "2015年6月23日"]
    assert composed(document).seals == ()


@pytest.mark.parametrize("sealing", list(Sealing))
def test_the_note_stands_in_the_row_below_the_date_two_cells_in(sealing: Sealing) -> None:
    document = paper(filling(2))
    signature = replace(document.signature, sealing=sealing, signers=(Signer("市长", "张三"),))
    composition = composed(replace(document, signature=signature, note="此件公开发布"))
    assert shape(composition)[-2:] == ["2015年6月23日", "（此件公开发布）"]
    rows = drawn(composition)
    note, date = rows["（此件公开发布）"], rows["2015年6月23日"]
    assert note.baseline - date.baseline == pytest.approx(PITCH * MM, abs=0.05)
    assert note.left == pytest.approx(28 + 2 * CELL * MM, abs=0.2)


@pytest.mark.parametrize("sealing", list(Sealing))
def test_a_paper_that_nobody_signs_is_refused(sealing: Sealing) -> None:
    document = paper(filling(2))
    nobody = replace(document, signature=Signature((), DAY, sealing))
    with pytest.raises(FactsError, match="没有写明由谁署名"):
        composed(nobody)


def page_of_signature(document: Document) -> tuple[Composition, int]:
    composition = composed(document)
    pages = measure.load(setter().set(composition))
    assert len(pages) == composition.pages
    dated = [page.number for page in pages for row in measure.type_area_rows(page) if "6月23日" in row.text]
    return composition, dated[0]


def test_blank_rows_are_saved_first_so_that_a_sealed_signature_stays_with_the_text() -> None:
    composition, page = page_of_signature(sealed(paper(filling(22)), *SHORT[:4]))
    assert composition.adjustment is not None
    assert composition.adjustment.saved == pytest.approx(0.36, abs=0.01)
    assert composition.adjustment.leading == 1.0
    assert page == 2
    assert 0 <= composition.seals[0].y - text_end(composition, 2) <= PITCH


def test_where_that_is_not_enough_the_lines_of_the_page_come_closer_too() -> None:
    composition, page = page_of_signature(sealed(paper(filling(5))))
    assert composition.adjustment is not None
    assert composition.adjustment.saved == pytest.approx(0.25, abs=0.01)
    assert composition.adjustment.leading == pytest.approx(0.983, abs=0.001)
    assert page == 1


def test_the_lines_of_the_page_of_an_unsealed_paper_come_closer() -> None:
    many = [Paragraph(words(26)) for _ in range(25)]
    composition, page = page_of_signature(paper(filling(4), *many))
    assert composition.adjustment is not None
    assert composition.adjustment.leading == pytest.approx(0.95, abs=0.001)
    assert page == 2
    last = measure.type_area_rows(measure.load(setter().set(composition))[1])
    assert len(last) == 22
    assert measure.em_box(last[-1]).bottom < 262


def test_only_then_do_lines_of_the_text_go_along() -> None:
    composition, page = page_of_signature(sealed(paper(filling(7))))
    assert composition.adjustment is not None
    assert composition.adjustment.taken
    assert page == 2
    assert composition.sections[0].cuts


def test_a_signature_that_has_room_is_left_alone() -> None:
    assert composed(sealed(paper(filling(2)))).adjustment is None


def lines(composition: Composition, page: int) -> list[str]:
    """The rows of a page of the PDF."""
    return [row.text for row in measure.type_area_rows(measure.load(setter().set(composition))[page - 1])]


ONE = "推进使用正版软件工作是实施国家知识产权战略建设创新型"
SIGNED = ["绍兴市人民政府", "2015年6月23日"]


def test_the_lines_of_the_page_before_stand_apart_so_that_two_flow_over_to_the_signature() -> None:
    composition = composed(paper(*[Paragraph(words(26)) for _ in range(31)]))
    assert composition.adjustment is not None
    assert composition.adjustment.leading == pytest.approx(1.052, abs=0.001)
    assert not composition.adjustment.taken
    assert not composition.sections[0].cuts
    assert lines(composition, 1)[3:] == ["各有关单位："] + [ONE] * 9
    assert lines(composition, 2) == [ONE] * 20
    assert lines(composition, 3) == [ONE] * 2 + SIGNED


def test_a_page_1_that_ends_full_sends_two_lines_over_with_its_lines_hardly_apart() -> None:
    composition = composed(paper(filling(9)))
    assert composition.adjustment is not None
    assert composition.adjustment.leading == pytest.approx(1.009, abs=0.001)
    assert lines(composition, 1)[3:] == [
        "各有关单位：",
        "推进使用正版软件工作是实施国家知识产权战略建设创新型",
        "国家的迫切要求也是保障国家安全的现实需要推进使用正版软件",
        "工作是实施国家知识产权战略建设创新型国家的迫切要求也是保",
        "障国家安全的现实需要推进使用正版软件工作是实施国家知识产",
        "权战略建设创新型国家的迫切要求也是保障国家安全的现实需要",
        "推进使用正版软件工作是实施国家知识产权战略建设创新型国家",
        "的迫切要求也是保障国家安全的现实需要推进使用正版软件工作",
        "是实施国家知识产权战略建设创新型国家的迫切要求也是保障国",
    ]
    assert lines(composition, 2)[1:3] == SIGNED


def test_page_1_keeps_a_line_of_text_whatever_goes_along() -> None:
    organs = tuple(f"绍兴市第{number}局" for number in range(1, 10))
    composition = composed(sealed(paper(filling(2)), *organs))
    assert composition.sections[0].cuts == {(4, 1)}
    assert lines(composition, 1)[-2:] == ["各有关单位：", ONE]
    assert lines(composition, 2)[:2] == [
        "国家的迫切要求也是保障国家安全的现实需要推进使用正版软件",
        "绍兴市第1局绍兴市第2局绍兴市第3局",
    ]


def test_a_text_of_one_line_stays_on_page_1_without_its_signature() -> None:
    composition = composed(paper(filling(1), organs=SHORT))
    assert composition.adjustment is None
    assert lines(composition, 1)[-2:] == ["各有关单位：", ONE]
    assert lines(composition, 2)[:6] == list(SHORT)
