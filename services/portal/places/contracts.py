"""Management contracts of a house, and their papers."""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from services.portal.filling import refusals
from services.portal.filling.forms import Form
from services.portal.filling.saving import Known, made, removed, saved, standing
from services.portal.organisations.model import OrganisationLine
from services.portal.places.model import Contract, House
from services.portal.places.view import organisations_of
from services.portal.visits.visit import Filled, FormNotOurs, Manager, Visit, visit_of
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/places", include_in_schema=False)

COMPANY_MISSING = phrase("Напишите, как называется управляющая компания")
NUMBER_MISSING = phrase("Напишите номер договора")
START_MISSING = phrase("Укажите, с какого дня действует договор")
FILE_MISSING = phrase("Выберите файл")
FILE_LARGE = phrase("Файл больше 10 МБ: сожмите его или дайте ссылку")
_LARGEST = 10 * 1024 * 1024

Sent = tuple[Form, UploadFile | None]


@router.get("/houses/{house_id}/contracts/new")
async def ask_new(visit: Manager, house_id: UUID) -> Response:
    """The form of a new contract."""
    return await _page(visit, house_id, Form())


@router.post("/houses/{house_id}/contracts/new")
async def enter(visit: Manager, house_id: UUID, form: Filled) -> Response:
    """Enters a contract; one that meets another is refused and said which."""
    body = {"house_id": house_id, **_contract(form)}
    if await made(visit, form, "/contracts", body):
        return visit.go(f"/desk/places/houses/{house_id}?done=contract")
    return await _page(visit, house_id, form)


@router.get("/contracts/{contract_id}")
async def ask_edit(visit: Manager, contract_id: UUID) -> Response:
    """The form of a known contract, and its paper."""
    return await _known_page(visit, contract_id, await standing(_present(visit, contract_id)))


@router.post("/contracts/{contract_id}")
async def edit(visit: Manager, contract_id: UUID, form: Filled) -> Response:
    """Corrects a contract."""
    body = _contract(form)
    contract = await _read(visit, contract_id)
    if await saved(visit, form, f"/contracts/{contract_id}", body, lambda: _present(visit, contract_id)):
        return visit.go(f"/desk/places/houses/{contract.house_id}?done=changed")
    return await _known_page(visit, contract_id, form)


@router.post("/contracts/{contract_id}/remove")
async def remove(visit: Manager, contract_id: UUID, form: Filled) -> Response:
    """Removes a contract that was entered by mistake."""
    contract = await _read(visit, contract_id)
    if await removed(visit, form, f"/contracts/{contract_id}"):
        return visit.go(f"/desk/places/houses/{contract.house_id}?done=removed")
    return await _known_page(visit, contract_id, form)


async def _sent(request: Request, visit: Annotated[Visit, Depends(visit_of)]) -> AsyncIterator[Sent]:
    """A form with one file; raises FormNotOurs unless it carries this browser's token."""
    async with request.form(max_files=1, max_fields=20) as sent:
        form = Form({name: [value] for name, value in sent.items() if isinstance(value, str)})
        if not visit.portal.seal.believes(visit.visitor, form.value("csrf")):
            raise FormNotOurs
        file = sent.get("document")
        yield form, file if isinstance(file, UploadFile) and file.filename else None


@router.post("/contracts/{contract_id}/document")
async def keep_document(visit: Manager, contract_id: UUID, sent: Annotated[Sent, Depends(_sent)]) -> Response:
    """Keeps the contract's paper."""
    form, file = sent
    if file is None:
        form.wrong("document", FILE_MISSING)
    elif (file.size or 0) > _LARGEST:
        form.wrong("document", FILE_LARGE)
    else:
        path = f"/centers/{visit.center}/contracts/{contract_id}/document"
        try:
            await visit.api.keep(
                "registry", path, await file.read(), "application/pdf", {"name": file.filename}
            )
            return visit.go(f"/desk/places/contracts/{contract_id}")
        except refusals.TROUBLE as trouble:
            refusals.note(form, trouble)
            form.errors = {"document": next(iter(form.errors.values()))}
    return await _known_page(visit, contract_id, await standing(_present(visit, contract_id), form.errors))


@router.get("/contracts/{contract_id}/document")
async def read_document(visit: Manager, contract_id: UUID) -> Response:
    """The paper, to be saved."""
    path = f"/centers/{visit.center}/contracts/{contract_id}/document"
    content, headers = await visit.api.file("registry", path)
    return visit.dress(Response(content, media_type="application/pdf", headers=headers))


def _contract(form: Form) -> dict[str, object]:
    starts = form.day("starts_on")
    if starts is None:
        form.wrong("starts_on", START_MISSING)
    return {
        "company": form.need("company", COMPANY_MISSING),
        "company_id": form.id("company_id"),
        "number": form.need("number", NUMBER_MISSING),
        "starts_on": starts,
        "ends_on": form.day("ends_on"),
        "document_link": form.value("document_link") or None,
    }


async def _page(visit: Visit, house_id: UUID, form: Form) -> Response:
    house = await visit.api.get(House, "registry", f"/centers/{visit.center}/houses/{house_id}")
    return visit.page("places/contract", form, house=house, contract=None, companies=await _companies(visit))


async def _known_page(visit: Visit, contract_id: UUID, form: Form) -> Response:
    contract = await _read(visit, contract_id)
    house = await visit.api.get(House, "registry", f"/centers/{visit.center}/houses/{contract.house_id}")
    return visit.page(
        "places/contract", form, house=house, contract=contract, companies=await _companies(visit)
    )


async def _companies(visit: Visit) -> list[OrganisationLine]:
    """The management companies among the center's organisations, by name."""
    found = [one for one in await organisations_of(visit) if one.kind == "management_company"]
    return sorted((one for one in found if one.state == "active"), key=lambda one: one.name)


async def _read(visit: Visit, contract_id: UUID) -> Contract:
    return await visit.api.get(Contract, "registry", f"/centers/{visit.center}/contracts/{contract_id}")


async def _present(visit: Visit, contract_id: UUID) -> Known:
    path = f"/centers/{visit.center}/contracts/{contract_id}"
    contract, version = await visit.api.get_versioned(Contract, "registry", path)
    named = {"company", "company_id", "number", "starts_on", "ends_on", "document_link"}
    return contract.model_dump(include=named), version
