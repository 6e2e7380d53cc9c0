"""Composition → DOCX: a Word frame filled by docxtpl, its blocks set as Word's own paragraphs.

The frame's styles are found by their Chinese names, so that an office may
edit them in Word or WPS. The frame's text is Jinja in a sandbox; values are
put in as finished runs, so that none of them is read as a blank (D1, D3).
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from typing import Any
from zipfile import BadZipFile

from docx.document import Document as WordDocument
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from gongwen.errors import FactsError
from gongwen.model.composition import Composition, SealImages, no_images
from gongwen.model.typefaces import Typefaces
from gongwen.render.economy import without_collector
from gongwen.render.word.blocks import set_body
from gongwen.render.word.header import page_rules, set_header
from gongwen.render.word.imprint import imprint_blanks, place_imprint
from gongwen.render.word.package import repack
from gongwen.render.word.runs import Hand
from gongwen.render.word.sections import settle_sections

_DRAFT = "草稿"
_OPENING = (BadZipFile, LookupError, ValueError, etree.LxmlError)
_FILLING = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    etree.LxmlError,
)


class DocxSetter:
    """Sets Compositions as DOCX in one Word frame, `frame` being the bytes of its .docx."""

    suffix = "docx"

    def __init__(self, frame: bytes, typefaces: Typefaces, seals: SealImages = no_images) -> None:
        self._seals = seals
        self._frame = frame
        self._typefaces = typefaces
        self._environment = _Environment(autoescape=True, undefined=StrictUndefined)

    @without_collector()
    def set(self, composition: Composition) -> bytes:
        """Return the DOCX of `composition`, the same bytes whenever it is asked for.

        Raises FactsError when the frame lacks a style or a blank in it is wrong.
        """
        template = _opened(self._frame)
        images = _put_in(template.docx, composition, self._seals)
        hand = Hand(composition.sheet, self._typefaces, _style_ids(template.docx, composition), images)
        try:
            template.render(_blanks(hand, composition), self._environment, autoescape=True)
        except _FILLING as error:
            raise _bad_frame(f"Word 框架里有填不了的空（{error}）") from error
        word = template.docx
        settle_sections(word, composition, _DRAFT if composition.draft else "")
        if not place_imprint(word, composition):
            raise _bad_frame("Word 框架里没有名为“版记”的文本框，或它前面没有分节符")
        _settle_first_page(word, composition)
        _describe(word, composition)
        stream = io.BytesIO()
        word.save(stream)
        return repack(stream.getvalue())


def _settle_first_page(word: WordDocument, composition: Composition) -> None:
    """Let page 1 have its own header and footer where it is not numbered (10.1), else leave them out."""
    section = word.sections[0]
    if composition.first_numbered:
        section.first_page_header.is_linked_to_previous = True
        section.first_page_footer.is_linked_to_previous = True
    else:
        section.different_first_page_header_footer = True


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox that fills blanks; it compiles each part of the frame once, not for every paper."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._compiled: dict[str, Template] = {}

    def from_string(self, source: str, *args: Any, **options: Any) -> Template:  # type: ignore[override]
        """Return the template of `source`."""
        if args or options:
            return super().from_string(source, *args, **options)
        if source not in self._compiled:
            self._compiled[source] = super().from_string(source)
        return self._compiled[source]


def _opened(frame: bytes) -> DocxTemplate:
    template = DocxTemplate(io.BytesIO(frame))
    try:
        template.init_docx()
    except _OPENING as error:
        raise _bad_frame("Word 框架打不开，不是完好的 .docx") from error
    return template


def _blanks(hand: Hand, composition: Composition) -> Mapping[str, str]:
    """Return what fills each blank; finished XML is marked as such, the rest is escaped."""
    pieces = {
        "版头": set_header(hand, composition.header),
        "首页线": page_rules(hand, composition.header),
        "正文": set_body(hand, composition),
        **imprint_blanks(hand, composition.imprint),
    }
    filled: dict[str, str] = {name: Markup(xml) for name, xml in pieces.items()}
    return {**filled, "草稿": _DRAFT if composition.draft else ""}


def _style_ids(word: WordDocument, composition: Composition) -> Mapping[str, str]:
    """Return the frame's id of every style by its name."""
    ids = {str(style.name): style.style_id for style in word.styles}
    missing = "、".join(style.name for style in composition.styles if style.name not in ids)
    if missing:
        raise _bad_frame(f"Word 框架缺少样式：{missing}")
    return ids


def _put_in(word: WordDocument, composition: Composition, seals: SealImages) -> Mapping[str, str]:
    """Put the images of seals into the package; return their relations by organ."""
    found = {box.organ: seals(box.organ) for box in composition.seals}
    return {
        organ: word.part.get_or_add_image(io.BytesIO(image))[0] for organ, image in found.items() if image
    }


def _bad_frame(seen: str) -> FactsError:
    return FactsError(
        seen,
        rule="框架须有版式的全部样式和空",
        advice="请在 Word 里改回原名，或用 make frames 重新生成框架",
    )


def _describe(word: WordDocument, composition: Composition) -> None:
    """Set title, issuer, dates and language; the date is that of the paper, not of the clock."""
    day = dt.datetime.combine(composition.date, dt.time())
    properties = word.core_properties
    properties.title = " ".join(composition.title.split("\n"))[:255]
    properties.author = properties.last_modified_by = composition.issuer[:255]
    properties.created = properties.modified = day
    properties.language = "zh-CN"
