"""How much of what is to be read lies ahead, by the sizes of the files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.model import Article
from kg.readers import elsewhere
from kg.readers.files import files
from kg.readers.web.reading import ADDRESS

STDIN = "-"

_BAR = 20
_MINUTE = 60


class Ahead:
    """Follows the reading of files; of what comes from elsewhere nobody knows how much there is.

    Parameters
    ----------
    inputs : iterable of str or Path
        As for `kg.readers.read`.
    """

    def __init__(self, inputs: Iterable[str | Path]) -> None:
        given = list(inputs)
        known = not any(str(each) == STDIN or _is_address(str(each)) for each in given)
        found = (path for each in given for path in files(Path(each)) if isinstance(path, Path)) if known else ()
        self._total = sum(map(_size, found))
        self._behind = self._here = self._of_this = 0

    def begin(self, path: Path) -> None:
        """A file is begun, and so the one before is at its end."""
        self._behind += self._here
        self._here, self._of_this = _size(path), 0

    def passed(self, article: Article) -> None:
        """An article of the file has been read."""
        self._of_this += len(article.text)

    @property
    def share(self) -> float | None:
        """Which part of everything has been read; None where that is not known."""
        return min(1.0, (self._behind + min(self._here, self._of_this)) / self._total) if self._total else None


def bar(share: float) -> str:
    """A part as a picture.

    Examples
    --------
    >>> bar(0.41)
    '[########------------] 41 %'
    """
    done = int(share * _BAR)
    return f"[{'#' * done}{'-' * (_BAR - done)}] {int(100 * share)} %"


def time_left(seconds: float) -> str:
    """About how long something takes yet.

    Examples
    --------
    >>> [time_left(s) for s in (8, 100, 4500)]
    ['8 s left', '2 min left', '1 h 15 min left']
    """
    if seconds < _MINUTE:
        return f"{round(seconds)} s left"
    hours, minutes = divmod(round(seconds / _MINUTE), _MINUTE)
    return f"{hours} h {minutes} min left" if hours else f"{minutes} min left"


def _is_address(given: str) -> bool:
    return bool(ADDRESS.match(given) or elsewhere.ADDRESS.match(given))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
