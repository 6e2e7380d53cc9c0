"""issue (登记、印制、核发): a signed paper gets its number and its place, in D6's order.

check → reserve → render with the number → stage, fsync → rename into place →
commit (state, index and audit in one transaction) → ledger copy → only then
say so. Stopped anywhere, the number is reserved and `resume` goes on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from gongwen.archive.identity import item_id_of
from gongwen.archive.loose import LooseFiles
from gongwen.archive.store import StoredItem
from gongwen.errors import (
    FactsError,
    GongwenError,
    IntegrityError,
    NotFoundError,
    RefusedError,
    require_line,
)
from gongwen.model import notation
from gongwen.model.document import Document
from gongwen.model.finding import Finding, Level
from gongwen.model.numbering import DocumentNumber
from gongwen.model.rendering import Renderer
from gongwen.office.admission import check_dates, check_series, late
from gongwen.office.desk.deposit import (
    Deposit,
    catalogue_line,
    deposit,
    lies_in,
    read_metadata,
    request_digest,
    require_item,
    same_request,
    search_document,
)
from gongwen.office.desk.holdings import Holdings
from gongwen.office.desk.request import IssueRequest, pack, request_key, unpack
from gongwen.office.keeping.citing import cited_in
from gongwen.office.keeping.closing import refuse_destroyed
from gongwen.records.transactions import database_errors, writing
from gongwen.records.values import State
from gongwen.search.values import SearchDocument

STEPS = (
    "reserved",
    "ledger-reserved",
    "rendered",
    "staged",
    "synced",
    "placed",
    "committed",
    "ledger-issued",
)


class TakesPapers(Protocol):
    """The part of a search index that issuing needs."""

    def add(self, docs: Iterable[SearchDocument]) -> None:
        """Take papers in, inside the caller's transaction."""


@dataclass(frozen=True, slots=True)
class IssueParts:
    """What issuing works with.

    `text_of` gives the plain text that is searched; `loose` keeps what goes
    into the item beside the paper; `after_commit` is called once the paper is
    issued (feeding an engine's files); `on_step` is told each of STEPS when it
    is done; `classified_allowed` is the office's setting of D12; `admit`
    refuses the number of a paper that goes its way step by step.
    """

    holdings: Holdings
    index: TakesPapers
    renderers: tuple[Renderer, ...]
    text_of: Callable[[Document], str]
    loose: LooseFiles
    after_commit: Callable[[], object] = lambda: None
    on_step: Callable[[str], object] = lambda step: None
    classified_allowed: bool = False
    admit: Callable[[DocumentNumber], object] = lambda number: None


@dataclass(frozen=True, slots=True)
class IssueReport:
    """An issued paper: number, item, digest, where it lies; `repeated` when it was issued before.

    `findings` warn of what should be looked at again.
    """

    number: DocumentNumber
    item_id: str
    digest: str
    location: str
    repeated: bool
    findings: tuple[Finding, ...] = ()

    def __str__(self) -> str:
        done = "此前已经核发，没有另占号" if self.repeated else "已核发"
        return f"{self.number} {done}，存在 {self.location}"


@database_errors()
def issue(parts: IssueParts, request: IssueRequest) -> IssueReport:
    """Number the paper, keep it and make it findable; asked twice, the same number and item.

    Raises RefusedError or FactsError before a number is taken; a StorageError
    after that leaves the number reserved, and says so.
    """
    text = checked(parts, request)
    document = request.document
    reservation = parts.holdings.ledger.reserve(
        document.header.issuer_code,
        document.signature.date_of_issue.year,
        request_key=request_key(text),
        request=text,
        title=document.body.title,
        block=request.block,
        number=request.number,
    )
    number = reservation.number
    try:
        parts.on_step("reserved")
        parts.holdings.copy_entries(number.year)
        parts.on_step("ledger-reserved")
        return replace(resume(parts, number), findings=_warnings(request))
    except GongwenError as error:
        if reservation.state is State.ISSUED:
            raise
        error.advise(f"{number} 已登记，排除后原样再办一次即可，不会另占号")
        raise


@database_errors()
def resume(parts: IssueParts, number: DocumentNumber) -> IssueReport:
    """Go on with a reserved number from the request it was reserved with.

    An item already in its place for the same request is committed as it is;
    otherwise the paper is rendered again. RefusedError for an adopted or void
    number, NotFoundError for one never entered.
    """
    holdings, item_id = parts.holdings, item_id_of(number)
    with holdings.store.claim(item_id):
        record = holdings.ledger.get(number)
        if record.state not in (State.RESERVED, State.ISSUED):
            raise RefusedError(f"{number} 是「{record.state.value}」", rule="只有预留的号能续办")
        if record.untaken:
            raise RefusedError(str(record), rule="先有公文，后续办")
        if not record.request and record.state is State.RESERVED:
            raise RefusedError(
                f"{number} 的办理请求没有了（数据库是由件和副本重建的）",
                rule="照原来的请求续办",
                advice="请从备份恢复数据库，或作废这个号，再办一次",
            )
        repeated = record.state is State.ISSUED
        if repeated:
            refuse_destroyed(holdings, item_id)
            require_item(holdings.store, item_id, number)
        else:
            parts.admit(number)
            _complete(parts, number, record.request)
            parts.on_step("committed")
    holdings.copy_entries(number.year)
    parts.on_step("ledger-issued")
    parts.after_commit()
    digest = holdings.ledger.get(number).digest
    return IssueReport(number, item_id, digest, holdings.store.location(item_id), repeated)


def checked(parts: IssueParts, request: IssueRequest) -> str:
    """Return the request as text, after everything that must be refused was.

    Raises RefusedError for signature, dates, secrecy, a number on the paper or
    an unknown 机关代字, FactsError when errors were found in the paper.
    """
    document = request.document
    if not request.signatory.strip() or request.signed_on is None:
        raise RefusedError("没有签发人或签发日期", rule="先签发，后编号", advice="请写明签发人和签发日期")
    require_line(request.signatory, "签发人")
    check_dates(request.signed_on, document.signature.date_of_issue, parts.holdings.ledger.today)
    refuse_classified(parts, document)
    if document.header.document_number is not None:
        raise RefusedError(
            f"公文上已有字号 {document.header.document_number}",
            rule="字号由登记给出",
            advice="手工编过的号请用 gongwen number adopt 补登",
        )
    errors = tuple(finding for finding in request.findings if finding.level is Level.ERROR)
    if errors:
        raise FactsError(f"公文还有 {len(errors)} 处错误", rule="有错误的公文不编号", findings=errors)
    codes = parts.holdings.ledger.issuer_codes()
    check_series(codes, document.header.issuer_code, meant=request.new_series)
    return pack(request, request.signed_on)


def refuse_classified(parts: IssueParts, document: Document) -> None:
    """Refuse a paper with a 密级 where the office's settings do not allow it (D12)."""
    if document.header.security_level and not parts.classified_allowed:
        raise RefusedError(
            f"这份公文标了密级（{document.header.security_level}）",
            rule="涉密公文只能在批准的涉密计算机上办理",
            advice="请改用涉密计算机",
        )


def _warnings(request: IssueRequest) -> tuple[Finding, ...]:
    signed_on = request.signed_on
    return tuple(late(signed_on, request.document.signature.date_of_issue)) if signed_on else ()


def _complete(parts: IssueParts, number: DocumentNumber, request: str) -> None:
    """Make or find the item of a reserved number and commit it."""
    paper = _paper(parts, number, request)
    store = parts.holdings.store
    if same_request(store, paper.item_id, request):
        stored = store.get(paper.item_id)
    else:
        stored = _produce(parts, paper)
    item = catalogue_line(paper, stored)
    text = parts.text_of(paper.document)
    cited = cited_in(text)
    with writing():
        parts.holdings.ledger.issue(item)
        parts.holdings.keeping.cite(item.item_id, cited)
        parts.index.add([search_document(item, text)])


def _paper(parts: IssueParts, number: DocumentNumber, request: str) -> Deposit:
    """Return the numbered paper of a request, its originals not yet made."""
    asked = unpack(request)
    document = asked.document.numbered(number)
    return Deposit(
        fonds=parts.holdings.ledger.fonds,
        sample=parts.holdings.ledger.sample,
        number=number,
        document=document,
        notation=notation.write(document),
        originals={},
        signatory=asked.signatory,
        signed_on=asked.signed_on,
        request=request,
        source=asked.source,
        further={one.name: (one.original_name, parts.loose.get(one.digest)) for one in asked.further},
    )


def _produce(parts: IssueParts, paper: Deposit) -> StoredItem:
    """Render the paper and bring it into the store; an unfit item in its place goes aside."""
    originals = {renderer.suffix: renderer.render(paper.document) for renderer in parts.renderers}
    parts.on_step("rendered")
    store = parts.holdings.store
    if lies_in(store, paper.item_id):
        _refuse_issued(parts.holdings, paper)
        store.quarantine(paper.item_id, "续办时发现：不完整，或不属于这个请求")
    return deposit(store, replace(paper, originals=originals), parts.on_step)


def _refuse_issued(holdings: Holdings, paper: Deposit) -> None:
    """Raise IntegrityError when what lies in the paper's place was issued, or made for another request."""
    number, store = paper.number, holdings.store
    issued = any(
        f'"number":{json.dumps(str(number), ensure_ascii=False)}' in line and '"verb":"issued"' in line
        for line in holdings.journal.read(number.year)
    )
    try:
        whose = read_metadata(store, paper.item_id).get("request")
    except (IntegrityError, NotFoundError):
        whose = None
    asked = {request_digest(text) for text in (paper.request, *holdings.ledger.superseded(number))}
    if issued or whose not in (None, *asked):
        raise IntegrityError(
            f"{store.location(paper.item_id)} 已有一件，是 {number} 的另一份公文，没有动它",
            rule="核发的件永不改动，一个号不给两份公文",
            advice="数据库与存档不符，请停止编号，恢复最近的备份，再运行 gongwen archive verify",
        )
