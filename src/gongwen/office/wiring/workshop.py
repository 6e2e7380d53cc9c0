"""Workshop: all that needs no archive, put together."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from gongwen.errors import NotFoundError, StorageError, trouble_of
from gongwen.office.desk.settings import Settings
from gongwen.office.desk.shelf import Shelf

if TYPE_CHECKING:
    from gongwen.model.directory import Directory
    from gongwen.model.typefaces import Typefaces
    from gongwen.office.desk.press import Press
    from gongwen.render.books.pdf import BookSetter, SlipSetter
    from gongwen.render.filing.stamper import FilingStamper
    from gongwen.render.pdf import PageFrame, PdfSetter
    from gongwen.render.stamping.stamper import Stamper


class Workshop:
    """Everything that needs no archive: templates, faces, presses.

    `lists` tells the reference lists; they are looked up in the archive, if
    there is one, by default.
    """

    def __init__(self, settings: Settings, lists: Callable[[], Directory] | None = None) -> None:
        self.settings = settings
        self.shelf = Shelf(settings.templates)
        self._lists = lists

    @cached_property
    def directory(self) -> Directory | None:
        """The lists that names are held against; None without an archive, or before the first import."""
        try:
            found = (self._lists or _directory_of(self.settings))()
        except NotFoundError:
            return None
        return None if found.empty else found

    @cached_property
    def typefaces(self) -> Typefaces:
        """The faces installed here."""
        from gongwen.fonts import load_typefaces

        return load_typefaces(self.settings.fonts)

    @cached_property
    def presses(self) -> tuple[Press, ...]:
        """The presses of DOCX and PDF, each reading back what it made."""
        from gongwen.office.desk.press import Press
        from gongwen.office.desk.seals import seal_images
        from gongwen.render.docx import DocxSetter
        from gongwen.render.readback import Zones, read_docx, read_pdf

        docx = DocxSetter(self._frame("frame.docx"), self.typefaces, seal_images(self.settings.seals))
        return (
            Press(docx, lambda data, composition: read_docx(data), self.typefaces),
            Press(self._pages, lambda data, laid: read_pdf(data, Zones.of(laid)), self.typefaces),
        )

    @cached_property
    def _pages(self) -> PdfSetter:
        from gongwen.office.desk.seals import seal_images
        from gongwen.render.pdf import PageFrame, PdfSetter

        page = PageFrame(self._frame("page.html").decode(), self._frame("page.css").decode())
        return PdfSetter(page, self.typefaces, seal_images(self.settings.seals))

    def stamper(self) -> Stamper:
        """Return a stamper of forms, without blanks yet."""
        from gongwen.render.stamping.stamper import Stamper

        return Stamper(self._pages, self.typefaces)

    @cached_property
    def filing_stamper(self) -> FilingStamper:
        """The stamper of 归档章."""
        from gongwen.layout.filing import STAMP
        from gongwen.render.filing.stamper import FilingStamper

        return FilingStamper(self._pages, self.typefaces, STAMP)

    @cached_property
    def books(self) -> BookSetter:
        """The setter of registers and catalogues."""
        from gongwen.layout.books import BOOK
        from gongwen.render.books.pdf import BookSetter

        return BookSetter(self._page("book"), self.typefaces, BOOK)

    @cached_property
    def slips(self) -> SlipSetter:
        """The setter of 发文稿纸 and other slips."""
        from gongwen.layout.books import SLIP
        from gongwen.render.books.pdf import SlipSetter

        return SlipSetter(self._page("slip"), self.typefaces, SLIP)

    def _page(self, kind: str) -> PageFrame:
        from gongwen.render.pdf import PageFrame

        html, css = (self._frame(name, kind).decode() for name in ("page.html", "page.css"))
        return PageFrame(html, css)

    def _frame(self, name: str, kind: str = "general") -> bytes:
        path = self.settings.templates / "frames" / kind / name
        try:
            return path.read_bytes()
        except FileNotFoundError:
            raise NotFoundError(f"没有框架文件 {path}", advice="请恢复 templates/frames") from None
        except OSError as error:
            raise StorageError(
                f"框架文件 {path} 读不出：{trouble_of(error)[0]}", advice="请检查权限"
            ) from error


def _directory_of(settings: Settings) -> Callable[[], Directory]:
    from gongwen.office.wiring.opened import Office

    return Office(settings, writing=False).directory
