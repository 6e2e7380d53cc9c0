"""What is read from real files of every form."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from PIL import Image

from gongwen.intake import FileForm, Limits, read
from gongwen.intake.readers import pdf
from tests.intake import malformed, samples

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DAMAGED = Path(__file__).parents[1] / "damaged"
TITLE = "关于印发《绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知"
ACROSS_LINES = "国有企业使用正版软件工作实施方案（2015—2020年）》的通知（浙正软办〔2015〕2号）精神，市使用"
ACROSS_PAGES = "通知（浙正软办"
OTHER_PAGE = "2号）精神，市使用正版软件领导小组办公室"


@pytest.mark.parametrize("ending", ["docx", "doc", "pdf", "ofd", "xlsx", "xls", "csv", "txt", "eml", "zip"])
def test_an_honest_file_is_read_without_trouble(ending: str) -> None:
    reading = read(samples.ALL[ending]())
    assert (reading.trouble, reading.hostile, reading.confidence) == ("", False, None)
    assert reading.text


@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_a_row_of_a_workbook_is_a_line(ending: str) -> None:
    assert read(samples.ALL[ending]()).text == samples.TABLE_TEXT


def test_a_csv_is_read_in_the_coding_of_windows() -> None:
    reading = read(samples.ALL["csv"]())
    assert reading.form is FileForm.CSV
    assert reading.text == samples.TABLE_TEXT.removeprefix("报送\n")


@pytest.mark.parametrize("ending", ["docx", "doc"])
def test_a_word_file_gives_body_table_header_and_footer(ending: str) -> None:
    lines = read(samples.ALL[ending]()).text.splitlines()
    assert lines[:3] == ["各区、县（市）：", "请于7月30日前报送调查表。", "联系人：朱晓翔"]
    assert "单位\t电脑台数\t填报日期" in lines
    if ending == "docx":
        assert lines[-2:] == ["页眉：内部资料", "页脚：共1页"]


def test_revisions_are_accepted_and_text_boxes_and_notes_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("台数为")._p
    paragraph.append(parse_xml(f"<w:del {W}><w:r><w:delText>八十</w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:ins {W}><w:r><w:t>八十六</w:t></w:r></w:ins>"))
    box = "<w:pict><w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent></w:pict>"
    paragraph.append(parse_xml(f"<w:r {W}>{box}</w:r>"))
    stream = io.BytesIO()
    document.save(stream)
    assert read(stream.getvalue()).text == "台数为八十六\n框内文字"


def test_lines_of_a_page_are_joined_to_paragraphs_across_pages_and_stand_as_they_are_beside() -> None:
    reading = read(samples.seed_pdf())
    assert TITLE in reading.text.splitlines()
    assert ACROSS_LINES in reading.text
    assert not any(ACROSS_LINES in line for line in reading.lines)
    assert "— 2 —" in reading.lines
    assert reading.pages == 8


def test_what_word_and_pdf_say_of_one_paper_is_the_same() -> None:
    as_pdf, as_docx = (read(content).text for content in (samples.seed_pdf(), samples.seed_docx()))
    paragraphs = [line for line in as_docx.splitlines() if len(line) > 60]
    assert len(paragraphs) == 18
    assert [line for line in paragraphs if line not in as_pdf] == []


def test_an_ofd_is_read_in_lines_joined_across_pages_on_its_template_page() -> None:
    reading = read(samples.ofd())
    assert reading.pages == 2
    assert reading.lines == (
        "内部资料",
        "各区、县（市）使用正版软件工作领导小组：",
        "请于2015年7月30日前报送软件正版化工作推进",
        "计划和调查表。",
        "联系人：朱晓翔",
    )
    assert "请于2015年7月30日前报送软件正版化工作推进计划和调查表。" in reading.text.splitlines()


@pytest.mark.parametrize(
    ("written", "name"), [("Doc_0/P.xml", "Doc_0/P.xml"), ("/doc_0/p.XML", "Doc_0/P.xml")]
)
def test_an_ofd_is_read_however_its_program_writes_where_a_part_lies(written: str, name: str) -> None:
    root = "<OFD><DocBody><DocRoot>/Doc_0/Document.xml</DocRoot></DocBody></OFD>"
    document = f'<Document><Pages><Page ID="1" BaseLoc="{written}"/></Pages></Document>'
    page = samples.ofd_page([(28, 40, "各区、县（市）：")])
    parts = {"OFD.xml": root, "Doc_0/Document.xml": document, name: page}
    reading = read(samples.packed({name: text.encode() for name, text in parts.items()}))
    assert (reading.text, reading.trouble) == ("各区、县（市）：", "")


def test_a_mail_gives_its_headers_its_body_and_its_attachments() -> None:
    reading = read(samples.eml())
    assert reading.text.startswith("主题：报送软件正版化调查表\n发件人：越城区软件办 <ycq@example.invalid>\n")
    assert "请于7月30日前报送调查表。" in reading.text
    assert [(member.name, member.content) for member in reading.members] == [
        ("调查表.xlsx", samples.xlsx()),
        ("报告.docx", samples.small_docx()),
    ]


def test_names_in_a_zip_of_windows_are_chinese() -> None:
    reading = read(samples.zipped())
    assert [member.name for member in reading.members] == ["调查表.xlsx", "说明.txt", "附件/报告.docx"]
    assert reading.members[1].content.decode("gb18030") == samples.LETTER


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("encrypted.pdf", "这个 PDF 文件有密码"),
        ("empty.pdf", "文件是空的（零字节）"),
        ("truncated.pdf", "文件不完整"),
        ("truncated.docx", "文件不完整"),
        ("table-truncated.xlsx", "文件不完整"),
        ("table-locked.xlsx", "这个 Office 文件有密码"),
        ("bad-xml.docx", "这个 DOCX 文件已损坏"),
        ("gongwen-0001.db", "认不出这是什么格式"),
    ],
)
def test_what_cannot_be_read_says_why_in_chinese(name: str, said: str) -> None:
    reading = read((DAMAGED / name).read_bytes())
    assert reading.trouble.startswith(said)
    assert (reading.text, reading.hostile) == ("", False)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_of_a_zip_with_a_spoilt_file_the_others_are_handed_on(method: int) -> None:
    files = samples.packed({"a.txt": bytes(range(256)), "b.txt": samples.LETTER.encode()})
    reading = read(malformed.spoilt(files, "a.txt", method))
    assert [member.name for member in reading.members] == ["b.txt"]
    assert reading.trouble.startswith("其中的《a.txt》没有取出：这个 ZIP 文件已损坏")


def test_a_file_packed_by_a_method_nobody_reads_is_not_called_locked() -> None:
    files = samples.packed({"a.txt": samples.LETTER.encode()})
    deflated, wide = (b"\x00\x00" + method.to_bytes(2, "little") for method in (zipfile.ZIP_DEFLATED, 9))
    assert files.count(deflated) == 2
    trouble = read(files.replace(deflated, wide)).trouble
    assert trouble.startswith("其中的《a.txt》没有取出：这个 ZIP 文件已损坏")


def test_a_scan_is_recognised_with_its_confidence() -> None:
    reading = read(samples.scanned_pdf())
    assert reading.pages == 2
    assert reading.confidence is not None
    assert reading.confidence > 0.95
    assert "各区、县（市）使用正版软件工作领导小组，各有关单位：" in reading.text.splitlines()
    (paragraph,) = (line for line in reading.text.splitlines() if ACROSS_PAGES in line)
    assert OTHER_PAGE in paragraph
    assert TITLE.replace("（", "(").replace("）", ")") in reading.text.splitlines()
    assert reading.trouble == ""


def test_a_fax_is_recognised_and_pages_beyond_the_limit_of_recognition_are_named() -> None:
    reading = read(samples.tiff(110), limits=Limits(ocr_pages=1))
    assert (reading.form, reading.pages) == (FileForm.TIFF, 2)
    assert reading.trouble == "扫描件有 2 页，只识别了前 1 页；请拆开另收"
    assert ACROSS_PAGES in reading.text
    assert OTHER_PAGE not in reading.text


@pytest.mark.parametrize("turned", ["by EXIF", "on its side", "upside down"])
def test_a_photo_is_read_upright(turned: str) -> None:
    image = samples.page(0, 110).crop((0, 0, 910, 1000))
    turn = Image.Transpose.ROTATE_180 if turned == "upside down" else Image.Transpose.ROTATE_90
    image, exif = image.transpose(turn), Image.Exif()
    if turned == "by EXIF":
        exif[0x0112] = 6
    reading = read(samples.picture(image, "JPEG", exif=exif))
    lines = reading.text.splitlines()
    assert "各区、县（市）使用正版软件工作领导小组，各有关单位：" in lines
    assert lines.index("绍市软件办〔2015〕3号") < 5


def test_a_scan_not_recognised_says_so_and_keeps_its_look() -> None:
    reading = read(samples.png(), ocr=False)
    assert reading.trouble == "这是扫描件，这次没有做文字识别；原件已原样留存"
    assert (reading.pages, reading.text, len(reading.looks)) == (1, "", 1)


def test_a_table_saved_by_a_web_page_gives_its_words() -> None:
    rows = "<tr><td>地名<td>年度</tr><tr><td>越城区<td>2015</tr>"
    page = f"<html><head><style>td{{}}</style></head><body><table>{rows}"
    assert read(page.encode()).text == "地名\t年度\n越城区\t2015"


def test_names_inside_are_shown_without_what_misleads() -> None:
    inside = samples.packed({"报告\u202excod.exe\n": b"x"})
    assert [member.name for member in read(inside).members] == ["报告xcod.exe"]
    mail = samples.eml().replace(b"filename*=utf-8''", b"filename*=utf-8''..%2F..%2Fetc%2F")
    assert [member.name for member in read(mail).members] == ["调查表.xlsx", "报告.docx"]


def test_lines_of_a_page_that_lies_slanting_are_joined_as_well() -> None:
    slanting = samples.page(0, 110).rotate(1.5, fillcolor=255, resample=Image.Resampling.BICUBIC)
    text = read(samples.picture(slanting, "JPEG")).text
    assert "关于印发《绍兴市推进国有企业使用正版软件工作实施方案" in text
    assert "维护国家形象的现实需要。深入推进国有企业软件正版化工作，有利于保障企业信息安全" in text


@pytest.mark.parametrize("size", [(1, 1), (2600, 2), (3, 6000), (2600, 80), (400, 400)])
def test_a_speck_a_strip_and_a_blank_sheet_say_nothing_and_do_no_harm(size: tuple[int, int]) -> None:
    reading = read(samples.picture(Image.new("L", size, 200), "PNG"))
    assert (reading.text, reading.pages, reading.confidence, reading.hostile) == ("", 1, 0.0, False)
    assert reading.trouble == "文字识别没有把握（字迹不清，或没有文字），请对照原件核对"


def test_a_pdf_of_many_pages_is_read_in_turns_that_together_give_all() -> None:
    whole = pdf.read(samples.seed_pdf(), Limits())
    found = pdf.read(samples.seed_pdf(), Limits(seconds=0, page_seconds=60))
    turns = 1
    while found.following is not None:
        found.go_on(pdf.read(samples.seed_pdf(), Limits(seconds=0, page_seconds=60), found.following))
        turns += 1
    assert turns == 8
    assert (found.laid_out, found.troubles) == (whole.laid_out, [])


def test_a_pdf_whose_pages_take_too_long_is_left_at_that_page() -> None:
    found = pdf.read(samples.seed_pdf(), Limits(seconds=0, page_seconds=0))
    assert found.following is None
    assert len(found.laid_out) == 1
    assert found.troubles[0].startswith("这个 PDF 文件有 8 页，只读了前 1 页")
