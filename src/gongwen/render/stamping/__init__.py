"""套印: thousands of forms (调查表) from one blank that WeasyPrint sets once. Pure.

Comes in: the compositions of forms that differ in the texts of their lines to
be filled in and in their QR code. Goes out: a PDF for each, read back, and
print files of many. Owns: blank (空白表), slot, ink (the fonts of what is
stamped), print file (合订打印). Refuses to know how a form is laid out, where
files go, and what is asked in it.

Nothing is exported here: `stamper` loads WeasyPrint; `qr` is shared with the
full setting.
"""
