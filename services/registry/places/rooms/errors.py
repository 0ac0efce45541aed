"""What is refused about rooms."""

from shared.kit.problems import NotFound, Refused


class RoomNotFound(NotFound):
    """There is no such room in this center."""


class RoomNameTaken(Refused):
    """The center has a room of this name."""

    code = "rooms.name-taken"
    title = "Комната с таким названием уже есть"


class RoomInUse(Refused):
    """Something hangs on the room."""

    code = "rooms.in-use"
    title = "Комнату нельзя убрать: с ней связаны записи"
