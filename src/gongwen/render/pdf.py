"""Composition → PDF: the page frame (HTML and CSS) set by WeasyPrint.

The frame's files are Jinja templates that receive the Composition `c`; they
hold no measure and no font name of their own (design D1, D2).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import weasyprint
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration

from gongwen.model.composition import (
    Blank,
    Composition,
    FormBlock,
    Line,
    SealImages,
    Style,
    TextBlock,
    no_images,
    unbroken,
)
from gongwen.model.typefaces import EM_TOP, FLAT_TEXT_CSS, Face, Role, Typefaces
from gongwen.render.economy import pack, share_styles, without_collector
from gongwen.render.fetching import Answer, OwnFetcher, families, picture, points
from gongwen.render.stamping.qr import svg
from gongwen.render.tagging import margins_as_artifacts
from gongwen.render.turning import turn_landscape_pages

_SEAL, _CODE = "seal", "code"
INTENDED = "PDF/A-2b intended, not validated（按 PDF/A-2b 制作，未经独立的校验程序校验）"
"""What the file says of itself, in its Subject and its dc:description."""

_SRGB = "sRGB"


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The texts of a page frame: its HTML and its CSS, both Jinja templates."""

    html: str
    css: str


def frame_environment() -> ImmutableSandboxedEnvironment:
    """Return the sandbox that fills page frames; its filters `pt` and `number` write lengths and ratios."""
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=False, lstrip_blocks=True
    )
    environment.filters |= {"pt": points, "number": _number}
    return environment


