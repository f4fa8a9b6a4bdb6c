"""Files that were made to hurt their reader, each made anew: none of them is in the repository."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a0 "lol">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


def packed(parts: dict[str, bytes | str]) -> bytes:
    """Return a ZIP of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, part in parts.items():
            folder.writestr(name, part)
    return made.getvalue()


def xlsx(sheet: str, *, strings: str = "", book: str = "") -> bytes:
    """Return a spreadsheet with this XML as its one sheet."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"/>',
        "_rels/.rels": f'<Relationships xmlns="{LINKS}"><Relationship Id="r1" '
        f'Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{book}<workbook xmlns="{SHEET}" xmlns:r="{RELATED}"><sheets>'
        '<sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{LINKS}"><Relationship Id="r1" '
        f'Type="{RELATED}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    return packed(parts | ({"xl/sharedStrings.xml": strings} if strings else {}))


def docx(document: bytes | str) -> bytes:
    """Return a Word document with this XML as its words."""
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def rows(cells: str) -> str:
    """Return the XML of a sheet with these rows."""
    return f'<worksheet xmlns="{SHEET}"><sheetData>{cells}</sheetData></worksheet>'


def far_cell() -> bytes:
    """Return a spreadsheet of one cell in the last corner: a dense reader asks for 549 GB."""
    return xlsx(
        rows('<row r="1"><c r="A1"><v>1</v></c></row>'
             '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')
    )  # fmt: skip


def million_rows() -> bytes:
    """Return a spreadsheet of a million rows."""
    return xlsx(rows("".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>'
                             for n in range(1, 1_000_001))))  # fmt: skip


def laughing_sheet() -> bytes:
    """Return a spreadsheet whose words are a billion laughs."""
    return xlsx(rows('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), book=LAUGHS,
                strings=f'{LAUGHS}<sst xmlns="{SHEET}"><si><t>&a11;</t></si></sst>')  # fmt: skip


def laughing_letter() -> bytes:
    """Return a Word document whose words are a billion laughs."""
    return docx(f'{LAUGHS}<w:document xmlns:w="{WORD}"><w:t>&a11;</w:t></w:document>')


def swollen_letter() -> bytes:
    """Return a Word document of 400 MB in less than 400 KB, without a word to be shown."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = f'<w:document xmlns:w="{WORD}">'.encode()
    piece, count, crc = b" " * 1_000_000, 400, zlib.crc32(head)
    body = packer.compress(head)
    for _ in range(count):
        body += packer.compress(piece)
        crc = zlib.crc32(piece, crc)
    body += packer.flush()
    return _zip_of("word/document.xml", body, crc=crc, size=len(head) + len(piece) * count)


def _zip_of(name: str, body: bytes, *, crc: int, size: int, times: int = 1) -> bytes:
    """Return a ZIP of one packed part, which its directory may list many times."""
    fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(body), size, len(name), 0)
    local = b"PK\x03\x04" + fields + name.encode() + body
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, 0)
    entries = (entry + name.encode()) * times
    end = struct.pack("<HHHHIIH", 0, 0, times, times, len(entries), len(local), 0)
    return local + entries + b"PK\x05\x06" + end


def lying_sizes() -> bytes:
    """Return a Word document whose directory says that ten bytes are in it."""
    words = f'<w:document xmlns:w="{WORD}">{"<w:p/>" * 100_000}</w:document>'.encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(words) + packer.flush()
    return _zip_of("word/document.xml", body, crc=zlib.crc32(words), size=10)


def overlapping() -> bytes:
    """Return a Word document whose parts lie all in one place, 60,000 times."""
    words = b"<w:document/>" + b" " * 1_000_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(words) + packer.flush()
    return _zip_of("word/document.xml", body, crc=zlib.crc32(words), size=len(words), times=60_000)


def nested() -> bytes:
    """Return a ZIP in a ZIP in a ZIP, and so on."""
    inner = packed({"a.txt": b"0" * 1_000_000})
    for _ in range(20):
        inner = packed({f"{n}.zip": inner for n in range(3)})[:2_000_000]
    return inner


