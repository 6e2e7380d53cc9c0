"""Checks on a drafted Document: what a careful reader would point out.

Comes in: a Document. Goes out: Findings, errors where a rule forbids the
paper, warnings where a person should look again. Refuses to know layout.
"""

from gongwen.drafting.checks.document import check_document
from gongwen.drafting.checks.marks import without_marks

__all__ = ["check_document", "without_marks"]
