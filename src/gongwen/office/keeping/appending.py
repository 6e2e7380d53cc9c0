"""archive append, place: what is put beside an item later, and where its paper lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongwen.errors import RefusedError, disk_errors, require_line
from gongwen.office.keeping.adding.bagging import ending
from gongwen.office.keeping.adding.entering import aside
from gongwen.office.keeping.adding.gathering import told, unfit
from gongwen.office.keeping.adding.looking import Looking, secrecy_of, whole_text
from gongwen.office.keeping.adding.resting import Restless, taken_in
from gongwen.office.keeping.adding.values import AddParts, Looked, Wishes
from gongwen.office.keeping.bags import KeptFile, next_bag, put_bag
from gongwen.office.keeping.citing import cited_in
from gongwen.office.keeping.closing import refuse_closed
from gongwen.office.keeping.pieces import TEXT, Piece, piece, require_placed, text_of, to_search
from gongwen.records.keeping.values import FurtherRecord, PlaceRecord
from gongwen.records.transactions import database_errors, writing

PURPOSES = ("用印扫描件", "定稿", "发文稿纸", "处理单", "附件", "利用副本", "其他")


@dataclass(frozen=True, slots=True)
class Appended:
    """What was put beside an item; `repeated` when the same lay there already.

    `troubles` are sentences on what could not be read of it.
    """

    item: Piece
    record: FurtherRecord
    repeated: bool
    troubles: tuple[str, ...]


@database_errors()
def append(
    parts: AddParts, name: str, paths: Sequence[Path], purpose: str, note: str = "", rest: float = 5.0
) -> Appended:
    """Put files beside an item as one further bag; their text is found with the item's.

    Asked twice with the same files, one bag. Raises NotFoundError for an item
    or file that is not there, RefusedError for an item that is closed, a file
    still being written, marked with a 密级 or made to do harm.
    """
    holdings = parts.holdings
    one = piece(holdings, name)
    require_placed(holdings, one)
    refuse_closed(holdings, one.item_id)
    looked = [_looked(parts, path, rest) for path in paths]
    text = "\n".join(part for part in map(whole_text, looked) if part)
    files = tuple(_files(looked, "" if purpose == "利用副本" else text))
    said = {"note": note, "on": holdings.keeping.today.isoformat()}
    troubles = tuple(f"{file.name}：{trouble}" for file in looked for trouble in file.troubles)
    with holdings.store.claim(one.item_id):
        refuse_closed(holdings, one.item_id)
        if same := _same(parts, one.item_id, purpose, files):
            return Appended(one, same, True, troubles)
        bag, record = next_bag(holdings, one.item_id, purpose, files, said)
        put_bag(holdings.store, bag, parts.on_step)
        whole = "\n".join((text_of(holdings, one, parts.plain_text), text)) if TEXT in record.names else ""
        cited = cited_in(whole)
        with writing():
            holdings.keeping.append(record)
            if whole:
                parts.index.add([to_search(one, whole)])
                holdings.keeping.cite(one.item_id, cited)
        parts.on_step("entered")
    holdings.copy_acts()
    parts.on_step("copied")
    parts.after_commit()
    return Appended(one, record, False, troubles)


@database_errors()
def place(parts: AddParts, name: str, cabinet: str, box: str) -> Piece:
    """Enter in which cabinet (柜) and box (盒) the paper of an item lies from now on.

    Raises NotFoundError for an item that is not there, RefusedError for one that was destroyed.
    """
    one = piece(parts.holdings, name)
    require_placed(parts.holdings, one)
    require_line(cabinet, "柜")
    if box:
        require_line(box, "盒")
    wanted = PlaceRecord(cabinet.strip().removesuffix("柜"), box.strip().removesuffix("盒"))
    if parts.holdings.keeping.place_of(one.item_id) != wanted:
        parts.holdings.keeping.put_in_place(one.item_id, wanted)
        parts.holdings.copy_acts()
    return one


def _looked(parts: AddParts, path: Path, rest: float) -> Looked:
    """Return a file to be put beside an item, after everything that must be refused was."""
    name = told(path.name)
    if path.exists() and (reason := unfit(path)):
        raise RefusedError(f"{name} {reason}", rule="补进来的是文件", advice="请写文件本身")
    with disk_errors("读取文件"):
        content = taken_in(path, rest, parts.clock.now())
    if isinstance(content, Restless):
        parts.clock.wait(rest)
        with disk_errors("读取文件"):
            content = taken_in(path, rest, parts.clock.now(), content.stamp)
    if isinstance(content, Restless):
        raise RefusedError(
            f"{name} 还没有写完：{content.why}", rule="写完了才收", advice="请等它写完再办一次"
        )
    looked = Looking(parts.read).look(name, content)
    if looked.reading.hostile:
        outcome = aside(parts, looked, Wishes(), name)
        raise RefusedError(f"{name} 没有追加：{outcome.why}", rule="像是有意制作来害人的文件不打开")
    if (secrecy := secrecy_of(looked)) and not parts.classified_allowed:
        raise RefusedError(
            f"{name} 标了密级（{secrecy}）",
            rule="涉密公文只能在批准的涉密计算机上办理",
            advice="请改用涉密计算机；什么也没有存",
        )
    return looked


def _files(looked: Iterable[Looked], text: str) -> Iterator[KeptFile]:
    for count, one in enumerate(looked, start=1):
        yield KeptFile(f"file-{count}.{ending(one.reading.form)}", one.name, one.content)
    if text:
        yield KeptFile(TEXT, "识读出来的文字.txt", text.encode("utf-8", "replace"))


def _same(parts: AddParts, item_id: str, purpose: str, files: Sequence[KeptFile]) -> FurtherRecord | None:
    """Return the further bag of this purpose that holds these very files, None when there is none."""
    store = parts.holdings.store
    wanted = {file.name: file.content for file in files if file.name != TEXT}
    for record in parts.holdings.keeping.further(item_id):
        alike = record.purpose == purpose and record.names.keys() - {TEXT} == wanted.keys()
        if alike and all(store.read(record.bag_id, name) == wanted[name] for name in wanted):
            return record
    return None
