"""The text of a paper → the text for another year, for papers that have no facts."""

from __future__ import annotations

from gongwen.drafting.carrying.wording import Mover, kept_in, refuse_not_later, years_in
from gongwen.drafting.carrying.workdays import Workdays
from gongwen.model import Finding, Level


def carry_text(text: str, year: int, other: int, workdays: Workdays) -> tuple[str, tuple[Finding, ...]]:
    """Return a paper's text in the notation for the year `other`, and what was moved or must be looked at.

    A line that names years further off than the next is left alone. Raises
    FactsError unless `other` is later than `year`.
    """
    refuse_not_later(year, other)
    written, findings = [], []
    for ordinal, line in enumerate(text.splitlines(), start=1):
        near = years_in([line]) <= {year - 1, year, year + 1}
        new, remarks = Mover(year, other, workdays, years=near).moved(line)
        written.append(new)
        if new != line:
            done = "；".join(remarks) or f"{year}年移到{other}年"
            findings.append(_finding(ordinal, "移到来年", f"{line} → {new}（{done}）"))
        kept = list(dict.fromkeys(kept_in(new))) + ([] if near else ["别的年份"])
        if kept:
            findings.append(_finding(ordinal, "请核对", f"说到{'、'.join(kept)}，没有改动"))
    return "\n".join(written) + "\n", tuple(findings)


def _finding(ordinal: int, rule: str, sentence: str) -> Finding:
    return Finding(f"第{ordinal}行", rule, sentence, Level.WARNING)
