"""One survey on the desk."""

from dataclasses import dataclass
from uuid import UUID

from services.portal.surveys.model import SurveyRead, Totals
from services.portal.visits.visit import Visit


@dataclass(frozen=True)
class SurveyPage:
    """One survey on the desk."""

    survey: SurveyRead
    version: str | None
    totals: Totals | None


async def survey_page(visit: Visit, survey_id: UUID) -> SurveyPage:
    """The survey and, once somebody has answered, what came of it."""
    path = f"/centers/{visit.center}/surveys/{survey_id}"
    survey, version = await visit.api.get_versioned(SurveyRead, "surveys", path)
    some = survey.sheets is not None and survey.sheets.total > 0
    return SurveyPage(survey, version, await totals_of(visit, survey_id) if some else None)


async def totals_of(visit: Visit, survey: UUID) -> Totals:
    """The totals as this visitor may see them."""
    return await visit.api.get(Totals, "surveys", f"/centers/{visit.center}/surveys/{survey}/results")
