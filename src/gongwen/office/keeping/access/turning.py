"""Turning an original into a PDF: by LibreOffice, a picture page by page by WeasyPrint."""

from __future__ import annotations

import base64
import io
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from html import escape
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from gongwen.errors import GongwenError, StorageError
from gongwen.intake import LIMITS, FileForm

TEXTS = (FileForm.TEXT, FileForm.CSV, FileForm.EML)
"""Forms whose text is turned, for want of a page of their own."""

PICTURES = (FileForm.JPEG, FileForm.PNG, FileForm.TIFF)
_FILTERS = {
    FileForm.DOCX: "writer_pdf_Export",
    FileForm.DOC: "writer_pdf_Export",
    FileForm.XLSX: "calc_pdf_Export",
    FileForm.XLS: "calc_pdf_Export",
    **dict.fromkeys(TEXTS, "writer_pdf_Export"),
}
TURNED = (*_FILTERS, *PICTURES)
"""Every form that can be turned."""

_OPTIONS = {
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "SinglePageSheets": {"type": "boolean", "value": "true"},
}
_PDFA = json.dumps(_OPTIONS, separators=(",", ":"))
"""PDF/A-2b; a sheet of a table is one page, however wide."""

_SECONDS = 120.0
_DPI = 200.0
_COMPONENTS = (["r"], ["g"], ["b"])
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks">
<value>true</value></prop></item>
</oor:items>
"""


class CannotTurn(GongwenError):
    """This original cannot be turned; the others can."""

    exit_code = 6


def as_pdf(content: bytes, form: FileForm, title: str) -> bytes:
    """Return a PDF, meant to be PDF/A-2b, of an original; of TEXTS `content` is the text in UTF-8.

    Raises CannotTurn for what is broken, StorageError without LibreOffice.
    """
    turned = _pictures(content, title) if form in PICTURES else _by_office(content, form)
    return _settled(turned)


def _by_office(content: bytes, form: FileForm) -> bytes:
    """Return what LibreOffice exports, in a process of its own that is ended after two minutes."""
    if shutil.which("soffice") is None:
        raise StorageError("本机没有 LibreOffice（soffice）", advice="请安装 libreoffice 后再试")
    with TemporaryDirectory(prefix="gongwen-access-") as name:
        folder = Path(name)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_PROFILE)
        text = form in TEXTS
        source = folder / ("in.txt" if text else f"in.{form.name.lower()}")
        source.write_bytes(content)
        command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--norestore", *(["--infilter=Text (encoded):UTF8,LF,,,"] if text else [])]
        command += ["--convert-to", f"pdf:{_FILTERS[form]}:{_PDFA}", "--outdir", name, str(source)]
        _run(command, folder)
        made = source.with_suffix(".pdf")
        if not made.is_file():
            raise CannotTurn(
                "LibreOffice 打不开这个文件", advice="请用原来的程序另存一份 PDF，用 archive append 追加"
            )
        return made.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    """Run a program and all it starts for two minutes at most."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        start_new_session=True,
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        raise CannotTurn("LibreOffice 转了两分钟还没有完，已停止") from None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _pictures(content: bytes, title: str) -> bytes:
    """Return a PDF with each picture on a page of its size."""
    from weasyprint import HTML
    from weasyprint.css import ColorProfile

    try:
        pages = "".join(_page(number, *one) for number, one in enumerate(_frames(content)))
    except (OSError, SyntaxError, ValueError) as error:
        raise CannotTurn("这个图片打不开") from error
    html = f"<html lang=zh><title>{escape(title)}</title><style>img{{display:block}}body{{margin:0}}</style>"
    profile = ColorProfile(io.BytesIO(_srgb()), "sRGB2014.icc", "relative-colorimetric", _COMPONENTS)
    laid = HTML(string=f"{html}<body>{pages}").render(color_profiles={"sRGB": profile}, output_intent="sRGB")
    return bytes(laid.write_pdf(pdf_variant="pdf/a-2b", output_intent="sRGB"))


def _srgb() -> bytes:
    return files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()


def _page(number: int, picture: bytes, width: float, height: float) -> str:
    data = base64.b64encode(picture).decode()
    size = f"width:{width:.2f}mm;height:{height:.2f}mm"
    return (
        f"<style>@page p{number}{{size:{width:.2f}mm {height:.2f}mm;margin:0}}</style>"
        f'<div style="page:p{number}"><img style="{size}" src="data:image/png;base64,{data}"></div>'
    )


def _frames(content: bytes) -> Iterator[tuple[bytes, float, float]]:
    """Yield every page of a picture as PNG, with its width and height in millimetres."""
    from PIL import Image, ImageOps, ImageSequence

    with Image.open(io.BytesIO(content)) as picture:
        for frame in ImageSequence.Iterator(picture):
            if frame.width * frame.height > LIMITS.pixels:
                raise ValueError("too many pixels")
            across, down = frame.info.get("dpi", (_DPI, _DPI))
            upright = ImageOps.exif_transpose(frame).convert("L" if frame.mode in ("1", "L") else "RGB")
            whole = io.BytesIO()
            upright.save(whole, "PNG")
            dots = [float(one) if 50 <= float(one) <= 2400 else _DPI for one in (across, down)]
            yield whole.getvalue(), upright.width / dots[0] * 25.4, upright.height / dots[1] * 25.4


def _settled(turned: bytes) -> bytes:
    """Return a PDF without the time at which it was made, so that the same original gives the same bytes."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(turned)) as pdf:
            with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
                for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
                    if key in said:
                        del said[key]
            for key in ("/CreationDate", "/ModDate"):
                if key in pdf.docinfo:
                    del pdf.docinfo[key]
            whole = io.BytesIO()
            pdf.save(whole, deterministic_id=True)
            return whole.getvalue()
    except pikepdf.PdfError as error:
        raise CannotTurn("转出来的 PDF 打不开") from error
