"""档号 is written and read as DA/T 22-2015 5.4 says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.model.arrangement import ClassKey, Order, ReferenceCode, Scheme, Term

TERMS = st.sampled_from(Term)
DIVISIONS = st.from_regex(r"[0-9A-Z]{1,8}", fullmatch=True).filter(lambda one: one not in ("Y", "D30", "D10"))


def test_the_example_of_the_standard_is_written_and_read() -> None:
    code = ReferenceCode("Z109", 2011, Term.PERMANENT, 1, "BGS")
    assert str(code) == "Z109-WS·2011-Y-BGS-0001"
    assert ReferenceCode.parse("Z109-WS·2011-Y-BGS-0001") == code


def test_the_other_order_puts_the_division_before_the_term() -> None:
    code = ReferenceCode("Z109", 2011, Term.YEARS_30, 12, "BGS", Order.DIVISION_FIRST)
    assert str(code) == "Z109-WS·2011-BGS-D30-0012"
    assert ReferenceCode.parse(str(code)) == code


def test_without_division_and_without_number_of_the_fonds_no_hyphen_is_left_over() -> None:
    assert str(ReferenceCode("", 2015, Term.YEARS_10, 3)) == "WS·2015-D10-0003"
    assert ReferenceCode.parse("-WS·2015-D10-0003") == ReferenceCode.parse("WS·2015-D10-0003")


@pytest.mark.parametrize("text", ["Z109－WS•2011—Y-BGS-0001", " Z109-WS・2011-Y-BGS-0001 "])
def test_look_alikes_of_hyphen_and_dot_are_read(text: str) -> None:
    assert str(ReferenceCode.parse(text)) == "Z109-WS·2011-Y-BGS-0001"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Z109-WS·2011-Y-BGS-001",
        "Z109-WS·2011-BGS-0001",
        "Z109-WS·2011-Y-D30-0001",
        "Z109-KJ·2011-Y-0001",
        "Z1090-WS·2011-Y-0001",
        "Z109-WS·2011-Y-0000",
    ],
)
def test_what_is_no_code_is_refused_in_chinese(text: str) -> None:
    with pytest.raises(ValueError, match=r"档号|件号"):
        ReferenceCode.parse(text)


@pytest.mark.parametrize(
    ("fonds", "year", "number", "division"),
    [
        ("Z10", 2015, 1, ""),
        ("z109", 2015, 1, ""),
        ("", 2015, 10000, ""),
        ("", 15, 1, ""),
        ("", 2015, 1, "D30"),
    ],
)
def test_parts_that_no_code_can_have_are_refused(fonds: str, year: int, number: int, division: str) -> None:
    with pytest.raises(ValueError, match=r"全宗号|件号|年度|代码"):
        ReferenceCode(fonds, year, Term.PERMANENT, number, division)


@settings(deadline=None)
@given(
    st.sampled_from(["", "Z109", "0012"]),
    st.integers(1949, 2100),
    TERMS,
    st.integers(1, 9999),
    DIVISIONS,
    st.sampled_from(Order),
)
def test_every_code_is_read_back_as_it_was_written(
    fonds: str, year: int, term: Term, number: int, division: str, order: Order
) -> None:
    code = ReferenceCode(fonds, year, term, number, division, order)
    assert ReferenceCode.parse(str(code)) == code


def test_the_classes_of_a_year_stand_in_the_order_of_the_scheme() -> None:
    divisions = (("ZHC", "综合处"), ("BGS", "办公室"))
    keys = [ClassKey.of(2015, term, code) for code, _ in divisions for term in Term]
    by_term = Scheme("Z109", Order.TERM_FIRST, divisions)
    by_division = Scheme("Z109", Order.DIVISION_FIRST, divisions)
    assert [str(key) for key in sorted(keys, key=by_term.position)][:3] == [
        "2015年度、永久、ZHC",
        "2015年度、永久、BGS",
        "2015年度、30年、ZHC",
    ]
    assert [str(key) for key in sorted(keys, key=by_division.position)][:3] == [
        "2015年度、永久、ZHC",
        "2015年度、30年、ZHC",
        "2015年度、10年、ZHC",
    ]


def test_terms_are_known_by_name_and_by_code() -> None:
    assert [Term.named(name) for name in ("永久", "定期30年", "D10", "y", "30")] == [
        Term.PERMANENT,
        Term.YEARS_30,
        Term.YEARS_10,
        Term.PERMANENT,
        Term.YEARS_30,
    ]
    with pytest.raises(ValueError, match="没有「长期」这种保管期限；可写：永久、30年、10年"):
        Term.named("长期")
    with pytest.raises(ValueError, match="年度—保管期限—机构、年度—机构—保管期限"):
        Order.named("机构—年度")
    assert Order.named("年度—机构（问题）—保管期限") is Order.DIVISION_FIRST


def test_a_scheme_refuses_codes_that_stand_twice() -> None:
    with pytest.raises(ValueError, match="有重复"):
        Scheme("", divisions=(("BGS", "办公室"), ("BGS", "保管室")))
