"""A page frame that is no 公文's: HTML and CSS with the office's faces, set by WeasyPrint."""

from __future__ import annotations

from collections.abc import Mapping

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from gongwen.model.book import BookMeasures
from gongwen.model.typefaces import FLAT_TEXT_CSS, Role, Typefaces
from gongwen.render.fetching import OwnFetcher, families
from gongwen.render.pdf import PageFrame, frame_environment


class FrameSetter:
    """Sets values into one frame; keeps its font configuration for all of them."""

    def __init__(self, frame: PageFrame, typefaces: Typefaces, measures: BookMeasures) -> None:
        environment = frame_environment()
        self._html = environment.from_string(frame.html)
        self._css = environment.overlay(autoescape=False).from_string(frame.css)
        self._typefaces = typefaces
        self._measures = measures
        self._fonts = FontConfiguration()
        self._fetcher = OwnFetcher(typefaces)

    def set_values(self, spoken: Mapping[Role, str], **values: object) -> bytes:
        """Return the PDF of the frame with `values`; `spoken` is every text, by the role it is set in."""
        faces = [face for role, text in spoken.items() for _, face in self._typefaces.runs(role, text)]
        css = self._css.render(
            s=self._measures,
            faces=tuple(dict.fromkeys(faces)),
            flat=FLAT_TEXT_CSS,
            family=families(self._typefaces),
        )
        sheet = weasyprint.CSS(string=css, font_config=self._fonts, url_fetcher=self._fetcher)
        page = weasyprint.HTML(
            string=self._html.render(s=self._measures, **values), url_fetcher=self._fetcher
        )
        pages = page.render(font_config=self._fonts, stylesheets=[sheet])
        return bytes(pages.write_pdf(pdf_tags=True))
