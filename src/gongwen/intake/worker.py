"""The worker: a process of its own that reads one file after another, within limits, and may die of any.

Started by `gongwen.intake.child` as `python -I`, with nothing but its pipes.
A message is 4 and 8 bytes of lengths (big-endian), then JSON, then bytes. A
request is answered by any number of parts (`page`) and one end (`done` or
`failed`). After a failure of memory the worker ends itself.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import struct
from typing import TYPE_CHECKING, Any, BinaryIO

from gongwen.intake.limits import Limits
from gongwen.intake.readers.extract import Extract
from gongwen.intake.trouble import Unreadable, damaged
from gongwen.intake.values import FileForm

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = struct.Struct(">IQ")
_GRACE = 5


def main(kind: str) -> None:
    """Answer requests from standard input until it ends; `kind` is `plain` or `sight` (OCR)."""
    ask = os.fdopen(os.dup(0), "rb", buffering=1 << 20)
    answer = os.fdopen(os.dup(1), "wb", buffering=1 << 20)
    with open(os.devnull, "r+b", buffering=0) as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(nothing.fileno(), 1)
    eyes = _eyes() if kind == "sight" else None
    write(answer, {"ready": kind})
    while (request := read(ask)) is not None:
        head, content = request
        limits = Limits(**head["limits"])
        _bind(kind, limits, head["seconds"])
        try:
            _answer(answer, eyes, FileForm[head["form"]], content, head.get("wanted"), limits)
        except MemoryError:
            write(answer, {"failed": "memory"})
            return
        signal.alarm(0)


def _eyes() -> Any:
    """Return the loaded OCR models."""
    from gongwen.intake.readers import sight

    return sight.engine()


def _bind(kind: str, limits: Limits, seconds: float) -> None:
    """Set the limits of this process: memory (OCR is watched instead), and an alarm if the parent is gone."""
    if kind == "plain":
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(int(seconds * (limits.ocr_pages if kind == "sight" else 1)) + _GRACE)


def _answer(
    answer: BinaryIO, eyes: Any, form: FileForm, content: bytes, wanted: list[int] | None, limits: Limits
) -> None:
    """Answer one request: the pages wanted by OCR, or everything a reader finds."""
    try:
        if wanted is not None:
            _look(answer, eyes, form, content, wanted, limits)
            write(answer, {"done": {}})
        else:
            head, body = _read(form, content, limits).pack()
            write(answer, {"done": head}, body)
    except Unreadable as trouble:
        write(answer, {"failed": "trouble", "sentence": trouble.sentence, "hostile": trouble.hostile})
    except MemoryError:
        raise
    except Exception:  # any error of a reader is one more way in which a file is broken
        write(answer, {"failed": "trouble", "sentence": damaged(form.value).sentence, "hostile": False})


def _look(
    answer: BinaryIO, eyes: Any, form: FileForm, content: bytes, wanted: list[int], limits: Limits
) -> None:
    """Answer each wanted page as soon as it is recognised."""
    from gongwen.intake.readers import sight

    for number, lines, scores in sight.seen_pages(eyes, content, form, wanted, limits):
        write(answer, {"page": number, "lines": lines, "scores": scores})


def _read(form: FileForm, content: bytes, limits: Limits) -> Extract:
    """Return what the reader of the form finds."""
    return _readers()[form](content, limits)


def _readers() -> dict[FileForm, Callable[[bytes, Limits], Extract]]:
    """Return the reader of each form."""
    from gongwen.intake.readers import bundles, ofd, olddoc, pdf, pictures, plain, sheets, word

    return {
        FileForm.DOCX: word.read,
        FileForm.DOC: olddoc.read,
        FileForm.PDF: pdf.read,
        FileForm.OFD: ofd.read,
        FileForm.XLSX: lambda content, limits: sheets.read(content, FileForm.XLSX, limits),
        FileForm.XLS: lambda content, limits: sheets.read(content, FileForm.XLS, limits),
        FileForm.CSV: plain.read_table,
        FileForm.TEXT: plain.read_text,
        FileForm.EML: bundles.read_mail,
        FileForm.ZIP: bundles.read_zip,
        FileForm.JPEG: lambda content, limits: pictures.read(content, FileForm.JPEG, limits),
        FileForm.PNG: lambda content, limits: pictures.read(content, FileForm.PNG, limits),
        FileForm.TIFF: lambda content, limits: pictures.read(content, FileForm.TIFF, limits),
    }


def write(stream: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    """Write one message."""
    packed = json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass")
    stream.write(HEAD.pack(len(packed), len(body)))
    stream.write(packed)
    stream.write(body)
    stream.flush()


def read(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Read one message; None at the end of the stream."""
    lengths = stream.read(HEAD.size)
    if len(lengths) < HEAD.size:
        return None
    packed, body = HEAD.unpack(lengths)
    head = json.loads(stream.read(packed).decode("utf-8", "surrogatepass"))
    return head, stream.read(body)
