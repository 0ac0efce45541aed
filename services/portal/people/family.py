"""Children and those of one household on the desk, entered in the words of the grown-ups."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.consents.bases import AT_ENTRY, entry_from
from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import made, removed, saved
from services.portal.people.contacts import WORDS_MISSING
from services.portal.people.entering import CHANNEL_MISSING, YEAR_WRONG
from services.portal.people.finding import PersonLine, whom
from services.portal.people.labels import ANSWER_CHANNEL, BOND
from services.portal.people.model import household_of
from services.portal.people.view import houses_of, person_of
from services.portal.sign_in.joining import FAMILY_MISSING, GIVEN_MISSING
from services.portal.visits.api import Listed, Query
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/people/{person_id}", include_in_schema=False)

BOND_MISSING = phrase("Отметьте, кто это ребёнку")
MATE_MISSING = phrase("Выберите человека")


@router.get("/children/new")
async def ask_child(visit: Manager, person_id: UUID) -> Response:
    """The form of a child, on the card of the grown-up who answers for them."""
    person = await person_of(visit, person_id)
    start = filled(
        {
            "family_name": person.family_name,
            "bond": "parent",
            "channel": "visit",
            "same_home": "yes",
            "basis_how": "awaited",
        }
    )
    return visit.page("people/child", start, person=person)


@router.post("/children/new")
async def enter_child(visit: Manager, person_id: UUID, form: Filled) -> Response:
    """Enters a child."""
    body = child_from(form) | {
        "channel": form.one_of("channel", ANSWER_CHANNEL, CHANNEL_MISSING),
        "ground": form.need("ground", WORDS_MISSING),
        "consent": entry_from(form),
    }
    if child := await made(visit, form, f"/residents/{person_id}/wards", body, AT_ENTRY):
        return visit.go(f"/desk/people/{child}?done=entered")
    return visit.page("people/child", form, person=await person_of(visit, person_id))


@router.get("/guardian")
async def ask_guardian(visit: Manager, person_id: UUID) -> Response:
    """Who else answers for the child."""
    return await _guardian_page(visit, person_id, filled({"bond": "parent"}), [])


@router.post("/guardian")
async def enter_guardian(visit: Manager, person_id: UUID, form: Filled) -> Response:
    """One more grown-up answers for the child."""
    guardian, found = await whom(visit, form)
    body = {"bond": form.one_of("bond", BOND, BOND_MISSING), "ground": form.need("ground", WORDS_MISSING)}
    what, names = f"/residents/{person_id}/guardians/{guardian}", {"guardian_id": "who"}
    if guardian is not None and await saved(visit, form, what, body, names=names, method="PUT"):
        return visit.go(f"/desk/people/{person_id}?done=guardian")
    return await _guardian_page(visit, person_id, form, found)


@router.get("/household")
async def ask_household(visit: Manager, person_id: UUID) -> Response:
    """With whom of the same flat somebody belongs together."""
    return await _household_page(visit, person_id, Form())


@router.post("/household")
async def join_household(visit: Manager, person_id: UUID, form: Filled) -> Response:
    """Enters that two belong together."""
    mate = form.id("with_resident")
    if mate is None:
        form.wrong("with_resident", MATE_MISSING)
    body = {"with_resident": mate, "ground": form.need("ground", WORDS_MISSING)}
    if await made(visit, form, f"/residents/{person_id}/household", body):
        return visit.go(f"/desk/people/{person_id}?done=household")
    return await _household_page(visit, person_id, form)


@router.post("/household/leave")
async def leave_household(visit: Manager, person_id: UUID, form: Filled) -> Response:
    """Enters that somebody belongs there no longer."""
    ground = form.need("ground", WORDS_MISSING)
    what = f"/residents/{person_id}/household"
    if await removed(visit, form, what, query={"ground": ground}):
        return visit.go(f"/desk/people/{person_id}?done=household-left")
    return await _household_page(visit, person_id, form)


def child_from(form: Form) -> dict[str, object]:
    """What a form says about a child."""
    year = form.value("birth_year")
    if not year.isdecimal() or len(year) != 4:
        form.wrong("birth_year", YEAR_WRONG)
    return {
        "family_name": form.need("family_name", FAMILY_MISSING),
        "given_name": form.need("given_name", GIVEN_MISSING),
        "patronymic": form.value("patronymic") or None,
        "birth_year": int(year) if year.isdecimal() else None,
        "bond": form.one_of("bond", BOND, BOND_MISSING),
        "same_home": form.value("same_home") == "yes",
    }


async def _guardian_page(visit: Visit, person_id: UUID, form: Form, found: list[PersonLine]) -> Response:
    houses = {one.id: one.address for one in await houses_of(visit)}
    person = await person_of(visit, person_id)
    return visit.page("people/guardian", form, person=person, found=found, houses=houses)


async def _household_page(visit: Visit, person_id: UUID, form: Form) -> Response:
    residents = f"/centers/{visit.center}/residents"
    person = await person_of(visit, person_id)
    household = await household_of(visit, f"{residents}/{person_id}")
    mates: list[PersonLine] = []
    if household is None and person.premises_id is not None:
        query: Query = {"premises_id": person.premises_id, "limit": 100}
        listed = (await visit.api.get(Listed[PersonLine], "registry", residents, query)).items
        mates = [one for one in listed if one.id != person_id]
    return visit.page("people/household", form, person=person, mates=mates, household=household)
