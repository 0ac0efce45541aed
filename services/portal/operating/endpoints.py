"""The operator's pages: health, and the accounts of those who work."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import Known, made, saved
from services.portal.operating.view import INTERESTS, OF_CENTERS, ROLES, Account, centers_of, operating_of
from services.portal.sign_in.ways import ways_of
from services.portal.visits.visit import Filled, Operator, Visit
from services.portal.wording.language import phrase

router = APIRouter(include_in_schema=False)

_DONE = {
    "center": phrase("Центр открыт. Теперь откройте учётные записи его менеджерам."),
    "opened": phrase("Учётная запись открыта. Человек входит по коду на указанный контакт."),
    "changed": phrase(
        "Записали. Если изменились контакт или центры, прежние входы этого человека завершены."
    ),
    "closed": phrase("Учётная запись закрыта, все её входы завершены."),
    "again": phrase("Учётная запись снова открыта."),
    "keyless": phrase("Ключи удалены, входы завершены. Человек войдёт по коду и добавит новый ключ."),
}
FAMILY_MISSING = phrase("Напишите фамилию")
GIVEN_MISSING = phrase("Напишите имя")
_STATES: dict[str, dict[str, object]] = {
    "closed": {"active": False},
    "again": {"active": True},
}
CONTACT_MISSING = phrase("Напишите, куда приходить кодам")
ROLE_MISSING = phrase("Выберите, кем человек работает")
INTEREST_MISSING = phrase("Выберите, кто ещё платит человеку")


@router.get("/operator")
async def operator(visit: Operator, done: Annotated[str, Query()] = "") -> Response:
    """Health and accounts."""
    return visit.page("operating/operator", view=await operating_of(visit), done=_DONE.get(done, ""))


@router.get("/operator/accounts/new")
async def ask_account(visit: Operator) -> Response:
    """Who will work."""
    return await _account_page(visit, filled({"interest": "none"}), None)


@router.post("/operator/accounts/new")
async def open_account(visit: Operator, form: Filled) -> Response:
    """Opens an account."""
    body = {**_person(form), "role": form.one_of("role", ROLES, ROLE_MISSING)}
    if body["role"] not in OF_CENTERS:
        body["centers"] = []
    if await made(visit, form, "/staff", body, root=""):
        return visit.go("/operator?done=opened")
    return await _account_page(visit, form, None)


@router.get("/operator/accounts/{account}")
async def ask_change(visit: Operator, account: UUID) -> Response:
    """One account."""
    found = await _account(visit, account)
    return await _account_page(visit, filled(found.model_dump()), found)


@router.post("/operator/accounts/{account}")
async def change_account(visit: Operator, account: UUID, form: Filled) -> Response:
    """Changes an account, closes it or opens it again."""
    found = await _account(visit, account)
    state = form.value("state")
    body = _STATES[state] if state in _STATES else _person(form)
    if found.role not in OF_CENTERS:
        body = {name: value for name, value in body.items() if name != "centers"}
    if not form.errors and await _is_changed(visit, form, found, body):
        return visit.go(f"/operator?done={state or 'changed'}")
    return await _account_page(visit, form, await _account(visit, account))


@router.get("/operator/accounts/{account}/keys")
async def ask_keys(visit: Operator, account: UUID) -> Response:
    """Whether all keys of an account are really to be removed."""
    return visit.page("operating/keys", Form(), account=await _account(visit, account))


@router.post("/operator/accounts/{account}/keys")
async def forget_keys(visit: Operator, account: UUID, form: Filled) -> Response:
    """Removes all keys of an account: whoever has its contact signs in by a code from now on."""
    found = await _account(visit, account)
    if await _is_changed(visit, form, found, {"forget_keys": True}):
        return visit.go("/operator?done=keyless")
    return visit.page("operating/keys", form, account=await _account(visit, account))


async def _is_changed(visit: Visit, form: Form, found: Account, body: dict[str, object]) -> bool:
    """Whether the change was taken; errors and the other version are in the form where it was not."""

    async def present() -> Known:
        there = await _account(visit, found.id)
        return there.model_dump(), str(there.version)

    form.put("version", form.value("version") or str(found.version))
    return await saved(visit, form, f"/staff/{found.id}", body, present, root="")


def _person(form: Form) -> dict[str, object]:
    return {
        "family_name": form.need("family_name", FAMILY_MISSING),
        "given_name": form.need("given_name", GIVEN_MISSING),
        "patronymic": form.value("patronymic") or None,
        "contact": form.need("contact", CONTACT_MISSING),
        "centers": form.chosen("centers"),
        "interest": form.one_of("interest", INTERESTS, INTEREST_MISSING),
    }


async def _account(visit: Visit, account: UUID) -> Account:
    return await visit.api.get(Account, "registry", f"/staff/{account}")


async def _account_page(visit: Visit, form: Form, account: Account | None) -> Response:
    centers, ways = await centers_of(visit), await ways_of(visit)
    return visit.page("operating/account", form, account=account, centers=centers, roles=ROLES, ways=ways)
