"""What `gongwen fonts` shows: every face of every role, had or missing, and who has a rare character."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongwen.fonts.catalogue import CATALOGUE
from gongwen.model.typefaces import Face, Role, Typefaces, docx_name

RARE = "喆镕堃垚𬱖"
"""Characters of names that small fonts lack, shown unless others are asked for."""

_MISSING = "没有"


@dataclass(frozen=True, slots=True)
class FontRow:
    """One face of a role: `state` is 正式, 代用 (stand-in), 补字 (for rare characters) or 没有.

    Of a missing face `used` and `file` are empty; `name` says what was looked
    for and `package` which Debian package brings it ("" for licensed faces).
    """

    role: str
    wanted: str
    used: str
    file: str
    state: str
    name: str = ""
    package: str = ""


@dataclass(frozen=True, slots=True)
class RareRow:
    """Which face one character is set in: for each role its label, 没有 where no face has it."""

    character: str
    faces: tuple[tuple[str, str], ...]


def font_rows(typefaces: Typefaces) -> tuple[FontRow, ...]:
    """Return the faces in use, in the order of the roles, each role's main face first; then the missing."""
    used = [
        FontRow(role.value, docx_name(role), face.label, face.path, _state(face, place))
        for role in Role
        for place, face in enumerate(typefaces.chart[role])
    ]
    return (*used, *_missing(typefaces))


def rare_rows(typefaces: Typefaces, characters: Iterable[str] = RARE) -> tuple[RareRow, ...]:
    """Return for each of `characters`, white space left out, the face it is set in by role."""
    wanted = dict.fromkeys(char for char in characters if not char.isspace())
    return tuple(
        RareRow(char, tuple((role.value, _label(typefaces, role, char)) for role in Role)) for char in wanted
    )


def _label(typefaces: Typefaces, role: Role, char: str) -> str:
    face = typefaces.face(role, char)
    return face.label if face.has(char) else _MISSING


def _missing(typefaces: Typefaces) -> Iterable[FontRow]:
    for role in Role:
        packages = {candidate.names[0]: candidate.package for candidate in CATALOGUE[role]}
        for name in typefaces.absent.get(role, ()):
            yield FontRow(role.value, docx_name(role), "", "", _MISSING, name, packages[name])


def _state(face: Face, place: int) -> str:
    if place:
        return "补字"
    return "正式" if face.licensed else "代用"
