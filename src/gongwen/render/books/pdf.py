"""Books and slips → PDF: a book on A4 turned, its head on every page; a slip on one sheet."""

from __future__ import annotations

from gongwen.model.book import Book, Slip
from gongwen.model.typefaces import Role
from gongwen.render.books.frame import FrameSetter


class BookSetter(FrameSetter):
    """Sets books."""

    def set(self, book: Book) -> bytes:
        """Return the PDF of `book`: tagged, with its title and language."""
        spoken = {
            Role.XIAOBIAOSONG: book.title,
            Role.SONG: "第0123456789页，共",
            Role.HEI: "".join(column.name for column in book.columns),
            Role.FANGSONG: "".join((book.left, book.right, *book.notes, *map("".join, book.rows))),
        }
        return self.set_values(spoken, b=book, width=sum(column.width for column in book.columns))


class SlipSetter(FrameSetter):
    """Sets slips."""

    def set(self, slip: Slip) -> bytes:
        """Return the PDF of `slip`; one that holds too much goes on to a further sheet."""
        boxes = [box for row in slip.rows for box in row.boxes]
        spoken = {
            Role.XIAOBIAOSONG: slip.title,
            Role.HEI: "".join(box.label for box in boxes),
            Role.FANGSONG: "".join((slip.left, slip.right, *slip.notes, *(box.text for box in boxes))),
        }
        return self.set_values(spoken, p=slip)
