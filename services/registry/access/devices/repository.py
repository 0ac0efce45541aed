"""How a center's devices are found."""

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.devices.errors import DeviceNotFound, DeviceUnknown
from services.registry.access.devices.model import Device, DeviceKey
from services.registry.storage.repository import enter_center
from shared.kit.clock import now


def devices_of(center: UUID) -> Select[Device]:
    """Every device of the center, also those revoked."""
    return select(Device).where(Device.center_id == center)


async def get_device(session: AsyncSession, center: UUID, device: UUID) -> Device:
    """Raises DeviceNotFound."""
    found = await session.get(Device, {"center_id": center, "id": device})
    if found is None:
        raise DeviceNotFound
    return found


async def enter_by_device(session: AsyncSession, text: str) -> Device:
    """The device whose key this is, with the transaction moved into its center; raises DeviceUnknown."""
    key = DeviceKey.read(text)
    if key is None:
        raise DeviceUnknown
    await enter_center(session, key.center_id)
    device = await session.get(Device, {"center_id": key.center_id, "id": key.device_id})
    if device is None or not device.opens_with(key):
        raise DeviceUnknown
    device.used_at = now()
    return device
