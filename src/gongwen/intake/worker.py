"""The worker: a process of its own that reads one file after another, within limits, and may die of any.

Started by `gongwen.intake.child` as `python -I`, with nothing but its pipes.
A message is 4 and 8 bytes of lengths (big-endian), then JSON, then bytes. A
request is answered by any number of parts (`page`) and one end (`done` or
`failed`). After a failure of memory the worker ends itself.

There are two kinds: `plain` reads files and draws their pages, `sight` holds
the models of OCR and sees nothing but small grey pictures.
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
            _answer(answer, eyes, head, content, limits)
        except MemoryError:
            write(answer, {"failed": "memory"})
            return
        signal.alarm(0)


def _eyes() -> Any:
    """Return the loaded OCR models."""
    return _sight().engine()


def _sight() -> Any:
    """Return the module of OCR, which only the kind `sight` needs."""
    from gongwen.intake.readers import sight

    return sight


def _bind(kind: str, limits: Limits, seconds: float) -> None:
    """Set the limits of this process: memory (OCR is watched instead), and an alarm if the parent is gone."""
    if kind == "plain":
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(int(seconds) + _GRACE)


def _answer(answer: BinaryIO, eyes: Any, head: dict[str, Any], content: bytes, limits: Limits) -> None:
    """Answer one request: lines on a picture, pages drawn, or everything a reader finds."""
    form = FileForm[head["form"]]
    try:
        if eyes is not None:
            lines, scores = _sight().seen(eyes, tuple(head["size"]), content)
            write(answer, {"done": {"lines": lines, "scores": scores}})
        elif "wanted" in head:
            _draw(answer, form, content, head["wanted"], limits)
            write(answer, {"done": {}})
        else:
            found, body = _read(form, content, limits, head["first"]).pack()
            write(answer, {"done": found}, body)
    except Unreadable as trouble:
        write(answer, {"failed": "trouble", "sentence": trouble.sentence, "hostile": trouble.hostile})
    except MemoryError:
        raise
    except Exception:  # any error of a reader is one more way in which a file is broken
        write(answer, {"failed": "trouble", "sentence": damaged(form.value).sentence, "hostile": False})


def _draw(answer: BinaryIO, form: FileForm, content: bytes, wanted: list[int], limits: Limits) -> None:
    """Answer each wanted page as a grey picture; its time begins when the page before is taken."""
    from gongwen.intake.readers import pdf, pictures

    is_pdf, last = form is FileForm.PDF, max(wanted) + 1
    drawn = pdf.drawn_pages(content, wanted) if is_pdf else pictures.pages(content, form, limits, last)
    for number, image in drawn:
        if number in wanted and image is not None:
            signal.alarm(0)
            write(answer, {"page": number, "size": image.size}, image.tobytes())
            signal.alarm(int(limits.seconds) + _GRACE)


def _read(form: FileForm, content: bytes, limits: Limits, first: int) -> Extract:
    """Return what the reader of the form finds; `first` is the page from which a PDF is read."""
    if form is FileForm.PDF:
        from gongwen.intake.readers import pdf

        return pdf.read(content, limits, first)
    return _readers()[form](content, limits)


def _readers() -> dict[FileForm, Callable[[bytes, Limits], Extract]]:
    """Return the reader of each form but PDF."""
    from gongwen.intake.readers import bundles, ofd, olddoc, pictures, plain, sheets, word

    return {
        FileForm.DOCX: word.read,
        FileForm.DOC: olddoc.read,
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
