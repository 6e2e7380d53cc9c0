"""The files of what came in: the original byte for byte, its text, a mail's attachments."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from gongwen.intake import FileForm
from gongwen.office.keeping.adding.looking import whole_text
from gongwen.office.keeping.adding.values import Looked
from gongwen.office.keeping.bags import KeptFile
from gongwen.office.keeping.pieces import TEXT

ENDINGS = {
    FileForm.TEXT: "txt",
    FileForm.JPEG: "jpg",
    FileForm.TIFF: "tif",
    FileForm.UNKNOWN: "bin",
}
"""The ending of a stored file where it is not the name of its form."""


def ending(form: FileForm) -> str:
    """Return the ending of a stored file, by its content."""
    return ENDINGS.get(form, form.name.lower())


def kept_files(looked: Looked) -> Iterator[KeptFile]:
    """Yield the files of an item that came in: original, text, attachments that are not hostile."""
    name = PurePosixPath(looked.name).name or looked.name
    yield KeptFile(f"original.{ending(looked.reading.form)}", name, looked.content)
    yield KeptFile(TEXT, "识读出来的文字.txt", whole_text(looked).encode("utf-8", "replace"))
    if looked.reading.form is FileForm.EML:
        for count, member in enumerate(looked.members, start=1):
            if not member.reading.hostile:
                name = f"attachment-{count}.{ending(member.reading.form)}"
                yield KeptFile(name, member.name, member.content)
