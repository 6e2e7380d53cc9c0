"""What the files of an archive tell of one fonds: the lines of its chains, each proven, and its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongwen.archive.home import ArchiveFolder
from gongwen.archive.journal import Journal
from gongwen.errors import IntegrityError
from gongwen.records.chain import broken_links

Years = Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FondsCopies:
    """One fonds as its files tell it: its code, organ and mark, the lines of the three chains by year.

    `notes` say what was left out: half a line that a power cut left, a name nobody put down.
    """

    code: str
    name: str
    sample: bool
    ledger: Years
    life: Years
    keeping: Years
    notes: tuple[str, ...]

    @property
    def entries(self) -> int:
        """Return how many entries there are in all."""
        return sum(len(lines) for years in (self.ledger, self.life, self.keeping) for lines in years.values())


def copies_of(folder: ArchiveFolder) -> tuple[FondsCopies, ...]:
    """Return what the files tell of every fonds, our own first; IntegrityError where a chain is broken."""
    return tuple(_fonds(folder, code) for code in (folder.fonds, *folder.other_fonds()))


def _fonds(folder: ArchiveFolder, code: str) -> FondsCopies:
    notes: list[str] = []
    described = folder.described(code)
    if described is None:
        notes.append(f"全宗 {code} 叫什么没有写下来，暂记为代号")
    name, sample = described or (code, False)
    journal = folder.journal(code)
    ledger, life, keeping = (
        _lines(Journal(place), f"{code} {what}", notes)
        for what, place in (
            ("登记副本", journal.folder),
            ("办理记录副本", journal.folder / "life"),
            ("归档记录副本", journal.folder / "keeping"),
        )
    )
    return FondsCopies(code, name, sample, ledger, life, keeping, tuple(notes))


def _lines(journal: Journal, name: str, notes: list[str]) -> Years:
    return {year: _proven(journal.read(year), f"{name} {year} 年", notes) for year in journal.years()}


def _proven(lines: tuple[str, ...], place: str, notes: list[str]) -> tuple[str, ...]:
    """Return the lines of a year without half a line at the end; IntegrityError where they are no chain."""
    if lines and next(broken_links(lines[:-1], place), None) is None and not lines[-1].endswith("}"):
        notes.append(f"{place}末尾有半条没有写完，没有用它")
        lines = lines[:-1]
    for finding in broken_links(lines, place):
        raise IntegrityError(
            f"{finding.place}{finding.sentence}",
            rule="只由完好的副本重建",
            advice="请从备份恢复这个文件，再重建",
        )
    return lines
