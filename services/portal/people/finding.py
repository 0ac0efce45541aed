"""Finding the one resident that a manager means, from what they typed."""

from uuid import UUID

from services.portal.filling.forms import Form
from services.portal.visits.api import Listed, Read
from services.portal.visits.visit import Visit
from services.portal.wording.language import phrase

WHO_MISSING = phrase("Напишите фамилию или телефон")
NOBODY = phrase("Никого не нашли. Проверьте фамилию или сначала запишите человека")
SEVERAL = phrase("Нашлось несколько человек. Выберите, кто из них")
TOO_MANY = phrase("Нашлось больше десяти человек, показаны не все. Допишите имя и отчество")
_SHOWN = 10


class PersonLine(Read):
    """A line of the list: enough to tell people apart."""

    id: UUID
    name: str
    house_id: UUID | None = None
    premises_id: UUID | None = None
    flat: str | None = None
    adult: bool = True


async def find_people(visit: Visit, text: str, limit: int = _SHOWN) -> list[PersonLine]:
    """Residents whose name begins so, or whose telephone or mail it is."""
    query: dict[str, str | int | UUID | list[str] | None] = {"q": text, "limit": limit}
    return (
        await visit.api.get(Listed[PersonLine], "registry", f"/centers/{visit.center}/residents", query)
    ).items


async def whom(visit: Visit, form: Form, *, needed: bool = True) -> tuple[UUID | None, list[PersonLine]]:
    """The resident meant by the fields `who` and `who_id`, and those among whom to choose where it is not clear."""
    typed = form.value("who")
    if not typed:
        if needed:
            form.wrong("who", WHO_MISSING)
        return None, []
    found = await find_people(visit, typed)
    chosen = form.id("who_id")
    if chosen is not None and chosen in {one.id for one in found}:
        return chosen, found
    if len(found) == 1:
        return found[0].id, []
    if found:
        form.wrong("who_id", TOO_MANY if len(found) == _SHOWN else SEVERAL)
    else:
        form.wrong("who", NOBODY)
    return None, found