def linked() -> bytes:
    """Return a Word document whose words are a symbolic link to the users of the machine."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as folder:
        link = zipfile.ZipInfo("word/document.xml")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        folder.writestr(link, "/etc/passwd")
    return made.getvalue()


def repeating_sheet() -> bytes:
    """Return an OpenDocument spreadsheet with one row a thousand million times."""
    return _ods(rows=1_000_000_000, columns=100_000)


def sound_ods() -> bytes:
    """Return a small OpenDocument spreadsheet with nothing wrong in it."""
    return _ods(rows=2, columns=3)


def _ods(*, rows: int, columns: int) -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0"'
        f' xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="List">'
        f'<table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string">'
        "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    made = io.BytesIO()
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(made, "w") as folder:
        folder.writestr("mimetype", kind)
        folder.writestr("content.xml", content)
        folder.writestr("META-INF/manifest.xml", "<manifest/>")
    return made.getvalue()


def pdf(*objects: str | bytes, root: int = 1) -> bytes:
    """Return a PDF of these objects, numbered from 1."""
    made, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        body = each.encode("latin-1") if isinstance(each, str) else each
        made += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start, count = len(made), len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<</Size {count}/Root {root} 0 R>>"
    return made + f"{end}\nstartxref\n{start}\n%%EOF".encode()


CATALOG = "<</Type/Catalog/Pages 2 0 R>>"


def deep_pdf() -> bytes:
    """Return a PDF with lists in lists, 200,000 deep."""
    page = f"<</Type/Page/Parent 2 0 R/Annots {'[' * 200_000}{']' * 200_000}>>"
    return pdf(CATALOG, "<</Type/Pages/Count 1/Kids[3 0 R]>>", page)


def endless_pdf() -> bytes:
    """Return a PDF whose pages are their own children."""
    return pdf(CATALOG, "<</Type/Pages/Count 9/Kids[2 0 R 3 0 R]>>", "<</Type/Pages/Kids[2 0 R]>>")


def endless_stream() -> bytes:
    """Return a PDF whose words are unpacked to 300 MB, in 300 KB."""
    body = zlib.compress(b"BT (x) Tj ET " * 23_000_000, 9)
    head = f"<</Length {len(body)}/Filter/FlateDecode>>\nstream\n".encode()
    page = "<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 9 9]>>"
    return pdf(CATALOG, "<</Type/Pages/Count 1/Kids[3 0 R]>>", page, head + body + b"\nendstream")


def giant_pdf() -> bytes:
    """Return a PDF that says it has two thousand million pages, and lists one 500,000 times."""
    kids = "3 0 R " * 500_000
    return pdf(
        CATALOG, f"<</Type/Pages/Count 2147483647/Kids[{kids}]>>", "<</Type/Page/Parent 2 0 R>>"
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    crc = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + crc


def huge_png() -> bytes:
    """Return a picture of 65,000 by 65,000 points in a few bytes."""
    head = struct.pack(">IIBBBBB", 65_000, 65_000, 8, 6, 0, 0, 0)
    body = zlib.compress(b"\0" * 1_000_000, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")
    )


def wordy_png(length: int = 300_000_000) -> bytes:
    """Return a small picture with 300 MB of words beside it, packed."""
    head = struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0)
    words = b"Comment\0\0" + zlib.compress(b"x" * length, 9)
    rest = _chunk(b"IDAT", zlib.compress(b"\0" * 52)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"zTXt", words) + rest


def lying_jpeg() -> bytes:
    """Return a photograph that says it is 65,000 by 65,000 points."""
    made = io.BytesIO()
    Image.new("RGB", (64, 64), "green").save(made, "JPEG")
    content = bytearray(made.getvalue())
    at = content.index(b"\xff\xc0") + 5
    content[at : at + 4] = struct.pack(">HH", 65_000, 65_000)
    return bytes(content)


def tiff() -> bytes:
    """Return a picture of the kind that may point anywhere in itself."""
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "TIFF")
    return made.getvalue()


HEAD = b"From: jo@example.org\r\nTo: hub@example.org\r\nSubject: Robin\r\nMIME-Version: 1.0\r\n"


def nested_mail(depth: int = 10_000) -> bytes:
    """Return an email with 10,000 parts, one within the other."""
    begin = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(depth)
    )
    return HEAD + begin + b"Content-Type: text/plain\r\n\r\nRobin is cold.\r\n"


def mails_in_mails(depth: int = 5_000) -> bytes:
    """Return an email that holds an email that holds an email, and so on."""
    return HEAD + b"Content-Type: message/rfc822\r\n\r\n" * depth + b"Robin is cold.\r\n"


def many_parts() -> bytes:
    """Return an email with 100,000 parts beside each other."""
    part = b"--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx\r\n"
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * 100_000 + b"--b--"


def long_header() -> bytes:
    """Return an email with a header of eight megabytes."""
    return HEAD + b"X-Long: " + b"=?utf-8?q?=41?= " * 500_000 + b"\r\n\r\nRobin is cold.\r\n"


def bad_charset() -> bytes:
    """Return an email in alphabets that there are not."""
    return (
        b"From: =?klingon?q?=41?= <jo@example.org>\r\nTo: hub@example.org\r\n"
        b'Subject: =?utf-8?b?!!!?= =?\r\nContent-Type: text/plain; charset="../../etc"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\nUm9iaW4gaXMgY29sZC4=\r\n"
    )


def long_line() -> bytes:
    """Return a table of one line of ten megabytes."""
    return b"a," * 5_000_000


def formulas() -> bytes:
    """Return a table whose cells would act in a spreadsheet program."""
    return b"name,note\nRobin,\"=cmd|'/c calc'!A0\"\nAlex,@SUM(1)\nSam,-2+3+cmd\nKim,+1\n"


def pdf_and_zip() -> bytes:
    """Return a file that is a PDF from its head, and a Word document from its end."""
    return pdf(CATALOG, "<</Type/Pages/Count 0/Kids[]>>") + laughing_letter()


def pdf_and_page() -> bytes:
    """Return a file that is a web page to whoever looks past its first words."""
    return b"%PDF-1.7\n<html><script>alert(1)</script></html>" + pdf(CATALOG, "<</Type/Pages>>")


def page_as_text() -> bytes:
    """Return a web page."""
    return b"  \n<!DOCTYPE html><script>alert(1)</script>"


# By what each is called: the name under which it comes, how it is made, how it may end.
READ, UNREAD, REFUSED = "read", "unread", "refused"
Bomb = tuple[str, Callable[[], bytes], set[str]]
BOMBS: dict[str, Bomb] = {
    "one far cell": ("a.xlsx", far_cell, {UNREAD}),
    "a million rows": ("a.xlsx", million_rows, {READ, UNREAD}),
    "a billion laughs in a sheet": ("a.xlsx", laughing_sheet, {READ, UNREAD}),
    "a billion laughs in a letter": ("a.docx", laughing_letter, {UNREAD}),
    "400 MB in 400 KB": ("a.docx", swollen_letter, {READ, UNREAD}),
    "sizes that lie": ("a.docx", lying_sizes, {READ, UNREAD}),
    "parts that overlap": ("a.docx", overlapping, {READ, UNREAD}),
    "a ZIP in a ZIP": ("a.zip", nested, {REFUSED}),
    "a link in a ZIP": ("a.docx", linked, {UNREAD}),
    "a row a thousand million times": ("a.ods", repeating_sheet, {READ, UNREAD}),
    "lists in lists in a PDF": ("a.pdf", deep_pdf, {READ, UNREAD}),
    "pages that are their children": ("a.pdf", endless_pdf, {READ, UNREAD}),
    "300 MB of words in a PDF": ("a.pdf", endless_stream, {READ, UNREAD}),
    "two thousand million pages": ("a.pdf", giant_pdf, {READ, UNREAD}),
    "a huge picture": ("a.png", huge_png, {UNREAD}),
    "a picture with 300 MB of words": ("a.png", wordy_png, {READ, UNREAD}),
    "a photograph that lies": ("a.jpg", lying_jpeg, {READ, UNREAD}),
    "a TIFF": ("a.tif", tiff, {REFUSED}),
    "10,000 parts in parts": ("a.eml", nested_mail, {READ, UNREAD}),
    "emails in emails": ("a.eml", mails_in_mails, {READ, UNREAD}),
    "100,000 parts": ("a.eml", many_parts, {READ, UNREAD}),
    "a header of megabytes": ("a.eml", long_header, {READ, UNREAD}),
    "alphabets that there are not": ("a.eml", bad_charset, {READ}),
    "a line of ten megabytes": ("a.csv", long_line, {READ}),
    "formulas": ("a.csv", formulas, {READ}),
    "a PDF and a ZIP": ("a.pdf", pdf_and_zip, {READ, UNREAD}),
    "a PDF and a web page": ("a.pdf", pdf_and_page, {READ, UNREAD}),
    "a web page": ("a.txt", page_as_text, {REFUSED}),
    "nothing": ("a.txt", lambda: b"", {REFUSED}),
}
