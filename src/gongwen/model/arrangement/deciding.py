"""What is decided of one piece before it gets a number: year, class, term; or what a person has to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongwen.model.arrangement.code import ClassKey, Scheme
from gongwen.model.arrangement.piece import Override, Piece
from gongwen.model.arrangement.table import RetentionTable, Row
from gongwen.model.finding import Finding, Level

YEAR_RULE = "DA/T 22-2015 5.2.2"
CATALOGUE_RULE = "DA/T 22-2015 5.5.2"
CLASS_RULE = "DA/T 22-2015 5.2.2、5.4"


@dataclass(frozen=True, slots=True)
class Decided:
    """The class of a piece, None where it is not filed, and why."""

    piece: Piece
    key: ClassKey | None
    reason: str


def decide(
    piece: Piece, table: RetentionTable, scheme: Scheme, override: Override | None
) -> tuple[Decided | None, tuple[Finding, ...]]:
    """Return what is decided of `piece`, None while something is lacking, and every finding."""
    said = override or Override("")
    if said.excluded:
        return Decided(piece, None, _told(said)), ()
    row = None if said.term else table.decide(piece)
    if isinstance(row, Row) and row.term is None:
        return Decided(piece, None, _reason(row)), tuple(_remarks(piece, row))
    findings = [*_lacking(piece), *_year_findings(piece, said), *_division_findings(piece, scheme, said)]
    if isinstance(row, Finding):
        findings.append(row)
    term = said.term or (row.term if isinstance(row, Row) else None)
    year = filing_year(piece, said)
    if findings or term is None or year is None:
        return None, tuple(findings)
    reason = "；".join(filter(None, (_reason(row) if isinstance(row, Row) else "", _told(said))))
    decided = Decided(piece, ClassKey.of(year, term, said.division or piece.division), reason)
    return decided, tuple(_remarks(piece, row if isinstance(row, Row) else None))


def filing_year(piece: Piece, override: Override | None = None) -> int | None:
    """Return the 年度 of a piece: what a person said, else the year it was finished in, else of its date.

    Plans, summaries and statistics that tell of several years are filed under
    the year of their own date like all else (DA/T 22-2015 5.2.2).
    """
    if override and override.year:
        return override.year
    return piece.year or (piece.date.year if piece.date else None)


def _lacking(piece: Piece) -> Iterator[Finding]:
    """Yield what a line of the catalogue needs and nobody said."""
    if piece.unsure:
        sentence = f"{'、'.join(piece.unsure)}是识读出来的，还没有人核对；请先核对"
        yield Finding(piece.place, CATALOGUE_RULE, sentence)
    if not piece.title.strip():
        yield Finding(piece.place, CATALOGUE_RULE, "没有题名；请按内容拟写一个，目录上加方括号 [ ]")
    if piece.date is None:
        yield Finding(piece.place, CATALOGUE_RULE, "没有成文日期；请写上，考证不出的写明理由和大致日期")
    if not piece.pages or piece.pages < 1:
        yield Finding(piece.place, CATALOGUE_RULE, "没有页数；请数有图文的面数")


def _year_findings(piece: Piece, said: Override) -> Iterator[Finding]:
    if not said.year and piece.year and piece.date and piece.year < piece.date.year:
        sentence = f"年度记作{piece.year}，成文却在{piece.date.year}年；请写明归入哪一年"
        yield Finding(piece.place, YEAR_RULE, sentence)
    year = filing_year(piece, said)
    if year is not None and not 1000 <= year <= 9999:
        yield Finding(piece.place, YEAR_RULE, f"年度 {year} 不是四位数字")


def _division_findings(piece: Piece, scheme: Scheme, said: Override) -> Iterator[Finding]:
    division = said.division or piece.division
    known = "、".join(f"{code}（{name}）" for code, name in scheme.divisions)
    if scheme.divisions and not division:
        yield Finding(piece.place, CLASS_RULE, f"没有写机构（问题）；分类方案里有：{known}")
    elif division and division not in dict(scheme.divisions):
        told = f"分类方案里有：{known}" if known else "分类方案里不设机构（问题）这一级"
        yield Finding(piece.place, CLASS_RULE, f"不认识机构（问题）代码「{division}」；{told}")


def _remarks(piece: Piece, row: Row | None) -> Iterator[Finding]:
    if row and row.remark:
        yield Finding(piece.place, row.article, f"按「{row.name}」定为{row.says}；{row.remark}", Level.NOTE)


def _reason(row: Row) -> str:
    return f"{row.name}，{row.says}（{row.article}）"


def _told(said: Override) -> str:
    """Return what a person decided, and why."""
    parts = (
        "不归档" if said.excluded else "",
        f"年度{said.year}" if said.year else "",
        said.term.value if said.term else "",
        f"机构（问题）{said.division}" if said.division else "",
    )
    decided = "、".join(filter(None, parts))
    return f"人工定为{decided}：{said.reason}" if decided else ""


def same_class_warning(piece: Piece, kept: ClassKey, decided: ClassKey | None) -> Iterator[Finding]:
    """Yield a warning where a piece that has its 档号 would now fall into another class."""
    if decided != kept:
        now = str(decided) if decided else "不归档"
        sentence = f"已经编在{kept}，现在按表应是{now}；档号不改，要改请先撤出这一件再整理"
        yield Finding(piece.place, "DA/T 13-2022 稳定性", sentence, Level.WARNING)
