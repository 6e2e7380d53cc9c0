"""Facts are read from the files an office keeps; what is wrong is told with its line or cell."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from gongwen.drafting import Facts
from gongwen.errors import FactsError, NotFoundError, StorageError
from gongwen.office.desk.factfile import merge, read_facts, read_table

TOML = '地名 = "绍兴市"\n成文日期 = 2015-06-23\n\n[[联系人]]\n姓名 = "金渭鑫"\n'
VALUES = {"地名": "绍兴市", "成文日期": dt.date(2015, 6, 23), "联系人": [{"姓名": "金渭鑫"}]}


def sheet(path: Path, rows: Sequence[Sequence[object]], *, title: str = "事实") -> Path:
    """Write a workbook with one sheet."""
    workbook = Workbook()
    page = workbook.worksheets[0]
    page.title = title
    for row in rows:
        page.append(list(row))
    workbook.save(path)
    return path


def with_computed(path: Path, cell: str, value: str) -> Path:
    """Put a computed value behind the formula in `cell`, as Excel does when it saves."""
    content = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(content) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                typed, computed = f'<c r="{cell}"><f>'.encode(), f'<c r="{cell}" t="str"><f>'.encode()
                assert typed in data
                data = data.replace(typed, computed).replace(b"<v />", b"<v></v>")
                data = data.replace(b"<v></v>", f"<v>{value}</v>".encode(), 1)
            target.writestr(name, data)
    return path


def told(path: Path, *, table: bool = False, key: str = "") -> list[str]:
    """Return what the file is refused with."""
    with pytest.raises(FactsError) as caught:
        _ = read_table(path, key) if table else read_facts(path)
    findings = [f"{finding.place}：{finding.sentence}" for finding in caught.value.findings]
    return findings or [str(caught.value)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_toml_is_read_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "绍兴.toml"
    path.write_bytes(TOML.encode(encoding))
    facts = read_facts(path)
    assert facts.values == VALUES
    assert facts.place("联系人.1.姓名") == "绍兴.toml 第5行"
    assert facts.place("主送") == "绍兴.toml"


def test_two_columns_of_a_workbook_are_the_same_facts(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "绍兴.xlsx",
        [
            ("字段", "内容", "备注"),
            ("地名", "绍兴市", "全称"),
            (None, None),
            (" 成文日期 ", dt.date(2015, 6, 23)),
            ("联系人1.姓名", "金渭鑫"),
            ("联系人2.姓名", None),
            ("发文机关", "甲\n乙"),
            ("电话", 89180865),
        ],
    )
    facts = read_facts(path)
    assert facts.values == {
        "地名": "绍兴市",
        "成文日期": dt.datetime(2015, 6, 23),
        "联系人": [{"姓名": "金渭鑫"}],
        "发文机关": "甲\n乙",
        "电话": "89180865",
    }
    assert facts.place("成文日期") == "绍兴.xlsx B4格"
    assert facts.place("联系人.2.姓名") == "绍兴.xlsx B6格"


def test_a_workbook_needs_no_header_row(tmp_path: Path) -> None:
    assert read_facts(sheet(tmp_path / "甲.xlsx", [("地名", "绍兴市")])).values == {"地名": "绍兴市"}


def test_all_that_is_wrong_in_a_workbook_is_told_at_once(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "甲.xlsx",
        [
            ("地名", "绍兴市"),
            ("地名", "诸暨市"),
            (None, "没有名称"),
            ("本级", "市", "多的一栏"),
            ("上级", "=A1"),
        ],
    )
    assert sorted(told(path)) == [
        "甲.xlsx B2格：「地名」写了两次，另一处在甲.xlsx B1格，请只留一处",
        "甲.xlsx B3格：这一格有内容，左边没有写字段名",
        "甲.xlsx B5格：公式没有算出结果，请在 Excel 或 WPS 里打开并保存一次，或改写成内容",
        "甲.xlsx C4格：只读字段、内容两栏；更多的栏要在第一行写明是帮助、说明、备注",
    ]


def test_a_computed_formula_gives_its_value(tmp_path: Path) -> None:
    path = sheet(tmp_path / "甲.xlsx", [("地名", '="绍兴"&"市"')])
    assert read_facts(with_computed(path, "B1", "绍兴市")).values == {"地名": "绍兴市"}


def test_an_error_value_is_told(tmp_path: Path) -> None:
    path = sheet(tmp_path / "甲.xlsx", [("地名", "#REF!")])
    assert told(path) == ["甲.xlsx B1格：这一格是错误值 #REF!，请改正"]


def test_a_text_that_begins_like_a_formula_is_text(tmp_path: Path) -> None:
    workbook = Workbook()
    cell = workbook.worksheets[0].cell(1, 2, "=地名")
    cell.data_type = "s"
    workbook.worksheets[0].cell(1, 1, "词")
    workbook.save(tmp_path / "甲.xlsx")
    assert read_facts(tmp_path / "甲.xlsx").values == {"词": "=地名"}


def test_hidden_and_empty_sheets_are_passed_over(tmp_path: Path) -> None:
    workbook = Workbook()
    hidden, _, shown = workbook.worksheets[0], workbook.create_sheet("空"), workbook.create_sheet("事实")
    hidden.append(("地名", "旧的"))
    hidden.sheet_state = "hidden"
    shown.append(("地名", "绍兴市"))
    workbook.active = 2
    workbook.save(tmp_path / "甲.xlsx")
    assert read_facts(tmp_path / "甲.xlsx").values == {"地名": "绍兴市"}


def test_a_format_far_below_the_facts_costs_nothing(tmp_path: Path) -> None:
    workbook = Workbook()
    page = workbook.worksheets[0]
    page.append(("地名", "绍兴市"))
    page.cell(1_048_576, 1).number_format = "0.00"
    workbook.save(tmp_path / "甲.xlsx")
    assert read_facts(tmp_path / "甲.xlsx").values == {"地名": "绍兴市"}


def test_json_is_read_and_knows_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "甲.json"
    path.write_text(
        '{\n "地名": "绍兴市",\n "人": [\n  {"姓名": "甲:{"},\n  {"姓名":\n "乙"}\n ],\n "本级": "市"\n}'
    )
    facts = read_facts(path)
    assert facts.values == {"地名": "绍兴市", "人": [{"姓名": "甲:{"}, {"姓名": "乙"}], "本级": "市"}
    places = {name: facts.place(name) for name in ("地名", "人.1.姓名", "人.2.姓名", "人.2", "本级")}
    assert places == {
        "地名": "甲.json 第2行",
        "人.1.姓名": "甲.json 第4行",
        "人.2.姓名": "甲.json 第5行",
        "人.2": "甲.json 第5行",
        "本级": "甲.json 第8行",
    }


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"地名": "甲",\n "本级" "市"}', "甲.json 第2行：写法不对，请检查引号、逗号和括号"),
        ('{"地名": "甲",\n "地名": "乙"}', "甲.json 第2行：「地名」写了两次，另一处在甲.json 第1行"),
        ('["地名"]', '甲.json 的最外层不是一组字段；请写成 {"地名": "…", …}。'),
        ("[" * 100_000, "甲.json 套得太深或有太长的数；请照 examples/ 里的样子写。"),
    ],
)
def test_wrong_json_is_told(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "甲.json"
    path.write_text(text, encoding="utf-8")
    assert told(path) == [sentence]


def test_a_wrong_line_of_toml_is_told(tmp_path: Path) -> None:
    path = tmp_path / "甲.toml"
    path.write_text('地名 = "甲"\n地名 = "乙"\n', encoding="utf-8")
    assert told(path) == ["甲.toml 第2行：同一个名称写了两次"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("甲.toml", b"", "甲.toml 是空的；请填写后保存。"),
        ("甲.xlsx", b" \n", "甲.xlsx 是空的；请填写后保存。"),
        ("甲.toml", b"\xff\x80\x80\x00", "甲.toml 不是文字文件，或用了不认识的编码"),
        ("甲.toml", b"\x00\x01\x02", "甲.toml 不是文字文件，或用了不认识的编码"),
        ("甲.xlsx", "地名,绍兴市".encode(), "甲.xlsx 不是 XLSX 工作簿，或没有保存完整"),
        ("甲.xlsx", OLE, "甲.xlsx 读不下去，可能已经损坏"),
        ("甲.xls", OLE, "甲.xls 读不下去，可能已经损坏"),
        ("甲.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "甲.xlsx 加了密码，打不开"),
        ("甲.docx", b"PK", "不知道怎样读 甲.docx"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (said,) = told(path)
    assert said.startswith(sentence)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "甲.xlsx"
    with zipfile.ZipFile(path, "w") as container:
        container.writestr("word/document.xml", "<w/>")
    assert told(path) == [
        "甲.xlsx 读不下去，可能已经损坏；只读完整的 XLSX、XLS 工作簿；"
        "请用 Excel 或 WPS 打开后另存为 .xlsx 再试。"
    ]


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "甲.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("xl/workbook.xml", bytes(101_000_000))
    assert told(path) == ["甲.xlsx 展开后有101兆，太大了；请另存为只有这一张表的文件。"]


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"没有 .*甲\.toml 这个文件"):
        read_facts(tmp_path / "甲.toml")
    with pytest.raises(FactsError, match="是文件夹，不是文件"):
        read_facts(tmp_path)


def test_a_place_that_cannot_be_read_is_no_fault_of_the_facts(tmp_path: Path) -> None:
    path = tmp_path / "甲.toml"
    path.symlink_to(path)
    with pytest.raises(StorageError):
        read_facts(path)


WHOLE = (Path(__file__).parents[3] / "examples" / "绍兴市2015.xlsx").read_bytes()
with zipfile.ZipFile(io.BytesIO(WHOLE)) as _whole:
    MEMBERS = {name: _whole.read(name) for name in _whole.namelist()}


def zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as container:
        for name, data in members.items():
            container.writestr(name, data)
    return made.getvalue()


def damaged(content: bytes) -> st.SearchStrategy[bytes]:
    """Return `content` with a few bytes changed, maybe cut short."""
    places = st.integers(0, len(content) - 1)
    changes = st.lists(st.tuples(places, st.integers(0, 255)), max_size=4)

    def change(spots: list[tuple[int, int]], length: int) -> bytes:
        changed = bytearray(content)
        for place, byte in spots:
            changed[place] = byte
        return bytes(changed[:length])

    return st.builds(change, changes, st.one_of(st.just(len(content)), places))


def with_damaged_member(name: str) -> st.SearchStrategy[bytes]:
    return damaged(MEMBERS[name]).map(lambda data: zipped({**MEMBERS, name: data}))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(damaged(WHOLE), st.sampled_from(sorted(MEMBERS)).flatmap(with_damaged_member)))
def test_a_damaged_workbook_is_read_or_refused_but_never_breaks(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "甲.xlsx"
    path.write_bytes(content)
    with suppress(FactsError):
        read_facts(path)


HEADS = ("地名", "联系人1.姓名", "联系人1.电话")


@pytest.fixture(params=["甲.xlsx", "甲.csv", "gb.csv", "tab.txt"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    rows = [HEADS, ("越城区", "示例甲", "80000001"), ("", "", ""), ("诸暨市", "示例，乙", "80000002")]
    path = tmp_path / "甲.xlsx"
    if request.param == "甲.xlsx":
        return sheet(path, [[cell or None for cell in row] for row in rows])
    path = path.with_name(str(request.param))
    comma = "\t" if path.suffix == ".txt" else ","
    text = "\r\n".join(comma.join(row) for row in rows)
    path.write_text(text, encoding="gb18030" if path.stem == "gb" else "utf-8-sig")
    return path


def test_each_row_of_a_table_is_one_set_of_facts(table: Path) -> None:
    first, second = read_table(table, "地名")
    assert first.values == {"地名": "越城区", "联系人": [{"姓名": "示例甲", "电话": "80000001"}]}
    assert second.values["联系人"] == [{"姓名": "示例，乙", "电话": "80000002"}]
    assert second.place("联系人.1.电话") == f"{table.name} C4格"
    assert second.place("主送") == f"{table.name} 第4行"


def test_all_that_is_wrong_in_a_table_is_told_at_once(tmp_path: Path) -> None:
    rows = [
        ("地名", "本级", "地名", None),
        ("越城区", "区", "再写一遍", None),
        ("柯桥区", "区", None, "没有栏名"),
        ("越城区", "区"),
        (None, "市"),
    ]
    assert told(sheet(tmp_path / "甲.xlsx", rows), table=True, key="地名") == [
        "甲.xlsx C1格：栏名「地名」写了两次，另一处在甲.xlsx A1格",
        "甲.xlsx D3格：这一格有内容，第一行没有写栏名",
        "甲.xlsx A4格：「越城区」写了两行，另一处在甲.xlsx A2格，请只留一行",
        "甲.xlsx A5格：「地名」没有填，分不清各行",
    ]


def test_a_table_without_the_key_or_without_rows_is_told(tmp_path: Path) -> None:
    path = sheet(tmp_path / "甲.xlsx", [("本级",), ("区",)])
    assert told(path, table=True, key="地名") == ["甲.xlsx：没有「地名」这一栏，分不清各行"]
    (said,) = told(sheet(tmp_path / "乙.xlsx", [("地名",)]), table=True)
    assert said.startswith("乙.xlsx 没有内容；第一行写栏名")


def test_a_broken_quotation_in_a_csv_is_told(tmp_path: Path) -> None:
    path = tmp_path / "甲.csv"
    path.write_text('地名,本级\n越城区,"区"x\n', encoding="utf-8")
    (said,) = told(path, table=True)
    assert said.startswith("甲.csv 第2行读不下去")


def test_a_cell_of_several_lines_does_not_shift_the_places(tmp_path: Path) -> None:
    path = tmp_path / "甲.csv"
    path.write_text('地名,机关\n越城区,"甲\n乙"\n诸暨市,丙\n', encoding="utf-8")
    first, second = read_table(path)
    assert first.values["机关"] == "甲\n乙"
    assert second.place("机关") == "甲.csv B3格"


def test_a_row_goes_before_what_is_common_and_every_place_is_kept() -> None:
    common = Facts(
        {"地名": "绍兴市", "人": [{"姓名": "甲"}], "年份": "2015"},
        {"地名": "共同 第1行", "人.1.姓名": "共同 第3行", "年份": "共同 第4行"},
        "共同",
    )
    row = Facts(
        {"人": [{"姓名": "乙"}]}, {"地名": "表 A2格", "人.1.姓名": "表 B2格", "主送": "表 C2格"}, "表 第2行"
    )
    merged = merge(common, row)
    assert merged.values == {"地名": "绍兴市", "人": [{"姓名": "乙"}], "年份": "2015"}
    assert [merged.place(path) for path in ("地名", "人.1.姓名", "年份", "主送", "抄送")] == [
        "共同 第1行",
        "表 B2格",
        "共同 第4行",
        "表 C2格",
        "表 第2行",
    ]


def test_numbers_of_json_and_dates_of_text_come_through_as_entered(tmp_path: Path) -> None:
    path = tmp_path / "甲.json"
    path.write_text(json.dumps({"电话": 89180865, "日期": "2015-06-23", "无": None}), encoding="utf-8")
    assert read_facts(path).values == {"电话": 89180865, "日期": "2015-06-23", "无": None}
