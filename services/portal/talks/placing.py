"""What becomes of a talk: the form of a need, an appeal or an idea begins with it, and saving that places it there."""

from uuid import UUID

from services.portal.filling.forms import Form
from services.portal.filling.saving import saved
from services.portal.talks.model import Talk
from services.portal.talks.view import present, talk_of
from services.portal.visits.visit import Visit

PAGES = {"need": "/desk/talents/", "appeal": "/desk/appeals/", "idea": "/desk/ideas/"}
"""Where the thing is that was made of a talk of this kind."""


async def begin_with(visit: Visit, talk_id: UUID) -> tuple[Talk, dict[str, object]]:
    """The talk, and what a form starts with: its words, its house, whose they are, and which version was seen."""
    known, version = await present(visit, talk_id)
    talk = (await talk_of(visit, talk_id)).items[0]
    return talk, {**known, "talk": talk_id, "version": version}


async def place(visit: Visit, form: Form, talk_id: UUID, thing: UUID, person: UUID | None) -> bool:
    """Links the talk with what was made of it; a click that came twice finds it linked already."""
    body: dict[str, object] = {"became_id": thing}
    if person is not None:
        body["resident_id"] = person
    if await saved(visit, form, f"/talks/{talk_id}", body, lambda: present(visit, talk_id)):
        return True
    return (await talk_of(visit, talk_id)).items[0].became_id == thing
