"""What came of a survey, as charts with their tables: for the desk with everything, for residents without the few."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.surveys.model import SurveyRead
from services.portal.surveys.view import totals_of
from services.portal.visits.visit import Resident

router = APIRouter(prefix="/surveys/{survey_id}/results", include_in_schema=False)


@router.get("")
async def results(visit: Resident, survey_id: UUID) -> Response:
    """What the neighbors answered."""
    survey = await visit.api.get(SurveyRead, "surveys", f"/centers/{visit.center}/surveys/{survey_id}")
    return visit.page("surveys/results", survey=survey, totals=await totals_of(visit, survey_id))
