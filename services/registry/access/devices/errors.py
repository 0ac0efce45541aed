"""What is refused about a center's devices."""

from shared.kit.problems import DomainError, NotFound


class DeviceNotFound(NotFound):
    """The center has no such device."""


class DeviceUnknown(DomainError):
    """The device was never enrolled in a center, or was revoked."""

    status = 403
    code = "devices.unknown"
    title = "Это устройство не записано за центром; карточка работает только на устройстве центра"
