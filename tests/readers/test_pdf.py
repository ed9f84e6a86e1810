import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from kg.model import Article
from kg.readers import Rejected, read

LINES = (
    "The foreign ministers of Freedonia and Sylvania met in Klop-",
    "stokia on Monday and agreed on a ceasefire of ten days at the",
    "Duck River, a spokesman said after the talks.",
)


def pdf(*pages):
    """A document of pages of lines, made by hand."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj T* " for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 60 780 Td {shown}ET".encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 840] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(out),
    )  # fmt: skip


def read_pdf(tmp_path, data, **options):
    path = tmp_path / "communique.pdf"
    path.write_bytes(data)
    [found] = read([path], **options)
    return found


def test_the_text_layer_with_broken_words_joined(tmp_path):
    found = read_pdf(tmp_path, pdf(LINES))
    assert isinstance(found, Article)
    assert found.id == "communique"
    assert "met in Klopstokia on Monday" in found.text


def test_running_heads_and_page_numbers_are_left_out(tmp_path):
    pages = [("Ministry of Foreign Affairs", f"They met {n} times.", f"And parted {n} times.", f"Page {n} of 4") for n in range(1, 5)]  # fmt: skip # noqa: E501
    found = read_pdf(tmp_path, pdf(*pages))
    assert found.text == "\n\n".join(f"They met {n} times.\nAnd parted {n} times." for n in range(1, 5))


def locked(data):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf(()), "they are pictures"),
        (pdf(), "they are pictures"),
        (pdf(LINES)[:300], "a damaged PDF"),
        (b"%PDF-1.7\nnonsense", "a damaged PDF"),
        (b"", "a damaged PDF"),
        (locked(pdf(LINES)), "locked with a password"),
    ],
    ids=["no text", "no page", "cut off", "nonsense", "empty", "locked"],
)
def test_documents_that_cannot_be_read(tmp_path, data, reason):
    found = read_pdf(tmp_path, data)
    assert isinstance(found, Rejected)
    assert reason in found.what
    assert found.remedy


def test_a_document_above_the_limit(tmp_path):
    assert "more than the 100 bytes" in read_pdf(tmp_path, pdf(LINES), max_bytes=100).what


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(cut=st.integers(0, 1500), data=st.binary(max_size=60))
def test_damage_anywhere_is_an_article_or_rejected(tmp_path, cut, data):
    whole = pdf(LINES, LINES)
    found = read_pdf(tmp_path, whole[:cut] + data + whole[cut + len(data) :])
    assert isinstance(found, Article) or (found.what and found.remedy)
