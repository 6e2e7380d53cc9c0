"""The circulars kept to develop with are read right, all but what is listed here."""

from __future__ import annotations

from tests.recognise.circular.conftest import DEVELOPED
from tests.recognise.circular.scoring import NAMES, score


def test_every_element_of_the_circulars_kept_to_develop_with_is_read() -> None:
    found = score(DEVELOPED)
    assert found.papers >= 20
    assert [(one.paper, one.element, one.outcome) for one in found.failures] == [
        ("16", "issuer_mark", "unsure"),
    ]
    assert sum(found.counts[element]["right"] for element in NAMES) > 150