class PdfSetter:
    """Sets Compositions as PDF; keeps one font configuration for all of them."""

    suffix = "pdf"

    def __init__(self, frame: PageFrame, typefaces: Typefaces, seals: SealImages = no_images) -> None:
        environment = frame_environment()
        environment.filters |= {
            "oneline": _oneline,
            "faced": self._faced,
            "spaced": self._spaced,
            "unbroken": lambda text, style: self._spaced(unbroken(style, text), style),
        }
        environment.tests |= {
            "blank": lambda block: isinstance(block, Blank),
            "text_block": lambda block: isinstance(block, TextBlock),
            "form_block": lambda block: isinstance(block, FormBlock),
        }
        environment.filters["seal_address"] = lambda organ: picture(_SEAL, organ) if seals(organ) else ""
        environment.filters["code_address"] = lambda content: picture(_CODE, content)
        self._html = environment.from_string(frame.html)
        self._css = environment.overlay(autoescape=False).from_string(frame.css)
        self._typefaces = typefaces
        self._fonts = FontConfiguration()
        self._sheets: dict[str, weasyprint.CSS] = {}
        self._fetcher = OwnFetcher(typefaces, {_SEAL: _seal_answer(seals), _CODE: _code_answer})

    def _used(self, composition: Composition) -> tuple[Face, ...]:
        """Return the faces that `composition` and its page numbers are set in, each once."""
        faces = [self._typefaces.chart[Role.SONG][0]]
        for style, text in composition.spoken():
            faces += [face for _, face in self._typefaces.runs(style.role, text)]
        return tuple(dict.fromkeys(faces))

    def _faced(self, text: str, style: Style) -> Markup:
        """Return `text` with a span around each run of one face, so that Pango shifts none.

        Within one span it would align the ideographic baselines of two faces
        and move the whole line.
        """
        runs = self._typefaces.runs(style.role, text)
        if len(runs) < 2:
            return escape(text)
        return Markup("").join(Markup("<span>{}</span>").format(piece) for piece, _ in runs)

    def _spaced(self, line: Line, style: Style) -> Markup:
        """Return the text of `line`, a span around each piece that more or less room follows."""
        pieces = [
            Markup('<span style="margin-right:{}">{}</span>').format(points(room), self._faced(piece, style))
            if room
            else self._faced(piece, style)
            for piece, room in line.pieces()
        ]
        return Markup("").join(pieces)

    def html(self, composition: Composition) -> str:
        """Return the page's HTML."""
        return self._html.render(c=composition, intended=INTENDED)

    def css(self, composition: Composition) -> str:
        """Return the page's style sheet."""
        return self._css.render(
            c=composition,
            faces=self._used(composition),
            flat=FLAT_TEXT_CSS,
            family=families(self._typefaces),
            dash_ink=EM_TOP - self._typefaces.ink(Role.SONG, "—").top,
        )

    def set(self, composition: Composition) -> bytes:
        """Return the PDF of `composition`: tagged, with bookmarks, title and language.

        It is made after PDF/A-2b (ISO 19005-2): sRGB is the output intent, the
        identifier is a digest of the content.
        """
        return self.set_with(composition, lambda document, pdf: None)

    def set_with(self, composition: Composition, look: Callable[[Any, Any], object]) -> bytes:
        """Return what `set` returns; `look` sees WeasyPrint's document and objects, not yet packed."""
        html, rules = share_styles(self.html(composition))

        def finish(document: Any, pdf: Any) -> None:
            margins_as_artifacts(document, pdf)
            turn_landscape_pages(pdf)
            look(document, pdf)
            pack(pdf)

        with without_collector():
            page = weasyprint.HTML(string=html, url_fetcher=self._fetcher)
            pages = page.render(
                font_config=self._fonts,
                stylesheets=[self._sheet(self.css(composition)), weasyprint.CSS(string=rules)],
                color_profiles={_SRGB: _colour_profile()},
                output_intent=_SRGB,
            )
            written = pages.write_pdf(
                finisher=finish, pdf_variant="pdf/a-2b", output_intent=_SRGB, pdf_tags=True
            )
        return bytes(written)

    def fonts(self, samples: Mapping[Face, str]) -> Mapping[Face, Any]:
        """Return WeasyPrint's font of each face, seen setting its sample character."""
        rules = "".join(
            f'@font-face{{font-family:"{face.css_family}";src:url("{face.url}#{face.index}");font-weight:normal}}'
            for face in samples
        )
        lines = "".join(
            f"<p style=\"font-family:'{face.css_family}'\">{escape(char)}</p>"
            for face, char in samples.items()
        )
        sheet = weasyprint.CSS(string=rules, font_config=self._fonts, url_fetcher=self._fetcher)
        page = weasyprint.HTML(string=f'<html lang="zh-CN">{lines}', url_fetcher=self._fetcher)
        pages = page.render(font_config=self._fonts, stylesheets=[sheet])
        seen: dict[str, Any] = {}

        def look(document: Any, pdf: Any) -> None:
            seen.update({font.family: font for font in document.fonts.values()})

        pages.write_pdf(finisher=look)
        return {face: seen[face.css_family] for face in samples}

    def _sheet(self, css: str) -> weasyprint.CSS:
        """Return the style sheet `css`, read once while papers of the same faces follow each other."""
        if css not in self._sheets:
            self._sheets.clear()
            self._sheets[css] = weasyprint.CSS(string=css, font_config=self._fonts, url_fetcher=self._fetcher)
        return self._sheets[css]


def _colour_profile() -> ColorProfile:
    """Return sRGB, the meaning of the red and the black of a page; WeasyPrint notes a document in it."""
    components = (["r"], ["g"], ["b"])
    return ColorProfile(io.BytesIO(_srgb()), "sRGB2014.icc", "relative-colorimetric", components)


@cache
def _srgb() -> bytes:
    return files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()


def _seal_answer(seals: SealImages) -> Answer:
    def answer(organ: str) -> tuple[bytes, str] | None:
        image = seals(organ)
        return None if image is None else (image, "image/png")

    return answer


def _code_answer(content: str) -> tuple[bytes, str]:
    return svg(content), "image/svg+xml"


def _number(value: float) -> str:
    return f"{value:.6f}"


def _oneline(text: str) -> str:
    return " ".join(text.split("\n"))
