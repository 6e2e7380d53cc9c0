"""TOML as a clerk writes it: Chinese keys need no quotes, every key knows its line."""

from __future__ import annotations

import datetime as dt
import re
import tomllib

_TOKENS = re.compile(
    r'("""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*)'
    r"|([\w-]*[^\W\x00-\x7f][\w-]*)"
    r"|(?<![\w.:-])(\d{4}-\d{1,2}-\d{1,2})(?![\w.:-])",
    re.DOTALL,
)
_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]#]+?)\s*\]")
_KEY = re.compile(r'\s*([\w.·"\'-]+)\s*=')
_EQUALS = re.compile(r"[ \t]*=")
_TWICE = re.compile("overwrite|twice|duplicate|already", re.IGNORECASE)
_POSITION = re.compile(r"\(at line (\d+), column \d+\)")
_MOST_WRONG = 20


class TomlError(ValueError):
    """A text that is no TOML: `wrong` has the place and the sentence of each line wrong in itself."""

    def __init__(self, wrong: list[tuple[str, str]]) -> None:
        self.wrong = tuple(wrong)
        super().__init__("\n".join(f"{place}：{sentence}" for place, sentence in wrong))


def read_toml(text: str) -> tuple[dict[str, object], dict[str, str]]:
    """Return the values and, for each path (联系人.1.电话), its place 第N行.

    Raises TomlError, a ValueError with Chinese sentences naming the lines.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        return _loaded(text), _places(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(_all_wrong(text, error)) from None
    except (ValueError, RecursionError):
        raise TomlError([("文件里", "有太长的数，或括号套得太深")]) from None


def _loaded(text: str) -> dict[str, object]:
    return tomllib.loads(_TOKENS.sub(_quoted, text))


def _all_wrong(text: str, error: tomllib.TOMLDecodeError) -> list[tuple[str, str]]:
    """Return what is wrong with `text` beginning with `error`: each wrong line is taken out and read on."""
    lines = text.split("\n")
    wrong: list[tuple[str, str]] = []
    try:
        while len(wrong) < _MOST_WRONG:
            match = _POSITION.search(str(error))
            number = int(match[1]) if match else 0
            wrong.append((f"第{number}行" if match else "文件末尾", _sentence(str(error))))
            if not match or _opens(lines[number - 1]):
                break
            is_head = lines[number - 1].lstrip().startswith("[")
            lines[number - 1] = f"[wrong-{number}]" if is_head else ""
            try:
                _loaded("\n".join(lines))
                break
            except tomllib.TOMLDecodeError as another:
                error = another
    except (ValueError, RecursionError):
        return wrong
    return list(dict.fromkeys(wrong))


def _opens(line: str) -> bool:
    """Return whether `line` begins what goes on below it, so that nothing can be told of the lines below."""
    value = line.partition("=")[2]
    return value.count("[") > value.count("]") or any(value.count(mark) % 2 for mark in ('"""', "'''"))


def _quoted(match: re.Match[str]) -> str:
    """Quote Chinese words, and dates the calendar does not have: the field's check names those."""
    string, word, date = match.groups()
    if date:
        try:
            dt.date.fromisoformat(date)
        except ValueError:
            return f'"{date}"'
    return string or date or f'"{word}"'


def _sentence(message: str) -> str:
    if _TWICE.search(message):
        return "同一个名称写了两次"
    return '写法不对。应为「名称 = "内容"」，引号和等号用英文半角，日期写作 2015-06-23'


def _blanked(match: re.Match[str]) -> str:
    """Blank out strings and comments, but keep quoted keys."""
    string = match[1]
    if string is None or _EQUALS.match(match.string, match.end()):
        return match[0]
    return re.sub(r"[^\n]", " ", string)


def _places(text: str) -> dict[str, str]:
    places: dict[str, str] = {}
    prefix = ""
    counts: dict[str, int] = {}
    for number, line in enumerate(_TOKENS.sub(_blanked, text).split("\n"), start=1):
        if match := _HEADER.match(line):
            name = match[2].strip("\"'")
            if match[1] == "[[":
                counts[name] = counts.get(name, 0) + 1
                name = f"{name}.{counts[name]}"
            prefix = f"{name}."
            places[name] = f"第{number}行"
        elif match := _KEY.match(line):
            places.setdefault(prefix + match[1].strip("\"'"), f"第{number}行")
    return places
