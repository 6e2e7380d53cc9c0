"""制版: Composition → bytes of DOCX and PDF, and what was produced read back. Pure.

Comes in: a Composition, the Typefaces, the texts or bytes of a frame. Goes
out: the bytes of one file; `readback` says whether they carry every character
(D3). Owns how measures and styles are written in HTML, CSS and
WordprocessingML. Refuses to know any measure of the standard, how lines are
broken, files, the clock, and what a clerk does with the result.

Nothing is exported here: `docx`, `pdf` and `readback` load heavy libraries
and are imported one by one.
"""
