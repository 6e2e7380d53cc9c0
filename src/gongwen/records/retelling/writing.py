"""What the entries tell, written into the empty tables of a database that is made anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gongwen.model.life import Part, Stage, Verb, standing_of
from gongwen.records.chain import hash_of
from gongwen.records.life.models import LogEntry, Paper, Person, Step, Version
from gongwen.records.life.rows import paper_record, step_record, version_record
from gongwen.records.models import Block, Entry, Fonds, Item, JointPaper, Number, Revision, Series
from gongwen.records.retelling.ledger import LedgerTold, NumberKey
from gongwen.records.retelling.life import LifeTold
from gongwen.records.retelling.values import Hashed, Row, read_entries

LOST_TITLE = "（文稿要由备份恢复）"
"""The title of a paper in the making of which only steps are told."""

Texts = Mapping[str, str]
"""Texts that were found in the items, by their SHA-256."""


def write_ledger(fonds: Fonds, told: LedgerTold, items: Mapping[str, Row], texts: Texts) -> tuple[str, ...]:
    """Write series, blocks, numbers, corrections, joint papers and catalogue; return what was not told.

    Call it inside a transaction.
    """
    series = {
        key: Series.objects.create(fonds=fonds, issuer_code=key[0], year=key[1], **row)
        for key, row in told.series.items()
    }
    blocks = {
        key: Block.objects.create(series=series[key[:2]], first=key[2], **row)
        for key, row in told.blocks.items()
    }
    numbers = {key: _number(key, row, series, blocks, texts) for key, row in told.numbers.items()}
    for key, row in told.revisions:
        columns = _with_texts({"request_key": "", "title": "", **row}, texts)
        Revision.objects.create(number=numbers[key], **columns)
    for (code, year, serial), row in told.joint.items():
        JointPaper.objects.create(fonds=fonds, issuer_code=code, year=year, serial=serial, **row)
    for key, row in told.numbers.items():
        if row["state"] == Number.ISSUED:
            unread: Row = {"kind": "", "organs": []}
            columns = {**unread, **items[row["item_id"]]}
            Item.objects.create(item_id=row["item_id"], fonds=fonds, number=numbers[key], **columns)
    return tuple(_untold(told, numbers))


def write_entries(fonds: Fonds, years: Mapping[int, Sequence[str]]) -> int:
    """Write the entries of the ledger as they stand; return how many."""
    count = 0
    for year in sorted(years):
        entries = read_entries(years[year], f"登记 {year} 年")
        for count_in_year, (line, entry) in enumerate(zip(years[year], entries, strict=True), start=1):
            subject, digest = str(entry["number"]), hash_of(line)
            Entry.objects.create(
                fonds=fonds, year=year, ordinal=count_in_year, subject=subject, line=line, hash=digest
            )
            count += 1
    return count


def write_log(fonds: Fonds, years: Mapping[int, Sequence[str]]) -> int:
    """Write the entries of the log of papers in the making as they stand; return how many."""
    rows = [
        LogEntry(fonds=fonds, year=year, ordinal=ordinal, line=line, hash=hash_of(line))
        for year in sorted(years)
        for ordinal, line in enumerate(years[year], start=1)
    ]
    LogEntry.objects.bulk_create(rows)
    return len(rows)


def write_life(fonds: Fonds, told: LifeTold, texts: Texts) -> tuple[str, ...]:
    """Write papers, versions, steps and people; return what was not told, as sentences.

    Call it inside a transaction.
    """
    lost: list[str] = []
    for (year, serial), row in sorted(told.papers.items()):
        steps = {ordinal: one for (key, ordinal), one in told.steps.items() if key == (year, serial)}
        versions = {ordinal: one for (key, ordinal), one in told.versions.items() if key == (year, serial)}
        paper = Paper.objects.create(
            fonds=fonds, year=year, serial=serial, **{**_as_drafted(steps[min(steps)]), **row}
        )
        for ordinal, version in sorted(versions.items()):
            _version(paper, ordinal, version, steps, texts)
        for ordinal, step in sorted(steps.items()):
            Step.objects.create(paper=paper, ordinal=ordinal, **step)
        if "stage" not in row:
            _settle(paper)
        missing = Version.objects.filter(paper=paper, text="", loose=[]).count()
        if missing:
            lost.append(f"{paper.draft_id}（{paper.title}）的文字 {missing} 稿")
    for name, person in told.people.items():
        Person.objects.create(fonds=fonds, name=name, **person)
    return tuple(lost)


def _number(
    key: NumberKey,
    row: Row,
    series: Mapping[tuple[str, int], Series],
    blocks: Mapping[NumberKey, Block],
    texts: Texts,
) -> Number:
    columns = _with_texts({"request": "", "request_key": None, **row}, texts)
    first = columns.pop("block")
    block = blocks[(*key[:2], first)] if first is not None else None
    return Number.objects.create(series=series[key[:2]], serial=key[2], block=block, **columns)


def _with_texts(row: Row, texts: Texts) -> dict[str, Any]:
    """Return columns with the texts themselves in place of their digests, empty where none was found."""
    return {
        name: texts.get(value.digest, "") if isinstance(value, Hashed) else value
        for name, value in row.items()
    }


def _version(paper: Paper, ordinal: int, row: Row, steps: Mapping[int, Row], texts: Texts) -> None:
    first = next(step for _, step in sorted(steps.items()) if step["version"] == ordinal)
    untold: Row = {
        "origin": first["details"].get("origin", "拟稿"),
        "source": "",
        "loose": [],
        "by": first["actor"],
        "recorded_by": first["recorded_by"],
        "reason": first["reason"],
    }
    columns = _with_texts({**untold, **row}, texts)
    Version.objects.create(paper=paper, ordinal=ordinal, text=texts.get(row["digest"], ""), **columns)


def _as_drafted(step: Row) -> Row:
    """Return what the step of 拟稿 alone tells of a paper."""
    said = step["details"]
    return {
        "part": said.get("part", Part.LEAD.value),
        "kind": "",
        "title": LOST_TITLE,
        "drafter": step["actor"],
        "organs": [],
        "sealing": [],
        "addressees": "",
        "upward": False,
        "urgency": "",
        "disclosure": said.get("disclosure", ""),
        "disclosure_reason": "",
        "copies": said.get("copies", 0),
        "stage": Stage.DRAFTED.value,
    }


def _settle(row: Paper) -> None:
    versions = [version_record(one, row.draft_id) for one in Version.objects.filter(paper=row)]
    steps = [step_record(one, row.draft_id) for one in Step.objects.filter(paper=row).order_by("ordinal")]
    joined = [step for step in steps if step.verb is Verb.JOIN]
    row.number = joined[-1].says("number") if joined else ""
    row.stage = standing_of(paper_record(row), versions, steps).stage.value
    row.save()


def _untold(told: LedgerTold, numbers: Mapping[NumberKey, Number]) -> list[str]:
    lost = []
    for key, number in numbers.items():
        wanted = told.numbers[key].get("request")
        known = isinstance(wanted, Hashed) and wanted.meets(number.request)
        if not known and number.state == Number.RESERVED:
            lost.append(f"{number.value} 的办理请求（预留，未办完）")
    keyless = [str(numbers[key].value) for key, row in told.numbers.items() if "request_key" not in row]
    if keyless:
        named = "、".join(keyless[:3]) + (f" 等 {len(keyless)} 个字号" if len(keyless) > 3 else "")
        lost.append(f"{named} 是给哪份公文的标识（旧条目没有写），同样的公文再办一次会另编号")
    return lost
