"""The bag of what came in: the original byte for byte, its text, a mail's attachments, its description."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from gongwen.archive.bag import Bag, pack
from gongwen.intake import FileForm
from gongwen.office.keeping.adding.looking import whole_text
from gongwen.office.keeping.adding.values import Looked, Wishes
from gongwen.office.keeping.bags import KeptFile
from gongwen.office.keeping.pieces import TEXT
from gongwen.records.keeping.receiving import described
from gongwen.records.keeping.values import Description

ENDINGS = {
    FileForm.TEXT: "txt",
    FileForm.JPEG: "jpg",
    FileForm.TIFF: "tif",
    FileForm.UNKNOWN: "bin",
}
"""The ending of a stored file where it is not the name of its form."""

_FORMAT = 1


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


def bag_of(
    looked: Looked,
    item_id: str,
    description: Description,
    origins: tuple[tuple[str, str], ...],
    wishes: Wishes,
    fonds: str,
    sample: bool,
    today: dt.date,
) -> Bag:
    """Return the bag of what came in today."""
    files = tuple(kept_files(looked))
    metadata = {
        **described(description),
        "format": _FORMAT,
        "item_id": item_id,
        "fonds": fonds,
        "sample": sample,
        "received": {"on": today.isoformat(), "name": looked.name, "sender": wishes.sender},
        "source": looked.source,
        "form": looked.reading.form.value,
        "confidence": looked.reading.confidence,
        "origins": [list(one) for one in origins],
        "note": wishes.note,
        "files": [{"name": one.name, "original_name": one.original_name} for one in files],
    }
    text = json.dumps(metadata, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    payload = {one.name: one.content for one in files} | {"metadata.json": text.encode("utf-8", "replace")}
    info = {
        "Internal-Sender-Identifier": description.number,
        "External-Description": description.title,
        "Gongwen-Format": str(_FORMAT),
    }
    return pack(item_id, payload, {label: value for label, value in info.items() if value})
