"""Office: an opened archive with all its parts, put together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongwen.errors import NotFoundError, StorageError, UsageError
from gongwen.office.desk.settings import Settings
from gongwen.office.wiring.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

    from gongwen.model.directory import Directory
    from gongwen.model.finding import Finding
    from gongwen.office.desk.holdings import Holdings
    from gongwen.office.issue import IssueParts
    from gongwen.office.keeping.adding import AddParts
    from gongwen.office.keeping.arranging.arranging import ArrangeParts
    from gongwen.office.keeping.disposing.deciding import DisposalDesk
    from gongwen.office.keeping.disposing.destroying import Destroyer
    from gongwen.office.life.desk import LifeDesk
    from gongwen.office.upgrade import UpgradeReport
    from gongwen.records.directory.editions import Editions
    from gongwen.records.life.papers import Life
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


class Office:
    """An opened archive with its database, its holdings and its search engines.

    Raises what `open_archive_folder` raises. With `writing`, entries that an
    interrupted run left uncopied are brought to the ledger files first.
    `made` is a database that is not in its place yet.
    """

    def __init__(self, settings: Settings, *, writing: bool = True, made: Path | None = None) -> None:
        from gongwen.archive import open_archive_folder
        from gongwen.office.desk import database

        self.settings = settings
        self.workshop = Workshop(settings, lambda: self.directory())
        self.folder = open_archive_folder(settings.archive, writing=writing)
        database.connect_existing(made or self.folder.database, writing=writing)
        if writing:
            for holdings in self.all_holdings():
                holdings.catch_up()
            self._describe_organs()

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

        self.folder.describe(code, name, sample=sample)
        enrol_fonds(code, name, sample=sample)
        return self.holdings(code)

    def _describe_organs(self) -> None:
        """Put down what the organs of other fonds are called, where an older program did not."""
        for organ in self.organs():
            code = organ.holdings.ledger.fonds
            if code != self.folder.fonds and self.folder.described(code) is None:
                self.folder.describe(code, organ.name, sample=organ.sample)

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

    def feed_findings(self) -> Iterator[Finding]:
        """Yield what the Whoosh files lack of what they are believed to hold."""
        from gongwen.search import WhooshIndex

        yield from WhooshIndex(self.folder.index / "whoosh").findings()

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

    def add_parts(self, holdings: Holdings, on_step: Callable[[str], object] = lambda step: None) -> AddParts:
        """Return what taking in into `holdings` works with."""
        import time

        from gongwen.intake import read
        from gongwen.office.desk.press import plain_text
        from gongwen.office.keeping.adding import AddParts, Clock

        return AddParts(
            holdings,
            self.engine("fts5"),
            self.folder.suspects(holdings.ledger.fonds),
            read,
            lambda document: plain_text(document, self.workshop.typefaces),
            Clock(time.time, time.sleep),
            after_commit=self._feed,
            on_step=on_step,
            classified_allowed=self.folder.classified,
        )

    def arrange_parts(
        self, code: str = "", on_step: Callable[[str], object] = lambda step: None
    ) -> ArrangeParts:
        """Return what 整理 of a fonds, of our own by default, works with; NotFoundError without such one."""
        from gongwen.office.keeping.arranging.arranging import ArrangeParts
        from gongwen.office.keeping.arranging.describing import Describer, ranks

        organ = self.organ(code)
        holdings, papers = organ.holdings, self.life(organ.holdings.ledger.fonds)
        joint = frozenset(str(paper.number) for paper in holdings.ledger.joint_papers())
        describer = Describer(holdings, joint, ranks(self.directory()))
        return ArrangeParts(holdings, papers, organ.name, describer, self.workshop.filing_stamper, on_step)

    def disposal_desk(self, code: str = "") -> DisposalDesk:
        """Return the desk at which holds and disposals of a fonds, of our own by default, are decided."""
        from gongwen.office.keeping.disposing.deciding import DisposalDesk

        organ = self.organ(code)
        papers = self.life(organ.holdings.ledger.fonds)
        return DisposalDesk(organ.holdings, papers, organ.name, self.folder.loose)

    def destroyer(self, code: str = "", on_step: Callable[[str], object] = lambda step: None) -> Destroyer:
        """Return what carrying out a list of a fonds, of our own by default, works with."""
        from gongwen.office.keeping.disposing.destroying import Destroyer
        from gongwen.office.keeping.disposing.forgetting import forget_deleted

        def forget() -> None:
            forget_deleted(self.folder.index)
            self._feed()

        return Destroyer(self.disposal_desk(code), self.workshop, self.engine("fts5"), forget, on_step)

    def organ(self, code: str = "") -> Organ:
        """Return the organ of a fonds, our own by default; NotFoundError when none is kept here."""
        wanted = code or self.folder.fonds
        for organ in self.organs():
            if organ.holdings.ledger.fonds == wanted:
                return organ
        raise NotFoundError(f"没有登记过全宗 {wanted}", advice="可用 gongwen archive list 查看有哪些机关")

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
    """Return the time as entries tell it, to the second, so that tables can be held against them."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
