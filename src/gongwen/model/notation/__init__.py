"""notation (公文记法): strict text ⇄ Document.

A 公文 as a clerk would type it: element lines (文种：通知), then sections
【正文】标题, 【印发】标题, 【附件】标题 with one paragraph a line, levels by their
markers, tables between bars. `templates/README.md` teaches it. Drafting fills
blanks between `lex` and `build`; `parse` does both for a text without blanks.
"""

from __future__ import annotations

from gongwen.errors import FactsError
from gongwen.model.document import Document
from gongwen.model.notation.building import build
from gongwen.model.notation.lexing import Line, LineKind, lex
from gongwen.model.notation.writing import write

__all__ = ["Line", "LineKind", "build", "lex", "parse", "write"]


def parse(text: str) -> Document:
    """Read a whole 公文. Raises FactsError listing every line that is wrong.

    Level numbers are checked: 三、 after 一、 is an error.
    """
    lines, findings = lex(text)
    if findings:
        raise FactsError("公文文本有不合记法之处", advice="请按行号改正", findings=findings)
    return build(lines, renumber=False)
