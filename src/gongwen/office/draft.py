"""draft (拟稿): a template and a file of facts become an unnumbered paper, marked 草稿."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.drafting import Draft, Facts, draft
from gongwen.drafting.facts import in_order
from gongwen.errors import FactsError
from gongwen.model import Document, Finding, Level
from gongwen.office.desk.copies import Copy, put_copies, safe_name
from gongwen.office.desk.factfile import examine_facts
from gongwen.office.desk.press import typeface_findings

if TYPE_CHECKING:
    from gongwen.model.rendering import Renderer
    from gongwen.office.wiring import Workshop

_CODE_POINT = re.compile(r"U\+([0-9A-F]+)")


def draft_from_file(workshop: Workshop, template: str, facts: Path) -> Draft:
    """Return the draft of `template` with the facts in the file `facts` (TOML, XLSX, JSON)."""
    read, wrong = examine_facts(facts)
    if not wrong:
        return draft_from_facts(workshop, template, read)
    raise FactsError(
        f"{facts.name} 里有错",
        advice="请按所列各处改正",
        findings=in_order((*wrong, *_elsewhere(workshop, template, read, wrong))),
    )


def _elsewhere(workshop: Workshop, template: str, facts: Facts, wrong: Sequence[Finding]) -> list[Finding]:
    """Return what drafting finds wrong with `facts` in other places than those of `wrong`."""
    places = {finding.place for finding in wrong}
    try:
        draft(workshop.shelf.template(template), facts, workshop.directory)
    except FactsError as error:
        return [finding for finding in error.findings if finding.place not in places]
    return []


def draft_from_facts(workshop: Workshop, template: str, facts: Facts) -> Draft:
    """Return the draft, its names held against the office's lists, with the findings about typefaces.

    Raises FactsError listing every problem of the facts at once.
    """
    made = draft(workshop.shelf.template(template), facts, workshop.directory)
    faces = typeface_findings(made.document, workshop.typefaces)
    lacking = [_where_entered(finding, facts) for finding in faces if finding.level is Level.ERROR]
    if lacking:
        raise FactsError("公文里有印不出的字", advice="请按所列各处改正", findings=lacking)
    return replace(made, findings=made.findings + faces, source=_source(template, facts))


def _source(template: str, facts: Facts) -> str:
    """Return the template and the facts as JSON: dates as 2015-06-23, keys as they were entered."""
    source = {"template": template, "facts": facts.values}
    return json.dumps(source, ensure_ascii=False, indent=2, default=str) + "\n"


def _where_entered(finding: Finding, facts: Facts) -> Finding:
    """Return a finding about characters that cannot be printed, at the facts that hold them."""
    lacking = {chr(int(code, 16)) for code in _CODE_POINT.findall(finding.sentence)}
    places = [facts.place(path) for path, text in _texts(facts.values) if lacking & set(text)]
    return replace(finding, place="、".join(dict.fromkeys(places)) or f"{facts.source} {finding.place}")


def _texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path and the content of every text below `value`."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _texts(inner, f"{path}.{name}".removeprefix("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from _texts(inner, f"{path}.{number}")


Files = tuple[tuple[str, bytes], ...]
"""A paper in every format: suffix and bytes."""


def rendered(document: Document, renderers: Iterable[Renderer]) -> Files:
    """Return `document` in every format. Raises what the renderers raise."""
    return tuple((renderer.suffix, renderer.render(document)) for renderer in renderers)


def write_files(files: Files, folder: Path, name: str) -> tuple[Copy, ...]:
    """Write the files as folder/name.docx and .pdf, or beside what is there and differs."""
    return put_copies(folder, safe_name(name), files)
