"""Checks on a drafted Document and on the names in it: what a careful reader would point out.

Comes in: a Document, or the values of the fields, with the office's lists.
Goes out: Findings, errors where a rule forbids the paper, warnings where a
person should look again. Refuses to know layout.
"""

from gongwen.drafting.checks.addressees import addressee_findings
from gongwen.drafting.checks.document import check_document
from gongwen.drafting.checks.marks import without_marks
from gongwen.drafting.checks.references import reference_findings

__all__ = ["addressee_findings", "check_document", "reference_findings", "without_marks"]
