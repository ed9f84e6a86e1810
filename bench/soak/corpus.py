"""Inputs that are kept: a file for each target, a literal of bytes a line; lines that begin with # say why."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "survival" / "corpus"


def kept(target: str) -> list[bytes]:
    """The inputs of a target, in order."""
    lines = (FOLDER / f"{target}.txt").read_text("utf-8").splitlines()
    return [ast.literal_eval(line) for line in lines if line.startswith("b")]


def keep(target: str, found: Iterable[bytes], why: str) -> None:
    """Add inputs to those of a target, with a line of explanation."""
    known = set(kept(target))
    new = [each for each in dict.fromkeys(found) if each not in known]
    if new:
        with (FOLDER / f"{target}.txt").open("a", encoding="utf-8") as out:
            out.write(f"# {why}\n" + "".join(f"{each!r}\n" for each in new))
