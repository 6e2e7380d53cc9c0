"""Files that hold files: ZIP and mails (EML)."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.policy import compat32
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from gongwen.intake.containers.zips import Package, display_name, printable
from gongwen.intake.readers.extract import Extract
from gongwen.intake.trouble import Unreadable, bomb, damaged
from gongwen.intake.values import Member

if TYPE_CHECKING:
    from email.message import Message

    from gongwen.intake.limits import Limits

_HEADS = (("Subject", "主题"), ("From", "发件人"), ("To", "收件人"), ("Cc", "抄送"), ("Date", "日期"))
_MOST_PARTS = 1_000
_BLANK_LINES = re.compile(r"\n\s*\n+")
_CHINESE = {"gb2312", "gbk", "gb18030", "hz-gb-2312", "cp936", "x-gbk", "euc-cn"}


def read_zip(content: bytes, limits: Limits) -> Extract:
    """Return the files in a ZIP; the names are its text, one a line.

    A file that is locked or broken is named in the troubles; the others are
    handed on all the same.
    """
    package = Package(content, "ZIP", limits)
    found = Extract()
    for entry in package.entries:
        if entry.is_dir():
            continue
        name = display_name(entry)
        found.paragraphs.append(name)
        try:
            found.members.append(Member(name, package.part(entry)))
        except Unreadable as trouble:
            if trouble.hostile:
                raise
            found.troubles.append(f"其中的《{name}》没有取出：{trouble.sentence}")
    return found


def read_mail(content: bytes, limits: Limits) -> Extract:
    """Return a mail: its headers and body as text, its attachments (forwarded mails too) as members."""
    try:
        mail = message_from_bytes(content.lstrip(b"\r\n"), policy=compat32)
        found = Extract(paragraphs=[f"{label}：{_words(mail[head])}" for head, label in _HEADS if mail[head]])
        _parts(mail, found, limits)
    except (MessageError, RecursionError, LookupError) as error:
        raise damaged("EML", "邮件结构读不出") from error
    return found


def _parts(mail: Message, found: Extract, limits: Limits) -> None:
    """Add body and attachments of a mail to what was found, part by part."""
    stack: list[Message] = [mail]
    seen = 0
    while stack:
        part = stack.pop()
        seen += 1
        if seen > _MOST_PARTS:
            raise bomb("EML", f"由 {_MOST_PARTS} 个以上的部分嵌套而成")
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            stack.extend(reversed(_chosen(part)))
        elif part.get_content_maintype() == "text" and not _is_attached(part):
            found.paragraphs += _body(part)
        else:
            found.members.append(Member(_name(part, len(found.members)), _payload(part)))


def _chosen(part: Message) -> list[Message]:
    """Return the parts to read: of alternatives the plain text if there is one, and what is attached."""
    children = [child for child in part.get_payload() if not isinstance(child, str)]
    if part.get_content_subtype() == "alternative":
        texts = [child for child in children if child.get_content_type() == "text/plain"]
        if texts and _payload(texts[0]).strip():
            return texts[:1] + [child for child in children if _is_attached(child)]
    return children


def _is_attached(part: Message) -> bool:
    """Return whether a part is an attachment: it says so or has a file name."""
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _payload(part: Message) -> bytes:
    """Return the bytes of a part; those of a forwarded mail as it would stand alone."""
    if part.is_multipart():
        inner = part.get_payload(0)
        return inner.as_bytes() if not isinstance(inner, str) else inner.encode("utf-8", "surrogateescape")
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _body(part: Message) -> list[str]:
    """Return the paragraphs of a text part; of HTML only the words."""
    text = _decoded(_payload(part), part.get_content_charset())
    if part.get_content_subtype() == "html":
        text = words_of_html(text)
    return [line.strip() for line in text.splitlines() if line.strip()]


def words_of_html(text: str) -> str:
    """Return the words of an HTML page, a line for each block."""
    reader = _Words()
    reader.feed(text)
    return _BLANK_LINES.sub("\n", "".join(reader.pieces)).strip()


def _decoded(raw: bytes, charset: str | None) -> str:
    """Return bytes as characters: as said (any older Chinese coding as GB18030), else as UTF-8 or GB18030."""
    said = (charset or "utf-8").lower()
    for encoding in ("gb18030" if said in _CHINESE else said, "utf-8"):
        try:
            return raw.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode("gb18030", "replace")


def _words(head: object) -> str:
    """Return a header as people read it; encoded words decoded, one line."""
    pieces = []
    for piece, charset in decode_header(str(head)):
        if isinstance(piece, str):
            pieces.append(piece.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
        else:
            pieces.append(_decoded(piece, charset))
    return " ".join("".join(pieces).split())


def _name(part: Message, count: int) -> str:
    """Return the name of an attachment for people, no folder before it; a made one where it has none."""
    name = part.get_filename()
    if name and (plain := printable(_words(name).replace("\\", "/").rpartition("/")[2])):
        return plain
    kind = part.get_content_type()
    return f"转发的邮件{count + 1}.eml" if kind == "message/rfc822" else f"附件{count + 1}"


class _Words(HTMLParser):
    """Keeps the words of an HTML body, with a line end at every block."""

    _BLOCKS = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "table"})
    _UNSEEN = frozenset({"script", "style", "head", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at a block; begin to skip at what is not shown."""
        self._unseen += tag in self._UNSEEN
        if tag in self._BLOCKS:
            self.pieces.append("\n")
        elif tag in ("td", "th"):
            self.pieces.append("\t")

    def handle_endtag(self, tag: str) -> None:
        """End what is not shown."""
        if tag in self._UNSEEN:
            self._unseen = max(0, self._unseen - 1)

    def handle_data(self, data: str) -> None:
        """Keep words that are shown."""
        if not self._unseen:
            self.pieces.append(data.replace("\n", " "))
