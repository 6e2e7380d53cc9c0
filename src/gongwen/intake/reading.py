"""Reading one file: its form, a worker for its text, another for its pictures, and why what failed."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from gongwen.intake import child
from gongwen.intake.forms import form_of
from gongwen.intake.joining import Line, joined, joined_text
from gongwen.intake.limits import LIMITS, Limits
from gongwen.intake.readers.extract import BREAK, Extract
from gongwen.intake.readers.sight import is_installed
from gongwen.intake.trouble import CUT_OFF, EMPTY, KEPT, Unreadable, too_large
from gongwen.intake.values import UNSURE, FileForm, Reading
from gongwen.intake.whole import is_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_LOST = {
    "time": (f"读取超过了时间限度，已停止；{KEPT}，请用原来的程序打开核对，另存一份再收", False),
    "memory": (f"读取要用的内存超过了限度，像是有意制作的，已停止；{KEPT}，请不要打开，向来文单位核实", True),
    "crash": (
        f"读取程序读到一半中断了，这个文件多半已损坏；{KEPT}，请用原来的程序打开核对，另存一份再收",
        False,
    ),
}
_NO_OCR = f"要识别扫描件，请安装文字识别（在 gongwen 的文件夹里运行 make ocr），装好后再收一次；{KEPT}"
_OCR_OFF = f"这是扫描件，这次没有做文字识别；{KEPT}"


def read(content: bytes, *, ocr: bool = True, limits: Limits = LIMITS) -> Reading:
    """Return what a file is and says; never raises for what is in it.

    The file is read in a worker process within `limits`. Pictures (scans,
    photos, pages of a PDF without text) are recognised when `ocr` is set and
    the extra `[ocr]` is installed, else the reading says what to install.
    Members are handed on as they are, not read.
    """
    form, whole = form_of(content), is_whole(content)
    try:
        _check(content, form, limits)
        found = _extract(form, content, limits)
        confidence = _recognise(found, form, content, ocr, limits)
    except Unreadable as trouble:
        sentence = CUT_OFF if whole is False and content and not trouble.hostile else trouble.sentence
        return Reading(form, trouble=sentence, hostile=trouble.hostile, whole=whole)
    troubles = [CUT_OFF] * (whole is False) + found.troubles
    return _reading(form, found, confidence, troubles, whole)


def _check(content: bytes, form: FileForm, limits: Limits) -> None:
    """Raise Unreadable for what no reader takes."""
    if not content:
        raise Unreadable(EMPTY)
    if form is FileForm.UNKNOWN:
        raise Unreadable(unknown(content))
    if len(content) > limits.content:
        raise too_large(form.value, f"有 {len(content) // 1024 // 1024} MB")


def unknown(content: bytes) -> str:
    """Return the trouble of a file whose form is not known, with what it seems to be."""
    for mark, place, advice in _GUESSES:
        if content[place : place + len(mark)] == mark or (place < 0 and mark in content[:_GUESS_WITHIN]):
            return f"{advice}；{KEPT}，文字没有读出"
    return f"认不出这是什么格式；{KEPT}，文字没有读出，请问明来文单位用什么程序打开，另存为 DOCX 或 PDF 再收"


_GUESS_WITHIN = 1 << 16
_GUESSES = (
    (b"ftypheic", 4, "这是手机的 HEIC 照片，请在手机或电脑上另存为 JPG 再收"),
    (b"ftypmif1", 4, "这是手机的 HEIC 照片，请在手机或电脑上另存为 JPG 再收"),
    (b"Rar!", 0, "这是 RAR 压缩包，请解压后再收"),
    (b"7z\xbc\xaf", 0, "这是 7z 压缩包，请解压后再收"),
    (b"{\\rtf", 0, "这是 RTF 文件，请用 Word 或 WPS 另存为 DOCX 再收"),
    (b"GIF8", 0, "这是 GIF 图片，请另存为 PNG 再收"),
    (b"BM", 0, "这像是 BMP 图片，请另存为 PNG 再收"),
    ("EncryptedPackage".encode("utf-16-le"), -1, "这个 Office 文件有密码，请要来密码，去掉密码另存后再收"),
    ("PowerPoint Document".encode("utf-16-le"), -1, "这是演示文稿，请另存为 PDF 再收"),
    (b"ppt/", -1, "这是演示文稿，请另存为 PDF 再收"),
    (b"mimetypeapplication/vnd.oasis", -1, "这是 ODF 文件，请用 WPS 或 LibreOffice 另存为 DOCX 再收"),
)


def _extract(form: FileForm, content: bytes, limits: Limits) -> Extract:
    """Return what the plain worker finds, in as many turns as it needs."""
    found = _asked(form, content, limits, 0)
    while (first := found.following) is not None:
        try:
            found.go_on(_asked(form, content, limits, first))
        except Unreadable as trouble:
            found.following = None
            found.troubles.append(f"只读了前 {first} 页：{trouble.sentence}")
            found.hostile |= trouble.hostile
    return found


def _asked(form: FileForm, content: bytes, limits: Limits, first: int) -> Extract:
    """Return what the plain worker finds from the page `first` on."""
    seconds = limits.convert_seconds if form is FileForm.DOC else limits.seconds
    request = _request(form, limits) | {"first": first}
    try:
        *_, (head, body) = child.answers("plain", request, content, seconds, limits.memory)
    except child.WorkerLost as lost:
        sentence, hostile = _LOST[lost.reason]
        raise Unreadable(sentence, hostile=hostile) from lost
    if "failed" in head:
        raise Unreadable(head["sentence"], hostile=head["hostile"])
    return Extract.unpack(head["done"], body)


def _request(form: FileForm, limits: Limits) -> dict[str, Any]:
    """Return the head of a request."""
    return {"form": form.name, "limits": asdict(limits)}


def _recognise(found: Extract, form: FileForm, content: bytes, ocr: bool, limits: Limits) -> float | None:
    """Put the lines recognised on pictures into their pages; return the confidence, None without OCR."""
    wanted = found.pictures[: limits.ocr_pages]
    if not wanted:
        return None
    if form is FileForm.OFD:
        found.troubles.append(
            f"这个 OFD 有 {len(found.pictures)} 页只是图片，请另存为 PDF 再收，由文字识别读取"
        )
        return None
    if not ocr or not is_installed():
        found.troubles.append(_NO_OCR if ocr else _OCR_OFF)
        return None
    scores = _look(found, wanted, form, content, limits)
    if len(found.pictures) > len(wanted):
        found.troubles.append(f"扫描件有 {len(found.pictures)} 页，只识别了前 {len(wanted)} 页；请拆开另收")
    return round(sum(scores) / len(scores), 4) if scores else 0.0


def _look(found: Extract, wanted: list[int], form: FileForm, content: bytes, limits: Limits) -> list[float]:
    """Fill in the recognised pages; return how sure each letter was. A page that fails ends it."""
    scores: list[float] = []
    seen = 0
    request = _request(form, limits) | {"wanted": wanted}
    try:
        for head, levels in child.answers("plain", request, content, limits.seconds, limits.memory):
            if "page" in head:
                lines, sure = _seen(form, head, levels, limits)
                found.laid_out[head["page"]] = lines
                scores += sure
                seen += 1
            elif "failed" in head:
                found.troubles.append(head["sentence"])
                found.hostile |= head["hostile"]
    except child.WorkerLost as lost:
        found.troubles.append(f"文字识别在认出 {seen} 页后中断：{_LOST[lost.reason][0]}")
    return scores


def _seen(
    form: FileForm, head: dict[str, Any], levels: bytes, limits: Limits
) -> tuple[list[Line], list[float]]:
    """Return the lines the OCR worker sees on a drawn page, and how sure it is of each letter."""
    request = _request(form, limits) | {"size": head["size"]}
    *_, (answer, _) = child.answers("sight", request, levels, limits.ocr_seconds, limits.memory)
    done = answer.get("done", {"lines": [], "scores": []})
    lines = [Line(*line) for line in done["lines"]]
    return lines, [score for line, score in zip(lines, done["scores"], strict=False) for _ in line.text]


def _reading(
    form: FileForm, found: Extract, confidence: float | None, troubles: Sequence[str], whole: bool | None
) -> Reading:
    """Return the reading of what was found, in characters that any file and database takes."""
    paragraphs = [line for paragraph in found.paragraphs for line in re.split(rf"\n|{BREAK}", paragraph)]
    lines = [*paragraphs, *found.typed, *(line.text for page in found.laid_out for line in page)]
    parts = ["\n".join(found.paragraphs).replace(BREAK, ""), joined_text(found.typed), joined(found.laid_out)]
    troubles = [*troubles]
    if confidence is not None and confidence < UNSURE:
        troubles.append("文字识别没有把握（字迹不清，或没有文字），请对照原件核对")
    return Reading(
        form,
        text=_clean("\n".join(part for part in parts if part)),
        lines=tuple(_clean(line) for line in lines),
        pages=found.pages,
        confidence=confidence,
        members=tuple(found.members),
        trouble="；".join(dict.fromkeys(troubles)),
        hostile=found.hostile,
        whole=whole,
        looks=tuple(look for look in found.looks if look),
    )


def _clean(text: str) -> str:
    """Return a text without control characters (tabs and line ends stay) and half characters."""
    return _CONTROL.sub("", text)
