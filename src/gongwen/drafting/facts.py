"""Facts as they were entered: raw values with the place of each.

A path is the field's name, or 列表.序号.部分 inside a list (联系人.1.电话).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Facts:
    """`values` as a TOML file gives them; `places` maps a path to 第N行 or B5格."""

    values: Mapping[str, object]
    places: Mapping[str, str] = field(default_factory=dict)
    source: str = "事实"

    def place(self, path: str) -> str:
        """Return where `path` was entered, or the nearest enclosing place."""
        parts = path.split(".")
        for length in range(len(parts), 0, -1):
            if found := self.places.get(".".join(parts[:length])):
                return f"{self.source} {found}"
        return f"{self.source}·{path}"
