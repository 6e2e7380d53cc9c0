"""four (四性): the checks of DA/T 70 on one item: 真实性, 完整性, 可用性, 安全性.

Comes in: one item's material, read once. Goes out: checks with verdict and
reason. The ids follow the stage 归档 (GD-); one whose number nobody has
confirmed against the standard is marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gongwen.office.keeping.proving.four import authentic, complete, secure, usable
from gongwen.office.keeping.proving.four.material import Material, Neighbours
from gongwen.office.keeping.proving.values import Check, Kind, Verdict

__all__ = ["Material", "Neighbours", "checks_of"]

_CHECKS: tuple[tuple[Kind, Callable[[Material], Check]], ...] = (
    *authentic.CHECKS,
    *complete.CHECKS,
    *usable.CHECKS,
    *secure.CHECKS,
)


def checks_of(material: Material) -> Iterator[Check]:
    """Yield every check on one item; one that breaks down has failed, it has not passed."""
    for kind, check in _CHECKS:
        try:
            yield check(material)
        except Exception as error:  # whatever a damaged file does to its reader
            yield Check(kind, Verdict.FAILED, f"检测没有做完（{type(error).__name__}）：{error}"[:300])
