"""The front door: a resident's home, and the way of everybody else to theirs."""

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.home.view import home_of
from services.portal.visits.visit import Anyone

router = APIRouter(include_in_schema=False)

_HOMES = {
    "partner": "/partner",
    "manager": "/desk",
    "city": "/city",
    "operator": "/operator",
    "company": "/company",
}


@router.get("/")
async def home(visit: Anyone) -> Response:
    """Home for a resident, the desk for a manager, the city's page for the city, a welcome for anyone else."""
    if visit.session is None:
        return visit.page("home/welcome")
    role = visit.session.role
    if role != "resident":
        return visit.go(_HOMES.get(role, "/city"))
    return visit.page("home/home", view=await home_of(visit))
