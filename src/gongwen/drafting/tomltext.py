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


def read_toml(text: str) -> tuple[dict[str, object], dict[str, str]]:
    """Return the values and, for each path (联系人.1.电话), its place 第N行.

    Raises ValueError with a Chinese sentence naming the line.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        return tomllib.loads(_TOKENS.sub(_quoted, text)), _places(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(_sentence(str(error))) from None
    except (ValueError, RecursionError):
        raise ValueError("文件里：有太长的数，或括号套得太深") from None


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
    match = _POSITION.search(message)
    place = f"第{match[1]}行" if match else "文件末尾"
    if _TWICE.search(message):
        return f"{place}：同一个名称写了两次"
    return f'{place}：写法不对。应为「名称 = "内容"」，引号和等号用英文半角，日期写作 2015-06-23'


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
