"""carry (沿用): a paper issued in one year becomes the draft of another year's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import tomli_w

from gongwen.drafting import Draft, Facts
from gongwen.drafting.carrying import Workdays, carry_forward, carry_text
from gongwen.errors import FactsError
from gongwen.model import Document, Finding, Level, notation
from gongwen.model.comparing import Change, compare, paragraphs
from gongwen.model.numbering import DocumentNumber
from gongwen.office.archive import shown
from gongwen.office.desk.copies import Copy, put_copies, safe_name
from gongwen.office.desk.deposit import FACTS, read_paper, read_source
from gongwen.office.desk.press import typeface_findings
from gongwen.office.draft import draft_from_facts, rendered, write_files
from gongwen.office.keeping.closing import refuse_destroyed
from gongwen.office.life.referring import effects_on

if TYPE_CHECKING:
    from gongwen.office.wiring import Office, Workshop


@dataclass(frozen=True, slots=True)
class CarriedPaper:
    """A draft for another year.

    `facts` is the file to go on with: the facts (.toml), or the paper's text
    (.txt) where it was not drafted from a template. `changes` are against the
    paper it comes from; `template` is empty for a text.
    """

    draft: Draft
    template: str
    facts: tuple[Copy, ...]
    files: tuple[Copy, ...]
    changes: tuple[Change, ...]


def carry(office: Office, number: DocumentNumber, year: int, folder: Path) -> CarriedPaper:
    """Draft the paper of `year` after the issued paper `number`; write it and its facts into `folder`.

    Raises NotFoundError for a number that has no item, FactsError when the
    facts no longer fit the template: the facts are written all the same. A
    paper corrected, revoked or repealed since gives a warning.
    """
    fate = tuple(
        Finding(str(number), "沿用有效的公文", f"{number} {effect}，请看还能不能沿用", Level.WARNING)
        for effect in effects_on(office.life(), number)
    )
    carried = _carried(office, number, year, folder)
    return replace(carried, draft=replace(carried.draft, findings=fate + carried.draft.findings))


def _carried(office: Office, number: DocumentNumber, year: int, folder: Path) -> CarriedPaper:
    holdings = office.holdings_of(number.issuer_code)
    item = shown(holdings, str(number))
    refuse_destroyed(holdings, item.item.item_id)
    before = read_paper(holdings.store, item.item.item_id).unnumbered()
    if FACTS not in item.names:
        return _from_text(office.workshop, before, number, year, folder)
    template, values = read_source(holdings.store, item.item.item_id)
    shelved = office.workshop.shelf.template(template)
    issued = before.signature.date_of_issue.year
    carried = carry_forward(shelved.fields, values, issued, year, Workdays())
    entered = put_copies(
        folder, safe_name(f"{year}年事实（沿用{number}）"), (("toml", _toml(carried.values, number, year)),)
    )
    try:
        made = draft_from_facts(office.workshop, template, Facts(carried.values, source=entered[0].path.name))
    except FactsError as error:
        error.advice = f"沿用的事实已写在 {entered[0].path}，改好后用 gongwen draft {template} --facts 拟稿"
        error.args = (error.sentence(),)
        raise
    made = replace(made, findings=carried.findings + made.findings)
    return _written(office.workshop, before, made, folder, template, entered)


def _from_text(
    workshop: Workshop, before: Document, number: DocumentNumber, year: int, folder: Path
) -> CarriedPaper:
    """Carry a paper that has no facts: its own text, line by line."""
    issued = before.signature.date_of_issue.year
    text, findings = carry_text(notation.write(before), issued, year, Workdays())
    entered = put_copies(folder, safe_name(f"{year}年文稿（沿用{number}）"), (("txt", text.encode()),))
    document = notation.parse(text)
    made = Draft(document, findings + typeface_findings(document, workshop.typefaces))
    return _written(workshop, before, made, folder, "", entered)


def _written(
    workshop: Workshop, before: Document, made: Draft, folder: Path, template: str, entered: tuple[Copy, ...]
) -> CarriedPaper:
    after = made.document
    files = rendered(after, workshop.presses)
    year = after.signature.date_of_issue.year
    copies = write_files(files, folder, f"{year}年草稿 {after.body.title}")
    return CarriedPaper(made, template, entered, copies, compare(paragraphs(before), paragraphs(after)))


def _toml(values: Mapping[str, object], number: DocumentNumber, year: int) -> bytes:
    heading = f"# {year}年的事实，沿用自 {number}；改好后用 gongwen draft 拟稿\n"
    return (heading + tomli_w.dumps(dict(values), multiline_strings=True)).encode()
