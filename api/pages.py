"""The pages for the browser: plain files, which load nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

# What `make web` builds; see ARCHITECTURE.md on why it stands in the repository.
WEB = Path(__file__).parent / "web" / "dist"
SPARQL_PAGE = WEB / "index.html"

router = APIRouter(include_in_schema=False)


@router.api_route("/", methods=["GET", "HEAD"])
def start() -> FileResponse:
    """The page to ask from."""
    return FileResponse(WEB / "index.html")


@router.api_route("/docs", methods=["GET", "HEAD"])
def docs() -> FileResponse:
    """The interface, to read and to try."""
    return FileResponse(WEB / "docs.html")
