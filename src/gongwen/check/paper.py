"""A paper recognised from its pages: 版头, 主体, 附件, 版记, 页码 as rows and rules.

Works for the PDF of any program: elements are found by what they say and
where they stand, with a measure out of place still being recognised.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongwen.check import finding
from gongwen.check.drawn import Page
from gongwen.check.finding import Sheet
from gongwen.check.rows import Row
from gongwen.check.rules import Rule
from gongwen.model.kinds import Form


@dataclass(frozen=True, slots=True)
class Annex:
    """附件: the row of its label, the rows of its title; `page` from 1."""

    page: int
    label: Row
    title: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: its page, rows from top to bottom, and rules from top to bottom."""

    page: int
    rows: tuple[Row, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """What was recognised; empty tuples and None for what there is not.

    `sheets` are the pages with their rows; `body` are the rows of the main
    text up to the signature, `flow` those of all running text (正文, 被印发文件,
    附件), tables left out. `double` are the red double rules of a letter.
    """

    pages: tuple[Page, ...]
    sheets: tuple[Sheet, ...]
    form: Form
    mark: tuple[Row, ...]
    suffix: Row | None
    number: Row | None
    signatories: tuple[Row, ...]
    rule: Rule | None
    double: tuple[Rule, ...]
    title: tuple[Row, ...]
    addressees: tuple[Row, ...]
    body: tuple[Row, ...]
    flow: tuple[Row, ...]
    attachment_note: tuple[Row, ...]
    signature: tuple[Row, ...]
    date: Row | None
    note: Row | None
    annexes: tuple[Annex, ...]
    imprint: Imprint | None


def recognise(pages: Sequence[Page]) -> Paper:
    """Return what the pages hold."""
    imprint_page, imprint_rows, imprint_rules = finding.imprint(pages)
    imprint = Imprint(imprint_page, imprint_rows, imprint_rules) if imprint_rows else None
    sheets = tuple(finding.sheet(page, imprint_page, imprint_rows) for page in pages)
    head = finding.head(pages[0], sheets[0])
    annexes = tuple(Annex(s.page.number, *found) for s in sheets[1:] if (found := finding.annex(s)))
    last = annexes[0].page if annexes else len(pages) + 1
    rest = [row for row in sheets[0].rows if row.baseline > head.bottom]
    title, after = finding.title(rest, head.form)
    addressees, after = finding.addressees(after)
    main = [*after, *(row for s in sheets[1:] if s.page.number < last for row in s.rows)]
    closing = finding.closing(main)
    body = [row for row in main[: closing.begin] if row not in closing.attachment_note]
    named = {row for annex in annexes for row in (annex.label, *annex.title)}
    annexed = [row for s in sheets if s.page.number >= last for row in s.rows if row not in named]
    return Paper(
        tuple(pages),
        sheets,
        head.form,
        head.mark,
        head.suffix,
        head.number,
        head.signatories,
        head.rule,
        head.double,
        tuple(title),
        tuple(addressees),
        tuple(body),
        (*main, *annexed),
        tuple(closing.attachment_note),
        tuple(closing.signature),
        closing.date,
        closing.note,
        annexes,
        imprint,
    )
