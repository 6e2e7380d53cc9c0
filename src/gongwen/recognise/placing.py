"""Each line of a text put into its element: by its style, by position, by wording, in this order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from gongwen.model.document import FormLine, Paragraph
from gongwen.model.finding import Level
from gongwen.model.kinds import Kind
from gongwen.recognise import wording
from gongwen.recognise.blocks import add_paragraph
from gongwen.recognise.pieces import Known, PartPieces, Pieces
from gongwen.recognise.tables import table_of
from gongwen.recognise.values import Grid, Item, Line, Unplaced

_HEADER = frozenset({"number", "copy-number", "security", "signatory"})
_BEGIN_A_PAGE = frozenset({"title", "annex-label", "annex-title"})
_LABELS = re.compile(r"(出席|请假|列席)\s*[:：]\s*(.*)", re.DOTALL)
_KINDS = tuple(kind.value for kind in Kind)


class Zone(IntEnum):
    """How far the main part was read."""

    HEADER = 0
    TITLED = 1
    BODY = 2
    SIGNED = 3
    DATED = 4
    FURTHER = 5


@dataclass
class Placer:
    """Takes items one by one; `as_text` puts what has no place into the text."""

    known: Known
    titled: bool
    pitch: float
    as_text: bool = False
    pieces: Pieces = field(default_factory=Pieces)
    zone: Zone = Zone.HEADER
    before: str = ""
    annex: bool = False
    turned: str = ""

    def place(self, item: Item) -> None:
        """Put one line or grid where it belongs."""
        if isinstance(item, Grid):
            self._page_break("")
            self._grid(item)
            self.before = "grid"
            return
        if item.whole:
            self._page_break(item.key)
            self._looks(item)
            _BY_STYLE.get(item.key, Placer._text)(self, item)
        self.before = item.key if item.whole else ""
        for stray in item.strays:
            self.unplaced(item.place, stray.what, stray.text)
        if item.turns and item.key not in _BEGIN_A_PAGE:
            self.turned = item.place

    def _page_break(self, key: str) -> None:
        """Tell of a manual page break, unless what follows begins a page anyway."""
        if self.turned and key not in _BEGIN_A_PAGE:
            self.pieces.warn(self.turned, "有手工分页符，重新排版时分页由版式定，没有带过来", Level.NOTE)
        self.turned = ""

    def _looks(self, line: Line) -> None:
        if line.looks:
            done = "、".join(line.looks)
            self.pieces.warn(
                line.place,
                f"手工设了{done}，重新排版时照国标，没有带过来",
                Level.NOTE,
                "GB/T 9704-2012 5.2.3",
            )

    def _part(self) -> PartPieces:
        if not self.pieces.parts:
            self.pieces.parts.append(PartPieces("正文"))
        return self.pieces.parts[-1]

    def _open(self, name: str, line: Line) -> None:
        self.pieces.parts.append(PartPieces(name, landscape=line.landscape))
        self.zone = Zone.FURTHER

    def _header(self, line: Line) -> None:
        if self.zone is Zone.HEADER:
            self.pieces.header.append(line)
        else:
            self._text(line)

    def _title(self, line: Line) -> None:
        """Begin 正文, or a 被印发文件 after it; a second line of one title goes on with it."""
        part = self._part()
        fresh = not part.blocks and not part.notes
        if part.name == "正文" and fresh and not self.pieces.addressees and self.zone < Zone.BODY:
            part.titles.append(line.whole)
            self.zone = Zone.TITLED
        elif fresh and self.before == "title":
            part.titles.append(line.whole)
        else:
            self._open("印发", line)
            self._part().titles.append(line.whole)

    def _annex_label(self, line: Line) -> None:
        self._open("附件", line)
        self.annex = True

    def _annex_title(self, line: Line) -> None:
        part = self._part()
        if part.name == "附件" and not part.blocks and (self.annex or self.before == "annex-title"):
            part.titles.append(line.whole)
            part.landscape = part.landscape or line.landscape
        else:
            self._open("附件", line)
            self._part().titles.append(line.whole)
        self.annex = False

    def _addressees(self, line: Line) -> None:
        if self.zone > Zone.BODY:
            self.unplaced(line.place, "主送机关的样式，不在正文前面", line.whole)
            return
        self.pieces.addressees.append(line.whole.rstrip(":："))
        self.zone = max(self.zone, Zone.TITLED)

    def _note_of_annexes(self, line: Line) -> None:
        part = self._part()
        name = wording.annexed(line.whole, first=not part.notes)
        if name is None:
            self._text(line)
            return
        part.notes.append(self.known.name(name))
        self._begun()

    def _signature(self, line: Line) -> None:
        if self.zone > Zone.SIGNED:
            self.unplaced(line.place, "发文机关署名的样式，不在署名的位置", line.whole)
            return
        for name in line.text.split("\t"):
            if name.strip():
                self.pieces.signature.append(self.known.name(name.strip(" \n\u3000")))
        self.zone = Zone.SIGNED

    def _date(self, line: Line) -> None:
        if wording.date_of(line.whole) is None:
            self.unplaced(line.place, "成文日期的位置上不是日期", line.whole)
        elif self.pieces.date or self.zone is Zone.FURTHER:
            self.unplaced(line.place, "另有一个成文日期", line.whole)
        else:
            self.pieces.date = line.whole
            self.zone = Zone.DATED

    def _remark(self, line: Line) -> None:
        found = wording.REMARK.fullmatch(line.whole)
        if self.zone is Zone.FURTHER:
            self._text(line)
        elif self.pieces.note:
            self.unplaced(line.place, "另有一条附注", line.whole)
        else:
            self.pieces.note = self.known.name(found[1] if found else line.whole)
            self.zone = max(self.zone, Zone.DATED)

    def _attendance(self, line: Line) -> None:
        found = _LABELS.fullmatch(line.whole)
        if found is None or found[1] in self.pieces.attendance:
            self.unplaced(line.place, "出席、请假、列席之外的一行", line.whole)
            return
        self.pieces.attendance[found[1]] = found[2]
        self.zone = max(self.zone, Zone.SIGNED)

    def _form(self, line: Line) -> None:
        segments = tuple(one.strip(" \n\u3000") for one in line.text.split("\t"))
        if self._takes_text(line):
            self._part().add(FormLine(segments), line.place)

    def _text(self, line: Line) -> None:
        """Place what no style tells: by where it stands and how it is worded."""
        if self.zone is Zone.HEADER and self._opens(line):
            return
        if self._closes(line):
            return
        if self._takes_text(line):
            add_paragraph(self._part(), line, self.known, self.pieces)

    def _takes_text(self, line: Line) -> bool:
        """Say whether text may stand here; else put it with what has no place."""
        part = self._part()
        if part.notes or self.zone in (Zone.SIGNED, Zone.DATED):
            where = "附件说明" if part.notes and self.zone <= Zone.BODY else "署名、日期"
            self.unplaced(line.place, f"{where}之后另有文字", line.whole)
            return False
        self._begun()
        return True

    def _begun(self) -> None:
        self.zone = max(self.zone, Zone.BODY)

    def _opens(self, line: Line) -> bool:
        """Take a line before the title: of 版头, or the title itself in a foreign style."""
        found = wording.numbered(line.whole)
        if found or wording.secrecy(line.whole) or wording.is_urgency(line.whole):
            self.pieces.header.append(line)
            return True
        if self.titled or not (line.centred or line.whole.endswith(_KINDS)):
            return False
        self.pieces.warn(line.place, "不是「公文标题」样式，照位置认作标题；请核对")
        self._part().titles.append(line.whole)
        self.zone, self.titled = Zone.TITLED, True
        return True

    def _closes(self, line: Line) -> bool:
        """Take a line in a foreign style for what its wording says it is."""
        text, plain = line.whole, not line.key
        if self.zone <= Zone.TITLED and not self.pieces.addressees and text.endswith((":", "：")):
            if (plain and self.known.addressed) or wording.folded(text.rstrip(":：")) in self.known.names:
                self._guessed(line, "主送机关", Placer._addressees)
                return True
            return False
        if text in self.known.paragraphs:
            return False
        return self._worded(line, text) if self.zone is not Zone.FURTHER else self._annexed(line, text)

    def _worded(self, line: Line, text: str) -> bool:
        body = self.zone <= Zone.BODY
        if body and (wording.NOTE.fullmatch(text) or (self._part().notes and wording.marked(text))):
            self._guessed(line, "附件说明", Placer._note_of_annexes)
        elif not body or not line.key:
            if self.zone <= Zone.SIGNED and wording.folded(text) in self.known.organs:
                self._guessed(line, "发文机关署名", Placer._signature)
            elif self.zone is Zone.SIGNED and wording.date_of(text):
                self._guessed(line, "成文日期", Placer._date)
            elif self.zone is Zone.DATED and wording.REMARK.fullmatch(text) and not self.pieces.note:
                self._guessed(line, "附注", Placer._remark)
            else:
                return self._annexed(line, text)
        else:
            return False
        return True

    def _annexed(self, line: Line, text: str) -> bool:
        if self.zone >= Zone.DATED and wording.ANNEX.fullmatch(text):
            self._guessed(line, "附件序号", Placer._annex_label)
            return True
        if self.annex:
            self._guessed(line, "附件标题", Placer._annex_title)
            return True
        return False

    def _guessed(self, line: Line, what: str, place: Callable[[Placer, Line], None]) -> None:
        self.pieces.warn(line.place, f"不是「{what}」样式，照位置和写法认作{what}；请核对")
        place(self, line)

    def _grid(self, grid: Grid) -> None:
        part = self._part()
        if part.notes or self.zone in (Zone.SIGNED, Zone.DATED):
            said = "；".join(square.text for row in grid.rows for square in row if square.text)
            self.unplaced(grid.place, "署名、附件说明之后另有表格", said)
            return
        self._begun()
        for line in grid.lines:
            self._looks(line)
            for stray in line.strays:
                self.unplaced(line.place, stray.what, stray.text)
        part.landscape = part.landscape or grid.landscape
        part.add(table_of(grid, self.known, self.pieces, self.pitch), grid.place)
        self.annex = False

    def unplaced(self, place: str, what: str, text: str) -> None:
        """Keep a text that has no place in the paper; with `as_text` it is a paragraph here instead."""
        if not self.as_text:
            self.pieces.unplaced.append(Unplaced(place, what, text))
            return
        self.pieces.warn(place, f"{what}，照 --as-text 作为正文的一段")
        self._part().add(Paragraph(text.strip()), place)


_BY_STYLE: Mapping[str, Callable[[Placer, Line], None]] = {
    **dict.fromkeys(_HEADER, Placer._header),
    "title": Placer._title,
    "addressees": Placer._addressees,
    "attachment-note": Placer._note_of_annexes,
    "signature": Placer._signature,
    "date": Placer._date,
    "note": Placer._remark,
    "attendance": Placer._attendance,
    "annex-label": Placer._annex_label,
    "annex-title": Placer._annex_title,
    "form": Placer._form,
}
