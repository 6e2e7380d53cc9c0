"""Opening a file to see that it can be: a PDF has its pages, a DOCX is a package, a text decodes."""

from __future__ import annotations

from io import BytesIO

from gongwen.errors import GongwenError
from gongwen.intake import FileForm, form_of
from gongwen.intake.forms import decoded

_TEXTS = frozenset({FileForm.TEXT, FileForm.CSV, FileForm.EML})
_FORMS = {
    "docx": {FileForm.DOCX},
    "doc": {FileForm.DOC},
    "pdf": {FileForm.PDF},
    "ofd": {FileForm.OFD},
    "xlsx": {FileForm.XLSX},
    "xls": {FileForm.XLS},
    "png": {FileForm.PNG},
    "jpg": {FileForm.JPEG},
    "jpeg": {FileForm.JPEG},
    "tif": {FileForm.TIFF},
    "tiff": {FileForm.TIFF},
    "zip": {FileForm.ZIP},
    "txt": _TEXTS,
    "csv": _TEXTS,
    "eml": _TEXTS,
}


def wrong_form(name: str, content: bytes) -> str:
    """Return what is wrong with a file's ending, nothing where its content is what the ending says."""
    wanted = _FORMS.get(name.rpartition(".")[2])
    if wanted is None or (wanted is _TEXTS and decoded(content) is not None):
        return ""
    seen = form_of(content)
    return "" if seen in wanted else f"{name} 的内容是 {seen.value}"


def cannot_open(name: str, content: bytes) -> str:
    """Return why a file does not open, nothing where it does; a form we cannot open is not judged."""
    try:
        _open(name.rpartition(".")[2], content)
    except GongwenError as error:
        return f"{name} 打不开：{error.seen}"
    except Exception as error:  # whatever a damaged file does to its reader
        return f"{name} 打不开（{type(error).__name__}）"
    return ""


def openable(name: str) -> bool:
    """Say whether files of this ending can be opened here."""
    return name.rpartition(".")[2] in (
        "pdf",
        "docx",
        "txt",
        "json",
        "png",
        "jpg",
        "jpeg",
        "tif",
        "tiff",
        "xlsx",
    )


def pages_of(content: bytes) -> int:
    """Return how many pages a PDF has; raises IntegrityError when it is none."""
    from gongwen.render.reading.pdf import reading

    with reading(content) as document:
        return len(document)


def text_in(name: str, content: bytes) -> str:
    """Return all text of a PDF or DOCX; nothing for other files."""
    from gongwen.render.readback import read_docx
    from gongwen.render.reading import whole_pages

    if name.endswith(".docx"):
        return read_docx(content).text
    if not name.endswith(".pdf"):
        return ""
    return "\n".join(whole_pages(content))


def _open(ending: str, content: bytes) -> None:
    if ending == "pdf":
        if pages_of(content) < 1:
            raise ValueError("没有页")
    elif ending == "docx":
        import docx

        docx.Document(BytesIO(content))
    elif ending == "xlsx":
        import openpyxl

        openpyxl.load_workbook(BytesIO(content), read_only=True).close()
    elif ending in ("png", "jpg", "jpeg", "tif", "tiff"):
        from PIL import Image

        with Image.open(BytesIO(content)) as image:
            image.load()
    elif ending in ("txt", "json") and decoded(content) is None and content.strip():
        raise ValueError("不是文字")
