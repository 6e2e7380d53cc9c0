"""When each clause applies to a paper, said of the paper itself and not of what was read from its pages."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from docs.clauses.papers import Made
from gongwen.check import Clause, clauses, settings
from gongwen.check.clauses import annexes, body, closing, grid, header, imprint, numbers, special, title
from gongwen.layout import standard
from gongwen.model import Form, Heading
from gongwen.model.composition import Align, Line, TextBlock
from gongwen.model.document import Sealing


@dataclass(frozen=True, slots=True)
class Occasion:
    """A sentence on the papers a clause is for, and what says whether a paper is one of them."""

    sentence: str
    holds: Callable[[Made], bool]
    pdf: bool = True


def occasions() -> dict[Clause, Occasion]:
    """Return the occasion of every clause that `gongwen check` knows."""
    return {clause: occasion for occasion, group in _GROUPS for clause in group}


def known() -> tuple[Clause, ...]:
    """Return every clause that a module of `gongwen.check` declares, in the order of GB/T 9704-2012."""
    found = [
        importlib.import_module(f"{clauses.__name__}.{m.name}")
        for m in pkgutil.iter_modules(clauses.__path__)
    ]
    declared = [value for module in (*found, settings) for value in vars(module).values()]
    return tuple(sorted(dict.fromkeys(one for value in declared for one in _within(value)), key=_order))


def _within(value: object) -> Iterator[Clause]:
    match value:
        case Clause():
            yield value
        case dict():
            yield from (one for one in value.values() if isinstance(one, Clause))
        case tuple():
            yield from (one for one in value if isinstance(one, Clause))


def _order(clause: Clause) -> tuple[int, ...]:
    numbers = clause.number.split("、")[0].split(".")
    return tuple(int(number) for number in numbers) if numbers[0].isdecimal() else (99,)


def _form(*forms: Form) -> Callable[[Made], bool]:
    return lambda made: made.document.set_form in forms


def _levels(*levels: int) -> Callable[[Made], bool]:
    def holds(made: Made) -> bool:
        blocks = (block for part in made.document.parts for block in part.blocks)
        return any(isinstance(block, Heading) and block.level in levels for block in blocks)

    return holds


def _printed(made: Made) -> bool:
    """Say whether the paper has 版记: of letters only with 抄送."""
    document = made.document
    return (
        document.set_form is not Form.LETTER
        or bool(document.imprint.cc)
        or made.composition.imprint.main is not None
    )


def _copied(made: Made) -> bool:
    return made.composition.imprint.cc is not None or made.composition.imprint.main is not None


def _addressed(made: Made) -> bool:
    document = made.document
    moved = made.composition.imprint.main is not None
    return bool(document.addressees) and not moved and document.set_form in (Form.GENERAL, Form.LETTER)


def _title_lines(made: Made) -> int:
    blocks = made.composition.sections[0].blocks
    titles = [b for b in blocks if isinstance(b, TextBlock) and b.style == standard.TITLE]
    return len(titles[0].lines) if titles else 0


def _body(made: Made) -> Iterator[TextBlock]:
    """Yield the paragraphs of the main text and 被印发文件 and 附件 that are set to the full measure."""
    for section in made.composition.sections:
        for block in section.blocks:
            if isinstance(block, TextBlock) and block.first > 0 and not section.landscape:
                yield block


def _full(made: Made) -> list[Line]:
    """Return the lines of the main text that another line of their paragraph follows."""
    main = [b for b in made.composition.sections[0].blocks if isinstance(b, TextBlock)]
    return [line for b in main if b.align is Align.JUSTIFY and not b.left for line in b.lines[:-1]]


def _plain(made: Made) -> bool:
    return sum(not any(char.isascii() for char in line.text.strip()) for line in _full(made)) > 2


def _flowed(made: Made) -> int:
    """Return how many pages the text takes, without those that 版记 adds."""
    set_imprint = made.composition.imprint
    return made.composition.pages - set_imprint.own_page - set_imprint.blank_before


def _numbered(made: Made) -> bool:
    return made.document.set_form is not Form.LETTER or made.composition.pages > 1


def _hangs(made: Made) -> bool:
    cc, main = made.composition.imprint.cc, made.composition.imprint.main
    return any(block is not None and len(block.lines) > 1 for block in (cc, main))


def _notes(made: Made) -> tuple[str, ...]:
    """Return the names of 附件说明, which a paper that issues another has at that one's end."""
    document = made.document
    return tuple(name for part in (document.body, *document.enclosed) for name in part.attachment_note)


def _note_rows(made: Made) -> int:
    names = _notes(made)
    blocks = (block for section in made.composition.sections for block in section.blocks)
    labelled = (b for b in blocks if isinstance(b, TextBlock) and b.text.startswith("附件：") and names)
    return len(names) - 1 + sum(len(block.lines) for block in labelled)


