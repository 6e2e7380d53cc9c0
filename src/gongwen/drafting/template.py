"""Template: one text with blanks and its declared fields, read and checked.

Everything that can go wrong with a template is found here, when it is read,
so that a draft can only fail because of its facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gongwen.drafting import blanks
from gongwen.drafting.fieldfile import FieldFile, MarkFields, read_field_file
from gongwen.drafting.fields import Field, FieldType
from gongwen.errors import FactsError, NotFoundError
from gongwen.model import Finding
from gongwen.model.notation.lexing import Line, LineKind, lex

_RULE = "模板记法"
_OPENING = ("每个", "如有", "如无")
ENTERED = "写入"
"""The directive that puts body text entered as a fact (公文正文) in its place."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template with what it includes already put in.

    `lines` are classified before any blank is filled; `fields` are those the
    text uses, its own declarations before those of what it includes; `mark`
    are those of the QR code, if it is a form that goes out by itself.
    """

    identifier: str
    name: str
    description: str
    lines: tuple[Line, ...]
    fields: Mapping[str, Field]
    mark: MarkFields | None = None


Source = Callable[[str], tuple[str, str]]
"""Given a template's identifier, its text and its field file; NotFoundError if there is none."""


def read_template(identifier: str, source: Source) -> Template:
    """Return the template called `identifier`, its includes resolved.

    Raises FactsError listing every wrong line, unknown blank and bad field;
    NotFoundError when there is no such template.
    """
    findings: list[Finding] = []
    template = _read(identifier, source, (), findings)
    if findings:
        listed = tuple(dict.fromkeys(findings))
        seen = f"模板「{identifier}」有{len(listed)}处错误"
        raise FactsError(seen, advice="请按所列各处改正模板", findings=listed)
    return template


def _read(identifier: str, source: Source, above: tuple[str, ...], findings: list[Finding]) -> Template:
    text, field_text = source(identifier)
    typed, problems = lex(text)
    findings.extend(replace(problem, place=f"{identifier} {problem.place}") for problem in problems)
    own = read_field_file(field_text, identifier, findings)
    included: dict[int, Template] = {}
    for line in typed:
        if line.kind is LineKind.DIRECTIVE and line.key == "并入":
            included |= _include(identifier, line, source, (*above, identifier), findings)
    checker = _Checker(identifier, own, included.values(), findings)
    checker.check_fields()
    checker.check_lines(typed)
    lines: list[Line] = []
    for line in typed:
        if line.key != "并入" or line.kind is not LineKind.DIRECTIVE:
            lines.append(line)
        elif line.number in included:
            lines.extend(included[line.number].lines)
    fields = checker.used_by(lines) if typed else checker.fields
    return Template(identifier, own.name, own.description, tuple(lines), fields, own.mark)


def _include(
    identifier: str, line: Line, source: Source, above: tuple[str, ...], findings: list[Finding]
) -> dict[int, Template]:
    """Return the included template under the number of the line that includes it."""
    wanted = line.texts[0]
    try:
        if wanted not in above:
            return {line.number: _read(wanted, source, above, findings)}
        sentence = f"「并入 {wanted}」绕了回来：{' → '.join((*above, wanted))}"
    except NotFoundError as error:
        sentence = f"「并入 {wanted}」：{error.seen}"
    findings.append(Finding(f"{identifier} 第{line.number}行", _RULE, sentence))
    return {}


@dataclass
class _Open:
    key: str
    name: str
    line: int
    otherwise: bool = False

    @property
    def assures(self) -> bool:
        """Whether lines here are written only when the named field has content."""
        return (self.key == "如无") is self.otherwise


