"""sheaf (一叠): the forms that one worker makes at a time, and their print file.

Each form goes to its place as soon as it is made and read back. A file that
somebody changed since the last run is left alone, and the form is written
beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from gongwen.errors import disk_errors
from gongwen.layout import SheetComposer
from gongwen.model import Finding, FormSheet, Level
from gongwen.office.filling.results.memory import digest_of

if TYPE_CHECKING:
    from gongwen.model.typefaces import Typefaces
    from gongwen.office.wiring import Settings
    from gongwen.render.stamping.form import Form
    from gongwen.render.stamping.stamper import Stamper

RULE = "套印"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A form to be made: its row, the name of its file without suffix, the digest the last run noted."""

    number: int
    label: str
    name: str
    sheet: FormSheet
    before: str = ""


@dataclass(frozen=True, slots=True)
class MadeForm:
    """A form that lies in its place; `findings` tell what a person should look at."""

    number: int
    file: str
    sha256: str
    pages: int
    made: bool
    findings: tuple[Finding, ...]


class FormDesk:
    """Makes sheaves; keeps the stamper with its blanks from one to the next."""

    def __init__(self, stamper: Stamper, typefaces: Typefaces) -> None:
        self._stamper = stamper
        self._composer = SheetComposer(typefaces)

    @classmethod
    def of(cls, settings: Settings) -> FormDesk:
        """Return a desk with the faces and the frame of `settings`."""
        from gongwen.office.wiring import Workshop

        workshop = Workshop(settings)
        return cls(workshop.stamper(), workshop.typefaces)

    def make(self, folder: Path, sheaf: tuple[Wanted, ...], print_name: str) -> tuple[MadeForm, ...]:
        """Make the forms of `sheaf` in `folder`, and with `print_name` their print file.

        The first stamped form is compared with its full setting. Raises
        IntegrityError when a form is not what it must be, StorageError when
        the disk does not take it.
        """
        self._stamper.begin_batch()
        with (
            disk_errors("写出表"),
            _replacing(folder / print_name) if print_name else nullcontext() as stream,
        ):
            printing = self._stamper.print_file(stream) if stream else None
            made = []
            for wanted in sheaf:
                form = self._stamper.make(self._composer.compose(wanted.sheet))
                made.append(_placed(folder, wanted, form))
                if printing:
                    printing.add(form)
            if printing and stream:
                printing.close()
                stream.flush()
                printing.ensure_whole(Path(stream.name))
        return tuple(made)


def _placed(folder: Path, wanted: Wanted, form: Form) -> MadeForm:
    digest = hashlib.sha256(form.pdf).hexdigest()
    findings = [] if form.stamped else [_in_full(wanted, len(form.says))]
    path = folder / f"{wanted.name}.pdf"
    lying = digest_of(path)
    if lying not in ("", digest, wanted.before):
        sentence = f"{path.name} 手工改过，没有动它；这次做的是 {wanted.name} (2).pdf"
        findings.append(Finding(wanted.label, RULE, sentence, Level.WARNING))
        path = folder / f"{wanted.name} (2).pdf"
        lying = digest_of(path)
    if lying != digest:
        with _replacing(path) as stream:
            stream.write(form.pdf)
    return MadeForm(wanted.number, path.name, digest, len(form.says), lying != digest, tuple(findings))


def _in_full(wanted: Wanted, pages: int) -> Finding:
    sentence = f"填的字一行放不下，没有套印，整页排出，共{pages}面；请看是否合适，可改用简称"
    return Finding(wanted.label, RULE, sentence, Level.WARNING)


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `path` in one step when it is whole."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        with temporary.open("wb") as stream:
            yield stream
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
