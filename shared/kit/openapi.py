"""The OpenAPI document of a service: the frame's schemas and the bearer token beside FastAPI's own part."""

from pathlib import Path
from typing import Any

import orjson
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import Response

from shared.kit.problems import MEDIA_TYPE, Problem

_BEARER = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}

_COMMITTED = Path(__file__).parents[2] / "docs" / "openapi"


def describe(app: FastAPI, name: str) -> None:
    """Makes `app.openapi()` name the problem body of every refusal and the bearer token, and has it answered."""

    def document() -> dict[str, Any]:  # Any: an OpenAPI document is JSON
        if app.openapi_schema is None:
            app.openapi_schema = _complete(
                get_openapi(title=app.title, version=app.version, routes=app.routes)
            )
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign] # FastAPI's documented way to extend the document

    async def answer(_: Request) -> Response:
        """As it is committed, which `deploy.openapi check` holds to the code: to make it costs 18 MB for good."""
        committed = _COMMITTED / f"{name}.json"
        body = committed.read_bytes() if committed.is_file() else orjson.dumps(app.openapi())
        return Response(body, media_type="application/json")

    app.add_route("/openapi.json", answer, include_in_schema=False)


def _complete(document: dict[str, Any]) -> dict[str, Any]:  # Any: an OpenAPI document is JSON
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs"))
    schemas["Problem"] = problem
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    components["securitySchemes"] = {"bearer": _BEARER}
    for path in document["paths"].values():
        for operation in path.values():
            _problem_for_422(operation)
    return document


def _problem_for_422(operation: dict[str, Any]) -> None:  # Any: as above
    answers = operation.get("responses", {})
    if "422" in answers:
        answers["422"]["content"] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