_ALWAYS = Occasion("各种公文", lambda made: True)
_DOCX = Occasion("只看 DOCX 的设置，PDF 没有", lambda made: True, pdf=False)
_LETTER = Occasion("信函", _form(Form.LETTER))
_GENERAL = Occasion("有红色分隔线的版头：公文、纪要", _form(Form.GENERAL, Form.MINUTES))
_DATED = Occasion("署名和成文日期：纪要没有", _form(Form.GENERAL, Form.LETTER, Form.ORDER))
_TITLED = Occasion("标题：命令没有", _form(Form.GENERAL, Form.LETTER, Form.MINUTES))
_NOTED = Occasion("有附件说明", lambda made: bool(_notes(made)))
_ANNEXED = Occasion("有附件", lambda made: bool(made.document.attachments))
_REMARK = Occasion("有附注", lambda made: bool(made.document.note))
_IMPRINT = Occasion("有版记：信函没有抄送就没有版记", _printed)
_RULED = Occasion("有分隔线的版记：信函没有", lambda made: made.document.set_form is not Form.LETTER)
_COPIED = Occasion("版记里有抄送或主送", _copied)
_ADDRESSED = Occasion("正文前有主送机关：命令、纪要没有，太长的移到版记", _addressed)
_JOINT = Occasion("联合行文", lambda made: len(made.document.header.issuer_mark.organs) > 1)
_UPWARD = Occasion("有签发人的上行文", lambda made: bool(made.document.header.signatories))
_NUMBERED = Occasion("有页码：只有一面的信函没有", _numbered)
_BROKEN = Occasion("标题不止一行", lambda made: _title_lines(made) > 1)
_YEARED = Occasion("带年份的发文字号：命令用令号", _form(Form.GENERAL, Form.LETTER, Form.MINUTES))
_ATTENDED = Occasion("纪要", _form(Form.MINUTES))
_HEADED = Occasion("有层次", _levels(1, 2, 3, 4))

