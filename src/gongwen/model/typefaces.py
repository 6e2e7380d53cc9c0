"""Typefaces (字体): which face a role's characters are set in, and how wide they are.

Pure values. Widths are in em (advance ÷ units per em), at no letter spacing,
kerning and ligatures off (`FLAT_TEXT_CSS`). Sources: GB/T 9704-2012 5.2.2,
7.2.4, 7.3.1, 7.3.3, 7.5.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePath
from unicodedata import category

from gongwen.model.finding import Finding, Level

FLAT_TEXT_CSS: Mapping[str, str] = {
    "font-kerning": "none",
    "font-variant-ligatures": "none",
    "font-feature-settings": '"locl" 0, "ccmp" 0',
}
"""CSS declarations under which a rendered advance equals `Face.width`.

Otherwise Noto's digits and dots change their widths beside Latin letters
(`locl`, not needed: the Simplified Chinese member itself is set) and its
double dash becomes one narrower glyph (`ccmp`).
"""


EM_TOP = 0.88
"""Where the em box (字面框) begins above the baseline, in em; it ends 0.12 em below."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How far ink reaches above the baseline, in em: `top` and `bottom`, below it negative."""

    top: float
    bottom: float


def _em_box(char: str) -> Ink:
    return Ink(EM_TOP, EM_TOP - 1)


class Role(Enum):
    """What a face is used for; the value is the Chinese name staff know it by."""

    FANGSONG = "仿宋"
    XIAOBIAOSONG = "小标宋"
    HEI = "黑体"
    KAI = "楷体"
    SONG = "宋体"


CLAUSES: Mapping[Role, str] = {
    Role.FANGSONG: "GB/T 9704-2012 5.2.2",
    Role.XIAOBIAOSONG: "GB/T 9704-2012 7.2.4、7.3.1",
    Role.HEI: "GB/T 9704-2012 7.3.3",
    Role.KAI: "GB/T 9704-2012 7.3.3",
    Role.SONG: "GB/T 9704-2012 7.5",
}

_DOCX_NAMES: Mapping[Role, str] = {
    Role.FANGSONG: "仿宋_GB2312",
    Role.XIAOBIAOSONG: "方正小标宋简体",
    Role.HEI: "黑体",
    Role.KAI: "楷体_GB2312",
    Role.SONG: "宋体",
}


def docx_name(role: Role) -> str:
    """Return the family name to write into DOCX: the licensed one, installed here or not."""
    return _DOCX_NAMES[role]


