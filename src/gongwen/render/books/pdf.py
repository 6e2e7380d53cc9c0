"""Book → PDF: A4 turned, the head on every page, set by WeasyPrint from the frame of books."""

from __future__ import annotations

from collections.abc import Iterator

import weasyprint
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from weasyprint.text.fonts import FontConfiguration

from gongwen.model.book import Book, BookMeasures
from gongwen.model.typefaces import FLAT_TEXT_CSS, Face, Role, Typefaces
from gongwen.render.fetching import OwnFetcher, families, points
from gongwen.render.pdf import PageFrame


class BookSetter:
    """Sets books as PDF with the faces of the office."""

    def __init__(self, frame: PageFrame, typefaces: Typefaces, measures: BookMeasures) -> None:
        environment = ImmutableSandboxedEnvironment(
            autoescape=True, undefined=StrictUndefined, trim_blocks=False, lstrip_blocks=True
        )
        environment.filters |= {"pt": points, "number": lambda value: f"{value:.6f}"}
        self._html = environment.from_string(frame.html)
        self._css = environment.overlay(autoescape=False).from_string(frame.css)
        self._typefaces = typefaces
        self._measures = measures
        self._fonts = FontConfiguration()
        self._fetcher = OwnFetcher(typefaces)

    def set(self, book: Book) -> bytes:
        """Return the PDF of `book`: tagged, with its title and language."""
        width = sum(column.width for column in book.columns)
        css = self._css.render(
            s=self._measures,
            faces=tuple(dict.fromkeys(self._faces(book))),
            flat=FLAT_TEXT_CSS,
            family=families(self._typefaces),
        )
        sheet = weasyprint.CSS(string=css, font_config=self._fonts, url_fetcher=self._fetcher)
        page = weasyprint.HTML(string=self._html.render(b=book, width=width), url_fetcher=self._fetcher)
        pages = page.render(font_config=self._fonts, stylesheets=[sheet])
        return bytes(pages.write_pdf(pdf_tags=True))

    def _faces(self, book: Book) -> Iterator[Face]:
        spoken = {
            Role.XIAOBIAOSONG: book.title,
            Role.SONG: "第0123456789页，共",
            Role.HEI: "".join(column.name for column in book.columns),
            Role.FANGSONG: "".join((book.left, book.right, *book.notes, *map("".join, book.rows))),
        }
        for role, text in spoken.items():
            yield from (face for _, face in self._typefaces.runs(role, text))
