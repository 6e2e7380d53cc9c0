"""A workbook without its clock: the same content gives the same bytes (D11)."""

from __future__ import annotations

import io
import re
import zipfile

_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def clockless(content: bytes) -> bytes:
    """Return the XLSX `content`, its members in order and all of one time."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            member = zipfile.ZipInfo(name, _LONG_AGO)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", old.read(name)))
    return made.getvalue()
