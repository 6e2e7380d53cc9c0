"""The papers of the table: each facts file of examples/条款/清单.toml, set as PDF and DOCX."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from gongwen.drafting.tomltext import read_toml
from gongwen.layout import compose
from gongwen.model import Document, DocumentNumber
from gongwen.model.composition import Composition
from gongwen.office.check import as_pdfs
from gongwen.office.draft import draft_from_file
from gongwen.office.wiring import Settings, Workshop

ROOT = Path(__file__).resolve().parents[2]
LISTED = ROOT / "examples" / "条款" / "清单.toml"
_SERIAL = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of 清单.toml: the paper's name, template and facts, and what it is there for."""

    name: str
    template: str
    facts: Path
    about: str


@dataclass(frozen=True, slots=True)
class Made:
    """A paper numbered 3 of its year, laid out, its files, and its DOCX as LibreOffice prints it."""

    entry: Entry
    document: Document
    composition: Composition
    pdf: bytes
    docx: bytes
    printed: bytes = b""


def listed() -> tuple[Entry, ...]:
    """Return the papers in their order."""
    values, _ = read_toml(LISTED.read_text(encoding="utf-8"))
    rows = cast(list[dict[str, str]], values["公文"])
    return tuple(Entry(row["名称"], row["模板"], LISTED.parent / row["事实"], row["说明"]) for row in rows)


@cache
def workshop() -> Workshop:
    """The workshop of this project: its templates and this machine's faces, no seals."""
    settings = Settings.of({name: value for name, value in os.environ.items() if name == "GONGWEN_FONTS"})
    return Workshop(settings)


def make(entry: Entry) -> Made:
    """Return the paper drafted, numbered and set by the shipped presses, `printed` still empty."""
    drafted = draft_from_file(workshop(), entry.template, entry.facts).document
    year = drafted.signature.date_of_issue.year
    document = drafted.numbered(DocumentNumber(drafted.header.issuer_code, year, _SERIAL))
    files = {press.suffix: press.render(document) for press in workshop().presses}
    return Made(entry, document, compose(document, workshop().typefaces), files["pdf"], files["docx"])


def printed(papers: Sequence[Made]) -> tuple[bytes, ...]:
    """Return the DOCX of the papers as one run of LibreOffice prints them."""
    return as_pdfs([paper.docx for paper in papers], workshop().typefaces)
