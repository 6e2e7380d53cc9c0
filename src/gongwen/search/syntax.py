"""What is syntax in a query and what is literal, as plug-ins of Whoosh's parser (design D7).

Syntax is: a known field name with its colon at the beginning of a word; square
brackets around `A TO B`; parentheses that enclose AND, OR or NOT; these three
words, in capitals and alone; straight quotes, and Chinese quotes around a
whole word; the wildcards * and ?, these two characters only, in a word without
quotes. Everything else stands for itself. NOT binds closest, then AND,
then OR, then the space, which means AND: `黑名单 OR 通报 年度:2015` is
(黑名单 OR 通报) AND 年度:2015, as Whoosh reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whoosh.qparser import plugins, syntax

from gongwen.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FIELDS = {
    "标题": "title",
    "文号": "number",
    "机关": "organs",
    "文种": "kind",
    "年度": "year",
    "日期": "date",
    "地区": "county",
    "状态": "state",
    "title": "title",
    "number": "number",
    "organ": "organs",
    "kind": "kind",
    "year": "year",
    "date": "date",
    "county": "county",
    "state": "state",
}
"""Field names a query may use, and the name of the field in the tree."""

MOST_NESTED = 16
ADVICE_LITERAL = "要查这些符号本身，请加 --literal，或放进引号里"

_FIELD = re.compile(rf"(?P<name>{'|'.join(FIELDS)})[:：]\s*")
_RANGE = re.compile(
    r"[\[［](?P<start>[^\[\]［］\"]*?)(?<![^\s\[［])TO(?![^\s\]］])(?P<end>[^\[\]［］\"]*)[\]］]"
)
_OPERATOR = re.compile(r"(?<![^\s()（）])(?P<name>AND|OR|NOT)(?![^\s()（）])")
_CHINESE_QUOTED = re.compile(r"“(?P<inner>[^“”]*)”")
_WILD = re.compile(r"[^“”]*[*?][^“”]*\Z")
_QUOTED = re.compile(r'"[^"]*"|“[^“”]*”')
_INFIX = {"AND": syntax.AndGroup, "OR": syntax.OrGroup}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of syntax or a literal word, text[start:end]; `node` makes its node for Whoosh's parser."""

    start: int
    end: int
    node: Callable[[], Any]


