"""Enrolling a center's device, and revoking it."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.devices.model import Device, DeviceKey
from services.registry.access.devices.repository import get_device
from services.registry.places.centers.repository import get_center
from shared.kit import audit
from shared.kit.clock import now
from shared.kit.ids import new_id


async def enrol(session: AsyncSession, center: UUID, name: str, by: UUID) -> tuple[Device, DeviceKey]:
    """A new device and its key; raises CenterNotFound."""
    await get_center(session, center)
    key = DeviceKey.make(center, new_id())
    device = Device(id=key.device_id, name=name, key_digest=key.digest, enrolled_by=by, enrolled_at=now())
    session.add(device)
    audit.note(session, "device.enrolled", about=device.id)
    await session.flush()
    return device, key


async def revoke(session: AsyncSession, center: UUID, device: UUID) -> Device:
    """Cards open nothing there from now on; raises DeviceNotFound."""
    found = await get_device(session, center, device)
    found.revoked_at = found.revoked_at or now()
    audit.note(session, "device.revoked", about=device)
    await session.flush()
    return found
