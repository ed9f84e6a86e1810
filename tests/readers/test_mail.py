import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Article
from kg.readers import Rejected, read
from kg.readers.text import read_text

HEADERS = """From: "Press Office, MFA of Freedonia" <press@mfa.example>
To: list@mfa.example
Date: Tue, 20 Jun 2017 14:30:00 +0200
Subject: =?utf-8?q?Visit_of_Baroness_von_Trapp_=E2=80=93_statement?=
"""
BODY = "The Minister received Baroness von Trapp at the station today.\n\nThey will meet again on Thursday.\n"


def read_mail(tmp_path, data):
    path = tmp_path / "release.eml"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    [found] = read([path])
    return found


def test_a_message(tmp_path):
    assert read_mail(tmp_path, f"{HEADERS}\n{BODY}> quoted\n> of others\n") == Article(
        id="release",
        title="Visit of Baroness von Trapp – statement",
        text=BODY.strip(),
        published="2017-06-20T14:30:00+02:00",
        published_from="metadata",
        source="Press Office, MFA of Freedonia",
    )


def test_a_message_in_several_parts(tmp_path):
    mime = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n'
    html = "--x\nContent-Type: text/html; charset=iso-8859-1\n\n<p>They met in Orl\xe9ans.</p><p>They parted.</p>\n"
    attached = '--x\nContent-Type: application/pdf\nContent-Disposition: attachment; filename="a.pdf"\n\n%PDF\n--x--\n'
    found = read_mail(tmp_path, f"{HEADERS}{mime}\n{html}{attached}".encode("latin-1"))
    assert found.text == "They met in Orléans.\n\nThey parted."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("They met.", "no headers"),
        (f"{HEADERS}\n", "empty"),
        (f"{HEADERS}Content-Type: image/png\n\nxyz", "no text"),
        (f"{HEADERS}Content-Type: text/plain; charset=no-such\n\nThey met.", "damaged mail"),
    ],
)
def test_what_is_no_mail_with_a_text(tmp_path, data, reason):
    found = read_mail(tmp_path, data)
    assert isinstance(found, Rejected)
    assert reason in found.what
    assert found.remedy


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=st.text(max_size=80), body=st.binary(max_size=80))
def test_any_bytes_are_an_article_or_rejected(tmp_path, head, body):
    found = read_mail(tmp_path, f"Subject: {head}\nFrom: {head}\nDate: {head}\n".encode("utf-8", "replace") + body)
    assert isinstance(found, Article) or (found.what and found.remedy)


# A text under headers keeps them: offsets count the file as it is.


def test_headers_above_a_text_are_read_and_stay(tmp_path):
    path = tmp_path / "release.txt"
    text = f"From: MFA of Freedonia\nDate: 20 June 2017\nSubject: Visit of Baroness von Trapp\n\n{BODY}"
    path.write_text(text, "utf-8")
    found = read_text(path, max_bytes=10_000)
    assert found.text == text
    assert (found.title, found.published, found.source) == (
        "Visit of Baroness von Trapp", "2017-06-20", "MFA of Freedonia",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Note: it rained.\nAlso: it snowed.\n\nThey met.",
        "Subject: talks\n\nThey met.",
        "From: A\nDate: today\nThey met.",
    ],
)
def test_lines_with_colons_are_no_headers(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    found = read_text(path, max_bytes=10_000)
    assert (found.title, found.published, found.source) == (None, None, None)
