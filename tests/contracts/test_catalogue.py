"""The catalogue says what the code says, and a change of a contract is called by its right name."""

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from faststream.specification.asyncapi.v3_0_0.schema import ApplicationSchema
from pydantic import BaseModel, Field

from deploy import catalogue, topology
from deploy.asyncapi import asyncapi
from deploy.events_page import events_page
from deploy.said import Said, said
from deploy.schema_diff import changes

CODED_BY_CONSENT = {"consent"}
"""`<purpose>/<version>` of the consent in force: a code whose versions grow."""

CODE_PATTERN = "^[a-z_.-]+$"
"""Codes of another service's own list: no space, no letter but the small Latin ones."""


@pytest.fixture(scope="module")
def what() -> Said:
    return said([part.declaration() for part in topology.parts()])


def test_committed_catalogue_is_what_the_code_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.main(["check"]) == 0, capsys.readouterr().out


def test_wrong_arguments_are_answered_with_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.main(["chek"]) == 2
    assert "write|check" in capsys.readouterr().out


def test_asyncapi_document_is_valid(what: Said) -> None:
    document = asyncapi(what)
    node = document["servers"]["node"]
    with_path = {
        **document,
        "servers": {"node": {**node, "pathname": ""}},
    }  # this model wants what AsyncAPI does not
    ApplicationSchema.model_validate(with_path)
    for reference in _references(document):
        found: Any = document  # Any: JSON
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]


def test_every_fact_and_its_hearers_are_in_the_catalogue(what: Said) -> None:
    page, operations = events_page(what), asyncapi(what)["operations"]
    for fact in what.facts:
        assert f"### `{fact.type}`" in page
        assert f"{fact.service}.says.{fact.type}" in operations
        for service, _ in what.reactions(fact):
            assert f"{service.name}.hears.{fact.type}" in operations


def test_every_request_is_answered_by_the_service_it_names(what: Said) -> None:
    for request in what.requests:
        assert [service.name for service in what.answers(request)] == [request.verb.partition(".")[0]]


def test_facts_hold_ids_codes_numbers_and_times_but_no_free_text(what: Said) -> None:
    free = {
        f"{fact.type}.{name}"
        for fact in what.facts
        for name, part in fact.model_json_schema(mode="serialization")["properties"].items()
        if name not in CODED_BY_CONSENT and any(_is_free_text(choice) for choice in _choices(part))
    }
    assert free == set()


def _choices(part: dict[str, Any]) -> Iterator[dict[str, Any]]:  # Any: JSON
    for choice in part.get("anyOf", [part]):
        yield choice.get("items", choice)


def _is_free_text(part: dict[str, Any]) -> bool:  # Any: JSON
    if part.get("pattern") == CODE_PATTERN:
        return False
    return part.get("type") == "string" and not {"enum", "const", "format"} & part.keys()


def _references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _references(each)


class Place(BaseModel):
    floor: int


class Before(BaseModel):
    kind: Literal["a", "b"]
    places: list[Place]
    note: int | None = None


class OneFieldMore(Before):
    more: int = 0


class OneCodeMore(Before):
    kind: Literal["a", "b", "c"]  # type: ignore[assignment]  # what a later version would declare


class Deprecated(Before):
    note: int | None = Field(default=None, deprecated=True)


class OneFieldLess(BaseModel):
    kind: Literal["a", "b"]
    note: int | None = None


class OneCodeLess(Before):
    kind: Literal["a"]


class NewRequired(Before):
    must: int


class OtherType(Before):
    note: str | None = None  # type: ignore[assignment]  # what a later version would declare


class NowOptional(Before):
    kind: Literal["a", "b"] = "a"


class OtherPlace(BaseModel):
    floor: str


class DeepChange(Before):
    places: list[OtherPlace]  # type: ignore[assignment]  # what a later version would declare


@pytest.mark.parametrize(
    ("after", "kinds"),
    [
        (Before, []),
        (OneFieldMore, ["additive"]),
        (OneCodeMore, ["additive"]),
        (Deprecated, ["deprecated"]),
        (OneFieldLess, ["breaking"]),
        (OneCodeLess, ["breaking"]),
        (NewRequired, ["breaking"]),
        (NowOptional, ["breaking"]),
        (OtherType, ["breaking", "breaking"]),
        (DeepChange, ["breaking", "breaking"]),
    ],
)
def test_change_of_a_contract_is_called_by_its_name(after: type[BaseModel], kinds: list[str]) -> None:
    found = changes("place", Before.model_json_schema(), after.model_json_schema())
    assert [change.kind for change in found] == kinds
