"""收件: any file that an office is handed, told by its content and read as far as it can be.

Comes in: the bytes of a file; the name it came with is never asked for.
Goes out: a `Reading`: what the file is, its text with lines joined, the
lines as they stand on the page, how sure OCR was, the files inside it (EML,
ZIP), whether it is complete, and why it could not be read where it could
not. Nothing is ever changed in what came in, and no file makes the caller
fail: what misbehaves is read in a child process with limits of time and
memory, and marked. Owns the terms file form (格式), reading, member, look.
Refuses to know the archive, the database and what the text means.
"""

from gongwen.intake.forms import form_of
from gongwen.intake.limits import LIMITS, Limits
from gongwen.intake.reading import read
from gongwen.intake.values import FileForm, Member, Reading
from gongwen.intake.whole import is_whole

__all__ = ["LIMITS", "FileForm", "Limits", "Member", "Reading", "form_of", "is_whole", "read"]
