"""Plain text and Markdown, one article a file, with what is known of it in YAML front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from kg.errors import InputError
from kg.model import Article
from kg.readers.encoding import decode
from kg.readers.fields import KNOWN, article
from kg.readers.files import contents
from kg.readers.headers import read_headers

# From a first line of three dashes to the next line of three dashes (or dots); long blocks are prose between rules.
_FRONT = re.compile(r"---[ \t]*\r?\n(?P<head>(?:.{0,2000}\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_KEY = rf"(?:{'|'.join(KNOWN)})[ \t]*:"
_KNOWN_KEY = re.compile(f"^{_KEY}", re.MULTILINE)
_UNCLOSED = re.compile(rf"---[ \t]*\r?\n{_KEY}")
_NULLS = {"", "~", "null"}


def read_text(path: Path, *, max_bytes: int) -> Article:
    """Read a text file as one article; its id is the file's stem unless the front matter gives one.

    The article's text is the file without its byte order mark and front matter; line ends stay as they are. Headers
    as of a mail ("From:", "Subject:", "Date:"), with which press offices begin, stay in the text and are read as well.

    Raises
    ------
    InputError
        The file is too large, binary, in an unknown encoding, empty, or its front matter is wrong.
    OSError
        The system cannot read it.
    """
    head, body = split_front_matter(decode(contents(path, max_bytes)))
    return article({**read_headers(body), **head, "text": body}, max_bytes=max_bytes, default_id=path.stem)


def split_front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """The fields of the front matter and the text after it.

    A block between rules that names none of the known fields is part of the text. All scalars are
    read as strings: ``published: 2021-01-16`` is no YAML date and ``id: 007`` no number.

    Raises
    ------
    InputError
        It names a known field but is no YAML mapping, or is never closed.
    """
    found = _FRONT.match(text)
    if not found and _UNCLOSED.match(text):
        raise _wrong("it is never closed")
    if not found or not _KNOWN_KEY.search(found["head"]):
        return {}, text
    try:
        fields = yaml.load(found["head"], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise _wrong(_problem(error)) from error
    if not isinstance(fields, dict):
        raise _wrong("it is not a list of `name: value`")
    given = {name: value for name, value in fields.items() if not (isinstance(value, str) and value in _NULLS)}
    return given, text[found.end() :]


def _problem(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        # The first line of the file is the opening rule.
        return f"line {error.problem_mark.line + 2}: {error.problem}"
    return "it is not YAML"


def _wrong(what: str) -> InputError:
    return InputError(
        f"the front matter cannot be read: {what}",
        remedy="write one `name: value` a line between two lines of ---, and quote values with a colon or bracket",
    )
