"""archive add (收存): files and folders, one after the other; what is done is done, whatever comes after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gongwen.errors import trouble_of
from gongwen.intake import FileForm
from gongwen.office.keeping.adding.alike import Known
from gongwen.office.keeping.adding.entering import aside, enter
from gongwen.office.keeping.adding.gathering import Offered, gathered
from gongwen.office.keeping.adding.looking import Looking, secrecy_of
from gongwen.office.keeping.adding.resting import Restless, Stamp, taken_in
from gongwen.office.keeping.adding.values import AddParts, Fate, Looked, Outcome, Wishes

LARGEST = 1 << 30
"""The largest file that is taken in, in bytes."""


def counted(paths: Iterable[Path]) -> int:
    """Return how many files there are to take in; NotFoundError for a path that is not there."""
    return sum(isinstance(one, Offered) for one in gathered(paths))


def add(parts: AddParts, paths: Iterable[Path], wishes: Wishes) -> Iterator[Outcome]:
    """Take in files and all files below folders; yield what became of each when it is done.

    Files that may still be written are looked at once more at the end, after
    `wishes.rest` seconds. Raises NotFoundError for a path that is not there,
    before anything is taken in; StorageError when the disk refuses.
    """
    offered, here = gathered(paths), Known(parts.holdings)
    waiting: list[tuple[Offered, Stamp]] = []
    for one in offered:
        if isinstance(one, Outcome):
            yield one
            continue
        content = _taken(parts, one, wishes)
        if isinstance(content, Restless):
            waiting.append((one, content.stamp))
        else:
            yield from _kept(parts, here, one, content, wishes)
    if waiting:
        parts.clock.wait(wishes.rest)
    for one, stamp in waiting:
        content = _taken(parts, one, wishes, stamp)
        if isinstance(content, Restless):
            yield Outcome(one.name, Fate.WAITING, why=f"{content.why}；请等它写完再收")
        else:
            yield from _kept(parts, here, one, content, wishes)
    parts.after_commit()


def _taken(
    parts: AddParts, one: Offered, wishes: Wishes, before: Stamp | None = None
) -> bytes | Restless | Outcome:
    try:
        if one.path.stat().st_size > LARGEST:
            return Outcome(one.name, Fate.UNREADABLE, why="比 1 GB 还大；请拆小，或刻成光盘另存")
        return taken_in(one.path, wishes.rest, parts.clock.now(), before)
    except OSError as error:
        return Outcome(one.name, Fate.UNREADABLE, why=trouble_of(error)[0])


def _kept(
    parts: AddParts, here: Known, one: Offered, content: bytes | Outcome, wishes: Wishes
) -> Iterator[Outcome]:
    if isinstance(content, Outcome):
        yield content
        return
    looked = Looking(parts.read).look(one.name, content)
    secrecy = secrecy_of(looked)
    if secrecy and not parts.classified_allowed:
        why = f"标了密级（{secrecy}）；涉密公文只能在批准的涉密计算机上办理，什么也没有存"
        yield Outcome(one.name, Fate.CLASSIFIED, form=looked.reading.form.value, why=why)
        return
    yield from _tree(parts, here, looked, wishes, one.name)


def _tree(
    parts: AddParts, here: Known, looked: Looked, wishes: Wishes, name: str, within: str = ""
) -> Iterator[Outcome]:
    """Keep a file, then the files inside it where it is a package."""
    if looked.reading.hostile:
        yield aside(parts, looked, wishes, name)
        return
    outcome = enter(parts, here, looked, wishes, name, within)
    yield outcome
    for member in looked.members:
        inside = f"{name} › {member.name}"
        if looked.reading.form is FileForm.ZIP:
            yield from _tree(parts, here, member, wishes, inside, outcome.item_id)
        elif member.reading.hostile:
            yield aside(parts, member, wishes, inside)
