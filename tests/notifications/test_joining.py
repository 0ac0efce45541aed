"""Whoever may answer a wish to take part is told of it, once; who has asked stands on the page alone."""

from uuid import UUID

from shared.contracts.registry import JoinRequestMadeV1, ResidentErasedV1
from shared.kit.ids import new_id
from tests.notifications.conftest import Desk
from tests.notifications.test_acting import joined


def a_wish(*answering: UUID) -> JoinRequestMadeV1:
    return JoinRequestMadeV1(join_request_id=new_id(), organisation_id=new_id(), answering=list(answering))


async def test_those_who_hold_a_post_are_told_of_each_wish_once(desk: Desk, somebody: UUID) -> None:
    other = new_id()
    await joined(desk, somebody)
    await desk.has_heard(await desk.told(a_wish(somebody)))
    await desk.has_heard(await desk.told(a_wish(somebody, other)))
    await desk.is_told(somebody, "join_asked", "join_asked")
    await desk.is_told(other, "join_asked")
    (read, _) = (await desk.messages(somebody))["items"]
    assert "хочет участвовать" in read["text"]
    assert set(read["params"]) == {"organisation_id"}


async def test_where_nobody_holds_a_post_nobody_is_told(desk: Desk, somebody: UUID) -> None:
    await joined(desk, somebody)
    await desk.has_heard(await desk.told(a_wish()))
    assert await desk.codes(somebody) == []


async def test_whoever_was_erased_is_told_nothing(desk: Desk, somebody: UUID) -> None:
    await joined(desk, somebody)
    await desk.has_heard(await desk.told(ResidentErasedV1(resident_id=somebody)))
    await desk.has_heard(await desk.told(a_wish(somebody)))
    assert await desk.codes(somebody) == []