@dataclass(frozen=True, slots=True)
class Face:
    """One installed face.

    `family` is the name fontconfig and Word know it by, `postscript` its
    unique name, `style` for example Regular or Bold. `path` and `index` name
    the file and its member (0 unless a .ttc). `advances` maps code points to
    widths in em; `program()` returns the bytes of a font file with this face
    alone; `ink` says where the ink of one character it has is, the em box
    where outlines are not known. All may read the file when used, not before.
    """

    family: str
    postscript: str
    style: str
    path: str
    index: int
    licensed: bool
    advances: Mapping[int, float] = field(compare=False, repr=False)
    program: Callable[[], bytes] = field(compare=False, repr=False)
    ink: Callable[[str], Ink] = field(default=_em_box, compare=False, repr=False)

    def has(self, char: str) -> bool:
        """Return whether this face has a glyph for the one code point `char`."""
        return ord(char) in self.advances

    def width(self, char: str) -> float:
        """Return the advance of `char` in em: 0 for marks and controls, 1 where the face lacks it."""
        return 0.0 if _rides(char) else self.advances.get(ord(char), 1.0)

    @property
    def label(self) -> str:
        """Return the name shown to staff: family, and style where it is not Regular."""
        return self.family if self.style == "Regular" else f"{self.family} {self.style}"

    @property
    def bold(self) -> bool:
        """Return whether a DOCX run must be marked bold to get this face by its family name."""
        return "bold" in self.style.casefold()

    @property
    def css_family(self) -> str:
        """Return a family name for @font-face: ASCII, one per face, the same on every machine."""
        safe = re.sub(r"[^A-Za-z0-9]+", "-", self.postscript).strip("-")
        if safe != self.postscript:
            safe += f"-{zlib.crc32(self.postscript.encode()):08x}"
        return f"gw-{safe}"

    @property
    def url(self) -> str:
        """Return the address for @font-face: file://…, with #index for a member of a collection.

        No renderer reads the #index: whoever fetches this address must answer
        with `program()`, or the collection's first member is set instead.
        """
        address = PurePath(self.path).as_uri()
        return f"{address}#{self.index}" if self.path.lower().endswith((".ttc", ".otc")) else address


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The faces of each role, best first, and what was noticed while finding them.

    `chart` has at least one face for every role. `notices` tells of font
    files that could not be read and stand-ins that are not installed;
    `absent` names the faces of each role that were looked for and not found.
    """

    chart: Mapping[Role, tuple[Face, ...]]
    notices: tuple[Finding, ...] = ()
    absent: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)

    def face(self, role: Role, char: str) -> Face:
        """Return the first face of `role` that has `char`; the first face where none has."""
        faces = self.chart[role]
        code = ord(char)
        return next((face for face in faces if code in face.advances), faces[0])

    def width(self, role: Role, char: str) -> float:
        """Return the advance of `char` in em, in the face that `role` sets it in."""
        return 0.0 if _rides(char) else self.face(role, char).width(char)

    def ink(self, role: Role, text: str) -> Ink:
        """Return where the ink of `text`, which is not all white space, is on its baseline."""
        faces = ((self.face(role, char), char) for char in text if not _invisible(char))
        inked = [face.ink(char) for face, char in faces if face.has(char)] or [_em_box("")]
        return Ink(max(ink.top for ink in inked), min(ink.bottom for ink in inked))

    def faces(self) -> tuple[Face, ...]:
        """Return every face of the chart once, in the order of the roles."""
        return tuple(dict.fromkeys(face for role in Role for face in self.chart[role]))

    def runs(self, role: Role, text: str) -> tuple[tuple[str, Face], ...]:
        """Split `text` where the face changes; marks and selectors stay with their base.

        The pieces joined are `text`; two neighbours never have the same face.
        """
        first = self.chart[role][0]
        if text and all(map(first.advances.__contains__, map(ord, text))):
            return ((text, first),)
        runs: list[tuple[str, Face]] = []
        for cluster in _clusters(text):
            face = runs[-1][1] if runs and _rides(cluster[0]) else self.face(role, cluster[0])
            if runs and runs[-1][1] == face:
                runs[-1] = (runs[-1][0] + cluster, face)
            else:
                runs.append((cluster, face))
        return tuple(runs)

    def docx_family(self, role: Role, face: Face) -> str:
        """Return the family to write into DOCX for a run of `role` set in `face`."""
        return docx_name(role) if face == self.chart[role][0] else face.family

    def lacking(self, role: Role, text: str) -> tuple[str, ...]:
        """Return the characters of `text` that no face of `role` has, each once, in order."""
        return tuple(
            char
            for char in dict.fromkeys(text)
            if not _invisible(char) and not any(face.has(char) for face in self.chart[role])
        )

    def substitutions(self) -> tuple[Finding, ...]:
        """Return one WARNING for every role whose first face is not a licensed one."""
        return tuple(
            Finding(
                f"字体（{role.value}）",
                CLAUSES[role],
                f"{role.value}应当用“{docx_name(role)}”，本机没有这种字体，现用“{self.chart[role][0].label}”代替",
                Level.WARNING,
            )
            for role in Role
            if not self.chart[role][0].licensed
        )

    def warnings(self, role: Role, text: str) -> tuple[Finding, ...]:
        """Return what `text` needs beyond the first face of `role`.

        One WARNING for each face that fills in for rare characters, one ERROR
        naming the characters that no installed face has.
        """
        first = self.chart[role][0]
        lacking = self.lacking(role, text)
        filled: dict[Face, list[str]] = {}
        for char in dict.fromkeys(text):
            face = self.face(role, char)
            if face != first and not _invisible(char):
                filled.setdefault(face, []).append(char)
        findings = [
            self._finding(role, f"{_listed(chars)}不在“{first.label}”中，改用“{face.label}”", Level.WARNING)
            for face, chars in filled.items()
        ]
        if lacking:
            codes = "、".join(f"「{char}」（U+{ord(char):04X}）" for char in lacking)
            findings.append(
                self._finding(role, f"已装的字体都没有{codes}，请安装含有该字的字体或改用他字", Level.ERROR)
            )
        return tuple(findings)

    def _finding(self, role: Role, sentence: str, level: Level) -> Finding:
        return Finding(f"字体（{role.value}）", CLAUSES[role], sentence, level)


def _listed(chars: list[str]) -> str:
    return "、".join(f"「{char}」" for char in chars)


def _rides(char: str) -> bool:
    """Return whether `char` takes no room of its own: a mark, selector, joiner or control."""
    return ord(char) < 0x20 or (ord(char) > 0x7E and category(char) in {"Mn", "Me", "Cf", "Cc"})


def _invisible(char: str) -> bool:
    return char.isspace() or category(char) in {"Cf", "Cc"} or _is_selector(char)


def _is_selector(char: str) -> bool:
    return 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF


def _clusters(text: str) -> Iterator[str]:
    """Yield each base character with what rides on it."""
    cluster = ""
    for char in text:
        if cluster and not _rides(char):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster
