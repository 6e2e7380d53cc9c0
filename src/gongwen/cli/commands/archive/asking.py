"""Asking a person about what was not recognised for sure."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace

import click

from gongwen.cli.outcome import visible
from gongwen.office.keeping.adding import ELEMENTS, Doubt, Proposal
from gongwen.office.keeping.correcting import corrected

_CONFIRMED = ("y", "Y", "是", "对")


def asking(unasked: bool) -> bool:
    """Say whether there is a person at a terminal, who may be asked."""
    return not unasked and sys.stdin.isatty() and sys.stderr.isatty()


def asker(asked: bool) -> Callable[[str, Proposal], Proposal]:
    """Return who settles doubts: the person at the terminal, else nobody, and the doubts stay."""
    return _asked if asked else lambda name, proposal: proposal


def _asked(name: str, proposal: Proposal) -> Proposal:
    """Ask about each element in doubt; an empty answer keeps what is proposed, and the doubt."""
    askable = [doubt for doubt in proposal.doubts if doubt.key in ELEMENTS]
    if askable:
        _say(
            f"\n《{name}》有 {len(askable)} 处拿不准。回车：照认出的留着，标上待核；y：对的；或者写上对的内容"
        )
    for doubt in askable:
        proposal = _settled(proposal, doubt)
    return proposal


def _settled(proposal: Proposal, doubt: Doubt) -> Proposal:
    while True:
        _say(f"  {doubt.name}「{doubt.value or '空'}」：{doubt.reason}")
        answer = click.prompt("  →", default="", show_default=False, prompt_suffix=" ", err=True).strip()
        if not answer:
            return proposal
        rest = tuple(one for one in proposal.doubts if one is not doubt)
        if answer in _CONFIRMED:
            return replace(proposal, doubts=rest)
        try:
            return Proposal(corrected(proposal.description, doubt.key, answer), rest)
        except ValueError as error:
            _say(f"  {error}，请再写一次")


def _say(text: str) -> None:
    click.echo(visible(text), err=True)
