"""A seeded corpus: made-up words, as often as words occur, among signs, figures and rare characters."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from itertools import accumulate

from gongwen.search import SearchDocument

WORDS, SIGNS = 4000, "，，，。。；：、（）“”《》〔〕—％①·"
RARE = "𬱖喆镕堃𠀀㑇鿏䶮龘\U0002b5af"
ODD = ("2015年", "89180865", "98.5%", "WPS Office 2016", "Windows", "［2015］3号", "（一）", " 　", "\n")
KINDS = ("通知", "通报", "函", "报告", "意见")


class Corpus:
    """Papers of about `length` characters, the same ones for the same seed."""

    def __init__(self, seed: int, length: int) -> None:
        self._chance = random.Random(seed)
        self._length = length
        common = [
            char for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFA) if (char := _gb2312(high, low))
        ]
        self._words = [
            "".join(self._chance.choices(common, k=self._chance.choice((2, 2, 2, 3)))) for _ in range(WORDS)
        ]
        self._weights = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))

    def papers(self, count: int) -> Iterator[SearchDocument]:
        """Yield `count` papers with item ids 000000 and so on."""
        for place in range(count):
            date = dt.date(2010, 1, 1) + dt.timedelta(days=self._chance.randrange(5000))
            number = f"绍{self._some(1)}〔{date.year}〕{self._chance.randrange(1, 200)}号"
            organs = (f"绍兴市{self._some(1)}局",)
            kind = self._chance.choice(KINDS)
            title = f"关于{self._some(3)}的{kind}"
            yield SearchDocument(f"{place:06}", title, number, organs, kind, date.year, date, self._text())

    def _some(self, count: int) -> str:
        return "".join(self._chance.choices(self._words, cum_weights=self._weights, k=count))

    def _text(self) -> str:
        parts: list[str] = []
        wanted = self._chance.randrange(self._length // 2, self._length * 3 // 2)
        while sum(map(len, parts)) < wanted:
            parts += [self._some(self._chance.randrange(1, 6)), self._chance.choice(SIGNS)]
            if self._chance.random() < 0.1:
                parts.append(self._chance.choice(ODD))
            if self._chance.random() < 0.03:
                parts.append(self._chance.choice(RARE))
        return "".join(parts)


def _gb2312(high: int, low: int) -> str:
    return bytes((high, low)).decode("gb2312", "ignore")
