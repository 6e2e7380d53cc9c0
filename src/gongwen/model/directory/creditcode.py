"""统一社会信用代码 (GB 32100-2015): eighteen characters, the last one computed from the others."""

from __future__ import annotations

import re

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_FORM = re.compile(f"[{_ALPHABET}]{{2}}[0-9]{{6}}[{_ALPHABET}]{{10}}")
_LENGTH = 18


def check_character(first: str) -> str:
    """Return the eighteenth character for the first seventeen: weights are the powers of 3 modulo 31."""
    total = sum(_ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(first))
    return _ALPHABET[-total % 31]


def read_credit_code(text: str) -> str:
    """Return the code in capitals; ValueError with a Chinese sentence when it is none."""
    code = text.strip().upper()
    if len(code) != _LENGTH:
        raise ValueError(f"「{text}」有{len(code)}位，统一社会信用代码是18位")
    if not _FORM.fullmatch(code):
        raise ValueError(
            f"「{text}」不是统一社会信用代码：只用数字和大写字母（没有 I、O、S、V、Z），第3—8位是数字"
        )
    if (right := check_character(code[:-1])) != code[-1]:
        raise ValueError(
            f"「{text}」的校验码不对：末位写的是 {code[-1]}，照前17位算应是 {right}，请核对有没有抄错"
        )
    return code
