"""What the registry answers to other services about who answers for a child."""

from services.registry.people.guardians.repository import wards_of
from shared.contracts.requests import Answering, AnswersFor
from shared.kit.database import Database
from shared.kit.replies import Replies

replies = Replies()


@replies.to(AnswersFor)
async def tell_whether_answers(database: Database, ask: AnswersFor) -> Answering:
    """Asked of the table at this moment; whoever has come of age is nobody's ward."""
    async with database.transaction(ask.center_id) as session:
        wards = await wards_of(session, ask.center_id, ask.guardian_id)
    return Answering(answers=ask.ward_id in wards)
