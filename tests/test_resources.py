"""Where the shipped folders are."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import resources
from kg.errors import TableError


def test_a_checkout_has_both_folders() -> None:
    assert (resources.folder("ontology") / "plover.ttl").is_file()
    assert resources.folder("seeds").is_dir()


def test_an_installed_package_carries_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "kg"
    (package / "_data" / "seeds").mkdir(parents=True)
    (tmp_path / "seeds").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.folder("seeds") == package / "_data" / "seeds"
    with pytest.raises(TableError, match="install the package again"):
        resources.folder("ontology")
