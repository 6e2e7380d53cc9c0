"""What a Word frame is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongwen.model.composition import Sheet, Style
from gongwen.model.typefaces import Role


@dataclass(frozen=True, slots=True)
class FramePlan:
    """Measures, styles and names of faces of a Word frame.

    `styles` begins with that of the body. `names` are the families of each
    role: the one to write first, then what Word may take where it is not
    installed. `imprint` is one of `styles`; `inset`, `thick` and `thin` are
    版记's, in pt. `not_at_start` and `not_at_end` are the characters that may
    not begin and not end a line.
    """

    sheet: Sheet
    styles: tuple[Style, ...]
    names: Mapping[Role, Sequence[str]]
    imprint: Style
    inset: float
    thick: float
    thin: float
    not_at_start: str
    not_at_end: str

    def family(self, role: Role) -> str:
        """Return the family to write for `role`."""
        return self.names[role][0]
