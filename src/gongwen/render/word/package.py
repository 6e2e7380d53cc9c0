"""The parts of a Word frame beside its document, and how parts are packed: the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from gongwen.render.word.plan import FramePlan
from gongwen.render.word.styles import fonts_part, styles_part
from gongwen.render.word.xml import part, w

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPC = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_WORD_URI = "http://schemas.microsoft.com/office/word"
_COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
    "useWord2013TrackBottomHyphenation": 0,
}
_FIRST_OF_ALL = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES = "[Content_Types].xml"


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of `files`, content types first, the others by name; no clock is asked."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(files, key=lambda one: (one != _CONTENT_TYPES, one)):
            entry = zipfile.ZipInfo(name, _FIRST_OF_ALL)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, files[name])
    return stream.getvalue()


def repack(package: bytes) -> bytes:
    """Return the zip `package` packed anew, so that no time is left in it."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return pack({name: archive.read(name) for name in archive.namelist()})


def frame_package(plan: FramePlan, document: str, furniture: Mapping[str, str]) -> bytes:
    """Return the frame: `document` is its main part, `furniture` its header and footer parts by name."""
    related = {name: name.rstrip("0123456789") for name in furniture}
    related |= {"styles": "styles", "settings": "settings", "fontTable": "fontTable"}
    texts = {
        _CONTENT_TYPES: _content_types(related),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _core(),
        "docProps/app.xml": f'{_DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties"/>',
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(
            (name, f"{_OFFICE}/relationships/{kind}", f"{name}.xml") for name, kind in related.items()
        ),
        "word/styles.xml": styles_part(plan),
        "word/settings.xml": _settings(plan),
        "word/fontTable.xml": fonts_part(plan),
        **{f"word/{name}.xml": text for name, text in furniture.items()},
    }
    return pack({name: text.encode() for name, text in texts.items()})


def _content_types(related: Mapping[str, str]) -> str:
    parts = {f"/word/{name}.xml": f"{_WORD_TYPE}.{kind}+xml" for name, kind in related.items()}
    parts["/word/document.xml"] = f"{_WORD_TYPE}.document.main+xml"
    parts["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    parts["/docProps/app.xml"] = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{_DECLARATION}<Types xmlns="{_OPC}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _package_relations() -> str:
    return _relations(
        [
            ("rId1", f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            ("rId2", f"{_OPC}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ]
    )


def _relations(relations: Iterable[tuple[str, str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/>'
        for identifier, kind, target in relations
    )
    return f'{_DECLARATION}<Relationships xmlns="{_OPC}/relationships">{listed}</Relationships>'


def _core() -> str:
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_OPC}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:language>zh-CN</dc:language>'
        "</cp:coreProperties>"
    )


def _settings(plan: FramePlan) -> str:
    compatibility = "".join(
        w("compatSetting", name=name, uri=_WORD_URI, val=value) for name, value in _COMPATIBILITY.items()
    )
    return part(
        "settings",
        w("zoom", percent=100),
        w("bordersDoNotSurroundHeader"),
        w("bordersDoNotSurroundFooter"),
        w("defaultTabStop", val=420),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="doNotCompress"),
        w("noLineBreaksAfter", lang="zh-CN", val=plan.not_at_end),
        w("noLineBreaksBefore", lang="zh-CN", val=plan.not_at_start),
        w(
            "compat",
            w("doNotExpandShiftReturn"),
            w("useFELayout"),
            compatibility,
        ),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )
