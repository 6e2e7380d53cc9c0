"""The machine: which step may follow, what it requires, who may not take it; data first.

Sources: 条例 art. 9, 17, 20, 22, 25; design D6.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from gongwen.model.life.copies import RULE as COPIES_RULE
from gongwen.model.life.refusals import Refusal
from gongwen.model.life.standing import ORDER, Standing
from gongwen.model.life.values import Origin, Part, Stage, Step, Verb, same_person

_FIRST = {
    Verb.REVIEW: Refusal("还没有审核", "先审核，后送签（条例第二十条）", "请先办 gongwen review"),
    Verb.APPROVE: Refusal(
        "还没有签发，或签发的不是现在这一稿",
        "先签发，后编号；改动了内容的稿子要重新送签",
        "请先办 gongwen approve",
    ),
    Verb.RECHECK: Refusal("还没有复核", "签发之后先复核，再编号（条例第二十五条）", "请先办 gongwen recheck"),
    Verb.ALLOCATE: Refusal("还没有登记编号", "先编号，后印制", "请先办 gongwen allocate"),
    Verb.PRINT: Refusal("现在这一稿还没有印制", "先印制，后用印、核发", "请先办 gongwen print"),
    Verb.RELEASE: Refusal("还没有核发", "先核发，后分送、存档", "请先办 gongwen release"),
}

NEEDS: Mapping[Verb, tuple[Verb, ...]] = {
    Verb.COUNTERSIGN: (Verb.REVIEW,),
    Verb.APPROVE: (Verb.REVIEW,),
    Verb.RECHECK: (Verb.REVIEW, Verb.APPROVE),
    Verb.ALLOCATE: (Verb.REVIEW, Verb.APPROVE, Verb.RECHECK),
    Verb.PRINT: (Verb.ALLOCATE,),
    Verb.AFFIX_SEAL: (Verb.PRINT,),
    Verb.RELEASE: (Verb.ALLOCATE, Verb.PRINT),
    Verb.DISTRIBUTE: (Verb.RELEASE,),
    Verb.DEPOSIT: (Verb.RELEASE,),
    Verb.JOIN: (Verb.REVIEW, Verb.APPROVE),
}
"""What must have been done, and still count, before a step."""

_ALL_SIGNED = (Verb.RECHECK, Verb.ALLOCATE)
_OF_A_SETTLED_TEXT = (Verb.REVIEW, Verb.COUNTERSIGN, Verb.APPROVE, Verb.RECHECK, Verb.ALLOCATE)
_ONCE = (Verb.APPROVE, Verb.RECHECK, Verb.ALLOCATE, Verb.RELEASE, Verb.DEPOSIT, Verb.JOIN)
_AFTER_RELEASE = (Verb.DISTRIBUTE, Verb.DEPOSIT)
_OF_CO_ISSUER = (Verb.REVISE, Verb.REVIEW, Verb.APPROVE, Verb.SEND_BACK, Verb.JOIN, Verb.ABANDON)


def next_state(standing: Standing, step: Step) -> Stage | Refusal:
    """Return the stage that `step`, taken now on the present version, leads to; or why it cannot be taken."""
    for check in _CHECKS:
        for refusal in check(standing, step):
            return refusal
    if step.verb in (Verb.REVISE, Verb.SEND_BACK):
        return standing.stage
    taken = replace(step, version=standing.present)
    return replace(standing, counting=(*standing.counting, taken)).stage


def _frozen(standing: Standing, step: Step) -> Iterator[Refusal]:
    number, abandoned = standing.paper.number, standing.done(Verb.ABANDON)
    if abandoned:
        yield Refusal(
            f"{standing.paper.draft_id} 已经停办（{abandoned.reason}）",
            "停办的公文不再往下办",
            "要办请重新拟稿登记",
        )
    if standing.done(Verb.JOIN):
        yield Refusal(
            f"{number} 已登记为联合发文（协办）", "主办机关发出的公文由主办机关改动", "请与主办机关商量"
        )
    elif standing.done(Verb.RELEASE) and step.verb not in _AFTER_RELEASE:
        if step.verb is Verb.RELEASE:
            yield Refusal(f"{number} 已经核发", "一份公文只核发一次", "要再要一份相同的，请调出存档的复本")
        yield Refusal(
            f"{number} 已经核发，不能再{step.verb.value}",
            "核发的公文永不改动",
            "请另发公文：更正（gongwen correct）、撤销（gongwen revoke）或废止（gongwen repeal）",
        )


def _part(standing: Standing, step: Step) -> Iterator[Refusal]:
    lead = standing.paper.organs[0] if standing.paper.organs else "主办机关"
    if standing.paper.part is Part.CO_ISSUER and step.verb not in _OF_CO_ISSUER:
        yield Refusal(
            f"这份公文由{lead}主办，本机关是协办，不能{step.verb.value}",
            "联合行文只用主办机关的发文字号，印制、用印、分送由主办机关办",
            "主办机关发出后，请用 gongwen allocate --lead-number 登记它的字号和一份副本",
        )
    if standing.paper.part is Part.LEAD and step.verb is Verb.JOIN:
        yield Refusal("这份公文由本机关主办", "主办的公文用本机关的发文字号", "请用 gongwen allocate 编号")


def _settled(standing: Standing, step: Step) -> Iterator[Refusal]:
    if standing.marked and step.verb in _OF_A_SETTLED_TEXT:
        yield Refusal(
            f"第{standing.present}稿里还有没有处理的修订或批注",
            "修订、批注都处理完，才送审、送签",
            "请在 Word 里接受或拒绝修订、删去批注，再办 gongwen draft import；或者导入时写 "
            "--accept-revisions、--without-comments",
        )


def _needs(standing: Standing, step: Step) -> Iterator[Refusal]:
    needed = NEEDS.get(step.verb, ())
    for verb in needed:
        if verb is Verb.RECHECK:
            yield from _countersigns(standing, step)
        if standing.done(verb) is None:
            yield _FIRST[verb]
    yield from _countersigns(standing, step)
    last = max(
        (done for verb in needed if (done := standing.done(verb))), key=lambda one: one.on, default=None
    )
    if last and step.on < last.on:
        yield Refusal(
            f"{step.verb.value}日期 {step.on} 早于{last.verb.value}日期 {last.on}",
            f"先{last.verb.value}，后{step.verb.value}",
            "请核对日期（--on）",
        )


def _countersigns(standing: Standing, step: Step) -> Iterator[Refusal]:
    if step.verb in _ALL_SIGNED and standing.missing:
        yield Refusal(
            f"还缺{'、'.join(standing.missing)}的会签",
            "联合行文由所有联署机关的负责人会签（条例第二十二条），缺一个也不编号",
            "请补办 gongwen countersign",
        )


def _signing(standing: Standing, step: Step) -> Iterator[Refusal]:
    paper = standing.paper
    if step.verb is Verb.APPROVE and same_person(step.actor, paper.drafter):
        yield Refusal(f"{step.actor}是这份公文的拟稿人", "谁也不签发自己拟的稿", "请由另一位负责人签发")
    if step.verb is Verb.COUNTERSIGN and step.organ not in paper.co_issuers:
        known = "、".join(paper.co_issuers) or "没有，这是一家单独发的公文"
        yield Refusal(f"「{step.organ}」不在联署机关里", f"要会签的是：{known}", "请核对机关名称（--organ）")
    if step.verb in (Verb.REVIEW, Verb.COUNTERSIGN, Verb.APPROVE) and step.opinion.startswith("不同意"):
        yield Refusal(
            f"意见是「{step.opinion}」", "不同意的稿子不往下走", "请用 gongwen send-back 退回，写明原因"
        )


def _once(standing: Standing, step: Step) -> Iterator[Refusal]:
    before = standing.done(step.verb) if step.verb in _ONCE else None
    if step.verb is Verb.COUNTERSIGN:
        signed = (one for one in standing.counting if one.verb is step.verb and one.organ == step.organ)
        before = next(signed, None)
    if before:
        yield Refusal(
            f"{before.verb.value}已经记过：{before}",
            "步骤记下就不改",
            "存档之后不再分送" if step.verb is Verb.DEPOSIT else "记错了，请用 gongwen send-back 退回再记",
        )


def _correcting(standing: Standing, step: Step) -> Iterator[Refusal]:
    proofed = step.says("origin") == Origin.PROOFED.value
    if step.verb is Verb.REVISE and proofed and standing.done(Verb.ALLOCATE) is None:
        yield Refusal(
            "还没有编号，没有可作印前更正的",
            "编号之后、核发之前查出的错字才作印前更正",
            "请用 gongwen draft revise",
        )


def _returning(standing: Standing, step: Step) -> Iterator[Refusal]:
    if step.verb is Verb.ABANDON and not step.reason.strip():
        yield Refusal("停办没有写原因", "每份稿子的去向都要说得清", "请用 --reason 写明")
    if step.verb is not Verb.SEND_BACK:
        return
    if not step.reason.strip():
        yield Refusal("退回没有写原因", "退回要说明原因（条例第二十条）", "请用 --reason 写明")
    target = Verb(step.says("to"))
    reached = max((ORDER.index(one.verb) for one in standing.counting if one.verb in ORDER), default=0)
    if ORDER.index(target) > reached:
        yield Refusal(
            f"还没有办到{target.value}，不能退回到那里",
            "退回到办过的步骤",
            f"这份公文现在是「{standing.stage.value}」",
        )


def _copies(standing: Standing, step: Step) -> Iterator[Refusal]:
    copies, count = standing.copies, step.count("copies")
    match step.verb:
        case Verb.PRINT | Verb.AFFIX_SEAL | Verb.DISTRIBUTE if count < 1:
            yield Refusal(f"{step.verb.value}没有写份数", COPIES_RULE, "请用 --copies 写明")
        case Verb.PRINT if copies.printed and not step.reason.strip():
            yield Refusal(
                f"现在这一稿已经印制 {copies.printed} 份",
                "再印要说明原因",
                "请用 --reason 写明，份数写加印的份数",
            )
        case Verb.AFFIX_SEAL:
            yield from _seal(standing, step)
        case Verb.RELEASE if copies.unsealed:
            short = "、".join(f"{organ}盖了 {count} 份" for organ, count in copies.unsealed)
            yield Refusal(
                f"印制 {copies.printed} 份，{short}", COPIES_RULE, "请先办 gongwen seal，每份都盖上"
            )
        case Verb.DISTRIBUTE if standing.done(Verb.DEPOSIT):
            yield Refusal(f"这份公文的存本已经存档（{copies}）", COPIES_RULE, "另要的请调出存档的复本")
        case Verb.DISTRIBUTE if count > copies.left:
            yield Refusal(f"再分送 {count} 份就超过了：{copies}", COPIES_RULE, "请核对份数")
        case Verb.DEPOSIT if count != copies.left:
            yield Refusal(
                f"存本 {count} 份，应剩 {copies.left} 份：{copies}", COPIES_RULE, "请核对分送和存本的份数"
            )


def _seal(standing: Standing, step: Step) -> Iterator[Refusal]:
    copies, count = standing.copies, step.count("copies")
    sealed = dict(copies.sealed)
    if not sealed:
        yield Refusal("这份公文不加盖印章", "不加盖印章的公文没有用印这一步", "请直接办 gongwen release")
    elif step.organ not in sealed:
        yield Refusal(
            f"「{step.organ}」不在用印的机关里", f"用印的是：{'、'.join(sealed)}", "请核对机关名称（--organ）"
        )
    elif sealed[step.organ] + count > copies.printed:
        yield Refusal(
            f"印制 {copies.printed} 份，{step.organ}已用印 {sealed[step.organ]} 份，再盖 {count} 份就多了",
            COPIES_RULE,
            "请核对份数",
        )


_CHECKS: tuple[Callable[[Standing, Step], Iterator[Refusal]], ...] = (
    _frozen,
    _part,
    _settled,
    _needs,
    _signing,
    _once,
    _correcting,
    _returning,
    _copies,
)
