"""What can be read of ISO 19005-2 (PDF/A-2) level B in a PDF, clause by clause.

No independent validator of level 2b is to be had from the package registries,
so the clauses are read here with qpdf (pikepdf) and fontTools, neither of
which wrote the file. `CLAUSES` says what is read; what it does not name is
not read. A fault is a sentence that begins with its clause.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from tests.render.pdfa_fonts import font_faults
from tests.render.pdfa_tags import instructions, listed, structure_faults

CLAUSES = {
    "6.1.2": "file header at byte 0, then a comment of four bytes above 127",
    "6.1.3": "identifier in the trailer, no encryption, nothing after the last end of file mark",
    "6.1.4": "cross-reference and syntax as qpdf reads them, without repair",
    "6.1.7": "lengths of streams right, no external stream, no LZW, no Crypt filter",
    "6.1.13": "strings, names, reals and nesting of q within the limits",
    "6.2.2": "only operators of ISO 32000-1, resources named on the page",
    "6.2.3": "one output intent GTS_PDFA1 with an RGB profile of ICC version 2 or 4",
    "6.2.4": "device colours only RGB or grey, under the RGB output intent",
    "6.2.5": "no transfer function, no halftone name in a graphics state",
    "6.2.9": "no PostScript, reference or alternate image",
    "6.2.10": "no transparency but the mask of an image: opacity 1, blend mode Normal, no group",
    "6.2.11.2": "every font a composite font with its type and base font",
    "6.2.11.3": "Identity-H, CIDToGIDMap Identity, CIDSystemInfo Adobe-Identity",
    "6.2.11.4": "every font program embedded, every glyph shown is in it; no partial CIDSet",
    "6.2.11.5": "widths of the dictionary those of the program, within 1/1000 em",
    "6.2.11.7": "a Unicode value, not 0, U+FEFF or U+FFFE, for every glyph shown (level U asks it)",
    "6.2.11.8": "no glyph .notdef is shown",
    "6.3": "no annotation but links, none without its appearance and flags",
    "6.5": "no action, no script, no XFA, no form",
    "6.6.2": "XMP metadata: one packet without attributes bytes or encoding, well-formed, UTF-8",
    "6.6.3": "title, author, subject, producer, creator and dates as in the Info dictionary",
    "6.6.4": "pdfaid:part 2, pdfaid:conformance B",
    "6.7": "marked, tagged, language given, headings and table parts (level A asks it)",
    "6.8": "no embedded file",
    "6.9": "no optional content without a name",
    "6.10": "no alternate presentation, no page transition",
    "6.11": "no requirements dictionary",
}

_OPERATORS = frozenset(
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n"  # noqa: SIM905
    " q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
)
_CMYK = {"K", "k"}
_PACKET = rb"<\?xpacket begin=([\"'])(\xef\xbb\xbf)?\1 id=([\"'])W5M0MpCehiHzreSzNTczkc9d\3\?>"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
_ICC_VERSIONS = (2, 4)
_LONGEST_NAME, _LONGEST_STRING, _DEEPEST, _LARGEST = 127, 32767, 28, 3.403e38


def faults(data: bytes) -> list[str]:
    """Return the sentences on what breaks a clause; none for a file that breaks none of `CLAUSES`."""
    try:
        pdf = pikepdf.open(io.BytesIO(data), attempt_recovery=False)
    except pikepdf.PdfError as error:
        return [f"6.1.4 {error}"]
    with pdf:
        return [
            *_file(data, pdf),
            *_objects(pdf),
            *_output_intent(pdf),
            *_metadata(pdf),
            *_catalogue(pdf),
            *_pages(pdf),
            *structure_faults(pdf),
        ]


def _file(data: bytes, pdf: Pdf) -> Iterator[str]:
    lines = data.split(b"\n", 2)
    if not re.fullmatch(rb"%PDF-1\.[2-7]", lines[0]):
        yield "6.1.2 no header at byte 0"
    if not re.match(rb"%[\x80-\xff]{4}", lines[1]):
        yield "6.1.2 no comment of bytes above 127"
    if not re.search(rb"%%EOF\r?\n?\Z", data):
        yield "6.1.3 something follows the last end of file mark"
    if "/ID" not in pdf.trailer or not all(bytes(part) for part in pdf.trailer.ID):
        yield "6.1.3 no identifier"
    if pdf.is_encrypted:
        yield "6.1.3 encrypted"
    yield from (f"6.1.4 {problem}" for problem in pdf.check_pdf_syntax())


def _objects(pdf: Pdf) -> Iterator[str]:
    for one in (part for whole in pdf.objects for part in _parts(whole)):
        yield from _limits(one)
        if isinstance(one, Stream):
            filters = {str(name) for name in listed(one.get("/Filter"))}
            if filters & {"/LZWDecode", "/Crypt"}:
                yield f"6.1.7 filter {filters}"
            if {"/F", "/FFilter", "/FDecodeParms"} & set(one.keys()):
                yield "6.1.7 an external stream"
        if isinstance(one, (Dictionary, Stream)):
            yield from _dictionary(one)


def _dictionary(one: Object) -> Iterator[str]:
    keys = set(one.keys())
    kind, subtype = one.get("/Type"), one.get("/Subtype")
    if (
        subtype == Name.PS
        or "/OPI" in keys
        or "/Alternates" in keys
        or (subtype == Name.Form and "/Ref" in keys)
    ):
        yield "6.2.9 a PostScript, reference or alternate object"
    if one.get("/S") == Name.Transparency or (
        subtype != Name.Image and one.get("/SMask", Name.None_) != Name.None_
    ):
        yield "6.2.10 a transparency group or soft mask"
    if any(one.get(key, 1) != 1 for key in ("/CA", "/ca")) or one.get("/BM", Name.Normal) != Name.Normal:
        yield "6.2.10 opacity or a blend mode"
    if kind == Name.ExtGState and keys & {"/TR", "/TR2", "/HTP"}:
        yield "6.2.5 a transfer function"
    if kind == Name.Annot and subtype != Name.Link:
        yield f"6.3 annotation {subtype}"
    if "/EF" in keys or kind == Name.EmbeddedFile:
        yield "6.8 an embedded file"
    if kind == Name.Page and keys & {"/AA", "/PresSteps", "/Trans"}:
        yield "6.10 a page action or presentation step"
    if "/JS" in keys or one.get("/S") in {
        Name.JavaScript,
        Name.Launch,
        Name.GoToR,
        Name.URI,
        Name.SubmitForm,
    }:
        yield "6.5 an action"


def _parts(one: Any) -> Iterator[Any]:
    """Yield `one` and all that is written inside it."""
    yield one
    inside: list[Any] = []
    if isinstance(one, (Dictionary, Stream)):
        inside = [part for item in one.items() for part in (Name(item[0]), item[1])]
    elif isinstance(one, Array):
        inside = list(one)
    for part in inside:
        if not (isinstance(part, Object) and part.is_indirect):
            yield from _parts(part)


def _limits(one: Any) -> Iterator[str]:
    if isinstance(one, Name) and len(str(one)) - 1 > _LONGEST_NAME:
        yield "6.1.13 a name is too long"
    elif isinstance(one, pikepdf.String) and len(bytes(one)) > _LONGEST_STRING:
        yield "6.1.13 a string is too long"


def _output_intent(pdf: Pdf) -> Iterator[str]:
    intents = [one for one in pdf.Root.get("/OutputIntents", []) if one.get("/S") == Name.GTS_PDFA1]
    if len(intents) != 1 or "/OutputConditionIdentifier" not in intents[0]:
        yield "6.2.3 not one output intent GTS_PDFA1"
        return
    stream = intents[0].DestOutputProfile
    profile = stream.read_bytes()
    size, version, space, mark = (
        int.from_bytes(profile[:4], "big"),
        profile[8],
        profile[16:20],
        profile[36:40],
    )
    right = size == len(profile) and version in _ICC_VERSIONS and space == b"RGB " and mark == b"acsp"
    if not right or profile[12:16] not in {b"mntr", b"prtr"} or stream.N != 3:
        yield f"6.2.3 profile of version {version}, {space!r}, {size} of {len(profile)} bytes"


def _metadata(pdf: Pdf) -> Iterator[str]:
    if "/Metadata" not in pdf.Root:
        yield "6.6.2 no metadata"
        return
    stream = pdf.Root.Metadata
    packet = stream.read_bytes()
    if stream.get("/Type") != Name.Metadata or stream.get("/Subtype") != Name.XML:
        yield "6.6.2 the stream is not named metadata"
    head = re.match(_PACKET, packet)
    if head is None or not re.search(rb"<\?xpacket end=[\"'][rw][\"']\?>\s*\Z", packet):
        yield "6.6.2 not one packet"
    try:
        tree = ElementTree.fromstring(packet.decode("utf-8"))
    except (ElementTree.ParseError, UnicodeDecodeError) as error:
        yield f"6.6.2 {error}"
        return
    said = dict(_said(tree))
    if (said.get(f"{_PDFAID}part"), said.get(f"{_PDFAID}conformance")) != ("2", "B"):
        yield "6.6.4 not identified as PDF/A-2b"
    yield from _information(pdf.docinfo, {name.rpartition("}")[2]: value for name, value in said.items()})


def _said(tree: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for description in tree.iter(f"{_RDF}Description"):
        yield from description.attrib.items()
        for one in description:
            yield one.tag, "".join(one.itertext())


def _information(info: Dictionary, said: dict[str, str]) -> Iterator[str]:
    pairs = {"Title": "title", "Author": "creator", "Subject": "description", "Producer": "Producer"}
    pairs |= {"Creator": "CreatorTool", "CreationDate": "CreateDate", "ModDate": "ModifyDate"}
    for key, name in pairs.items():
        value, wanted = str(info.get(f"/{key}", "")), said.get(name, "")
        if key.endswith("Date"):
            value, wanted = re.sub(r"\D", "", value), re.sub(r"\D", "", wanted)
        if value != wanted or not value:
            yield f"6.6.3 {key} is {value!r} here and {wanted!r} in the metadata"


def _catalogue(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    names = root.get("/Names", Dictionary())
    if {"/AA", "/OpenAction", "/AcroForm"} & set(root.keys()) or "/JavaScript" in names:
        yield "6.5 an action or a form"
    if "/OCProperties" in root:
        yield "6.9 optional content"
    if "/AlternatePresentations" in names:
        yield "6.10 an alternate presentation"
    if "/Requirements" in root:
        yield "6.11 requirements"


def _pages(pdf: Pdf) -> Iterator[str]:
    shown: dict[str, set[int]] = {}
    fonts: dict[str, Any] = {}
    for page in pdf.pages:
        resources = page.obj.get("/Resources", Dictionary())
        if "/Resources" not in page.obj:
            yield "6.2.2 a page without resources"
        fonts |= dict(resources.get("/Font", Dictionary()).items())
        yield from _content(page, shown)
    for name, codes in shown.items():
        if name in fonts:
            yield from font_faults(name, fonts[name], codes)
        else:
            yield f"6.2.2 {name} is no resource"


def _content(page: pikepdf.Page, shown: dict[str, set[int]]) -> Iterator[str]:
    font, depth, deepest = "", 0, 0
    for operands, name in instructions(page):
        depth += (name == "q") - (name == "Q")
        deepest = max(deepest, depth)
        if name == "Tf":
            font = str(operands[0])
        elif name in {"Tj", "TJ", "'", '"'}:
            shown.setdefault(font, set()).update(_codes(operands[-1]))
        yield from _operation(operands, name)
    if depth:
        yield "6.2.2 q and Q do not match"
    if deepest > _DEEPEST:
        yield f"6.1.13 q nested {deepest} deep"


def _operation(operands: list[Any], name: str) -> Iterator[str]:
    if name not in _OPERATORS:
        yield f"6.2.2 operator {name}"
    elif name in _CMYK or (name in {"cs", "CS"} and operands[0] == Name.DeviceCMYK):
        yield "6.2.4 a CMYK colour under an RGB output intent"
    if any(isinstance(one, (int, float)) and abs(one) > _LARGEST for one in operands):
        yield "6.1.13 a number is too large"


def _codes(shown: Any) -> Iterator[int]:
    for text in listed(shown):
        if isinstance(text, pikepdf.String):
            raw = bytes(text)
            yield from (int.from_bytes(raw[place : place + 2], "big") for place in range(0, len(raw), 2))
