"""A service as small as one can be, to try the frame on: a center's shelf with things on it."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from shared.contracts.talents import OfferMadeV1
from shared.kit import audit, outbox
from shared.kit.app import Service
from shared.kit.database import Table, TenantRow
from shared.kit.etags import check_version, if_match, set_etag
from shared.kit.hot import HotWork
from shared.kit.ids import new_id
from shared.kit.paging import Page, PageQuery, page_of
from shared.kit.problems import NotFound, Refused, problems
from shared.kit.routing import Router
from shared.kit.work import Admission, Work, anyone


class Thing(TenantRow, Table):
    """Something on the shelf."""

    __tablename__ = "things"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class ThingCreate(BaseModel):
    name: str = Field(min_length=1, max_length=20)


class ThingRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: UUID
    name: str
    version: int


class AlreadyThere(Refused):
    code = "shelf.already-there"
    title = "Такая вещь уже есть"


class NotSent(Refused):
    code = "shelf.not-sent"
    title = "Весть о вещи не ушла"


router = Router(tags=["things"])
BOTH_HAVE_BEGUN = asyncio.Barrier(2)


@router.post("/centers/{center}/things", status_code=201, responses=problems(AlreadyThere))
async def put(
    body: ThingCreate, work: Annotated[Work, Depends(Admission(Work, ("resident", "manager")))]
) -> ThingRead:
    """Every name once, through the session."""
    if await work.session.scalar(select(Thing).where(Thing.name == body.name)):
        raise AlreadyThere
    thing = Thing(name=body.name)
    work.session.add(thing)
    await work.session.flush()
    outbox.add(work.session, _made(thing.id))
    audit.note(work.session, "thing.put", about=thing.id)
    return ThingRead.model_validate(thing)


@router.post("/centers/{center}/hot-things", status_code=201)
async def put_quickly(
    body: ThingCreate, work: Annotated[HotWork, Depends(Admission(HotWork, ("resident", "manager")))]
) -> ThingRead:
    """The same on the driver; names may repeat."""
    connection = await work.begin()
    thing = ThingRead(id=new_id(), name=body.name, version=1)
    await connection.execute(
        "insert into things (center_id, id, name, version) values ($1, $2, $3, 1)",
        work.center,
        thing.id,
        body.name,
    )
    work.add(_made(thing.id))
    await work.note("thing.put", about=thing.id)
    return thing


@router.get("/centers/{center}/things")
async def see(
    work: Annotated[Work, Depends(Admission(Work, ("resident", "manager")))],
    query: Annotated[PageQuery, Query()],
) -> Page[ThingRead]:
    return await page_of(work.session, select(Thing), Thing.id, query, ThingRead.model_validate)


@router.patch("/centers/{center}/things/{thing_id}")
async def rename(
    thing_id: UUID,
    body: ThingCreate,
    response: Response,
    work: Annotated[Work, Depends(Admission(Work, ("manager",)))],
    expected: Annotated[int, Depends(if_match)],
) -> ThingRead:
    thing = await work.session.scalar(select(Thing).where(Thing.id == thing_id))
    if thing is None:
        raise NotFound
    check_version(thing, expected)
    thing.name = body.name
    await work.session.flush()
    set_etag(response, thing.version)
    return ThingRead.model_validate(thing)


@router.post("/centers/{center}/broken-things", status_code=201)
async def break_after_writing(work: Annotated[Work, Depends(Admission(Work, ("manager",)))]) -> ThingRead:
    """Writes, says a fact, then fails."""
    work.session.add(Thing(name="broken"))
    await work.session.flush()
    outbox.add(work.session, _made(new_id()))
    raise RuntimeError("on purpose")


@router.put("/centers/{center}/things/{one}/with/{other}", status_code=204)
async def rename_both(
    one: UUID,
    other: UUID,
    body: ThingCreate,
    work: Annotated[Work, Depends(Admission(Work, ("manager",)))],
) -> None:
    """In the order in which they are said: two who say it the other way round stop each other, once both have begun."""
    await work.session.execute(update(Thing).where(Thing.id == one).values(name=body.name))
    await BOTH_HAVE_BEGUN.wait()
    await work.session.execute(update(Thing).where(Thing.id == other).values(name=body.name))


@router.post("/centers/{center}/states/{state}", status_code=204)
async def fail_with(state: str, work: Annotated[Work, Depends(Admission(Work, ("manager",)))]) -> None:
    """Fails as the database does with this state."""
    await work.session.execute(text(f"do $$ begin raise 'on purpose' using errcode = '{state}'; end $$"))


@router.post("/centers/{center}/things-with/{state}", status_code=201)
async def put_and_fail_afterwards(
    state: str, body: ThingCreate, work: Annotated[Work, Depends(Admission(Work, ("manager",)))]
) -> ThingRead:
    """Puts a thing, and fails in what was put off until then: as the database does, or by a refusal."""
    thing = Thing(name=body.name)
    work.session.add(thing)
    await work.session.flush()
    work.then(lambda: _fail_afterwards(work, state))
    work.then(lambda: _note_afterwards(work, thing.id))
    return ThingRead.model_validate(thing)


async def _fail_afterwards(work: Work, state: str) -> None:
    if state == "refused":
        raise NotSent
    async with work.database.transaction(work.center) as session:
        await session.execute(text(f"do $$ begin raise 'on purpose' using errcode = '{state}'; end $$"))


async def _note_afterwards(work: Work, thing_id: UUID) -> None:
    async with work.database.transaction(work.center) as session:
        audit.note(session, "thing.followed", about=thing_id)


@router.get("/opening-hours")
async def opening_hours(work: Annotated[Work, anyone()]) -> dict[str, str]:
    return {"from": "10:00"}


def _made(thing_id: UUID) -> OfferMadeV1:
    return OfferMadeV1(offer_id=thing_id, resident_id=new_id(), skill="other", channel="web")


SERVICE = Service(name="shelf", title="Полка", routers=(router,))
