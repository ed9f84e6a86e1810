"""What a question can fail by."""

from __future__ import annotations


class NotUnderstood(Exception):
    """A part of a question that has no reading.

    Parameters
    ----------
    part : str
        The words.
    why : str
        In a sentence.
    names : tuple of str
        Names that look like the part.
    """

    def __init__(self, part: str, why: str, names: tuple[str, ...] = ()) -> None:
        self.part, self.why, self.names = part, why, names
        super().__init__(why)
