"""The measuring tools tell the truth about pages whose measures are known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import weasyprint

from tests.layout import measure

SHEET = """<!DOCTYPE html><meta charset="utf-8"><style>
@page { size: A4; margin: 0 }
body { margin: 0; font: 16pt/28.95pt "Noto Serif CJK SC", FandolSong, serif; font-kerning: none }
div { position: absolute; white-space: nowrap }
td { border: 0.25mm solid #000; height: 10mm; width: 20mm; padding: 0 }
table { border-collapse: collapse; position: absolute; left: 50mm; top: 200mm }
</style>"""


def sheet(tmp_path: Path, body: str) -> Path:
    """Write a page with `body` and return its path."""
    path = tmp_path / "sheet.pdf"
    path.write_bytes(weasyprint.HTML(string=SHEET + body).write_pdf())
    return path


def near(value: float) -> Any:
    """Compare to a twentieth of a millimetre."""
    return pytest.approx(value, abs=0.05)


def test_a_filled_block_is_measured_as_ink_where_it_was_put(tmp_path: Path) -> None:
    path = sheet(tmp_path, '<div style="left:40mm;top:72mm;width:20mm;height:9mm;background:#f00"></div>')
    assert measure.ink(path, 1) == measure.Box(near(40), near(72), near(60), near(81))
    assert measure.ink(path, 1, red=True) == measure.Box(near(40), near(72), near(60), near(81))


def test_red_ink_is_told_from_black_ink_and_a_box_limits_the_search(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        '<div style="left:40mm;top:72mm;width:20mm;height:9mm;background:#f00"></div>'
        '<div style="left:100mm;top:50mm;width:5mm;height:5mm;background:#000"></div>',
    )
    assert measure.ink(path, 1) == measure.Box(near(40), near(50), near(105), near(81))
    assert measure.ink(path, 1, red=True) == measure.Box(near(40), near(72), near(60), near(81))
    below = measure.ink(path, 1, measure.Box(0, 60, 210, 297))
    assert below == measure.Box(near(40), near(72), near(60), near(81))
    assert measure.ink(path, 1, measure.Box(0, 100, 210, 297)) is None


def test_a_red_rule_is_found_with_width_height_thickness_and_colour(tmp_path: Path) -> None:
    path = sheet(tmp_path, '<div style="left:28mm;top:130mm;width:156mm;border-top:0.35mm solid #f00"></div>')
    (rule,) = measure.horizontal_rules(measure.load(path)[0])
    assert (rule.box.left, rule.box.right) == (near(28), near(184))
    assert (rule.y, rule.thickness, rule.length) == (near(130.175), near(0.35), near(156))
    assert measure.is_red(rule.colour)


def test_the_rules_of_the_imprint_are_told_apart_by_thickness(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        "".join(
            f'<div style="left:28mm;top:{top}mm;width:156mm;border-top:{thick}mm solid #000"></div>'
            for top, thick in ((242, 0.35), (252, 0.25), (261.65, 0.35))
        ),
    )
    found = measure.horizontal_rules(measure.load(path)[0])
    assert [round(rule.thickness, 2) for rule in found] == [0.35, 0.25, 0.35]
    assert found[-1].box.bottom == near(262)
    assert not any(measure.is_red(rule.colour) for rule in found)


def test_a_table_is_seen_as_whole_lines_not_as_pieces_of_cells(tmp_path: Path) -> None:
    row = "<tr><td>软件</td><td>数量</td><td>备注</td></tr>"
    page = measure.load(sheet(tmp_path, f"<table>{row}{row}</table>"))[0]
    across = [rule for rule in page.rules if rule.horizontal]
    down = [rule for rule in page.rules if not rule.horizontal]
    assert (len(across), len(down)) == (3, 4)
    assert {round(rule.length) for rule in across} == {61}
    assert {round(rule.length) for rule in down} == {21}


def test_rows_carry_their_baseline_their_characters_and_the_pitch(tmp_path: Path) -> None:
    path = sheet(tmp_path, '<div style="left:28mm;top:37mm">绍兴市软件<br>第二行 二<br>三</div>')
    found = measure.type_area_rows(measure.load(path)[0])
    assert [row.text for row in found] == ["绍兴市软件", "第二行二", "三"]
    assert measure.pitches(found) == (near(28.95 * 25.4 / 72), near(28.95 * 25.4 / 72))
    assert found[0].left == near(28)
    assert found[0].right == near(28 + 5 * 16 * 25.4 / 72)
    assert found[0].chars[0].size == near(16 * 25.4 / 72)


def test_the_em_box_holds_the_ink_of_a_character(tmp_path: Path) -> None:
    path = sheet(tmp_path, '<div style="left:28mm;top:37mm">国</div>')
    (row,) = measure.type_area_rows(measure.load(path)[0])
    em, seen = measure.em_box(row), measure.ink(path, 1)
    assert seen is not None
    assert em.left <= seen.left < seen.right <= em.right
    assert em.top <= seen.top < seen.bottom <= em.bottom
    assert em.height == near(16 * 25.4 / 72)


def test_what_stands_below_the_type_area_is_the_page_number(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        '<div style="left:28mm;top:250mm">末行</div><div style="left:160mm;top:267mm">— 1 —</div>',
    )
    page = measure.load(path)[0]
    number = measure.page_number(page)
    assert number is not None
    assert number.text == "—1—"
    assert [row.text for row in measure.type_area_rows(page)] == ["末行"]


def test_a_page_without_number_has_none(tmp_path: Path) -> None:
    assert measure.page_number(measure.load(sheet(tmp_path, "<div>一</div>"))[0]) is None


@pytest.mark.parametrize(
    ("colour", "red"),
    [("#f00", True), ("rgb(226,0,26)", True), ("#000", False), ("#fff", False), ("#f80", False)],
)
def test_red_is_told_from_other_colours(tmp_path: Path, colour: str, red: bool) -> None:
    path = sheet(tmp_path, f'<div style="left:28mm;top:72mm;color:{colour}">文件</div>')
    assert {measure.is_red(char.colour) for char in measure.load(path)[0].chars} == {red}
