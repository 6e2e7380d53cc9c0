"""What `gongwen fonts` shows: one row for every face of every role."""

from __future__ import annotations

from dataclasses import dataclass

from gongwen.model.typefaces import Face, Role, Typefaces, docx_name


@dataclass(frozen=True, slots=True)
class FontRow:
    """One face in use: `state` is 正式, 代用 (stand-in) or 补字 (for rare characters)."""

    role: str
    wanted: str
    used: str
    file: str
    state: str


def font_rows(typefaces: Typefaces) -> tuple[FontRow, ...]:
    """Return the rows in the order of the roles, each role's main face first."""
    return tuple(
        FontRow(role.value, docx_name(role), face.label, face.path, _state(face, place))
        for role in Role
        for place, face in enumerate(typefaces.chart[role])
    )


def _state(face: Face, place: int) -> str:
    if place:
        return "补字"
    return "正式" if face.licensed else "代用"
