"""统一社会信用代码: the check character of GB 32100-2015 finds a slip of the pen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.model.directory.creditcode import check_character, read_credit_code

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def test_the_code_of_the_standard_is_right() -> None:
    assert read_credit_code(" 91350100m000100y43 ") == "91350100M000100Y43"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("91350100M000100Y34", "校验码不对：末位写的是 4，照前17位算应是"),
        ("91350100M000100Y4", "有17位，统一社会信用代码是18位"),
        ("91350100I000100Y43", "没有 I、O、S、V、Z"),
        ("9135010AM000100Y43", "第3—8位是数字"),
    ],
)
def test_a_wrong_code_is_refused_in_words(code: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_credit_code(code)


CODES = st.tuples(
    st.text(ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(ALPHABET, min_size=9, max_size=9),
).map("".join)


@given(CODES, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_found(first: str, place: int, other: str) -> None:
    right = first + check_character(first)
    assert read_credit_code(right) == right
    wrong = right[:place] + other + right[place + 1 :]
    if wrong != right:
        with pytest.raises(ValueError, match="「"):
            read_credit_code(wrong)
