"""Term (保管期限): how long a paper is kept.

Sources: 国家档案局令第8号 art. 6 (永久, 定期 30年 or 10年); DA/T 22-2015 5.4 (codes).
"""

from __future__ import annotations

from enum import Enum

NOT_FILED = "不归档"
"""What a table says of papers that are not filed at all (令第8号 art. 4)."""


class Term(Enum):
    """永久, 30年 or 10年; the value is what staff read and what stands on the 归档章."""

    PERMANENT = "永久"
    YEARS_30 = "30年"
    YEARS_10 = "10年"

    @property
    def code(self) -> str:
        """Return the code in a 档号: Y, D30, D10."""
        return _CODES[self]

    @property
    def years(self) -> int | None:
        """Return for how many years a paper is kept; None for ever."""
        return _YEARS[self]

    @classmethod
    def named(cls, name: str) -> Term:
        """Return the term called `name` (永久, 30年, 定期30年) or coded so (Y, D30, 30).

        Raises ValueError with the three names.
        """
        bare = name.strip().removeprefix("定期").upper()
        for term in cls:
            if bare in (term.value, term.code, term.code.removeprefix("D")):
                return term
        raise ValueError(f"没有「{name}」这种保管期限；可写：{'、'.join(term.value for term in cls)}")


_CODES = {Term.PERMANENT: "Y", Term.YEARS_30: "D30", Term.YEARS_10: "D10"}
_YEARS = {Term.PERMANENT: None, Term.YEARS_30: 30, Term.YEARS_10: 10}
