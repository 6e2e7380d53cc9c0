"""Editions (版次): what the lists held at any time, and how a new edition is added."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from gongwen.errors import NotFoundError, RefusedError, require_line
from gongwen.records.directory import chained
from gongwen.records.directory.models import Edition, RowChange
from gongwen.records.directory.values import Change, EditionRecord, Row, Source, Verb
from gongwen.records.transactions import database_errors, writing

Rows = Mapping[str, tuple[Row, ...]]
"""The rows of each list that has any, in order."""


class Editions:
    """The editions of the office's lists.

    `operator` is who works here; `now` returns the time, with its zone. All
    verbs raise StorageError when the database cannot be written.
    """

    def __init__(self, *, operator: str, now: Callable[[], dt.datetime]) -> None:
        self.operator = operator
        self._now = now

    @database_errors()
    def latest(self) -> int:
        """Return the number of the last edition, 0 when there is none."""
        return Edition.objects.order_by("-number").values_list("number", flat=True).first() or 0

    @database_errors()
    def rows(self, number: int | None = None) -> Rows:
        """Return the rows as they stood at the edition `number`, the last one by default.

        Raises NotFoundError when there is no such edition.
        """
        if number is not None and number != 0:
            self._edition(number)
        changes = RowChange.objects.order_by("edition__number")
        if number is not None:
            changes = changes.filter(edition__number__lte=number)
        current: dict[tuple[str, str], RowChange] = {(one.list, one.key): one for one in changes}
        found: dict[str, list[RowChange]] = {}
        for one in current.values():
            if one.cells is not None:
                found.setdefault(one.list, []).append(one)
        return {
            name: tuple(
                Row(one.key, one.cells or {}, one.position)
                for one in sorted(rows, key=lambda one: one.position)
            )
            for name, rows in found.items()
        }

    def append(self, base: int, changes: Sequence[Change], source: Source) -> EditionRecord:
        """Add an edition after `base`: one transaction, all of it or nothing.

        Raises RefusedError when there is nothing to change, no reason is
        given, or somebody added an edition since `base`.
        """
        require_line(source.reason, "原因")
        if not changes:
            raise RefusedError("与现在的名录相同，没有变动", rule="有变动才另立一版")
        at = self._now().replace(microsecond=0)
        with writing():
            if self.latest() != base:
                raise RefusedError(
                    f"名录刚刚被别人更新到第{self.latest()}版",
                    rule="新的一版接着看过的那一版",
                    advice="请再导入一次，先看会变什么",
                )
            number = base + 1
            line, digest = chained.sealed(number, at, self.operator, source, changes)
            edition = Edition.objects.create(
                number=number,
                at=at,
                operator=self.operator,
                source_name=source.name,
                source_sha256=source.sha256,
                reason=source.reason,
                line=line,
                hash=digest,
            )
            RowChange.objects.bulk_create(_row_change(edition, one) for one in changes)
        return _record(edition, Counter(one.verb for one in changes))

    @database_errors()
    def listing(self) -> tuple[EditionRecord, ...]:
        """Return all editions, the first one first."""
        return tuple(edition for edition, _ in self.past())

    @database_errors()
    def past(self) -> tuple[tuple[EditionRecord, tuple[Change, ...]], ...]:
        """Return all editions, the first one first, each with what it changes."""
        by_edition: dict[int, list[RowChange]] = {}
        for row in RowChange.objects.select_related("edition").order_by("id"):
            by_edition.setdefault(row.edition.number, []).append(row)
        standing: dict[tuple[str, str], Mapping[str, str] | None] = {}
        found = []
        for edition in Edition.objects.order_by("number"):
            changes = []
            for row in by_edition.get(edition.number, []):
                key = (row.list, row.key)
                before, standing[key] = standing.get(key), row.cells
                changes.append(Change(*key, Verb(row.verb), row.position, before, row.cells))
            found.append((_record(edition, Counter(one.verb for one in changes)), tuple(changes)))
        return tuple(found)

    def changes(self, number: int) -> tuple[Change, ...]:
        """Return what the edition `number` changes; NotFoundError when there is none of this number."""
        self._edition(number)
        return next(changes for edition, changes in self.past() if edition.number == number)

    @database_errors()
    def _edition(self, number: int) -> Edition:
        edition = Edition.objects.filter(number=number).first()
        if edition is None:
            raise NotFoundError(
                f"名录没有第{number}版", advice="可用 gongwen directory history 查看有哪些版次"
            )
        return edition


def _row_change(edition: Edition, one: Change) -> RowChange:
    cells = None if one.after is None else dict(one.after)
    return RowChange(
        edition=edition, list=one.list, key=one.key, verb=one.verb.value, position=one.position, cells=cells
    )


def _record(edition: Edition, counts: Mapping[Verb, int]) -> EditionRecord:
    source = Source(edition.source_name, edition.source_sha256, edition.reason)
    return EditionRecord(edition.number, edition.at, edition.operator, source, dict(counts))


def changes_between(before: Rows, after: Rows) -> tuple[Change, ...]:
    """Return what turns the rows `before` into `after`; lists that `after` does not name stay as they are."""
    found: list[Change] = []
    for name, rows in after.items():
        old = {row.key: row for row in before.get(name, ())}
        for row in _placed(tuple(old.values()), rows):
            was = old.pop(row.key, None)
            if was is None:
                found.append(Change(name, row.key, Verb.ADDED, row.position, None, row.cells))
            elif dict(was.cells) != dict(row.cells):
                found.append(Change(name, row.key, Verb.CHANGED, row.position, was.cells, row.cells))
            elif was.position != row.position:
                found.append(Change(name, row.key, Verb.MOVED, row.position, was.cells, row.cells))
        found.extend(Change(name, row.key, Verb.REMOVED, -1, row.cells, None) for row in old.values())
    return tuple(found)


def _placed(old: Sequence[Row], new: Sequence[Row]) -> tuple[Row, ...]:
    """Return the new rows with their positions: those that stay in order keep theirs, others follow."""
    kept = {row.key for row in new}
    staying = {row.key: row.position for row in old if row.key in kept}
    if [row.key for row in new[: len(staying)]] != list(staying):
        return tuple(Row(row.key, row.cells, place) for place, row in enumerate(new))
    free = max((row.position for row in old), default=-1) + 1
    added = {row.key: free + place for place, row in enumerate(new[len(staying) :])}
    return tuple(Row(row.key, row.cells, (staying | added)[row.key]) for row in new)
