"""The totals of surveys over HTTP."""

from typing import Annotated
from uuid import UUID

from services.surveys.results.errors import ResultsNotYet
from services.surveys.results.schemas import TotalsRead
from services.surveys.results.service import totals_for_managers, totals_for_residents
from services.surveys.surveys.errors import SurveyNotFound
from shared.kit import audit
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["results"])


@router.get("/centers/{center}/surveys/{id}/results", responses=problems(SurveyNotFound, ResultsNotYet))
async def read_results(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[Work, may("surveys.results.read_results")],
) -> TotalsRead:
    """One total over the web, paper, telephone and visits. Residents see that of a closed survey."""
    if work.caller.role == "manager":
        found = await totals_for_managers(work.session, id)
        audit.note(work.session, "survey.results_read", about=id)
    else:
        found = await totals_for_residents(work.session, id)
    return TotalsRead.model_validate(found)
