"""Reserved blocks (预留一段): numbers of a series that wait for their papers."""

from __future__ import annotations

from gongwen.errors import NotFoundError, RefusedError
from gongwen.model.numbering import DocumentNumber
from gongwen.records.models import Block, Number, Series

LARGEST_BLOCK = 1000
"""How many numbers one block may hold."""


def block_of(series: Series, first: DocumentNumber) -> Block:
    """Return the block of `series` that begins with the number `first`; NotFoundError when none does."""
    block = Block.objects.filter(series=series, first=first.serial).first()
    if block is None or (series.issuer_code, series.year) != (first.issuer_code, first.year):
        raise NotFoundError(f"没有从 {first} 开始预留的一段", advice="可用 gongwen number gaps 查看")
    return block


def untaken(block: Block) -> list[Number]:
    """Return the numbers of a block that no paper has taken, in order."""
    rows = Number.objects.select_related("series__fonds", "block__series")
    return list(rows.filter(block=block, state=Number.RESERVED, request="").order_by("serial"))


def is_untaken(row: Number) -> bool:
    """Say whether a number waits in its block for a paper."""
    return row.block is not None and row.state == Number.RESERVED and not row.request


def refuse_untaken(row: Number) -> None:
    """Raise RefusedError for a number that no paper has taken."""
    if is_untaken(row):
        raise RefusedError(
            f"{row.value} 是预留的一段里的号，还没有给哪份公文",
            rule="先有公文，后核发",
            advice="请用它办文，或作废",
        )


def refuse_size(count: int) -> None:
    """Raise RefusedError unless a block of `count` numbers is one to LARGEST_BLOCK long."""
    if not 1 <= count <= LARGEST_BLOCK:
        raise RefusedError(
            f"预留 {count} 个号", rule=f"一次预留 1 到 {LARGEST_BLOCK} 个号", advice="请核对个数"
        )
