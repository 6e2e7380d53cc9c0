"""prove: everything the archive keeps is looked at, each item by the four properties, and a verdict given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from gongwen.errors import GongwenError, IntegrityError
from gongwen.model.finding import Finding, Level
from gongwen.office.archive import Verification, verify
from gongwen.office.desk.deposit import lies_in
from gongwen.office.desk.holdings import Holdings
from gongwen.office.directory.checking import check_editions
from gongwen.office.keeping.pieces import Piece, in_any, pieces
from gongwen.office.keeping.proving.database import database_findings, fonds_findings
from gongwen.office.keeping.proving.four import Material, Neighbours, checks_of
from gongwen.office.keeping.proving.four.complete import CONTENT
from gongwen.office.keeping.proving.heads import chain_heads
from gongwen.office.keeping.proving.searched import search_findings
from gongwen.office.keeping.proving.tables import acted_findings, told_findings
from gongwen.office.keeping.proving.values import Check, Head, ItemProof, OrganProof, Verdict
from gongwen.records.transactions import RESTORE, database_errors
from gongwen.records.values import State

if TYPE_CHECKING:
    from gongwen.office.wiring import Office, Organ

Told = Callable[[str], object]


def prove(office: Office, on_item: Told = lambda name: None) -> tuple[OrganProof, ...]:
    """Return what was found of every organ, our own first; what concerns all stands with our own.

    `on_item` is told the name of each item that was looked at, and nothing for each
    whose text was held against the index: each item is told of twice. Changes nothing.
    """
    organs = _organs(office)
    beside = tuple(_beside(office, on_item))
    return tuple(
        _of_organ(organ, on_item, beside if place == 0 else ()) for place, organ in enumerate(organs)
    )


def prove_item(office: Office, name: str) -> tuple[OrganProof, ItemProof]:
    """Return what was found of one item, with its organ; NotFoundError when no organ has it."""
    organ, item = in_any(office.organs(), name)
    proof = _of_item(organ.holdings, item, neighbours_of(organ.holdings))
    heads = chain_heads(organ.holdings)
    code = organ.holdings.ledger.fonds
    return OrganProof(code, str(organ), 1, 0, 0, 0, (proof,), proof.findings(), heads), proof


def count_of(office: Office) -> int:
    """Return how many items there are to look at."""
    return sum(len(_kept(organ.holdings)) for organ in _organs(office))


def _organs(office: Office) -> tuple[Organ, ...]:
    """Return the organs; IntegrityError where what the database says of them cannot be."""
    try:
        return office.organs()
    except (ValueError, TypeError, AttributeError) as error:
        raise IntegrityError(
            f"数据库里的机关读不懂（{error}）", rule="登记、目录和检索都在数据库里", advice=RESTORE
        ) from error


def neighbours_of(holdings: Holdings) -> Neighbours:
    """Return what every item of a fonds is held against."""
    from gongwen.search.models import Entry

    every = pieces(holdings)
    gaps: dict[tuple[str, int], list[int]] = {}
    for record in holdings.ledger.listing():
        if record.state is State.GAP:
            gaps.setdefault((record.number.issuer_code, record.number.year), []).append(record.number.serial)
    units = holdings.keeping.units()
    codes = {unit.item_id: str(unit.code) for unit in units}
    return Neighbours(
        numbers=Counter(item.number for item in every if item.issued),
        titles=Counter(item.title for item in every),
        indexed=frozenset(Entry.objects.values_list("item_id", flat=True)),
        gaps={series: tuple(serials) for series, serials in gaps.items()},
        codes=codes,
        broken_codes=_broken_codes(
            (str(unit.code.class_key), unit.code.item_number, unit.item_id) for unit in units
        ),
        doubled_codes=frozenset(code for code, count in Counter(codes.values()).items() if count > 1),
    )


def guarded(name: str, findings: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """Yield findings; a check that breaks down is a finding itself, never none."""
    try:
        yield from findings()
    except GongwenError as error:
        yield Finding(name, "核对", error.sentence())
    except Exception as error:  # whatever a changed value does to what reads it
        said = f"{type(error).__name__}：{error}".replace("\n", " ")[:200]
        yield Finding(name, "核对", f"没有核对完，存的值有读不懂的（{said}）")


def _beside(office: Office, on_item: Told) -> Iterator[Finding]:
    """Yield what concerns the database as a whole."""
    yield from guarded("数据库", database_findings)
    yield from guarded("机关", lambda: fonds_findings(office))
    yield from guarded("归档记录", lambda: acted_findings(office.all_holdings()))
    yield from guarded("名录", check_editions)
    yield from guarded("检索", lambda: search_findings(office, lambda: on_item("")))


def _of_organ(organ: Organ, on_item: Told, beside: Sequence[Finding]) -> OrganProof:
    holdings = organ.holdings
    quick = _quick(holdings)
    proofs: list[ItemProof] = []
    found = [
        *quick.findings,
        *guarded("登记", lambda: told_findings(holdings)),
        *guarded("四性", lambda: _item_findings(holdings, proofs, on_item)),
        *beside,
    ]
    return OrganProof(
        holdings.ledger.fonds,
        str(organ),
        quick.items,
        quick.numbers,
        quick.gaps,
        quick.entries,
        tuple(proofs),
        told_once(found),
        tuple(_heads(holdings)),
    )


def _quick(holdings: Holdings) -> Verification:
    try:
        return verify(holdings)
    except Exception:  # told again, as a finding, by the guard
        return Verification(0, 0, 0, 0, tuple(guarded("登记", lambda: verify(holdings).findings)))


def _heads(holdings: Holdings) -> Iterator[Head]:
    try:
        yield from chain_heads(holdings)
    except Exception:  # a chain that cannot be read is found as broken
        return


def told_once(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings once each; what a check of an item repeats of the bytes of the item is left out.

    In a damaged database an item may have no id: its findings stand all the same.
    """
    named = [replace(finding, place=str(finding.place or "（没有件标识）")) for finding in found]
    told = {finding.place.partition("/")[0] for finding in named if not _of_properties(finding)}
    kept = [
        finding
        for finding in named
        if not (_of_properties(finding) and finding.place in told and finding.level is Level.ERROR)
    ]
    return tuple(dict.fromkeys(kept))


