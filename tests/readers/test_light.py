"""What is not needed is not loaded: reading plain files costs no library of the web."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("trafilatura", "lxml", "courlan", "feedparser", "warcio", "pypdf", "httpx2", "httpcore2", "protego",
         "pyarrow", "ftfy", "py3langid")  # fmt: skip
ENGLISH = "The ministers of the two states met on Monday and said that they would meet again in the spring. " * 3


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_plain_files_load_no_library_of_the_web(tmp_path, name):
    text = {"a.txt": ENGLISH, "a.jsonl": f'{{"text": "{ENGLISH}"}}', "a.csv": f"text\n{ENGLISH}"}[name]
    (tmp_path / name).write_text(text, "utf-8")
    code = (
        "import sys\nfrom kg.readers import read\nfrom kg.readers.language import is_read, with_language\n"
        f"[found] = read([{str(tmp_path / name)!r}])\nassert is_read(with_language(found)), found\n"
        f"print(sorted(set(sys.modules) & set({HEAVY!r})))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
