"""What makes setting cheaper leaves every page as it is."""

from __future__ import annotations

import gc
import zlib

import pydyf  # type: ignore[import-untyped]
import pytest

from gongwen.render.economy import pack, share_styles, without_collector


def test_elements_of_one_style_share_one_class_and_keep_their_own() -> None:
    html, rules = share_styles(
        '<p class="a" style="top:1pt">甲</p><col style="top:1pt"><i class="b" style="top:2pt">'
    )
    assert html == '<p class="a gw0">甲</p><col class="gw0"><i class="b gw1">'
    assert rules == ".gw0.gw0.gw0.gw0 { top:1pt }\n.gw1.gw1.gw1.gw1 { top:2pt }"


def test_text_that_looks_like_an_attribute_stays() -> None:
    text = "<p>style=&#34;top:1pt&#34;</p>"
    assert share_styles(text) == (text, "")


def test_a_packed_stream_is_written_as_it_would_have_been() -> None:
    pdf = pydyf.PDF()
    stream = pydyf.Stream([b"q", 1.5, "x", pydyf.Dictionary({"MCID": 1}), b"Q"], {"N": 3}, compress=True)
    pdf.add_object(stream)
    raw = b"q\n1.5\nx\n<</MCID 1>>\nQ"
    pack(pdf)
    head, _, body = stream.data.partition(b"\nstream\n")
    assert zlib.decompress(body.removesuffix(b"\nendstream")) == raw
    assert b"/Filter /FlateDecode" in head
    assert b"/N 3" in head


def test_the_collector_works_again_afterwards_even_after_an_error() -> None:
    seen = []
    with pytest.raises(ZeroDivisionError), without_collector():
        seen.append(gc.isenabled() or 1 / 0)
    assert seen == []
    assert gc.isenabled()
