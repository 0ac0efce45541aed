"""Management contracts over HTTP, for a center's managers; the paper comes as a plain PDF body."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from services.registry.people.names.schemas import Line
from services.registry.places.management import service
from services.registry.places.management.errors import (
    ContractNotFound,
    ContractOverlap,
    DocumentNotFound,
    DocumentNotPdf,
    DocumentTooLarge,
)
from services.registry.places.management.model import LARGEST_DOCUMENT, Contract
from services.registry.places.management.repository import (
    contracts_of,
    documents_of,
    drop_document,
    get_contract,
    get_document,
)
from services.registry.places.management.schemas import (
    ContractCreate,
    ContractQuery,
    ContractRead,
    ContractUpdate,
)
from services.registry.places.management.service import CorrectContract, EnterContract
from shared.kit.clock import today
from shared.kit.etags import Expected, Outdated, VersionMissing, set_etag
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["contracts"])
_PDF = {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}


@router.get("/centers/{center}/contracts")
async def list_contracts(
    query: Annotated[ContractQuery, Query()], work: Annotated[Work, may("registry.management.list_contracts")]
) -> Page[ContractRead]:
    """Management contracts, newest first."""
    day = today()
    wanted = contracts_of(work.center, query, day)
    page = await page_of(work.session, wanted, Contract.id, query, lambda one: one)
    return Page(items=await _read(work, page.items, day), next=page.next)


@router.post("/centers/{center}/contracts", status_code=201, responses=problems(ContractOverlap))
async def enter(
    body: ContractCreate, work: Annotated[Work, may("registry.management.enter")], response: Response
) -> ContractRead:
    """Enters a contract; one that meets another of the same house is refused."""
    command = EnterContract(work.center, **body.model_dump())
    return await _answer(work, response, await service.enter_contract(work.session, command))


@router.get("/centers/{center}/contracts/{contract_id}", responses=problems(ContractNotFound))
async def read_contract(
    contract_id: UUID, work: Annotated[Work, may("registry.management.read_contract")], response: Response
) -> ContractRead:
    """One contract."""
    return await _answer(work, response, await get_contract(work.session, work.center, contract_id))


@router.patch(
    "/centers/{center}/contracts/{contract_id}",
    responses=problems(ContractNotFound, ContractOverlap, Outdated, VersionMissing),
)
async def correct(
    contract_id: UUID,
    body: ContractUpdate,
    work: Annotated[Work, may("registry.management.correct")],
    expected: Expected,
    response: Response,
) -> ContractRead:
    """Corrects a contract, or sets its last day."""
    command = CorrectContract(work.center, contract_id, expected, body.model_dump(exclude_unset=True))
    return await _answer(work, response, await service.correct_contract(work.session, command))


@router.delete(
    "/centers/{center}/contracts/{contract_id}",
    status_code=204,
    responses=problems(ContractNotFound, Outdated, VersionMissing),
)
async def remove(
    contract_id: UUID,
    work: Annotated[Work, may("registry.management.remove")],
    expected: Expected,
) -> None:
    """Removes a contract that was entered by mistake."""
    await service.remove_contract(work.session, work.center, contract_id, expected)


@router.put(
    "/centers/{center}/contracts/{contract_id}/document",
    status_code=204,
    responses=problems(ContractNotFound, DocumentTooLarge, DocumentNotPdf),
    openapi_extra={"requestBody": {"required": True, **_PDF}},
)
async def keep_document(
    contract_id: UUID,
    request: Request,
    work: Annotated[Work, may("registry.management.keep_document")],
    name: Annotated[Line, Query(description="the name of the file")] = "договор.pdf",
) -> None:
    """Keeps the contract's paper, a PDF of at most ten megabytes, in place of the one before."""
    contract = await get_contract(work.session, work.center, contract_id)
    await service.keep_document(work.session, contract, name, await _body(request))


@router.get(
    "/centers/{center}/contracts/{contract_id}/document",
    responses={200: _PDF, **problems(ContractNotFound, DocumentNotFound)},
    response_class=Response,
)
async def read_document(
    contract_id: UUID, work: Annotated[Work, may("registry.management.read_document")]
) -> Response:
    """The contract's paper, to be saved."""
    found = await get_document(work.session, work.center, contract_id)
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(found.name, safe='')}",
        "x-content-type-options": "nosniff",
    }
    return Response(found.content, media_type="application/pdf", headers=headers)


@router.delete(
    "/centers/{center}/contracts/{contract_id}/document",
    status_code=204,
    responses=problems(ContractNotFound, DocumentNotFound),
)
async def remove_document(
    contract_id: UUID, work: Annotated[Work, may("registry.management.remove_document")]
) -> None:
    """Removes the contract's paper."""
    await get_document(work.session, work.center, contract_id)
    await drop_document(work.session, work.center, contract_id)


async def _body(request: Request) -> bytes:
    """The whole body; raises DocumentTooLarge as soon as it is, without reading on."""
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > LARGEST_DOCUMENT:
            raise DocumentTooLarge
    return bytes(content)


async def _answer(work: Work, response: Response, contract: Contract) -> ContractRead:
    set_etag(response, contract.version)
    return (await _read(work, [contract], today()))[0]


async def _read(work: Work, contracts: Sequence[Contract], day: date) -> list[ContractRead]:
    documents = await documents_of(work.session, work.center, [one.id for one in contracts])
    return [
        ContractRead(
            **{name: getattr(one, name) for name in ContractUpdate.model_fields},
            id=one.id,
            house_id=one.house_id,
            document=documents.get(one.id),
            in_force=one.is_in_force(day),
            ends_soon=one.ends_soon(day),
            version=one.version,
        )
        for one in contracts
    ]
