"""Asking another service over the bus."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

import pytest

from shared.contracts.requests import CodeSent, Contacts, ContactsOf, SendCode
from shared.kit.bus import Bus
from shared.kit.correlation import correlation_id
from shared.kit.database import Database
from shared.kit.replies import Replies
from shared.kit.tasks import Ask, AskingTask
from shared.kit.trouble import NoAnswer
from shared.testing.backbone import Backbone
from shared.testing.polling import Eventually
from shared.testing.things import Declared

CODE = SendCode(way="mail", address="nobody@example.org", code="123456")


def sending(send: Callable[[SendCode], Awaitable[CodeSent]]) -> Declared:
    """A service that answers SendCode by `send`."""
    replies = Replies()

    @replies.to(SendCode)
    async def send_code(_: Database, ask: SendCode) -> CodeSent:
        return await send(ask)

    return Declared("notifications", replies=(replies,))


async def connected(backbone: Backbone, service: Declared, eventually: Eventually) -> Bus:
    bus = await backbone.start(service, await backbone.database())
    await eventually(lambda: bus.state()["connected"])
    return bus


async def test_request_is_answered_with_the_correlation_of_who_asked(
    backbone: Backbone, eventually: Eventually
) -> None:
    heard: list[tuple[SendCode, str | None]] = []

    async def send(ask: SendCode) -> CodeSent:
        heard.append((ask, correlation_id.get()))
        return CodeSent(sent=True)

    await connected(backbone, sending(send), eventually)
    registry = await connected(backbone, Declared("registry"), eventually)
    correlation_id.set("sign-in-1")
    assert await registry.ask(CODE) == CodeSent(sent=True)
    assert heard == [(CODE, "sign-in-1")]


async def test_a_task_by_the_clock_asks_too(backbone: Backbone, eventually: Eventually) -> None:
    answered: list[bool] = []

    async def send(ask: SendCode) -> CodeSent:
        return CodeSent(sent=True)

    async def ask_round(_: Database, ask: Ask) -> None:
        answered.append((await ask(CODE)).sent)

    await connected(backbone, sending(send), eventually)
    task = AskingTask("ask", timedelta(milliseconds=20), ask_round)
    await backbone.start(Declared("registry", tasks=(task,)), await backbone.database())
    await eventually(lambda: answered)


async def test_one_of_several_copies_answers(backbone: Backbone, eventually: Eventually) -> None:
    heard: list[SendCode] = []

    async def send(ask: SendCode) -> CodeSent:
        heard.append(ask)
        return CodeSent(sent=True)

    for _ in range(2):
        await connected(backbone, sending(send), eventually)
    registry = await connected(backbone, Declared("registry"), eventually)
    await registry.ask(CODE)
    assert len(heard) == 1


async def test_slow_answer_holds_up_no_other_and_each_keeps_its_own_correlation(
    backbone: Backbone, eventually: Eventually
) -> None:
    go_on = asyncio.Event()
    answered: list[tuple[str, str | None]] = []

    async def send(ask: SendCode) -> CodeSent:
        if ask.code == "slow":
            await go_on.wait()
        answered.append((ask.code, correlation_id.get()))
        return CodeSent(sent=True)

    await connected(backbone, sending(send), eventually)
    registry = await connected(backbone, Declared("registry"), eventually)
    correlation_id.set("slow")
    slow = asyncio.create_task(registry.ask(CODE.model_copy(update={"code": "slow"}), timeout=10))
    await asyncio.sleep(0)
    correlation_id.set("quick")
    await registry.ask(CODE.model_copy(update={"code": "quick"}))
    go_on.set()
    assert (await slow).sent
    assert answered == [("quick", "quick"), ("slow", "slow")]


async def test_nobody_there_is_no_answer(backbone: Backbone, center: UUID, eventually: Eventually) -> None:
    notifications = await connected(backbone, Declared("notifications"), eventually)
    with pytest.raises(NoAnswer):
        await notifications.ask(ContactsOf(center_id=center, resident_ids=[]))


async def test_failing_service_is_no_answer_and_says_nothing_of_the_content(
    backbone: Backbone, eventually: Eventually
) -> None:
    async def send(ask: SendCode) -> CodeSent:
        raise ValueError(f"cannot send {ask.code} to {ask.address}")

    await connected(backbone, sending(send), eventually)
    registry = await connected(backbone, Declared("registry"), eventually)
    with pytest.raises(NoAnswer) as refused:
        await registry.ask(CODE)
    assert "nobody@example.org" not in str(refused.value.detail)


async def test_asking_before_the_bus_is_connected_is_no_answer(backbone: Backbone) -> None:
    bus = backbone.bus(Declared("registry"), await backbone.database())
    with pytest.raises(NoAnswer):
        await bus.ask(CODE)


async def test_contacts_are_answered_in_the_shape_of_the_contract(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    replies = Replies()

    @replies.to(ContactsOf)
    async def contacts_of(_: Database, ask: ContactsOf) -> Contacts:
        return Contacts(items=[])

    await connected(backbone, Declared("registry", replies=(replies,)), eventually)
    asking = await connected(backbone, Declared("notifications"), eventually)
    assert await asking.ask(ContactsOf(center_id=center, resident_ids=[center])) == Contacts(items=[])
