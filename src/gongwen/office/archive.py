"""archive list, show, verify: what is kept, and whether it is still as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongwen.archive.identity import is_received, item_id_of
from gongwen.errors import GongwenError
from gongwen.model.finding import Finding, Level
from gongwen.office.desk.deposit import read_metadata
from gongwen.office.desk.holdings import Holdings
from gongwen.office.keeping.pieces import Piece, piece, pieces, require_placed
from gongwen.records import audit
from gongwen.records.keeping import log as acts
from gongwen.records.life import log
from gongwen.records.transactions import database_errors
from gongwen.records.values import State

_BLOCK = re.compile(r'"details":\{"block":"([^"]*)"')
_UNCOPIED = 16
"""The most acts that a crash can leave uncopied, one for each process at work; more were lost otherwise."""


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item with its description, its files below data/ and where it lies."""

    item: Piece
    metadata: dict[str, object]
    names: tuple[str, ...]
    location: str


@dataclass(frozen=True, slots=True)
class Verification:
    """How many items, entered numbers, gaps and entries were looked at, and all that was found."""

    items: int
    numbers: int
    gaps: int
    entries: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Say whether nothing is damaged; warnings, such as a gap, do not count."""
        return all(finding.level is not Level.ERROR for finding in self.findings)


def listed(holdings: Holdings) -> tuple[Piece, ...]:
    """Return the catalogue: what was issued by number, then what came in."""
    return pieces(holdings)


@database_errors()
def shown(holdings: Holdings, name: str) -> ShownItem:
    """Return the item with this item id or document number, as `shown_piece` does.

    Raises NotFoundError when there is none.
    """
    return shown_piece(holdings, piece(holdings, name))


@database_errors()
def shown_piece(holdings: Holdings, item: Piece) -> ShownItem:
    """Return what an item says of itself; IntegrityError when its folder is missing.

    Of an item that was destroyed the catalogue's line is all there is.
    """
    store = holdings.store
    if item.destroyed_by:
        return ShownItem(item, {}, (), "")
    require_placed(holdings, item)
    stored = store.get(item.item_id)
    return ShownItem(item, read_metadata(store, item.item_id), stored.names, store.location(item.item_id))


@database_errors()
def verify(holdings: Holdings) -> Verification:
    """Look at every byte of every item, at the ledger, its chain and its copy; change nothing."""
    fonds = holdings.ledger.fonds
    findings = (
        *_items(holdings),
        *_further(holdings),
        *holdings.store.strays(),
        *audit.findings(fonds),
        *log.findings(fonds),
        *acts.findings(fonds),
        *_copies(holdings),
        *_undecided(holdings),
    )
    states = [record.state for record in holdings.ledger.listing()]
    return Verification(
        items=len(pieces(holdings)),
        numbers=len(states) - states.count(State.GAP),
        gaps=states.count(State.GAP),
        entries=sum(len(audit.lines(fonds, year)) for year in audit.years(fonds)),
        findings=findings,
    )


def _items(holdings: Holdings) -> Iterator[Finding]:
    catalogue = {item.item_id: item for item in pieces(holdings)}
    there, given_up = set(holdings.store.ids()), holdings.keeping.given_up()
    for item_id, item in catalogue.items():
        if item.destroyed_by and item_id in there:
            yield Finding(item_id, "登记", f"{item.name} 登记已销毁（{item.destroyed_by}），件却还在")
        elif item_id in there:
            yield from _item(holdings, item)
        elif item_id in given_up:
            sentence = f"{item.name} 正在销毁（{given_up[item_id]}），请用 archive dispose carry-out 办完"
            yield Finding(item_id, "登记", sentence, Level.WARNING)
        elif not item.destroyed_by:
            yield Finding(item_id, "登记", f"{item.name} 的件不见了")
    waiting = {
        item_id_of(record.number) for record in holdings.ledger.listing() if record.state is State.RESERVED
    }
    for item_id in sorted(there - catalogue.keys()):
        if item_id in waiting:
            yield Finding(item_id, "登记", "已就位，字号还是预留；请续办或作废", Level.WARNING)
        else:
            yield Finding(item_id, "登记", f"没有哪个字号、哪次收存是这件的{_half_received(item_id)}")


def _half_received(item_id: str) -> str:
    """Return what to do about an item that came in and was not entered, nothing for any other."""
    return "；像是收存时中断了，请把那个文件再收一次" if is_received(item_id) else ""


def _item(holdings: Holdings, item: Piece) -> Iterator[Finding]:
    try:
        findings = holdings.store.verify(item.item_id, item.digest)
        yield from findings
        if findings:
            return
        metadata = read_metadata(holdings.store, item.item_id)
    except GongwenError as error:
        yield Finding(item.item_id, "存档格式 四", error.sentence())
        return
    if item.issued is None:
        return
    described = (metadata.get("number"), metadata.get("title"), metadata.get("signatory"))
    if described != (item.number, item.title, item.issued.signatory):
        yield Finding(item.item_id, "登记", "件内的著录与目录不符")


def _further(holdings: Holdings) -> Iterator[Finding]:
    units = holdings.keeping.units()
    gone = {unit.item_id for unit in units if unit.destroyed_by} | holdings.keeping.given_up().keys()
    known = (further for further in holdings.keeping.further() if further.item_id not in gone)
    entered = {further.bag_id: further for further in known}
    here = set(holdings.store.ids()) - gone
    there = {bag_id for item_id in here for bag_id in holdings.store.further(item_id)}
    for bag_id in sorted(entered.keys() | there):
        if bag_id not in there:
            yield Finding(bag_id, "登记", f"追加的小包（{entered[bag_id].purpose}）不见了")
        elif bag_id not in entered:
            yield Finding(bag_id, "登记", "没有登记过追加这个小包")
        else:
            yield from holdings.store.verify(bag_id, entered[bag_id].digest)


def _copies(holdings: Holdings) -> Iterator[Finding]:
    for copied in holdings.copies:
        for year in copied.years:
            yield from _copy(f"{copied.name} {year} 年", copied.lines(year), copied.journal.read(year))


def _copy(name: str, wanted: Sequence[str], seen: Sequence[str]) -> Iterator[Finding]:
    same = next(
        (index for index, pair in enumerate(zip(wanted, seen, strict=False)) if pair[0] != pair[1]),
        min(len(wanted), len(seen)),
    )
    place = f"{name}第 {same + 1} 条"
    torn = same == len(seen) - 1 and same < len(wanted) and wanted[same].startswith(seen[same])
    if same < len(seen) and not torn:
        yield Finding(place, "存档格式 五", "与数据库里的登记不符，有一方被改动")
    elif same < len(wanted):
        yield _behind(place, wanted[same:], whole=bool(seen))


def _behind(place: str, missing: Sequence[str], *, whole: bool) -> Finding:
    """Return what it means that the copy lacks the entries `missing` at its end; not `whole`, it has none."""
    if _acts(missing) > (_UNCOPIED if whole else 1):
        gone = f"少了最后 {len(missing)} 条" if whole else f"整份不见了（{len(missing)} 条）"
        sentence = f"{gone}，断电不会少这么多，有人删过；请查明原因"
        return Finding(place, "存档格式 五", sentence)
    sentence = "还没有抄到副本，下次办文时补抄"
    return Finding(place, "存档格式 五", sentence, Level.WARNING)


def _acts(lines: Sequence[str]) -> int:
    """Return how many acts entries tell of: those of a reserved block are one."""
    blocks = [found[1] for line in lines if (found := _BLOCK.search(line))]
    return len(lines) - len(blocks) + len(set(blocks))


def _undecided(holdings: Holdings) -> Iterator[Finding]:
    for record in holdings.ledger.listing():
        if record.state in (State.RESERVED, State.GAP):
            yield Finding(str(record.number), "登记", record.explanation(), Level.WARNING)
