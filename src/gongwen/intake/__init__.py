"""收件: any file that an office is handed, told by its content and read as far as it can be.

Comes in: the bytes of a file, and the name it came with (which is never
trusted). Goes out: a `Reading`: what the file is, its text with lines joined,
the lines as they stand on the page, how sure OCR was, the files inside it
(EML, ZIP), and why it could not be read where it could not. Nothing is ever
changed in what came in, and no file makes the caller fail: what misbehaves is
read in a child process with limits of time and memory, and marked. Owns the
terms file form (格式), reading, member. Refuses to know the archive, the
database and what the text means.
"""

from gongwen.intake.values import FileForm, Member, Reading

__all__ = ["FileForm", "Member", "Reading"]
