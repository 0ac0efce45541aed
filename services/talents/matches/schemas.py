"""Matches as they travel: whoever decides sees what is needed to decide, and who it is once both agreed."""

from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from services.talents.matches.model import Match, MatchState
from services.talents.matching.model import ReasonCode
from services.talents.words.schemas import Ground
from shared.contracts.codes import Channel, Skill, TimeOfDay
from shared.contracts.talents import Side
from shared.kit.access import Caller
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery


class ReasonRead(BaseModel):
    """One thing that speaks for or against the match; pages turn it into words."""

    model_config = ConfigDict(from_attributes=True)

    code: ReasonCode
    times: list[TimeOfDay] = Field(description="for `common_time`: when both are free")
    since: AwareDatetime | None = Field(description="for `asked_lately`, `not_asked_lately`: when last asked")


class SideRead(BaseModel):
    """What is said of one side."""

    resident_id: UUID | None = Field(description="of the other side, once both have agreed")
    details: str | None = Field(description="of the other side, once both have agreed")
    free: list[TimeOfDay]
    accepted: bool


class MatchRead(BaseModel):
    """A match as its sides and the center's managers see it."""

    id: UUID
    need_id: UUID
    offer_id: UUID
    skill: Skill
    state: MatchState
    reasons: list[ReasonRead] = Field(description="the weightiest first")
    same_house: bool
    you: Side | None = Field(description="which side the caller is")
    asking: SideRead
    helping: SideRead
    declined_by: Side | None
    found_at: AwareDatetime
    proposed_at: AwareDatetime | None
    agreed_at: AwareDatetime | None
    closed_at: AwareDatetime | None
    version: int


class MatchList(BaseModel):
    """All matches of one need: a handful of candidates and what has been tried."""

    items: list[MatchRead]
    next: None = None


class WordBody(StrictModel):
    """A resident answers for themselves and sends nothing; a manager says for whom, how, and on what ground."""

    side: Side | None = None
    channel: Channel | None = None
    ground: Ground | None = Field(None, description="how a manager knows, as «ответила по телефону»")


class MatchQuery(PageQuery):
    """Which matches; a resident gets only their own, whatever is asked."""

    resident_id: UUID | None = None
    state: MatchState | None = None
    need_id: UUID | None = None


def read(match: Match, caller: Caller) -> MatchRead:
    """The match as `caller` may see it."""
    you = match.side_of(caller.id) if caller.role == "resident" else None
    known = caller.role != "resident" or match.agreed_at is not None
    return MatchRead(
        id=match.id,
        need_id=match.need_id,
        offer_id=match.offer_id,
        skill=match.skill,
        state=match.state,
        reasons=[ReasonRead.model_validate(reason) for reason in match.reasons],
        same_house=match.same_house,
        you=you,
        asking=_side(match, "asking", known or you == "asking"),
        helping=_side(match, "helping", known or you == "helping"),
        declined_by=match.declined_by,
        found_at=match.found_at,
        proposed_at=match.proposed_at,
        agreed_at=match.agreed_at,
        closed_at=match.closed_at,
        version=match.version,
    )


def _side(match: Match, side: Side, known: bool) -> SideRead:
    said = match.need if side == "asking" else match.offer
    return SideRead(
        resident_id=said.resident_id if known else None,
        details=said.details if known else None,
        free=said.free,
        accepted=match.accepted_by(side),
    )
