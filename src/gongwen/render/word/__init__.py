"""Word (DOCX 制版): the pieces of a Composition as WordprocessingML.

Comes in: blocks, header and imprint of a Composition, the Typefaces. Goes
out: XML text, in the order the schema wants, for the blanks of a Word frame,
and the frame itself (`frame.make_frame`). Owns how a measure is written in
Word's units. Refuses to know any measure or font name of its own, files, the
clock, and how a package is filled and packed (`gongwen.render.docx`).
"""
