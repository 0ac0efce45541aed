"""Which failures will pass by themselves, and what is said about one."""

import asyncpg
import pytest
from nats.errors import TimeoutError as NatsTimeout
from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from shared.kit.database import Database
from shared.kit.problems import NotFound
from shared.kit.trouble import NoAnswer, reason_of, will_pass
from shared.testing.backbone import Backbone
from shared.testing.things import ThingMovedV1


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.exceptions.ConnectionDoesNotExistError(),
        asyncpg.exceptions.AdminShutdownError(),
        asyncpg.exceptions.CannotConnectNowError(),
        asyncpg.exceptions.DeadlockDetectedError(),
        asyncpg.exceptions.SerializationError(),
        asyncpg.exceptions.DiskFullError(),
        asyncpg.exceptions.TooManyConnectionsError(),
        asyncpg.InterfaceError("connection is closed"),
        NatsTimeout(),
        NoAnswer("rq.registry.contacts_of"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_failure_of_the_surroundings_will_pass(error: Exception) -> None:
    assert will_pass(error)


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.exceptions.UniqueViolationError(),
        asyncpg.exceptions.UndefinedTableError(),
        asyncpg.exceptions.QueryCanceledError(),
        ValueError("no"),
        KeyError("skill"),
        TimeoutError("of somebody else"),
        ConnectionError("of somebody else"),
        NotFound(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_failure_of_the_fact_will_not_pass(error: Exception) -> None:
    assert not will_pass(error)


async def test_database_that_is_not_there_will_pass() -> None:
    database = Database("postgresql://nobody:x@127.0.0.1:9/none")
    with pytest.raises(OSError, match="9") as refused:
        async with database.engine.connect() as connection:
            await connection.execute(text("select 1"))
    assert will_pass(refused.value)
    await database.close()


async def test_reason_names_type_state_and_constraint_but_no_value(backbone: Backbone) -> None:
    database = await backbone.database()
    insert = text("insert into inbox (event_id) values (cast(:id as uuid))")
    person = {"id": "0192aaaa-0000-7000-8000-000000000001"}
    async with database.session(None) as session:
        await session.execute(insert, person)
        with pytest.raises(IntegrityError) as refused:
            await session.execute(insert, person)
    assert reason_of(refused.value).startswith("IntegrityError, sqlstate 23505, constraint_name inbox_pkey, ")
    assert person["id"] not in reason_of(refused.value)


def test_reason_of_an_unreadable_body_names_the_fields_but_no_value() -> None:
    with pytest.raises(ValidationError) as refused:
        ThingMovedV1.model_validate_json('{"thing_id": "Ivanova", "step": 1}')
    assert "thing_id: uuid_parsing" in reason_of(refused.value)
    assert "Ivanova" not in reason_of(refused.value)


def test_reason_of_a_domain_error_is_its_code() -> None:
    assert reason_of(NotFound("Ivanova")) == "NotFound, not-found"
