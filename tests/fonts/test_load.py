"""Fonts are found in the office's folder first; what is missing or broken is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from gongwen.errors import NotFoundError, StorageError
from gongwen.fonts import font_rows, load_typefaces, rare_rows
from gongwen.fonts.files import FileAdvances, FontNames
from gongwen.fonts.load import choose
from gongwen.fonts.locate import parse_fc_list
from gongwen.model.typefaces import Ink, Role, Typefaces


def make_font(path: Path, english: str, chinese: str, chars: str, width: int = 1000) -> None:
    """Write a TrueType font with these names whose `chars` are boxes `width`/1000 em wide."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 800))
    pen.lineTo((800, 800))
    pen.closePath()
    names = [".notdef", *(f"u{ord(char):X}" for char in chars)]
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): f"u{ord(char):X}" for char in chars})
    outline = pen.glyph()
    builder.setupGlyf({name: outline for name in names})
    builder.setupHorizontalMetrics({name: (width, 0) for name in names})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": english, "styleName": "Regular", "psName": english})
    for number in (1, 4):
        builder.font["name"].setName(chinese, number, 3, 1, 0x804)
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


def test_a_licensed_face_in_the_office_folder_is_taken_by_its_chinese_name(tmp_path: Path) -> None:
    make_font(tmp_path / "任意名.TTF", "FZXBS-Demo", "方正小标宋简体", "通知", width=970)
    typefaces = load_typefaces([tmp_path])
    first = typefaces.chart[Role.XIAOBIAOSONG][0]
    assert (first.path, first.licensed) == (str(tmp_path / "任意名.TTF"), True)
    assert typefaces.width(Role.XIAOBIAOSONG, "通") == 0.97
    assert typefaces.face(Role.XIAOBIAOSONG, "关").postscript == "FandolSong-Bold"
    assert "字体（小标宋）" not in {finding.place for finding in typefaces.substitutions()}


def test_the_licensed_names_come_in_their_order_whatever_the_order_of_the_files(tmp_path: Path) -> None:
    make_font(tmp_path / "a.ttf", "FangSong", "仿宋", "字")
    make_font(tmp_path / "b.ttf", "FangSong_GB2312", "仿宋_GB2312", "字")
    chart = load_typefaces([tmp_path]).chart[Role.FANGSONG]
    assert [face.postscript for face in chart[:3]] == ["FangSong_GB2312", "FangSong", "FandolFang-Regular"]


def test_broken_font_files_are_skipped_and_said(tmp_path: Path) -> None:
    make_font(tmp_path / "whole.ttf", "SimHei", "黑体", "字")
    whole = (tmp_path / "whole.ttf").read_bytes()
    (tmp_path / "cut.ttf").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "empty.otf").write_bytes(b"")
    (tmp_path / "page.ttc").write_bytes(b"<html>404 not found</html>")
    (tmp_path / "ttcf.ttc").write_bytes(b"ttcf\0\1\0\0\0\0\0\2\0\0")
    typefaces = load_typefaces([tmp_path])
    assert [Path(finding.place).name for finding in typefaces.notices] == [
        "cut.ttf",
        "empty.otf",
        "page.ttc",
        "ttcf.ttc",
    ]
    assert typefaces.chart[Role.HEI][0].path == str(tmp_path / "whole.ttf")


def test_a_font_file_that_vanishes_is_a_storage_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="读不出字体文件"):
        FileAdvances(str(tmp_path / "gone.ttf"), 0)[0x4E2D]


def test_a_font_without_units_is_a_storage_error(tmp_path: Path) -> None:
    make_font(tmp_path / "zero.ttf", "SimHei", "黑体", "字")
    font = TTFont(tmp_path / "zero.ttf")
    font["head"].unitsPerEm = 0
    font.save(tmp_path / "zero.ttf")
    with pytest.raises(StorageError, match="读不出字体文件"):
        load_typefaces([tmp_path]).width(Role.HEI, "字")


def test_the_ink_of_a_character_is_that_of_its_outline(tmp_path: Path) -> None:
    make_font(tmp_path / "own.ttf", "FangSong_GB2312", "仿宋_GB2312", "字")
    typefaces = load_typefaces([tmp_path])
    assert typefaces.ink(Role.FANGSONG, "字 字") == Ink(0.8, 0.0)
    assert typefaces.ink(Role.FANGSONG, "　").top == 0.88
    dash = typefaces.ink(Role.SONG, "—")
    assert 0.2 < dash.bottom < dash.top < 0.4


def test_an_office_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="没有找到字体文件夹"):
        load_typefaces([tmp_path / "无"])


def test_without_any_face_for_a_role_the_debian_packages_are_named() -> None:
    with pytest.raises(StorageError) as caught:
        choose([])
    assert caught.value.exit_code == 7
    assert "texlive-lang-chinese fonts-noto-cjk fonts-lxgw-wenkai" in caught.value.sentence()


def test_a_missing_filling_face_is_a_notice_naming_its_package(typefaces: Typefaces) -> None:
    installed = [
        FontNames(face.path, face.index, (face.family,), (face.postscript,), face.style)
        for face in typefaces.faces()
        if "Noto" not in face.family
    ]
    poorer = choose(installed)
    assert [finding.place for finding in poorer.notices] == ["软件包 fonts-noto-cjk"]
    assert poorer.face(Role.FANGSONG, "喆").family == "LXGW WenKai"


def test_fc_list_lines_are_sorted_and_variable_instances_and_rubbish_left_out() -> None:
    output = (
        "/f/b.ttc\t1\tNoto Serif CJK SC\tNoto Serif CJK SC\tNotoSerifCJKsc-Regular\tRegular\n"
        "/f/a.ttf\t0\tLXGW WenKai,霞鹜文楷\tLXGW WenKai\tLXGWWenKai-Regular\tRegular\n"
        "/f/v.ttf\t65536\tVF\tVF\tVF-Thin\tThin\n"
        "Fontconfig warning: something\n"
    )
    faces = parse_fc_list(output)
    assert [(face.path, face.index) for face in faces] == [("/f/a.ttf", 0), ("/f/b.ttc", 1)]
    assert faces[0].answers_to("霞鹜文楷")


def test_the_report_has_a_row_for_every_face_of_every_role(typefaces: Typefaces) -> None:
    rows = [row for row in font_rows(typefaces) if row.role == "小标宋" and row.used]
    assert (rows[0].wanted, rows[0].used, rows[0].state) == ("方正小标宋简体", "FandolSong Bold", "代用")
    assert {row.state for row in rows[1:]} == {"补字"}
    assert all(Path(row.file).is_file() for row in font_rows(typefaces) if row.used)


def test_the_report_names_what_was_looked_for_and_not_found(typefaces: Typefaces) -> None:
    installed = [
        FontNames(face.path, face.index, (face.family,), (face.postscript,), face.style)
        for face in typefaces.faces()
        if "Noto" not in face.family
    ]
    missing = {row.name: row for row in font_rows(choose(installed)) if row.role == "黑体" and not row.used}
    assert missing["NotoSansCJKsc-Regular"].package == "fonts-noto-cjk"
    assert missing["NotoSansCJKsc-Regular"].state == "没有"


def test_the_report_tells_who_has_a_rare_character(typefaces: Typefaces) -> None:
    common, rare, nobody = rare_rows(typefaces, "人 喆\U0010fffd")
    assert dict(common.faces)["仿宋"] == typefaces.chart[Role.FANGSONG][0].label
    assert dict(rare.faces)["仿宋"] in {face.label for face in typefaces.chart[Role.FANGSONG][1:]}
    assert set(dict(nobody.faces).values()) == {"没有"}
