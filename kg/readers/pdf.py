"""The text layer of a PDF."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from pathlib import Path

from kg.errors import InputError
from kg.model import Article
from kg.patience import at_most
from kg.readers.fields import article, too_large
from kg.readers.files import contents
from kg.settings import load as settings

MARK = b"%PDF-"
# Fonts and pictures are most of a document: it may be so much larger than the text in it.
_ROOM = 20
# A line that stands at the edge of so many pages is a running head or foot.
_REPEATED = 3
_NUMBER = re.compile(r"(?i)(?:page\s+)?[\divxl]+(?:\s*(?:/|of)\s*\d+)?")
_HYPHEN = re.compile(r"([a-z])-\n([a-z])")
# What the library raises on damaged documents.
_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, OSError)
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def read_pdf_file(path: Path, *, max_bytes: int) -> Article:
    """Read a PDF; its id is the file's stem.

    Raises
    ------
    InputError
        It is too large, damaged, locked, or has no text layer.
    OSError
        The system cannot read it.
    """
    data = contents(path, _ROOM * max_bytes)
    return article({"text": read_pdf(data, max_bytes=max_bytes)}, max_bytes=max_bytes, default_id=path.stem)


def read_pdf(data: bytes, *, max_bytes: int) -> str:
    """The text of a document: pages one after the other, without running heads, and with broken words joined.

    Raises
    ------
    InputError
        It is damaged, locked, or has no text layer.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    pages: list[list[str]] = []
    size = 0
    try:
        with at_most(settings().article_seconds):
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise InputError("the PDF is locked with a password", remedy="save it without")
            for page in reader.pages:
                lines = [line.rstrip() for line in page.extract_text().splitlines()]
                size += sum(map(len, lines))
                if size > max_bytes:
                    raise too_large(None, max_bytes)
                pages.append(lines)
    except (PyPdfError, *_FAULTS) as error:
        if isinstance(error, InputError):
            raise
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(f"a damaged PDF: {reason}", remedy="save it again, or give its text") from error
    text = "\n\n".join(_HYPHEN.sub(r"\1\2", "\n".join(lines).strip()) for lines in _without_edges(pages))
    if not text.strip():
        raise InputError(f"no text in the {len(pages)} pages: they are pictures", remedy="recognise the text (OCR)")
    return text


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """Pages without their numbers and without first and last lines that repeat from page to page."""
    edges = Counter(line for lines in pages for line in {each.strip() for each in (*lines[:2], *lines[-2:])})
    return [[line for i, line in enumerate(lines) if not _is_edge(line, i, len(lines), edges)] for lines in pages]


def _is_edge(line: str, place: int, count: int, edges: Counter[str]) -> bool:
    if 2 <= place < count - 2 or not line.strip():
        return False
    return edges[line.strip()] >= _REPEATED or bool(_NUMBER.fullmatch(line.strip()))
