"""What Schemathesis must know besides the description: how SPARQL and JSON lines are written into a body.

The whole run, over a service that is up: ``SCHEMATHESIS_HOOKS=tests.api.fuzzing st run http://localhost:8000/openapi.json``
"""

from __future__ import annotations

from typing import Any

import schemathesis

CHECKS = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance")


@schemathesis.serializer("application/sparql-query", "application/sparql-update", "application/x-ndjson")
def written(_: Any, value: Any) -> bytes:
    """As it is; the service is to cope with anything."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
