"""拟稿: facts + template → Document, or the form (调查表) of one respondent. Pure.

Comes in: a `Template` (text with blanks, declared fields) and `Facts` (what
was entered, each with its line or cell). Goes out: a Document and Findings.
Owns: field, blank, template. Refuses to know files, numbers, layout.
"""

from gongwen.drafting.draft import Draft, draft
from gongwen.drafting.facts import Facts
from gongwen.drafting.fields import Field, FieldType
from gongwen.drafting.sheet import draft_sheet
from gongwen.drafting.template import Template, read_template

__all__ = ["Draft", "Facts", "Field", "FieldType", "Template", "draft", "draft_sheet", "read_template"]
