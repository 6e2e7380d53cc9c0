"""forms (单独发出的表): one form for each row of a table, its name, code and QR code stamped on a blank.

Comes in: a template that is a form by itself, tables of enterprises, common
facts. Goes out: a folder with a PDF for each row, the manifest, and print
files of 250 forms each. Owns: sheaf (一叠), what one worker makes at a time.
Refuses to know how a form is set or stamped, and how tables are read.
"""

from gongwen.office.forms.batch import SHEAF, examine_forms, stamp_forms, survey_forms

__all__ = ["SHEAF", "examine_forms", "stamp_forms", "survey_forms"]
