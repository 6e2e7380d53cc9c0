"""wiring: the only module that names concrete parts and puts them together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from gongwen.errors import NotFoundError, StorageError, UsageError, trouble_of
from gongwen.office.desk.settings import HOME as HOME
from gongwen.office.desk.settings import Settings as Settings
from gongwen.office.desk.shelf import Shelf

if TYPE_CHECKING:
    from gongwen.model.directory import Directory
    from gongwen.model.typefaces import Typefaces
    from gongwen.office.desk.holdings import Holdings
    from gongwen.office.desk.press import Press
    from gongwen.office.issue import IssueParts
    from gongwen.office.life.desk import LifeDesk
    from gongwen.office.upgrade import UpgradeReport
    from gongwen.records.directory.editions import Editions
    from gongwen.records.life.papers import Life
    from gongwen.render.books.pdf import BookSetter, SlipSetter
    from gongwen.render.pdf import PageFrame, PdfSetter
    from gongwen.render.stamping.stamper import Stamper
    from gongwen.search import SearchIndex

ENGINES = ("fts5", "whoosh", "scan")


@dataclass(frozen=True)
class Organ:
    """An organ (机关) whose papers are kept here; `sample` marks 示例."""

    name: str
    sample: bool
    holdings: Holdings

    def __str__(self) -> str:
        return f"{self.name}（示例）" if self.sample else self.name


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
            found = (self._lists or Office(self.settings, writing=False).directory)()
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


class Office:
    """An opened archive with its database, its holdings and its search engines.

    Raises what `open_archive_folder` raises. With `writing`, entries that an
    interrupted run left uncopied are brought to the ledger files first.
    """

    def __init__(self, settings: Settings, *, writing: bool = True) -> None:
        from gongwen.archive import open_archive_folder
        from gongwen.office.desk import database

        self.settings = settings
        self.workshop = Workshop(settings, lambda: self.directory())
        self.folder = open_archive_folder(settings.archive, writing=writing)
        database.connect_existing(self.folder.database, writing=writing)
        if writing:
            for holdings in self.all_holdings():
                holdings.catch_up()

    @classmethod
    def create(cls, settings: Settings, name: str, *, demo: bool = False) -> Office:
        """Make a new archive for the office called `name`, and open it."""
        from gongwen.archive import ArchiveFolder, create_archive
        from gongwen.office.desk import database
        from gongwen.records.ledger import enrol_fonds

        def prepare(folder: ArchiveFolder) -> None:
            database.connect(folder.database)
            database.create_tables()
            enrol_fonds(folder.fonds, name)

        create_archive(settings.archive, name, demo=demo, prepare=prepare)
        return cls(settings)

    def enrol(self, code: str, name: str, *, sample: bool = False) -> Holdings:
        """Enter an organ whose papers are kept here, apart from ours; return its holdings."""
        from gongwen.records.ledger import enrol_fonds

        enrol_fonds(code, name, sample=sample)
        return self.holdings(code)

    def holdings(self, code: str = "") -> Holdings:
        """Return the holdings of a fonds, of our own by default."""
        from gongwen.office.desk.holdings import Holdings
        from gongwen.records.keeping.keeping import Keeping
        from gongwen.records.ledger import Ledger

        code = code or self.folder.fonds
        ledger = Ledger(code, operator=self.settings.operator, now=_now)
        keeping = Keeping(code, operator=self.settings.operator, now=_now)
        return Holdings(ledger, self.folder.store(code), self.folder.journal(code), keeping)

    def all_holdings(self) -> tuple[Holdings, ...]:
        """Return the holdings of every fonds kept here, our own first."""
        from gongwen.records.ledger import enrolled_fonds

        codes = dict.fromkeys((self.folder.fonds, *enrolled_fonds(), *self.folder.other_fonds()))
        return tuple(self.holdings(code) for code in codes)

    def organs(self) -> tuple[Organ, ...]:
        """Return every organ whose papers are kept here, our own first."""
        from gongwen.records.models import Fonds
        from gongwen.records.transactions import database_errors

        with database_errors():
            kept = {fonds.code: fonds for fonds in Fonds.objects.all()}
        ordered = sorted(kept, key=lambda code: (code != self.folder.fonds, code))
        return tuple(Organ(kept[code].name, kept[code].sample, self.holdings(code)) for code in ordered)

    def holdings_of(self, issuer_code: str) -> Holdings:
        """Return the holdings whose numbers have this 机关代字; our own when none has."""
        for organ in self.organs():
            if organ.holdings.ledger.listing(issuer_code):
                return organ.holdings
        return self.holdings()

    def life(self, code: str = "") -> Life:
        """Return the papers in the making of a fonds, of our own by default."""
        from gongwen.records.life.papers import Life

        return Life(code or self.folder.fonds, operator=self.settings.operator, now=_now)

    def life_desk(self, code: str = "", on_step: Callable[[str], object] = lambda step: None) -> LifeDesk:
        """Return the desk at which the papers of a fonds, of our own by default, are worked on."""
        from gongwen.office.life.desk import LifeDesk
        from gongwen.office.sheet import issue_sheet

        parts = self.issue_parts(self.holdings(code), on_step)
        life = self.life(code)

        def sheet(draft_id: str) -> bytes:
            return self.workshop.slips.set(issue_sheet(life, draft_id))

        return LifeDesk(life, replace(parts, admit=lambda number: None), sheet)

    def engine(self, name: str | None = None) -> SearchIndex:
        """Return this search engine, the one of the office without a name; UsageError when there is none."""
        from gongwen.search import Fts5Index, ScanIndex, WhooshIndex

        match chosen := name or self.folder.engine or ENGINES[0]:
            case "fts5":
                return Fts5Index()
            case "whoosh":
                return WhooshIndex(self.folder.index / "whoosh")
            case "scan":
                return ScanIndex()
        rule = "" if name else "存档的 gongwen.toml 里 [search] engine 写的是它"
        raise UsageError(f"没有检索引擎「{chosen}」", rule=rule, advice=f"可用：{'、'.join(ENGINES)}")

    def issue_parts(
        self, holdings: Holdings, on_step: Callable[[str], object] = lambda step: None
    ) -> IssueParts:
        """Return what issuing in `holdings` works with."""
        from gongwen.office.desk.press import plain_text
        from gongwen.office.issue import IssueParts
        from gongwen.office.life.desk import refuse_unreleased

        return IssueParts(
            holdings,
            self.engine("fts5"),
            self.workshop.presses,
            lambda document: plain_text(document, self.workshop.typefaces),
            self.folder.loose,
            after_commit=self._feed,
            on_step=on_step,
            classified_allowed=self.folder.classified,
            admit=lambda number: refuse_unreleased(self.life(holdings.ledger.fonds), number),
        )

    def editions(self) -> Editions:
        """Return the editions of the reference lists (名录)."""
        from gongwen.records.directory.editions import Editions

        return Editions(operator=self.settings.operator, now=_now)

    def directory(self, on: dt.date | None = None, *, edition: int | None = None) -> Directory:
        """Return the reference lists: what is in use on the day `on`, all rows without one.

        `edition` is the last one by default; NotFoundError when there is none
        of this number. Lists that were never imported are empty.
        """
        from gongwen.office.directory.keeping import directory_at

        whole = directory_at(self.editions(), edition)
        return whole.on(on) if on else whole

    def _feed(self) -> None:
        """Bring the issued paper into the Whoosh files; what cannot be fed now is scanned until it can."""
        with suppress(StorageError):
            self.engine("whoosh").feed()


def upgraded(settings: Settings) -> UpgradeReport:
    """Bring the archive of the settings to this program, after a verified copy of its database."""
    from gongwen.office.upgrade import upgrade

    return upgrade(settings.archive, _now())


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
