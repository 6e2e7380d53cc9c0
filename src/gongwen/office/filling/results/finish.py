"""finish (收尾): what belongs to the folder as a whole, once every row is done."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from gongwen.model import Finding, Level
from gongwen.office.filling.results.manifest import write_manifest
from gongwen.office.filling.results.memory import Memory, digest_of
from gongwen.office.filling.results.outcome import RowOutcome, RowState
from gongwen.office.filling.results.printfile import NAME, Sheaf, write_print_file

_RULE = "合订打印"
_PRINT = "print"
_PRINTED = (RowState.DRAFTED, RowState.EDITED, RowState.ISSUED, RowState.ISSUED_CHANGED)


@dataclass(frozen=True, slots=True)
class Whole:
    """Where the manifest and the print file lie, and what a person should know of them."""

    manifest: Path
    print_file: Path | None
    findings: tuple[Finding, ...]


def finish(
    memory: Memory,
    about: Mapping[str, object],
    outcomes: Sequence[RowOutcome],
    findings: Sequence[Finding],
    *,
    merged: bool,
) -> Whole:
    """Write the manifest, with `merged` the print file, and the record anew; StorageError from the disk."""
    manifest = write_manifest(memory.folder, about, outcomes, findings)
    printed, found = _printed(memory, outcomes) if merged else (None, tuple(_stale(memory, outcomes)))
    memory.settle()
    return Whole(manifest, printed, found)


def _printed(memory: Memory, outcomes: Sequence[RowOutcome]) -> tuple[Path | None, tuple[Finding, ...]]:
    bound = [outcome for outcome in outcomes if outcome.state in _PRINTED and _pdf(outcome)]
    if not bound:
        return None, ()
    target = _free(memory)
    sheaves = [Sheaf(_bookmark(outcome), memory.folder / _pdf(outcome)) for outcome in bound]
    write_print_file(sheaves, target)
    memory.note_extra(_PRINT, {"name": target.name, "sha256": digest_of(target), "of": _contents(outcomes)})
    return target, tuple(_edited(outcome) for outcome in bound if outcome.state is RowState.EDITED)


def _free(memory: Memory) -> Path:
    """Return where the print file goes: over the one of an earlier run, over no other."""
    known = memory.extras.get(_PRINT, {}).get("sha256")
    for number in count(1):
        mark = f" ({number})" if number > 1 else ""
        target = memory.folder / f"{Path(NAME).stem}{mark}.pdf"
        if not target.exists() or digest_of(target) == known:
            break
    return target


def _stale(memory: Memory, outcomes: Sequence[RowOutcome]) -> Iterator[Finding]:
    """Yield a warning when the print file of an earlier run no longer holds what lies in the folder."""
    known = memory.extras.get(_PRINT)
    if known and known.get("of") != _contents(outcomes) and (memory.folder / str(known["name"])).exists():
        sentence = f"{known['name']} 是以前合订的，与现在的不同；要更新，请加 --merged 再运行一次"
        yield Finding(str(known["name"]), _RULE, sentence, Level.WARNING)


def _contents(outcomes: Sequence[RowOutcome]) -> str:
    """Return a digest of the PDFs that belong into the print file, in their order."""
    whole = hashlib.sha256()
    for outcome in outcomes:
        if outcome.state in _PRINTED:
            whole.update("".join(mark.sha256 for mark in outcome.files if mark.suffix == "pdf").encode())
    return whole.hexdigest()


def _pdf(outcome: RowOutcome) -> str:
    return next((mark.name for mark in outcome.files if mark.suffix == "pdf"), "")


def _bookmark(outcome: RowOutcome) -> str:
    return "　".join(part for part in (outcome.key, outcome.document_number, outcome.title) if part)


def _edited(outcome: RowOutcome) -> Finding:
    sentence = f"「{outcome.key}」的文件手工改过；合订的是文件夹里的 PDF，改了 DOCX 的请另行打印"
    return Finding(outcome.key, _RULE, sentence, Level.WARNING)
