"""Centers over HTTP, as the city sees them."""

from typing import Annotated

from services.city.centers import service
from services.city.centers.schemas import CentersRead
from shared.kit.clock import now
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["centers"])


@router.get("/centers")
async def list_centers(work: Annotated[Work, may("city.centers.list_centers")]) -> CentersRead:
    """Every center by id and host, with counts."""
    return await service.read_centers(work.session, now())
