"""Due (到期): from which day on a term is over. Terms are counted from the end of the 年度."""

from __future__ import annotations

import datetime as dt

from gongwen.model.arrangement.term import Term

TRANSFER_YEARS = 20
"""After how many years a 设区的市 hands its permanent papers to the state archive (实施条例 art. 20)."""


def due_on(year: int, term: Term) -> dt.date | None:
    """Return the first day on which a piece of `year` may be appraised for destruction; None for 永久."""
    return None if term.years is None else dt.date(year + term.years + 1, 1, 1)


def transfer_on(year: int) -> dt.date:
    """Return the first day on which a permanent piece of `year` is due for transfer (移交)."""
    return dt.date(year + TRANSFER_YEARS + 1, 1, 1)
