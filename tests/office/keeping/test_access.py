"""A copy to be looked at is made beside the item, once, and the original does not change."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pikepdf
import pytest
from PIL import Image

from gongwen.intake import FileForm
from gongwen.office import archive
from gongwen.office.issue import issue
from gongwen.office.keeping.access import Made, make_copies
from gongwen.office.keeping.access.turning import CannotTurn, as_pdf
from gongwen.office.keeping.adding import Fate
from gongwen.office.keeping.pieces import pieces
from tests.office.archives import holdings_of, parts_of, request
from tests.office.keeping.taking import NOTICE, came, packed, parts_in, taken

DAMAGED = Path(__file__).parents[2] / "damaged"


def fax(pages: int) -> bytes:
    """A fax of A4 pages of 100 dots an inch, each with a black bar."""
    frames = []
    for page in range(pages):
        frame = Image.new("1", (827, 1169), 1)
        frame.paste(0, (100, 100 * (page + 1), 700, 100 * (page + 1) + 20))
        frames.append(frame)
    whole = io.BytesIO()
    frames[0].save(
        whole, "TIFF", save_all=True, append_images=frames[1:], compression="group4", dpi=(100, 100)
    )
    return whole.getvalue()


def word(*paragraphs: str) -> bytes:
    """A DOCX of these paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    whole = io.BytesIO()
    document.save(whole)
    return whole.getvalue()


def made(root: Path) -> list[Made]:
    return list(make_copies(parts_in(root), pieces(holdings_of(root))))


def test_every_page_of_a_fax_is_a_page_of_its_size_and_the_same_again() -> None:
    copy = as_pdf(fax(3), FileForm.TIFF, "传真<一>")
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        sizes = [tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages]
        assert sizes == [(595, 842)] * 3
        assert pdf.open_metadata().pdfa_status == "2B"
        assert str(pdf.docinfo["/Title"]) == "传真<一>"
        assert "/CreationDate" not in pdf.docinfo
    assert as_pdf(fax(3), FileForm.TIFF, "传真<一>") == copy


def test_a_text_that_came_in_gets_a_copy_once_and_stays_as_it_is(root: Path, tmp_path: Path) -> None:
    issue(parts_of(root), request())
    (outcome,) = taken(root, came(tmp_path, "来文.txt", NOTICE.encode("gb18030")))
    digest = holdings_of(root).store.get(outcome.item_id).digest
    ours, theirs = made(root)
    assert (ours.why, theirs.bag_id) == ("核发的公文自己有 PDF", f"{outcome.item_id}.001")
    store = holdings_of(root).store
    with pikepdf.open(io.BytesIO(store.read(theirs.bag_id, "access.pdf"))) as pdf:
        assert pdf.open_metadata().pdfa_status == "2B"
    said = json.loads(store.read(theirs.bag_id, "metadata.json"))
    assert (said["purpose"], said["conformance"]) == ("利用副本", "PDF/A-2b intended, not validated")
    assert store.get(outcome.item_id).digest == digest
    assert [one.why for one in made(root)] == ["核发的公文自己有 PDF", "已有利用副本"]
    assert archive.verify(holdings_of(root)).findings == ()


def test_what_cannot_be_turned_is_told_with_its_reason(root: Path, tmp_path: Path) -> None:
    taken(
        root,
        came(tmp_path, "1.pdf", (DAMAGED / "blank.pdf").read_bytes()),
        came(tmp_path, "2.zip", packed({"内.pdf": (DAMAGED / "encrypted.pdf").read_bytes()})),
        came(tmp_path, "3.docx", (DAMAGED / "truncated.docx").read_bytes()),
    )
    reasons = {one.item.title: (one.why, one.failed) for one in made(root)}
    assert reasons == {
        "1": ("原件就是 PDF", False),
        "2": ("ZIP 没有办法转成 PDF", False),
        "内": ("原件就是 PDF", False),
        "3": ("原件读不全，没有转", False),
    }


def test_an_item_whose_original_is_gone_is_told_and_what_is_like_it_still_comes_in(
    root: Path, tmp_path: Path
) -> None:
    (old,) = taken(root, came(tmp_path, "来文.docx", word("检查安排", "定于9月检查。")))
    data = Path(holdings_of(root).store.location(old.item_id)) / "data"
    data.chmod(0o755)
    (data / "original.docx").unlink()
    (one,) = made(root)
    assert (one.failed, one.why) == (
        True,
        f"件 {old.item_id} 里没有原件；请用 gongwen archive verify 查明原因",
    )
    (new,) = taken(root, came(tmp_path, "来文.docx", word("检查安排", "定于10月检查。")))
    assert (new.fate, new.item_id != old.item_id) == (Fate.KEPT, True)


def test_a_broken_picture_is_a_sentence() -> None:
    with pytest.raises(CannotTurn, match="这个图片打不开"):
        as_pdf(b"\x89PNG\r\n\x1a\nbroken", FileForm.PNG, "传真")
