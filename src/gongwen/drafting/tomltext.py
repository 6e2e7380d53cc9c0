"""TOML as a clerk writes it: Chinese keys need no quotes, every key knows its line."""

from __future__ import annotations

import re
import tomllib

_TOKENS = re.compile(
    r'("""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*)'
    r"|([\w-]*[^\W\x00-\x7f][\w-]*)",
    re.DOTALL,
)
_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]#]+?)\s*\]")
_KEY = re.compile(r'\s*([\w.·"\'-]+)\s*=')
_POSITION = re.compile(r"\(at line (\d+), column \d+\)")


def read_toml(text: str) -> tuple[dict[str, object], dict[str, str]]:
    """Return the values and, for each path (联系人.1.电话), its place 第N行.

    Raises ValueError with a Chinese sentence naming the line.
    """
    quoted = _TOKENS.sub(lambda match: match[1] or f'"{match[2]}"', text.removeprefix("\ufeff"))
    try:
        return tomllib.loads(quoted), _places(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(_sentence(str(error))) from None


def _sentence(message: str) -> str:
    match = _POSITION.search(message)
    place = f"第{match[1]}行" if match else "文件末尾"
    if "overwrite" in message.lower() or "twice" in message or "already" in message:
        return f"{place}：同一个名称写了两次"
    return f"{place}：写法不对。应为「名称 = \"内容\"」，引号和等号用英文半角，日期写作 2015-06-23"


def _places(text: str) -> dict[str, str]:
    places: dict[str, str] = {}
    prefix = ""
    counts: dict[str, int] = {}
    blank = _TOKENS.sub(lambda match: re.sub(r"[^\n]", " ", match[1] or "") or match[2], text)
    for number, line in enumerate(blank.split("\n"), start=1):
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
