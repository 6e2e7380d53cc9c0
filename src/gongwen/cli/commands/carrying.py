"""draft --from: a paper of another year after one that was issued."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.outcome import tell_findings, while_interrupted
from gongwen.cli.output import progress, say
from gongwen.drafting import Draft
from gongwen.model import DocumentNumber
from gongwen.office.yearly.carry import CarriedPaper, carry

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongwen.office.life.entering import Entered
    from gongwen.office.wiring import Office


def draft_after(
    office: Office,
    number: DocumentNumber,
    year: int,
    out: Path,
    enter: Callable[[Draft], Entered] | None,
    *,
    as_json: bool,
) -> None:
    """Draft the paper of `year` after `number` and show what was moved, what to look at, what differs.

    `enter` enters the draft.
    """
    while_interrupted("草稿没有写出，或只写出了事实；原样再办一次即可")
    with progress(1, f"沿用 {number}") as step:
        made = carry(office, number, year, out)
        step(f"已拟好{year}年的草稿")
    entered = enter(made.draft) if enter else None
    if as_json:
        say_json(_described(made) | entry_described(entered))
        return
    say(*map(str, made.facts + made.files), *entry_told(entered))
    say("", f"与 {number} 相比，改动 {len(made.changes)} 处（[-删去-]{{+加上+}}）：")
    say(*(f"{change.kind.value}　{change.marked()}" for change in made.changes))
    tell_findings(made.draft.findings)


def entry_told(entered: Entered | None) -> tuple[str, ...]:
    """Return a line with the 稿号 of a draft that was entered, now or before."""
    if entered is None:
        return ()
    return (f"稿号　{entered.paper.draft_id}{'' if entered.new else '（此前已登记，没有另记）'}",)


def entry_described(entered: Entered | None) -> dict[str, object]:
    """Return the 稿号 of a draft that was entered as an object for a script."""
    return {"draft_id": entered.paper.draft_id, "repeated": not entered.new} if entered else {}


def _described(made: CarriedPaper) -> dict[str, object]:
    return {
        "title": made.draft.document.body.title,
        "template": made.template,
        "facts": [str(copy.path) for copy in made.facts],
        "files": [str(copy.path) for copy in made.files],
        "changes": [
            {"kind": change.kind.value, "before": change.before, "after": change.after}
            for change in made.changes
        ],
        "findings": findings_described(made.draft.findings),
    }
