"""`gongwen archive add`, `append`, `place`, `describe`: what others sent, as a clerk takes it in."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.cli.conftest import Desk
from tests.cli.running import PROGRAM, gongwen
from tests.office.keeping.taking import NOTICE, came, packed

DAMAGED = Path(__file__).parents[1] / "damaged"
UNNUMBERED = NOTICE.replace("浙正软办〔2015〕7号", "")


def test_a_folder_is_taken_in_and_the_report_names_every_file(empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "来文"
    came(folder, "1.txt", NOTICE)
    came(folder, "2.txt", UNNUMBERED)
    came(folder, "3.pdf", (DAMAGED / "encrypted.pdf").read_bytes())
    came(folder, "~$4.docx", "x")
    done = gongwen("archive", "add", folder, "--from", "省软件办", "--archive", empty)
    assert done.code == 6
    *rows, total = done.out.splitlines()
    assert [row.split()[0] for row in rows] == ["文件", "1.txt", "2.txt", "3.pdf"]
    assert rows[1].split()[1:5:2] == ["TXT", "浙正软办〔2015〕7号"]
    assert total == (
        "收存 3 件；1 件读不全；2 件有待核的，看过以后用 gongwen archive describe 改正或确认；1 个略过"
    )
    told = done.err.splitlines()
    item = rows[2].split()[2]
    assert f"待核｜2.txt（{item}）｜文号：没有认出" in told
    assert "略过｜~$4.docx｜是 Word、WPS 打开文件时的锁，不是文件本身" in told
    assert any(line.startswith("读不全｜3.pdf｜这个 PDF 文件有密码") for line in told)


def test_all_taken_in_and_read_is_0_and_json_tells_each(empty: Path, tmp_path: Path) -> None:
    done = gongwen("archive", "add", came(tmp_path, "1.txt", NOTICE), "--json", "--archive", empty)
    (told,) = done.json
    assert (done.code, told["fate"], told["said"]) == (0, "kept", "收存")
    assert (told["title"], told["date"]) == ("关于开展软件正版化检查的通知", "2015-05-04")


def test_a_classified_paper_is_refused_with_5(empty: Path, tmp_path: Path) -> None:
    done = gongwen("archive", "add", came(tmp_path, "密.txt", f"秘密★1年\n\n{NOTICE}"), "--archive", empty)
    assert (done.code, done.out) == (5, "收存 0 件；1 个标了密级，不收\n")
    assert "标了密级（秘密）；涉密公文只能在批准的涉密计算机上办理，什么也没有存" in done.err


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("没有.txt",), 4, "没有 没有.txt 这个文件或文件夹"),
        (("a.txt", "--fonds", "别的"), 4, "没有登记过全宗 别的"),
        ((), 2, "缺少参数"),
    ],
)
def test_what_was_typed_wrongly_takes_nothing_in(
    empty: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    code: int,
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    came(tmp_path, "a.txt", NOTICE)
    done = gongwen("archive", "add", *words, "--archive", empty)
    assert (done.code, sentence in done.err) == (code, True), done.err
    assert gongwen("archive", "list", "--archive", empty).out == "共 0 件\n"


def test_a_note_and_a_sender_are_one_line_and_shown(empty: Path, tmp_path: Path) -> None:
    path = came(tmp_path, "1.txt", NOTICE)
    words = (
        "archive",
        "add",
        path,
        "--from",
        "省\n软件办",
        "--note",
        "传真 收",
        "--json",
        "--archive",
        empty,
    )
    (told,) = gongwen(*words).json
    shown = gongwen("archive", "show", told["item_id"], "--archive", empty).out
    assert "　1.txt　省 软件办送（" in shown
    assert any(line.split() == ["附记", "传真", "收"] for line in shown.splitlines())


def test_copies_to_look_at_are_asked_for_by_name_or_all(empty: Path, tmp_path: Path) -> None:
    refused = gongwen("archive", "access", "--archive", empty)
    assert (refused.code, "没有写给哪些件做" in refused.err) == (2, True)
    gongwen(
        "archive", "add", came(tmp_path, "1.pdf", (DAMAGED / "blank.pdf").read_bytes()), "--archive", empty
    )
    done = gongwen("archive", "access", "--all", "--archive", empty)
    assert (done.code, done.out) == (0, "做好 0 份利用副本；1 件原件就是 PDF\n")


def test_show_tells_all_that_is_known_of_what_came_in(empty: Path, tmp_path: Path) -> None:
    came(tmp_path, "名单.txt", "甲公司\n")
    gongwen("archive", "add", tmp_path / "名单.txt", "--from", "越城区", "--archive", empty)
    came(tmp_path, "名单.txt", "甲公司\n乙公司\n")
    package = came(tmp_path, "包.zip", packed({"名单.txt": b"x\ny\n"}))
    again = gongwen("archive", "add", tmp_path / "名单.txt", package, "--json", "--archive", empty).json
    item = again[0]["item_id"]
    slip = came(tmp_path, "处理单.txt", "请王芳阅办。")
    words: tuple[object, ...] = ("append", item, slip, "--as", "处理单")
    assert gongwen("archive", *words, "--archive", empty).out == f"名单：处理单已追加（{item}.001）\n"
    words = ("place", item, "--cabinet", "三", "--box", "12")
    assert gongwen("archive", *words, "--archive", empty).out == "名单：放在 三柜 12盒\n"
    shown = gongwen("archive", "show", item, "--archive", empty).out.splitlines()
    rows = [tuple(line.split(maxsplit=1)) for line in shown]
    assert ("追加", f"处理单：处理单.txt（{item}.001）") in rows
    assert ("纸质件", "三柜 12盒") in rows
    (follows,) = [what for name, *what in rows if name == "接"]
    assert follows[0].startswith("名单.txt（")
    first = follows[0].removeprefix("名单.txt（").rstrip("）")
    assert ("后来有", f"名单.txt（{item}）") in [
        tuple(line.split(maxsplit=1))
        for line in gongwen("archive", "show", first, "--archive", empty).out.splitlines()
    ]
    told = gongwen("archive", "show", again[2]["item_id"], "--json", "--archive", empty).json
    assert told["origins"] == [{"relation": "来自", "item": again[1]["item_id"]}]


def test_show_tells_what_a_paper_is_based_on_and_who_cites_it(empty: Path, tmp_path: Path) -> None:
    based = NOTICE.replace("〔2014〕3号", "〔2013〕1号").replace("〔2015〕7号", "〔2014〕3号")
    paths = came(tmp_path, "1.txt", NOTICE), came(tmp_path, "2.txt", based)
    later, earlier = gongwen("archive", "add", *paths, "--json", "--archive", empty).json
    shown = gongwen("archive", "show", later["item_id"], "--json", "--archive", empty).json
    assert [(one["number"], one["relation"]) for one in shown["cites"]] == [("浙正软办〔2014〕3号", "依据")]
    shown = gongwen("archive", "show", "浙正软办〔2014〕3号", "--json", "--archive", empty).json
    assert shown["item"] == earlier["item_id"]
    assert shown["cited_by"] == [{"item": later["item_id"], "relation": "依据"}]
    said = gongwen("archive", "show", earlier["item_id"], "--archive", empty).out.splitlines()
    assert any(line.split() == ["被引用", f"{later['item_id']}（依据）"] for line in said)


def test_a_description_is_corrected_and_confirmed(empty: Path, tmp_path: Path) -> None:
    (told,) = gongwen(
        "archive", "add", came(tmp_path, "2.txt", UNNUMBERED), "--json", "--archive", empty
    ).json
    item = told["item_id"]
    words = ("describe", item, "--number", "浙正软办〔2015〕7号", "--archive", empty)
    assert gongwen("archive", *words).out == f"{item}：著录已改好，没有待核的\n"
    found = gongwen("search", "文号:浙正软办〔2015〕7号", "--json", "--archive", empty).json
    assert [hit["item"] for hit in found["hits"]] == [item]
    refused = gongwen("archive", "describe", item, "--kind", "文件", "--archive", empty)
    assert (refused.code, "没有「文件」这个文种" in refused.err) == (2, True)


def test_our_own_paper_gets_its_sealed_scan_beside_it(desk: Desk, tmp_path: Path) -> None:
    scan = came(tmp_path, "盖章.pdf", (DAMAGED / "blank.pdf").read_bytes())
    archive = tmp_path / "archive"
    subprocess.run(["cp", "-a", str(desk.archive), str(archive)], check=True)
    words = ("append", "绍市软件办〔2015〕3号", scan, "--as", "用印扫描件", "--json")
    done = gongwen("archive", *words, "--archive", archive)
    assert done.json["bag"] == "2015-6c1e8f00-0003.001"
    assert gongwen("archive", *words, "--archive", archive).json["repeated"] is True
    assert gongwen("archive", "verify", "--archive", archive).code == 0


def test_a_person_at_a_terminal_is_asked(empty: Path, tmp_path: Path) -> None:
    path = came(tmp_path, "2.txt", UNNUMBERED.replace("2015年5月4日", ""))
    ours, theirs = pty.openpty()
    asked = subprocess.Popen(
        [PROGRAM, "archive", "add", path, "--archive", empty],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    os.write(ours, "浙正软办〔2015〕7号\n不知道哪天\n2015-05-04\n".encode())
    out = asked.communicate()[0].decode()
    said = os.read(ours, 100_000).decode(errors="replace")
    os.close(ours)
    assert asked.returncode == 0, said
    assert "《2.txt》有 2 处拿不准" in said
    assert "请再写一次" in said
    assert "浙正软办〔2015〕7号" in out
    assert out.splitlines()[-1] == "收存 1 件"


def test_ctrl_c_in_a_folder_keeps_what_is_done_and_says_what_is_not(empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "来文"
    for count in range(3):
        came(folder, f"{count}.txt", f"第{count}份来文。")
    came(folder, "9.txt", "刚写的。", 4_000_000_000)
    working = subprocess.Popen(
        [PROGRAM, "archive", "add", folder, "--rest", "600", "--archive", empty],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert working.stderr is not None
    while b"2.txt" not in working.stderr.readline():
        pass
    working.send_signal(2)
    said = working.communicate()[1].decode()
    assert working.returncode == 130
    sentence = "已中断。已经收好 3 件，还有 1 个文件没有收；再运行同一条命令就接着收，收过的只多一张收据。"
    assert said.splitlines()[-1] == sentence
    assert gongwen("archive", "verify", "--archive", empty).code == 0
    assert gongwen("archive", "list", "--archive", empty).out.splitlines()[-1] == "共 3 件"


def test_the_very_bytes_of_our_own_paper_are_no_new_item(own_desk: Desk) -> None:
    (original,) = own_desk.out.rglob("*.pdf")
    done = own_desk.run("archive", "add", original, "--from", "档案局", "--yes")
    assert done.code == 0, done.err
    assert "2015-6c1e8f00-0003" in done.out
    assert "收存 0 件；1 个文件是本机关发的，各记一张收据" in done.out
    assert len(own_desk.run("archive", "list", "--json").json) == 1
    shown = own_desk.run("archive", "show", "绍市软件办〔2015〕3号").out
    assert f"{original.name}　档案局送" in shown
    assert own_desk.run("archive", "verify").code == 0


def test_names_that_turn_or_break_a_line_are_shown_as_they_are(empty: Path, tmp_path: Path) -> None:
    odd = tmp_path / "反向\u202egpj.\n第二行.txt"
    odd.write_text("没有要素的文字\n")
    done = gongwen("archive", "add", odd, "--rest", "0", "--yes", "--archive", empty)
    assert "反向□gpj.□第二行.txt" in done.out
    assert "\u202e" not in done.out + done.err + gongwen("archive", "list", "--archive", empty).out


def test_a_date_after_the_day_it_came_in_is_refused(empty: Path, tmp_path: Path) -> None:
    gongwen("archive", "add", came(tmp_path, "1.txt", NOTICE), "--archive", empty)
    words = ("archive", "describe", "浙正软办〔2015〕7号", "--date", "2999-01-01", "--reason", "看错了")
    done = gongwen(*words, "--archive", empty)
    assert done.code == 2
    assert "成文日期 2999年1月1日 在收到" in done.err


def test_a_named_file_that_is_not_taken_in_is_no_success(empty: Path, tmp_path: Path) -> None:
    link = tmp_path / "链接.txt"
    link.symlink_to(came(tmp_path, "1.txt", NOTICE))
    for path, why in ((link, "是链接，不是文件"), (empty / "gongwen.db", "是存档自己的文件")):
        done = gongwen("archive", "add", path, "--archive", empty)
        assert (done.code, done.out) == (6, "收存 0 件；1 个取不到，没有收\n")
        assert why in done.err


def test_a_file_named_twice_is_taken_in_once(empty: Path, tmp_path: Path) -> None:
    path = came(tmp_path, "1.txt", NOTICE)
    again = tmp_path / "别处" / ".." / "1.txt"
    (tmp_path / "别处").mkdir()
    done = gongwen("archive", "add", path, again, "--archive", empty)
    assert done.out.splitlines()[-1] == "收存 1 件"


def test_a_pipe_is_not_put_beside_an_item(own_desk: Desk, tmp_path: Path) -> None:
    pipe = tmp_path / "管道.pdf"
    os.mkfifo(pipe)
    done = own_desk.run("archive", "append", "绍市软件办〔2015〕3号", pipe, "--as", "其他")
    assert (done.code, "管道.pdf 不是普通文件" in done.err) == (5, True)


def test_a_folder_that_cannot_be_looked_into_stops_nothing(empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "来文"
    came(folder, "1.txt", NOTICE)
    came(folder / "锁着", "2.txt", NOTICE)
    with patch.object(Path, "iterdir", autospec=True, side_effect=_locked(Path.iterdir, "锁着")):
        done = gongwen("archive", "add", folder, "--archive", empty)
    assert (done.code, done.out.splitlines()[-1]) == (6, "收存 1 件；1 个取不到，没有收")


def _locked(look: Callable[[Path], Iterator[Path]], name: str) -> Callable[[Path], Iterator[Path]]:
    def refused(folder: Path) -> Iterator[Path]:
        if folder.name == name:
            raise PermissionError(13, "Permission denied", str(folder))
        return look(folder)

    return refused
