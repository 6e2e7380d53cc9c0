"""Reading a file that came in, and the files inside it to a limit, and its elements as a paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gongwen.archive.bag import sha256
from gongwen.intake import LIMITS, FileForm, Member, Reading
from gongwen.office.keeping.adding.gathering import visible
from gongwen.office.keeping.adding.values import Looked
from gongwen.recognise.circular import read_circular

_MOST_LINES = 5_000


class Looking:
    """Reads one file that came in with all that is inside it, within `depth` levels and `total` bytes."""

    def __init__(
        self, read: Callable[[bytes], Reading], depth: int = LIMITS.depth, total: int = LIMITS.total
    ) -> None:
        self._read = read
        self._depth = depth
        self._left = total

    def look(self, name: str, content: bytes, level: int = 0) -> Looked:
        """Return what the file `name` is and says, and what the files inside it are and say."""
        reading = self._read(content)
        members: list[Looked] = []
        troubles = [reading.trouble] if reading.trouble else []
        for member in () if reading.hostile else reading.members:
            if level >= self._depth or len(member.content) > self._left:
                troubles.append(f"其中的《{member.name}》套得太深，或者太大，没有再打开")
                continue
            self._left -= len(member.content)
            members.append(self._member(member, level))
        circular = read_circular(reading.lines[:_MOST_LINES])
        return Looked(name, content, sha256(content), reading, circular, tuple(members), tuple(troubles))

    def _member(self, member: Member, level: int) -> Looked:
        name = visible(" ".join(member.name.split())) or "没有名字"
        return self.look(name, member.content, level + 1)


def whole_tree(one: Looked) -> Iterator[Looked]:
    """Yield a file and all that is inside it, the outer ones first."""
    yield one
    for member in one.members:
        yield from whole_tree(member)


def secrecy_of(one: Looked) -> str:
    """Return the 密级 that a file, or one inside it, is marked with; empty where there is none."""
    marks = (part.circular.security_level for part in whole_tree(one))
    return next((mark.value for mark in marks if mark), "")


def whole_text(one: Looked) -> str:
    """Return the text that an item is found by: a mail with its attachments, each under its name."""
    parts = [one.reading.text]
    if one.reading.form is FileForm.EML:
        for member in one.members:
            parts += [f"附件《{member.name}》", *([whole_text(member)] if not member.reading.hostile else [])]
            parts += [f"附件《{part.name}》\n{part.reading.text}" for part in _packed(member)]
    return "\n".join(part for part in parts if part)


def _packed(one: Looked) -> Iterator[Looked]:
    """Yield what is inside an attachment that is a ZIP."""
    if one.reading.form is FileForm.ZIP:
        for member in one.members:
            yield member
            yield from _packed(member)
