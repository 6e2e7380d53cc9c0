"""The mark of a form says which form, which year and whose, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.model import FormMark


def test_it_is_written_for_the_alphanumeric_mode_of_qr_codes() -> None:
    assert str(FormMark("SURVEY-FORM", 2015, "330602-0001")) == "GW1:SURVEY-FORM:2015:330602-0001"


@given(
    st.from_regex(r"[A-Z0-9]{1,8}(-[A-Z0-9]{1,8})?", fullmatch=True),
    st.integers(1000, 9999),
    st.from_regex(r"[A-Z0-9]{1,11}([.-][A-Z0-9]{1,12})?", fullmatch=True),
)
def test_what_is_written_is_read_back(name: str, year: int, respondent: str) -> None:
    mark = FormMark(name, year, respondent)
    assert FormMark.parse(str(mark)) == mark


@pytest.mark.parametrize(
    "respondent", ["", "甲", "3306:1", "a1", "330602-", "-1", "3306 02", "1" * 25, "1\n", "１２"]
)
def test_a_code_that_cannot_be_said_is_refused(respondent: str) -> None:
    with pytest.raises(ValueError, match="应由大写字母、数字、连字符和小数点组成，不超过24个字符"):
        FormMark("SURVEY-FORM", 2015, respondent)


@pytest.mark.parametrize(
    "text", ["", "GW2:SURVEY-FORM:2015:1", "example.com/1", "GW1:SURVEY-FORM:15:1", "GW1:A:2015:1:2"]
)
def test_what_is_none_of_ours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不是本程序的调查表编码"):
        FormMark.parse(text)
