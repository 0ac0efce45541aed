"""What becomes of a talk: the form of a need, an appeal or an idea begins with it, and saving that places it there."""

from collections.abc import Callable
from typing import Literal
from uuid import UUID

from services.portal.filling.forms import Form
from services.portal.filling.saving import made, saved
from services.portal.people.entering import CHANNEL_MISSING
from services.portal.people.finding import whom
from services.portal.people.labels import ANSWER_CHANNEL
from services.portal.talks.model import Talk
from services.portal.talks.view import present, talk_of
from services.portal.visits.visit import Visit

PAGES = {"need": "/desk/talents/", "appeal": "/desk/appeals/", "idea": "/desk/ideas/"}
"""Where the thing is that was made of a talk of this kind."""
GROUND = "разговор при встрече"
"""How one knows what somebody said in a talk."""


async def begin_with(visit: Visit, talk_id: UUID) -> tuple[Talk, dict[str, object]]:
    """The talk, and what a form starts with: its words, its house, whose they are, and which version was seen."""
    known, version = await present(visit, talk_id)
    talk = (await talk_of(visit, talk_id)).items[0]
    return talk, {**known, "talk": talk_id, "version": version}


async def write_down(
    visit: Visit, form: Form, kind: Literal["appeal", "idea"], read: Callable[[Form], dict[str, object]]
) -> tuple[str, list[object]]:
    """Makes an appeal or an idea of what the form says, and places the talk that it came of.

    Gives the page to go to, empty where something is wrong; and the people who may be meant.
    """
    person, found = await whom(visit, form, needed=False)
    talk = form.id("talk")
    channel = form.one_of("channel", ANSWER_CHANNEL, CHANNEL_MISSING)
    ground = GROUND if talk else None
    body = {**read(form), "resident_id": person, "channel": channel, "ground": ground}
    thing = await made(visit, form, f"/{kind}s", body, {"resident_id": "who"}, service="events")
    if thing and talk is None:
        return f"{PAGES[kind]}{thing}?done=noted", []
    if thing and talk and await place(visit, form, talk, thing, person):
        return f"/desk/talks/{talk}?done={kind}", []
    return "", list(found)


async def place(visit: Visit, form: Form, talk_id: UUID, thing: UUID, person: UUID | None) -> bool:
    """Links the talk with what was made of it; a click that came twice finds it linked already."""
    body: dict[str, object] = {"became_id": thing}
    if person is not None:
        body["resident_id"] = person
    if await saved(visit, form, f"/talks/{talk_id}", body, lambda: present(visit, talk_id)):
        return True
    return (await talk_of(visit, talk_id)).items[0].became_id == thing
