"""Shards: the graphs of some articles as one file of sorted N-Quads, made anywhere and taken into a store at once.

A shard is `NAME.nq.gz` and, written after it, `NAME.json`, which tells what is in it; without that it does not count.
Both are written under another name first, so that each is there whole or not at all. The folder may be anything that
fsspec opens.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

import pyoxigraph as ox

from kg.errors import StoreError, UsageError
from kg.model import Article
from kg.namespaces import digest
from kg.rdf import article_quads
from kg.rdf.identity import waiting_quads
from kg.readers import Rejected
from kg.readers.language import is_read
from kg.workers import Read
from kg.world import world

FORMAT = 1
_Chunk: TypeAlias = list[tuple[Article, str]]
"""Articles with their marks."""

# A shard ends behind an article whose id's digest ends with so many zeros in bits, one in 256 on average: where
# articles come or go, the shards of all others stay the same.
_BITS = 8
_MOST = 1024
_QUICK = 3
_LIST = "shards.json"
_MANIFEST = re.compile(r"([0-9a-f]{16})\.json")
_AGAIN = "remove both files of the shard, and make it again: kg build --shards"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What is in a shard.

    Parameters
    ----------
    name : str
        Stands for the articles and for all by which they were read.
    version : str
        Stands for the tables and rules.
    articles : dict of str to str
        The mark of every article by its id: `kg.pipeline.fingerprint`.
    quads : int
    sha256 : str
        Of the file.
    languages : dict of str to str or None
        Of the articles that are not in English, by id; nothing is taken from them.
    skipped : tuple of Rejected
        What could not be read.
    """

    name: str
    version: str
    articles: dict[str, str]
    quads: int
    sha256: str
    languages: dict[str, str | None]
    skipped: tuple[Rejected, ...]
    format: int = FORMAT


def chunks(articles: Iterable[tuple[Article, str]]) -> Iterator[_Chunk]:
    """The articles of each shard; the same for the same articles."""
    chunk: _Chunk = []
    for article, mark in articles:
        chunk.append((article, mark))
        if int(digest(article.id), 16) % (1 << _BITS) == 0 or len(chunk) >= _MOST:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def name_of(chunk: Sequence[tuple[Article, str]]) -> str:
    """The name of the shard of these articles."""
    return digest(*(part for article, mark in chunk for part in (article.id, mark)))


def made(name: str, reads: Iterable[tuple[Read, str]], version: str) -> tuple[bytes, Manifest]:
    """The file of a shard, and what is in it.

    Parameters
    ----------
    version : str
        Stands for the tables and rules by which the articles were read.
    """
    lines: set[bytes] = set()
    marks: dict[str, str] = {}
    languages: dict[str, str | None] = {}
    skipped: list[Rejected] = []
    known = world().entities
    for (article, claims), mark in reads:
        if isinstance(claims, Rejected):
            skipped.append(claims)
            continue
        try:
            quads = [*article_quads(article, claims, mark, known), *waiting_quads(article.id)]
            written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
        except ValueError as error:
            skipped.append(Rejected(repr(article.id), f"cannot be stored: {error}", "repair its characters"))
            continue
        lines.update(written.rstrip(b"\n").split(b"\n"))
        marks[article.id] = mark
        if not is_read(article):
            languages[article.id] = article.language
    data = gzip.compress(b"".join(line + b"\n" for line in sorted(lines)), _QUICK, mtime=0)
    return data, Manifest(
        name=name,
        version=version,
        articles=marks,
        quads=len(lines),
        sha256=hashlib.sha256(data).hexdigest(),
        languages=languages,
        skipped=tuple(skipped),
    )


class Shards:
    """A folder of shards.

    Parameters
    ----------
    address : str
        A path, or an address that fsspec knows: ``s3://bucket/shards``.

    Raises
    ------
    UsageError
        If fsspec is not installed, or does not know the address.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            raise UsageError(
                "shards need fsspec", where=address, remedy="pip install 'aide-memoire[cluster]', here and there"
            ) from None
        try:
            self._files, self._root = url_to_fs(address)
        except (ValueError, ImportError) as error:
            raise UsageError(
                f"the folder is not known: {error}", where=address, remedy="install what its kind of address needs"
            ) from error

    def names(self) -> list[str]:
        """The shards that are whole, by name."""
        with suppress(FileNotFoundError):
            paths = (path.rpartition("/")[2] for path in self._files.ls(self._root, detail=False, refresh=True))
            return sorted(m[1] for m in map(_MANIFEST.fullmatch, paths) if m)
        return []

    def list(self, names: Sequence[str]) -> None:
        """Say which shards make up a run that has ended, in their order.

        Raises
        ------
        StoreError
            If it cannot be written.
        """
        self._keep({_LIST: json.dumps({"format": FORMAT, "shards": names}).encode()})

    def listed(self) -> Sequence[str]:
        """The shards of the run that ended last.

        Raises
        ------
        UsageError
            If none has.
        """
        try:
            found: list[str] = json.loads(self._files.cat_file(self._path(_LIST)))["shards"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UsageError(
                "there are no shards of a run that was ended", where=self.address, remedy="end it: kg build --shards"
            ) from error
        return found

    def manifest(self, name: str) -> Manifest:
        """What is in a shard.

        Raises
        ------
        StoreError
            If that cannot be read, or a newer version wrote it.
        """
        where = f"{self.address}/{name}.json"
        try:
            said: dict[str, Any] = json.loads(self._files.cat_file(self._path(f"{name}.json")))
            if said["format"] > FORMAT:
                raise StoreError("a newer version made this shard", where=where, remedy="upgrade the program")
            return Manifest(**{**said, "skipped": tuple(Rejected(**each) for each in said["skipped"])})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError("what is in the shard cannot be read", where=where, remedy=_AGAIN) from error

    def put(self, data: bytes, manifest: Manifest) -> None:
        """Keep a shard.

        Raises
        ------
        StoreError
            If it cannot be written.
        """
        said = json.dumps(asdict(manifest), ensure_ascii=False).encode()
        self._keep({f"{manifest.name}.nq.gz": data, f"{manifest.name}.json": said})

    def _keep(self, files: Mapping[str, bytes]) -> None:
        try:
            self._files.makedirs(self._root, exist_ok=True)
            for file, data in files.items():
                draft = self._path(f".{file}.{secrets.token_hex(4)}")
                self._files.pipe_file(draft, data)
                self._files.mv(draft, self._path(file))
        except OSError as error:
            raise StoreError(
                f"the shards cannot be written: {error}", where=self.address, remedy="see to the disk, then do it again"
            ) from error

    def data(self, manifest: Manifest) -> bytes:
        """The file of a shard.

        Raises
        ------
        StoreError
            If it is not what was written.
        """
        where = f"{self.address}/{manifest.name}.nq.gz"
        try:
            data: bytes = self._files.cat_file(self._path(f"{manifest.name}.nq.gz"))
        except OSError as error:
            raise StoreError("the shard cannot be read", where=where, remedy=_AGAIN) from error
        if hashlib.sha256(data).hexdigest() != manifest.sha256:
            raise StoreError("the shard is damaged", where=where, remedy=_AGAIN)
        return data

    def _path(self, file: str) -> str:
        return f"{self._root}/{file}"
