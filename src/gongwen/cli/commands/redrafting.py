"""draft --from-file: a paper read from a file, laid out anew to the standard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.cli.commands.carrying import entry_described, entry_told
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.outcome import tell_findings, while_interrupted
from gongwen.cli.output import progress, say
from gongwen.model import Level
from gongwen.office.redraft import Lacking, redraft

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongwen.drafting import Draft
    from gongwen.office.life.entering import Entered
    from gongwen.office.wiring import Workshop

_HAS_FINDINGS = 6


def draft_from(
    workshop: Workshop,
    path: Path,
    lacking: Lacking,
    out: Path,
    enter: Callable[[Draft], Entered] | None,
    *,
    as_json: bool,
) -> int:
    """Draft the paper in `path` and show what to look at; return 6 where the paper breaks a rule, else 0.

    `lacking` is what the paper does not say; `enter` enters the draft.
    """
    while_interrupted("草稿没有写出，或只写出了文稿；原样再办一次即可")
    with progress(1, f"识读 {path.name}") as step:
        made = redraft(workshop, path, out, lacking)
        step("已识读、已排版、已读回核对")
    entered = enter(made.draft) if enter else None
    findings = made.draft.findings
    if as_json:
        files = [str(copy.path) for copy in (made.text, *made.files)]
        said = {"title": made.draft.document.body.title, "files": files}
        say_json({**said, "findings": findings_described(findings), **entry_described(entered)})
    else:
        say(*map(str, (made.text, *made.files)), *entry_told(entered))
        tell_findings(findings)
    return _HAS_FINDINGS if any(one.level is Level.ERROR for one in findings) else 0
