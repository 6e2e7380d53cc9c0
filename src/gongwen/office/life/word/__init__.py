"""Word and back (导出、导入): a draft handed to the leader as a DOCX, and what comes back of it.

Comes in: a 稿号, a DOCX as Word or WPS left it. Goes out: the file to edit,
then a new version with what was changed, or a refusal. Owns which version a
file belongs to, and when a text with revisions (修订) may go on. Refuses to
know WordprocessingML (`recognise`, `render`) and how commands are worded.
"""
