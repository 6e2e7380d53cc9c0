"""Names of files: clear, taken by Windows too, no two alike."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongwen.office.desk.copies import LONGEST_NAME, safe_name

_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


@dataclass
class Names:
    """Gives each row the name of its files; names that differ in upper and lower case only are alike."""

    given: set[str] = field(default_factory=set)

    def name(self, words: str, row: int) -> str:
        """Return a file name, without suffix, for `words`; one given before gets the row's number."""
        name = safe_name(words)
        if name.partition(".")[0].strip().casefold() in _RESERVED:
            name = f"_{name}"
        if name.casefold() in self.given:
            mark = f"（第{row}份）"
            name = name[: LONGEST_NAME - len(mark)].rstrip(" .") + mark
        self.given.add(name.casefold())
        return name