def _of_properties(finding: Finding) -> bool:
    return finding.rule.startswith("DA/T 70")


def _item_findings(holdings: Holdings, proofs: list[ItemProof], on_item: Told) -> Iterator[Finding]:
    beside = neighbours_of(holdings)
    for item in _kept(holdings):
        proof = _of_item(holdings, item, beside)
        proofs.append(proof)
        yield from proof.findings()
        on_item(item.name)


def _of_item(holdings: Holdings, item: Piece, beside: Neighbours) -> ItemProof:
    if item.destroyed_by:
        return ItemProof(item.item_id, item.name, item.title, 0, 0, (_gone(holdings, item),))
    material = Material(holdings, item, beside, comparable)
    checks = tuple(checks_of(material))
    files = {**material.files, **material.added} if material.placed and not material.damages else {}
    return ItemProof(item.item_id, item.name, item.title, len(files), sum(map(len, files.values())), checks)


def _gone(holdings: Holdings, item: Piece) -> Check:
    """Return the one check there is of a destroyed item: that it is gone."""
    if lies_in(holdings.store, item.item_id):
        return Check(CONTENT, Verdict.FAILED, f"登记已照 {item.destroyed_by} 销毁，件却还在")
    return Check(CONTENT, Verdict.PASSED, f"已照 {item.destroyed_by} 销毁，件不在了，目录里留着这一条")


@database_errors()
def _kept(holdings: Holdings) -> tuple[Piece, ...]:
    gone = holdings.keeping.given_up()
    return tuple(item for item in pieces(holdings) if not item.destroyed_by and item.item_id not in gone)


def comparable(text: str) -> str:
    """Return a text as it is compared: normalised, without white space, radicals as characters."""
    from gongwen.render.reading import fold as without_radicals
    from gongwen.search.normalise import fold

    return fold(without_radicals(text)[0]).replace(" ", "")


def _broken_codes(units: Iterable[tuple[str, int, str]]) -> dict[str, str]:
    """Return, for items whose 件号 does not follow the one before in its class, what is missing."""
    found: dict[str, str] = {}
    last: dict[str, int] = {}
    for group, serial, item_id in sorted(units):
        if serial != last.get(group, 0) + 1:
            found[item_id] = f"件号 {serial:04} 前面缺 {last.get(group, 0) + 1:04}"
        last[group] = serial
    return found
