"""A center's devices over HTTP: a manager enrols the one they stand at, sees all, and revokes."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from services.registry.access.devices import service
from services.registry.access.devices.errors import DeviceNotFound
from services.registry.access.devices.model import Device
from services.registry.access.devices.repository import devices_of
from services.registry.access.devices.schemas import DeviceEnrol, DeviceEnrolled, DeviceRead
from shared.kit.idempotency import HEADER
from shared.kit.language import say
from shared.kit.paging import Page, PageQuery, page_of
from shared.kit.problems import invalid, problems
from shared.kit.recently import SignInAgainNeeded, recently_authenticated
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["devices"])

_CENTER = {"name": "center", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
_NOT_KEPT: dict[str, list[object]] = {"parameters": [_CENTER]}
"""A device's key is written down nowhere, so that its answer cannot be kept for repetition."""


@router.get("/centers/{center}/devices")
async def list_devices(
    query: Annotated[PageQuery, Query()], work: Annotated[Work, may("registry.devices.list_devices")]
) -> Page[DeviceRead]:
    """The center's devices, newest first."""
    return await page_of(work.session, devices_of(work.center), Device.id, query, DeviceRead.model_validate)


@router.post(
    "/centers/{center}/devices",
    status_code=201,
    responses=problems(SignInAgainNeeded),
    openapi_extra=_NOT_KEPT,
)
async def enrol(
    body: DeviceEnrol,
    work: Annotated[Work, may("registry.devices.enrol")],
    _recent: Annotated[None, recently_authenticated()],
) -> DeviceEnrolled:
    """Enrols a device; its key is in this answer and nowhere else. Takes no idempotency key."""
    if HEADER in work.request.headers:
        said = say("Ключ устройства показывается один раз: повтор здесь невозможен")
        raise invalid("/idempotency-key", "devices.not-repeated", said)
    device, key = await service.enrol(work.session, work.center, body.name, work.caller.id)
    return DeviceEnrolled(**DeviceRead.model_validate(device).model_dump(), key=str(key))


@router.delete("/centers/{center}/devices/{device_id}", status_code=204, responses=problems(DeviceNotFound))
async def revoke(device_id: UUID, work: Annotated[Work, may("registry.devices.revoke")]) -> None:
    """From now on no card signs in there."""
    await service.revoke(work.session, work.center, device_id)