_GROUPS: tuple[tuple[Occasion, tuple[Clause, ...]], ...] = (
    (
        _ALWAYS,
        (
            grid.PAPER,
            grid.LEFT,
            grid.BOTTOM,
            grid.FACE,
            grid.SIZE,
            grid.COLOUR,
            grid.LINE_START,
            grid.LINE_END,
            header.MARK,
            header.MARK_COLOUR,
            header.MARK_FACE,
            header.MARK_CENTRED,
            header.MARK_INSIDE,
            header.NUMBER_FACE,
            header.NUMBER_SIZE,
            body.INDENT,
            body.NO_TEXT,
        ),
    ),
    (Occasion("正文不止一面", lambda made: _flowed(made) > 1), (grid.TOP,)),
    (Occasion("有四行以上满行", lambda made: len(_full(made)) > 3), (grid.WIDTH,)),
    (
        Occasion("有三行以上连排的正文", lambda made: sum(len(b.lines) for b in _body(made)) > 2),
        (grid.ROWS, grid.PITCH),
    ),
    (Occasion("有三行以上没有数字、字母的满行", _plain), (grid.CELLS,)),
    *((Occasion(form.value, _form(form)), (header.TOPS[form],)) for form in Form),
    (_JOINT, (header.MARK_EQUAL,)),
    (
        Occasion(
            "联合行文，标志里有“文件”",
            lambda made: (
                len(made.composition.header.organs) > 1 and made.composition.header.suffix is not None
            ),
        ),
        (header.SUFFIX,),
    ),
    (Occasion("公文、命令", _form(Form.GENERAL, Form.ORDER)), (header.MARK_TO_NUMBER,)),
    (_YEARED, (header.NUMBER_FORM, header.NUMBER_BRACKETS, header.NUMBER_ZEROS, header.NUMBER_PREFIX)),
    (
        Occasion(
            "没有签发人的公文、命令",
            lambda made: _form(Form.GENERAL, Form.ORDER)(made) and not made.document.header.signatories,
        ),
        (header.NUMBER_PLACE,),
    ),
    (_UPWARD, (header.NUMBER_BESIDE, header.SIGNATORY_PLACE, header.SIGNATORY_FACE)),
    (Occasion("公文", _form(Form.GENERAL)), (header.RULE,)),
    (_GENERAL, (header.RULE_GAP, header.RULE_LENGTH, header.RULE_PLACE, header.RULE_COLOUR)),
    (
        _LETTER,
        (
            special.MARK_SUFFIX,
            special.RULE_COUNT,
            special.RULE_LENGTH,
            special.RULE_CENTRED,
            special.RULE_TOP,
            special.RULE_BOTTOM,
            special.RULE_WEIGHT,
            special.NUMBER_RIGHT,
            special.NUMBER_TOP,
            special.FIRST_PAGE,
        ),
    ),
    (
        Occasion("信函，有抄送", lambda made: _form(Form.LETTER)(made) and _printed(made)),
        (special.NO_PRINTING,),
    ),
    (Occasion("命令", _form(Form.ORDER)), (special.ORDER_LEAD,)),
    (_ATTENDED, (special.PRESENT, special.PRESENT_FACE, special.PRESENT_COLON)),
    (
        _TITLED,
        (
            title.LEAD,
            title.FACE,
            title.SIZE,
            title.BOLD,
            title.SQUEEZED,
            title.CENTRED,
            title.STOP,
            title.TEXT,
        ),
    ),
    (_BROKEN, (title.SHAPE, title.WORDS)),
    (_ADDRESSED, (title.ADDRESSEES_LEAD, title.ADDRESSEES_LEFT, title.ADDRESSEES_COLON)),
    *(
        (Occasion(f"有第{n}层次", _levels(level)), (body.LEVEL_FACES[level - 1],))
        for level, n in enumerate("一二三四", 1)
    ),
    (_HEADED, (body.LEVEL_BOLD, body.MARKERS)),
    (
        Occasion(
            "文中引了发文字号", lambda made: any("〕" in b.text and "号" in b.text for b in _body(made))
        ),
        (body.QUOTED,),
    ),
    (_NOTED, (closing.NOTE_LEAD, closing.NOTE_LEFT, closing.NOTE_COLON, closing.NOTE_STOP)),
    (
        Occasion("附件不止一个", lambda made: len(_notes(made)) > 1),
        (closing.NOTE_NUMBERS,),
    ),
    (Occasion("附件说明不止一行", lambda made: _note_rows(made) > 1), (closing.NOTE_HANG,)),
    (_DATED, (closing.DATE, closing.DATE_FORM, closing.PLACE, closing.SHARED)),
    (
        Occasion(
            "不加盖印章的公文",
            lambda made: (
                made.document.signature.sealing is Sealing.UNSEALED and not _form(Form.MINUTES)(made)
            ),
        ),
        (closing.LEAD,),
    ),
    (_REMARK, (closing.NOTE, closing.NOTE_BRACKETS, closing.NOTE_ROW)),
    (
        _ANNEXED,
        (
            annexes.LABEL_ROW,
            annexes.LABEL_LEFT,
            annexes.LABEL_FORM,
            annexes.LABEL_FACE,
            annexes.LABEL_SIZE,
            annexes.TITLE_ROW,
            annexes.TITLE_CENTRED,
            annexes.NAMES,
        ),
    ),
    (
        Occasion("有附件，也有版记", lambda made: bool(made.document.attachments) and _printed(made)),
        (annexes.BEFORE_IMPRINT,),
    ),
    (_IMPRINT, (imprint.PRESENT, imprint.LAST_PAGE, imprint.SIZE, imprint.FACE, imprint.LEFT)),
    (
        _RULED,
        (
            imprint.EVEN_PAGE,
            imprint.COUNT,
            imprint.LENGTH,
            imprint.THICK,
            imprint.BOTTOM,
            imprint.COLOUR,
            imprint.RIGHT,
            imprint.PRINTED,
            imprint.ONE_ROW,
        ),
    ),
    (
        Occasion("版记里不止一个要素", lambda made: _RULED.holds(made) and _copied(made)),
        (imprint.THIN,),
    ),
    (_COPIED, (imprint.COLON, imprint.STOP)),
    (Occasion("版记里抄送或主送不止一行", _hangs), (imprint.HANG,)),
    (_NUMBERED, (numbers.FORM, numbers.SIZE, numbers.FACE, numbers.PLACE, numbers.SIDE, numbers.SEQUENCE)),
    (_NUMBERED, (numbers.NUMBERED,)),
    (Occasion("版记前有空白页", lambda made: made.composition.imprint.blank_before), (numbers.BLANK,)),
    (
        _DOCX,
        (
            settings.PACKAGE,
            settings.PAPER,
            settings.TOP,
            settings.LEFT,
            settings.WIDTH,
            settings.HEIGHT,
            settings.PITCH,
            settings.BODY_FACE,
            settings.BODY_SIZE,
            settings.STYLE_FACE,
            settings.STYLE_SIZE,
            settings.STYLE_BOLD,
            settings.RUN_BOLD,
            settings.FOOTERS,
            settings.DATES,
            settings.DASHES,
        ),
    ),
    (
        Occasion("带年份的发文字号；只看 DOCX 的设置，PDF 没有", _YEARED.holds, pdf=False),
        (settings.BRACKETS,),
    ),
)
