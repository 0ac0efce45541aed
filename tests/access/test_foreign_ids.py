"""A thing of another center looks like no thing: whoever is admitted and names an id that is not theirs gets 404.

The bodies are good and the ids are not; that rows of other centers are as absent as these is proved by
test_forgotten_where.
"""

import re
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI

from shared.kit.ids import new_id
from shared.testing.running import Running
from shared.testing.tokens import Tokens
from tests.access.bodies import smallest_body
from tests.access.catalog import NAMES
from tests.access.operations import Operation, operations_of

_PARAMETER = re.compile(r"{(\w+)}")

ELSEWISE = {
    "surveys POST /api/surveys/v1/centers/{center}/surveys/{id}/answers as manager": "says first for whom",
    "events POST /api/events/v1/centers/{center}/events/{id}/registrations as manager": "says first for whom",
    "registry PUT /api/registry/v1/centers/{center}/council-formings/{forming_id}/steps/{code} as manager": (
        "a step is a word of a closed list and no id"
    ),
    "registry GET /api/registry/v1/centers/{center}/council-formings/{forming_id}/papers/{paper}.pdf as manager": (
        "a paper is a word of a closed list and no id"
    ),
    (
        "registry POST /api/registry/v1/centers/{center}/erasures/{erasure_id}/mentions/{place}/{thing_id}/clear"
        " as manager"
    ): "a place is a word of a closed list",
    "registry GET /api/registry/v1/centers/{center}/exports/{kind} as manager": "a kind is a word of a closed list",
    "registry GET /api/registry/v1/centers/{center}/exports/{kind}/template as manager": (
        "a kind is a word of a closed list"
    ),
    "registry PUT /api/registry/v1/centers/{center}/infrastructure-maps/{map_id} as manager": (
        "the smallest body describes one part six times"
    ),
}
"""Who answers an unknown id otherwise: the smallest body lacks what this role must add."""


@pytest.mark.parametrize("service", NAMES)
async def test_an_id_of_elsewhere_is_not_found(service: str, running: Running, tokens: Tokens) -> None:
    center = new_id()
    callers = {"manager": tokens.manager(center), "resident": tokens.resident(center, uuid4())}
    found: dict[str, str] = {}
    async with running(service) as api:
        for operation in operations_of(api.app):
            if "{center}" not in operation.path or len(_PARAMETER.findall(operation.path)) == 1:
                continue
            for role in callers.keys() & {*operation.roles}:
                request = _request(api.app, operation, center, callers[role])
                answer = await api.root.send(request)
                if answer.status_code != 404:
                    found[f"{operation.name} as {role}"] = f"{answer.status_code} {answer.text}"
    assert {name: said for name, said in found.items() if name not in ELSEWISE} == {}


def _request(app: FastAPI, operation: Operation, center: UUID, token: str) -> httpx.Request:
    path = _PARAMETER.sub(lambda name: str(center if name[1] == "center" else uuid4()), operation.path)
    body = smallest_body(app.openapi(), operation.path, operation.method)
    headers = {"authorization": f"Bearer {token}", "if-match": '"1"'}
    return httpx.Request(operation.method, f"http://{operation.service}{path}", json=body, headers=headers)