class Scanner:
    """Cuts one query into syntax and literal words; white space lies between."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self._groups = _grouping(text)
        self._word: int | None = None
        self._after_field = False

    def scan(self) -> list[Token]:
        """Return the tokens of the text in order; UsageError when it cannot be read."""
        position = 0
        while position < len(self.text):
            if self.text[position].isspace():
                self._end_word(position)
                position += 1
            elif token := self._token_at(position):
                self._end_word(position)
                self.tokens.append(token)
                position = token.end
            else:
                self._word = position if self._word is None else self._word
                self._after_field = False
                quoted = _CHINESE_QUOTED.match(self.text, position)
                position = quoted.end() if quoted else position + 1
        self._end_word(position)
        return self.tokens

    def _end_word(self, end: int) -> None:
        """Make the literal word that ends here a token."""
        if self._word is not None:
            word = self.text[self._word : end]
            make = self._wildcard if _WILD.match(word) else self._literal
            self.tokens.append(make(self._word, end, word))
            self._word = None

    def _token_at(self, position: int) -> Token | None:
        for find in (self._group, self._quoted, self._range):
            if token := find(position):
                self._after_field = False
                return token
        if self._word is not None or self._after_field:
            return None
        return self._field(position) or self._operator(position)

    def _group(self, position: int) -> Token | None:
        if position not in self._groups:
            return None
        opens = self.text[position] in "(（"
        marker = plugins.GroupPlugin.OpenBracket if opens else plugins.GroupPlugin.CloseBracket
        return Token(position, position + 1, marker)

    def _quoted(self, position: int) -> Token | None:
        """Return a phrase: straight quotes anywhere, Chinese ones around a whole word."""
        char = self.text[position]
        if char == '"':
            end = self.text.find('"', position + 1)
            if end < 0:
                raise _unbalanced()
            return self._literal(position, end + 1, self.text[position + 1 : end])
        if char != "“" or self._word is not None:
            return None
        if match := _CHINESE_QUOTED.match(self.text, position):
            end = match.end()
            whole = end == len(self.text) or end in self._groups or self.text[end].isspace()
            return self._literal(position, end, match["inner"]) if whole else None
        if "”" not in self.text[position:]:
            raise _unbalanced()
        return None

    def _literal(self, start: int, end: int, text: str) -> Token:
        return Token(start, end, lambda: syntax.WordNode(text))

    def _wildcard(self, start: int, end: int, text: str) -> Token:
        return Token(start, end, lambda: plugins.WildcardPlugin.WildcardNode(text))

    def _range(self, position: int) -> Token | None:
        match = _RANGE.match(self.text, position)
        if match is None:
            return None
        low, high = match["start"].strip(), match["end"].strip()
        return Token(position, match.end(), lambda: syntax.RangeNode(low, high, False, False))

    def _field(self, position: int) -> Token | None:
        match = _FIELD.match(self.text, position)
        if match is None:
            return None
        end = match.end()
        closes = end in self._groups and self.text[end] in ")）"
        if end == len(self.text) or closes or _OPERATOR.match(self.text, end):
            raise UsageError(
                f"「{match[0].strip()}」后面没有内容",
                rule="字段名和冒号后面要写所查的内容",
                advice=ADVICE_LITERAL,
            )
        self._after_field = True
        return Token(position, end, lambda: syntax.FieldnameNode(FIELDS[match["name"]], match[0]))

    def _operator(self, position: int) -> Token | None:
        match = _OPERATOR.match(self.text, position)
        if match is None:
            return None
        name = match["name"]
        if name == "NOT":
            return Token(position, match.end(), lambda: syntax.PrefixOperator(name, syntax.NotGroup))
        return Token(position, match.end(), lambda: syntax.InfixOperator(name, _INFIX[name]))


class TokenPlugin:
    """Hands the tokens found by a Scanner to Whoosh's parser and its own filters."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        self._tokens = {token.start: token for token in tokens}
        self._operators = plugins.OperatorsPlugin(AndNot=None, AndMaybe=None, Require=None)

    def taggers(self, parser: Any) -> list[tuple[TokenPlugin, int]]:
        """Return itself as the only tagger, before Whoosh's white space."""
        return [(self, 0)]

    def match(self, parser: Any, text: str, position: int) -> Any:
        """Return the node that begins at `position`, or None."""
        token = self._tokens.get(position)
        return token and token.node().set_range(token.start, token.end)

    def filters(self, parser: Any) -> list[tuple[Callable[[Any, Any], Any], int]]:
        """Return Whoosh's filters for groups, fields and operators, with their order."""
        return [
            (plugins.GroupPlugin().do_groups, 0),
            (plugins.FieldsPlugin(remove_unknown=False).do_fieldnames, 100),
            (_refuse_dangling, 590),
            (self._operators.do_operators, 600),
        ]


def _grouping(text: str) -> frozenset[int]:
    """Return the places of the parentheses that enclose an operator.

    UsageError when they are nested too deep.
    """
    masked = _QUOTED.sub(lambda match: "_" * len(match[0]), text)
    operators = [match.start() for match in _OPERATOR.finditer(masked)]
    opened: list[int] = []
    grouping: set[int] = set()
    for place, char in enumerate(masked):
        if char in "(（":
            opened.append(place)
        elif char in ")）" and opened:
            start = opened.pop()
            if any(start < operator < place for operator in operators):
                grouping |= {start, place}
    depth = 0
    for place in sorted(grouping):
        depth += 1 if masked[place] in "(（" else -1
        if depth > MOST_NESTED:
            raise UsageError(f"括号套了 {MOST_NESTED} 层以上", advice="请把检索式写短一些")
    return frozenset(grouping)


def _refuse_dangling(parser: Any, group: Any) -> Any:
    """Refuse an operator that lacks a neighbour, where Whoosh would drop it silently."""
    for place, node in enumerate(group):
        if isinstance(node, syntax.GroupNode):
            _refuse_dangling(parser, node)
        if not isinstance(node, syntax.Operator):
            continue
        after = group[place + 1] if place + 1 < len(group) else None
        before = group[place - 1] if place else None
        prefix = isinstance(node, syntax.PrefixOperator)
        bad_after = after is None or (
            isinstance(after, syntax.Operator) and (prefix or not isinstance(after, syntax.PrefixOperator))
        )
        if bad_after or (not prefix and (before is None or isinstance(before, syntax.Operator))):
            raise UsageError(
                f"「{node.text}」缺少要连接的内容",
                rule="AND 和 OR 前后、NOT 后面都要有检索词",
                advice=ADVICE_LITERAL,
            )
    return group


def _unbalanced() -> UsageError:
    return UsageError("引号没有成对", rule="引号里的内容按原文检索，要有头有尾", advice=ADVICE_LITERAL)
