"""The catalogue of tables over HTTP: CSV, with column help as JSON beside it."""

from typing import Annotated, Any

from fastapi import Response

from services.city.indicators.errors import IndicatorNotFound
from services.city.indicators.model import BY_CODE, Indicator
from services.city.publications import service
from services.city.publications.schemas import CatalogueRead, TableRead
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["tables"])

Reader = Annotated[Work, may("city.publications.read")]
_CSV: dict[int | str, dict[str, Any]] = {  # Any: FastAPI's own type
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "The table"}
}


@router.get("/tables")
async def list_tables(work: Reader) -> CatalogueRead:
    """Every table of the catalogue, with its columns."""
    return service.catalogue()


@router.get("/tables/{code}.json", responses=problems(IndicatorNotFound))
async def describe_table(code: str, work: Reader) -> TableRead:
    """What the columns of one table mean."""
    return service.describe(_known(code))


@router.get("/tables/{code}.csv", response_class=Response, responses={**_CSV, **problems(IndicatorNotFound)})
async def read_table(code: str, work: Reader) -> Response:
    """One table as CSV, over every published period."""
    body = await service.as_csv(work.session, _known(code).code)
    disposition = {"Content-Disposition": f'attachment; filename="{code}.csv"'}
    return Response(body, media_type="text/csv; charset=utf-8", headers=disposition)


def _known(code: str) -> Indicator:
    if code not in BY_CODE:
        raise IndicatorNotFound
    return BY_CODE[code]
