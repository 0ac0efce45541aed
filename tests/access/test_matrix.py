"""Every operation of every service answers every caller as the committed matrix says.

The rows are compared with the OpenAPI documents: an operation without a row fails, and so does a row without an
operation. A failure shows the rows as they are now; whoever commits them has read them.
"""

import pytest

from deploy.topology import parts
from shared.kit.ids import new_id
from shared.testing.running import Running
from shared.testing.tokens import Tokens
from tests.access.callers import CALLERS, ROLES_OF, callers
from tests.access.matrix import ADMITTED, Row, as_text, committed, said
from tests.access.operations import Operation, operations_of
from tests.registry.making import make_center

SERVICES = [part.name for part in parts()]
STRANGERS = ("anonymous", "expired", "wrong_key", "alg_none", "confused")


@pytest.fixture(scope="session")
def matrix() -> dict[str, Row]:
    """What was committed."""
    return dict(committed())


@pytest.mark.parametrize("service", SERVICES)
async def test_every_caller_is_answered_as_committed(
    service: str, running: Running, tokens: Tokens, matrix: dict[str, Row]
) -> None:
    async with running("registry") as registry:
        opened = await registry.as_(tokens.operator()).post("/centers", json=make_center())
    assert opened.status_code == 201, opened.text
    home = opened.json()["id"]
    asking = callers(tokens, home)
    seen: dict[str, Row] = {}
    async with running(service) as api:
        for operation in operations_of(api.app):
            answers = [await api.root.send(operation.call(home, asking[name])) for name in CALLERS]
            seen[operation.name] = tuple(said(answer.status_code) for answer in answers)
    expected = {name: row for name, row in matrix.items() if name.split(" ")[0] == service}
    changed = {name: row for name, row in seen.items() if expected.get(name) != row}
    assert not changed, f"not as committed; now:\n{as_text(changed)}"
    assert seen.keys() == expected.keys(), f"no such operations: {sorted(expected.keys() - seen.keys())}"


def test_the_matrix_says_who_is_admitted_as_the_documents_do(matrix: dict[str, Row]) -> None:
    for name, answers in matrix.items():
        by_caller = dict(zip(CALLERS, answers, strict=True))
        if by_caller["anonymous"] == ADMITTED:
            assert set(answers) == {ADMITTED}, name
        else:
            assert {by_caller[stranger] for stranger in STRANGERS} == {"401"}, name


def test_nobody_from_elsewhere_is_admitted_to_a_center(matrix: dict[str, Row]) -> None:
    for name, answers in matrix.items():
        by_caller = dict(zip(CALLERS, answers, strict=True))
        if "{center}" not in name or by_caller["anonymous"] == ADMITTED:
            continue
        for role in ("resident", "manager"):
            elsewhere = by_caller[f"{role}_elsewhere"]
            assert elsewhere == ("403" if by_caller[role] == "403" else "404"), name


def test_no_service_is_forgotten(matrix: dict[str, Row]) -> None:
    assert {name.split(" ")[0] for name in matrix} | {"portal"} == {*SERVICES, "portal"}


def test_an_operation_knows_its_center_and_no_other_id() -> None:
    operation = Operation("talents", "PATCH", "/api/talents/v1/centers/{center}/offers/{id}", ("manager",))
    center = new_id()
    request = operation.call(center, {"authorization": "Bearer x"})
    assert str(request.url).endswith(f"/centers/{center}/offers/no-id")
    assert request.content == b"{}"


@pytest.mark.parametrize("service", SERVICES)
async def test_the_matrix_agrees_with_the_table_of_permissions(
    service: str, running: Running, matrix: dict[str, Row]
) -> None:
    """The rows are committed by hand and not made from the table: a row made from it would agree with any mistake
    in it. So a permission that is widened fails here until somebody has read the row and widened it too."""
    async with running(service) as api:
        for operation in operations_of(api.app):
            by_caller = dict(zip(CALLERS, matrix[operation.name], strict=True))
            for caller, roles in ROLES_OF.items():
                refused = "anyone" not in operation.roles and roles.isdisjoint(operation.roles)
                assert (by_caller[caller] == "403") is refused, f"{operation.name} as {caller}"
