"""What every act of the archive stands on: the fonds, who works, what time it is; how an act is entered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from gongwen.errors import NotFoundError
from gongwen.records.keeping import log
from gongwen.records.keeping.values import Told
from gongwen.records.models import Fonds
from gongwen.records.transactions import writing
from gongwen.records.values import CHINA

Projection = Callable[[Fonds, Told], None]
"""How an act changes the tables; it reads the act's own details only, so that it can be replayed."""


class Basis:
    """The archive's acts on the items of one fonds.

    `operator` is who works here; `now` returns the time, with its zone. All
    verbs raise StorageError when the database cannot be written.
    """

    def __init__(self, fonds: str, *, operator: str, now: Callable[[], dt.datetime]) -> None:
        self.fonds = fonds
        self.operator = operator
        self._now = now

    @property
    def today(self) -> dt.date:
        """Return the day it is in China."""
        return self._now().astimezone(CHINA).date()

    def _row(self) -> Fonds:
        try:
            return Fonds.objects.get(code=self.fonds)
        except Fonds.DoesNotExist:
            raise NotFoundError(f"没有登记过全宗 {self.fonds}") from None

    def _act(self, verb: str, subject: str, details: Mapping[str, object], project: Projection) -> Told:
        """Enter an act and change the tables as it says, in one transaction.

        `details` are what JSON can hold: texts, numbers, lists and maps of them.
        """
        with writing():
            fonds = self._row()
            told = Told(verb, subject, log.to_the_second(self._now()), self.operator, details)
            log.append(fonds, told.at.astimezone(CHINA).year, told)
            project(fonds, told)
        return told


def nothing(fonds: Fonds, told: Told) -> None:
    """Change no table: the act is its entry alone."""