@dataclass
class _Checker:
    """Checks one template's own fields and lines against all fields it can use."""

    identifier: str
    own: FieldFile
    included: Iterable[Template]
    findings: list[Finding]
    fields: dict[str, Field] = field(default_factory=dict)
    open: list[_Open] = field(default_factory=list)
    in_section: bool = False

    def __post_init__(self) -> None:
        for template in self.included:
            for name, declared in template.fields.items():
                before = self.own.fields.get(name) or self.fields.setdefault(name, declared)
                if not declared.replaceable_by(before, by_own=name in self.own.fields):
                    self.wrong_field(name, f"与模板「{template.identifier}」里的同名字段不合")
        self.fields |= self.own.fields

    def wrong_line(self, line: Line, sentence: str) -> None:
        self.findings.append(Finding(f"{self.identifier} 第{line.number}行", _RULE, sentence))

    def wrong_field(self, name: str, sentence: str) -> None:
        place = self.own.places.get(name, f"{self.identifier}/fields.toml")
        self.findings.append(Finding(place, "字段文件", f"[字段.{name}] {sentence}"))

    def undeclared(self, name: str) -> str:
        where = f"请在 {self.identifier}/fields.toml 里写一节 [字段.{name}]"
        return f"用了没有声明的字段「{name}」；{where}，或写在 common 里并加一行 {{% 并入 common %}}"

    def uses(self, declared: Field) -> frozenset[str]:
        origin = self.fields.get(declared.source)
        return declared.uses(origin.parts if origin else declared.parts)

    def may_be_absent(self, name: str) -> bool:
        """Return whether a draft can be made in which `name` has no content."""
        declared = self.fields.get(name)
        if declared is None or (declared.required and not declared.source):
            return False
        if declared.source:
            return self.may_be_absent(declared.source)
        return declared.default is None or any(map(self.may_be_absent, self.uses(declared)))

    def check_fields(self) -> None:
        round_trips = {name for name in self.own.fields if self._comes_back(name)}
        for name in round_trips:
            self.wrong_field(name, "的默认内容绕了回来，永远写不成")
        for name, declared in self.own.fields.items():
            self._check_references(name, declared)
            for text in (*declared.texts(), declared.phrase):
                for used, attribute in blanks.used(text):
                    self._check_part(name, used, attribute)
            if not round_trips and (declared.required or declared.phrase):
                for used in sorted(filter(self.may_be_absent, self.uses(declared))):
                    self.wrong_field(name, f"用了可以不填的「{used}」，「{used}」不填时就写不成")

    def _comes_back(self, name: str) -> bool:
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            current = self.fields.get(waiting.pop())
            for used in self.uses(current) - seen if current else ():
                if used == name:
                    return True
                seen.add(used)
                waiting.append(used)
        return False

    def _check_references(self, name: str, declared: Field) -> None:
        for used in sorted(self.uses(declared) - set(self.fields)):
            self.wrong_field(name, self.undeclared(used))
        origin, earlier = self.fields.get(declared.source), self.fields.get(declared.not_before)
        if origin and origin.type is not FieldType.LIST:
            self.wrong_field(name, f"「取自」应是列表，「{origin.name}」不是")
        if declared.not_before and (earlier is None or earlier.type is not FieldType.DATE):
            self.wrong_field(name, f"「不早于」应写另一个日期字段的名称，「{declared.not_before}」不是")
        parts = origin.parts if origin else declared.parts
        if declared.phrase and not parts:
            self.wrong_field(name, "「写作」只用于分成几部分的列表")
        for used, _ in blanks.used(declared.phrase):
            if dict(parts).get(used) is FieldType.BODY:
                self.wrong_field(name, f"「写作」里不能写公文正文「{used}」")

    def _check_part(self, name: str, used: str, attribute: str | None) -> None:
        target = self.fields.get(used)
        if target and attribute not in target.parts_written(repeated=False):
            self.wrong_field(name, target.part_missing(attribute, repeated=False))

    def check_lines(self, lines: Sequence[Line]) -> None:
        for line in lines:
            if line.kind is LineKind.DIRECTIVE:
                self._directive(line)
                continue
            self.in_section = self.in_section or line.kind is LineKind.SECTION
            for text in line.texts:
                try:
                    blanks.check(text)
                except ValueError as error:
                    self.wrong_line(line, str(error))
                for name, attribute in blanks.used(text):
                    self._blank(line, name, attribute)
        for left in self.open:
            sentence = f"「{left.key} {left.name}」没有用「完」结束"
            self.findings.append(Finding(f"{self.identifier} 第{left.line}行", _RULE, sentence))

    def _directive(self, line: Line) -> None:
        name = line.texts[0]
        last = self.open[-1] if self.open else None
        if line.key in _OPENING:
            self._opening(line, name)
            self.open.append(_Open(line.key, name, line.number))
        elif line.key == "完" and last:
            self.open.pop()
        elif line.key == "否则" and last and last.key != "每个" and not last.otherwise:
            last.otherwise = True
        elif line.key in ("否则", "完"):
            self.wrong_line(line, f"「{line.key}」前面没有与它配对的指令")
        elif line.key == ENTERED:
            self._entering(line, name)
        elif line.key != "并入":
            self.wrong_line(line, f"没有「{line.key}」这种指令；可用：每个、如有、如无、否则、完、并入、写入")
        if line.key in ("否则", "完") and name:
            self.wrong_line(line, f"「{line.key}」后面不写别的")

    def _opening(self, line: Line, name: str) -> None:
        declared = self.fields.get(name)
        if not blanks.is_name(name):
            self.wrong_line(line, f"「{line.key}」后面应只写一个字段名，指令应单独成行")
        elif declared is None:
            self.wrong_line(line, self.undeclared(name))
        elif line.key == "每个" and declared.type is not FieldType.LIST:
            self.wrong_line(line, f"「每个」只用于列表，「{name}」是{declared.type.value}")
        elif line.key == "每个" and self._repeated(name):
            self.wrong_line(line, f"「每个 {name}」里不能再写「每个 {name}」")

    def _entering(self, line: Line, name: str) -> None:
        whole, _, part = name.partition(".")
        declared = self.fields.get(whole)
        if declared is None:
            self.wrong_line(line, self.undeclared(whole))
        elif (dict(declared.parts).get(part) if part else declared.type) is not FieldType.BODY:
            self.wrong_line(line, f"「{ENTERED}」只用于公文正文，「{name}」不是")
        elif part and not self._repeated(whole):
            self.wrong_line(line, f"「{ENTERED} {name}」应写在「每个 {whole}」里")
        elif not self.in_section:
            self.wrong_line(line, f"「{ENTERED} {name}」应写在【正文】【印发】【附件】之后")

    def _repeated(self, name: str) -> bool:
        return any(one.key == "每个" and one.name == name for one in self.open)

    def _blank(self, line: Line, name: str, attribute: str | None) -> None:
        declared = self.fields.get(name)
        repeated = self._repeated(name)
        if declared is None:
            self.wrong_line(line, self.undeclared(name))
        elif attribute not in declared.parts_written(repeated=repeated):
            self.wrong_line(line, declared.part_missing(attribute, repeated=repeated))
        elif self.may_be_absent(name) and not any(one.name == name and one.assures for one in self.open):
            self.wrong_line(line, f"「{name}」可以不填，只能写在「如有 {name}」和「完」之间")

    def used_by(self, lines: Sequence[Line]) -> dict[str, Field]:
        """Return the fields that `lines` need; an own one that nobody needs is a finding."""
        waiting = [name for line in lines for name in _names(line)]
        used: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in self.fields and name not in used:
                used.add(name)
                waiting.extend(self.uses(self.fields[name]))
        used |= {self.fields[name].not_before for name in used} & set(self.own.fields)
        used |= {self.own.mark.respondent} if self.own.mark else set()
        for name in self.own.fields:
            if name not in used:
                self.wrong_field(name, "声明了却没有用到，请在正文里用它，或删去这一节")
        return {name: declared for name, declared in self.fields.items() if name in used}


def _names(line: Line) -> list[str]:
    if line.kind is LineKind.DIRECTIVE:
        return [line.texts[0].partition(".")[0]] if line.key in (*_OPENING, ENTERED) else []
    return [name for text in line.texts for name, _ in blanks.used(text)]
