"""Real files of every form: our own papers, conversions by LibreOffice, scans of pages, mails, packages."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import openpyxl
import pypdfium2
from PIL import Image

from tests.layout import papers
from tests.recognise.papers import setter

ANNEX = "绍兴市国有企业使用软件情况调查表"
ROWS = (("单位", "电脑台数", "填报日期"), ("越城区", 120, "2015-07-30"), ("柯桥区", 86, "2015-07-28"))
TABLE_TEXT = "报送\n单位\t电脑台数\t填报日期\n越城区\t120\t2015-07-30\n柯桥区\t86\t2015-07-28"
LETTER = "各区、县（市）：\n    请于7月30日前报送调查表。\n联系人：朱晓翔\n"
CSV = "单位,电脑台数,填报日期\r\n越城区,120,2015-07-30\r\n柯桥区,86,2015-07-28\r\n"


@cache
def seed_pdf() -> bytes:
    """The notice of 2015 as we print it."""
    return papers.setter().set(papers.seed_composition())


@cache
def seed_docx() -> bytes:
    """The notice of 2015 as we give it to Word."""
    return setter().set(papers.seed_composition())


@cache
def small_docx() -> bytes:
    """A paper of one page with a table, a header and a footer."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉：内部资料"
    document.sections[0].footer.paragraphs[0].text = "页脚：共1页"
    for line in LETTER.splitlines():
        document.add_paragraph(line.strip())
    table = document.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = str(value)
    return _saved(document.save)


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


@cache
def xlsx() -> bytes:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "报送"
    for row in ROWS:
        sheet.append(row)
    return _saved(book.save)


@cache
def doc() -> bytes:
    """The small paper in the old form of Word."""
    return converted(small_docx(), "docx", "doc")


@cache
def xls() -> bytes:
    """The workbook in the old form of Excel."""
    return converted(xlsx(), "xlsx", "xls")


def converted(content: bytes, form: str, wanted: str) -> bytes:
    """What LibreOffice makes of a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"a.{form}")
        path.write_bytes(content)
        command = ["soffice", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", wanted, "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return path.with_suffix(f".{wanted}").read_bytes()


def page(number: int = 0, dpi: int = 150) -> Image.Image:
    """A page of the notice as a grey picture."""
    with pypdfium2.PdfDocument(seed_pdf()) as document:
        image: Image.Image = document[number].render(scale=dpi / 72, grayscale=True).to_pil()
        return image


@cache
def jpeg(dpi: int = 60) -> bytes:
    """The first page as a photo."""
    return picture(page(0, dpi), "JPEG", quality=70)


@cache
def png(dpi: int = 60) -> bytes:
    """The first page as PNG."""
    return picture(page(0, dpi), "PNG")


@cache
def tiff(dpi: int = 60) -> bytes:
    """Two pages as a fax machine keeps them: black and white, Group 4."""
    pages = [
        page(number, dpi).point(lambda level: 255 if level > 140 else 0).convert("1") for number in (0, 1)
    ]
    return picture(
        pages[0], "TIFF", compression="group4", save_all=True, append_images=pages[1:], dpi=(dpi, dpi)
    )


@cache
def scanned_pdf(dpi: int = 150) -> bytes:
    """Two pages as a scanner makes a PDF of them."""
    return picture(page(0, dpi), "PDF", save_all=True, append_images=[page(1, dpi)], resolution=dpi)


def picture(image: Image.Image, form: str, **options: object) -> bytes:
    """An image in the form named."""
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


@cache
def eml() -> bytes:
    """A mail with a Chinese subject and two attachments."""
    mail = EmailMessage()
    mail["Subject"] = "报送软件正版化调查表"
    mail["From"] = "越城区软件办 <ycq@example.invalid>"
    mail["To"] = "绍兴市软件办 <sx@example.invalid>"
    mail["Date"] = "Thu, 30 Jul 2015 09:00:00 +0800"
    mail.set_content(LETTER)
    mail.add_attachment(xlsx(), maintype="application", subtype="octet-stream", filename="调查表.xlsx")
    mail.add_attachment(small_docx(), maintype="application", subtype="octet-stream", filename="报告.docx")
    return mail.as_bytes()


@cache
def zipped() -> bytes:
    """A ZIP as Windows writes it: names in GB18030 without saying so, put where Python wrote letters."""
    files = {"调查表.xlsx": xlsx(), "说明.txt": LETTER.encode("gb18030"), "附件/报告.docx": small_docx()}
    names = [name.encode("gb18030") for name in files]
    letters = [letter * len(name) for letter, name in zip("ABC", names, strict=True)]
    content = packed(dict(zip(letters, files.values(), strict=True)))
    for letter, name in zip(letters, names, strict=True):
        content = content.replace(letter.encode(), name)
    return content


def packed(files: dict[str, bytes]) -> bytes:
    """A ZIP of files, always the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            head = zipfile.ZipInfo(name, (2015, 7, 30, 9, 0, 0))
            head.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(head, content)
    return stream.getvalue()


_OFD = 'xmlns:ofd="http://schemas.example/ofd"'


@cache
def ofd() -> bytes:
    """An OFD of two pages, after GB/T 33190: text codes in millimetres, a template page under the second."""
    root = (
        f"<ofd:OFD {_OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    document = (
        f'<ofd:Document {_OFD}><ofd:CommonData><ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/>'
        '</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/P1.xml"/>'
        '<ofd:Page ID="2" BaseLoc="Pages/P2.xml"/></ofd:Pages>'
        "</ofd:Document>"
    )
    first = ofd_page(
        [
            (28, 40, "各区、县（市）使用正版软件工作领导小组："),
            (39, 50, "请于2015年7月30日前报送软件正版化工作推进"),
        ]
    )
    second = ofd_page([(28, 40, "计划和调查表。"), (39, 50, "联系人：朱晓翔")], template="9")
    files = {"OFD.xml": root, "Doc_0/Document.xml": document, "Doc_0/Pages/P1.xml": first}
    files |= {"Doc_0/Pages/P2.xml": second, "Doc_0/Tpls/T.xml": ofd_page([(28, 20, "内部资料")])}
    return packed({name: text.encode() for name, text in files.items()})


def ofd_page(lines: list[tuple[int, int, str]], template: str = "") -> str:
    """A page of an OFD: each line at x, y with 5.6 mm characters, one step after another."""
    under = f'<ofd:Template TemplateID="{template}"/>' if template else ""
    objects = "".join(
        f'<ofd:TextObject ID="{y}" Boundary="{x} {y} 160 8" Font="1" Size="5.6">'
        f'<ofd:TextCode X="0" Y="6" DeltaX="g {len(text) - 1} 5.6">{text}</ofd:TextCode></ofd:TextObject>'
        for x, y, text in lines
    )
    layer = f'<ofd:Content><ofd:Layer ID="3">{objects}</ofd:Layer></ofd:Content>'
    return f"<ofd:Page {_OFD}>{under}{layer}</ofd:Page>"


ALL: dict[str, Callable[[], bytes]] = {
    "docx": small_docx,
    "doc": doc,
    "pdf": seed_pdf,
    "ofd": ofd,
    "xlsx": xlsx,
    "xls": xls,
    "csv": lambda: CSV.encode("gb18030"),
    "txt": LETTER.encode,
    "jpg": jpeg,
    "png": png,
    "tiff": tiff,
    "eml": eml,
    "zip": zipped,
}
"""One real file of every form, by the ending it would have."""
