"""heads: how far every chain goes, printed so that a cut tail shows; held against a note on paper."""

from __future__ import annotations

from collections.abc import Sequence

from gongwen.model.finding import Finding
from gongwen.office.desk.holdings import CopiedChain, Holdings
from gongwen.office.keeping.proving.values import Head
from gongwen.records.chain import broken_links, hash_of
from gongwen.records.transactions import database_errors

LEAST_DIGITS = 8
"""How much of a hash must have been noted for it to be told from others."""


def name_of(copied: CopiedChain) -> str:
    """Return what staff call a chain: 登记, 办理记录, 归档记录."""
    return copied.name.removesuffix("副本")


@database_errors()
def chain_heads(holdings: Holdings) -> tuple[Head, ...]:
    """Return how many entries each chain of a fonds has in each year, and the last one's hash."""
    fonds = holdings.ledger.fonds
    return tuple(
        Head(name_of(copied), fonds, year, len(lines), hash_of(lines[-1]))
        for copied in holdings.copies
        for year in copied.chain.years(fonds)
        if (lines := copied.lines(year))
    )


def head_notes(holdings: Holdings) -> tuple[str, ...]:
    """Return the heads of a fonds as lines for the foot of a report or an export."""
    return tuple(map(str, chain_heads(holdings))) or ("还没有登记条目",)


@database_errors()
def against_note(
    all_holdings: Sequence[Holdings], noted: str, count: int
) -> tuple[Head, tuple[Finding, ...]]:
    """Hold a head noted on paper, the first digits of a hash and a count, against every chain.

    Returns the entry that was meant, with what is wrong: findings where no
    chain has it at that place, or where the chain is broken before it.
    """
    wanted = "".join(noted.split()).lower()
    for holdings in all_holdings:
        for copied in holdings.copies:
            for year in copied.chain.years(holdings.ledger.fonds):
                lines = copied.lines(year)
                if len(lines) >= count and hash_of(lines[count - 1]).startswith(wanted):
                    head = Head(
                        name_of(copied), holdings.ledger.fonds, year, count, hash_of(lines[count - 1])
                    )
                    return head, tuple(broken_links(lines[:count], f"{head.chain} {year} 年"))
    sentence = f"没有哪条链的第 {count} 条的摘要以 {wanted} 开头：有条目被删去、截断或改动，或抄错了"
    return Head("", "", 0, count, wanted), (Finding("抄下的末条摘要", "存档格式 五", sentence),)
