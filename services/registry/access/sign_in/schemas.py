"""Sign-in as it is sent and answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.registry.access.keys.model import TOKEN_LIFETIME, SigningKeys
from services.registry.access.sessions.model import Method
from services.registry.access.sign_in.model import Choice
from services.registry.access.sign_in.use_cases.begin_session import Opened
from services.registry.people.contacts.schemas import AnyContact
from services.registry.people.residents.schemas import PersonFields
from shared.contracts.permissions import Role
from shared.contracts.requests import Language
from shared.kit.bodies import StrictModel

Browser = Annotated[str, StringConstraints(min_length=16, max_length=200)]
TypedCode = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class CodeAsk(StrictModel):
    """A sign-in begins."""

    contact: AnyContact = Field(description="a telephone number or a mail address")
    center: UUID | None = Field(None, description="where the person wants to be; needed to join later")
    language: Language = "ru"
    browser: Browser | None = Field(
        None, description="a secret that this browser keeps; only with the same one the code opens anything"
    )


class CodeAsked(BaseModel):
    """The same for everybody, known or not."""

    request_id: UUID
    expires_at: datetime


class TokenAsk(StrictModel):
    """Either a request with the code that was sent (and a choice, once choices were answered), or a refresh token."""

    request_id: UUID | None = None
    code: TypedCode | None = None
    choice: UUID | None = None
    browser: Browser | None = Field(None, description="as it was named when the code was asked for")
    refresh_token: str | None = Field(None, max_length=200)


class CenterNamed(BaseModel):
    """A center by name."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    slug: str
    name: str


class ChoiceRead(BaseModel):
    """One role in which the person may sign in."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    role: Role
    centers: list[CenterNamed]


class SignedIn(BaseModel):
    """Tokens; or, where a proven contact opens several roles or none, no tokens and the choices."""

    access_token: str | None = None
    refresh_token: str | None = None
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 OAuth's word, no secret
    expires_in: int | None = Field(None, description="seconds")
    id: UUID | None = Field(None, description="the resident, or the staff account")
    role: Role | None = None
    centers: list[CenterNamed] = []
    resident_id: UUID | None = None
    method: Method | None = None
    idle_seconds: int | None = Field(
        None, description="the session ends when nobody has come back for so long"
    )
    choices: list[ChoiceRead] = Field([], description="repeat the request with one of these as `choice`")
    may_join: bool = Field(False, description="the contact is new here: POST /centers/{center}/join")

    @classmethod
    def by(cls, opened: Opened, keys: SigningKeys) -> Self:
        """The tokens of a session."""
        choice = opened.choice
        seconds = min(int(TOKEN_LIFETIME.total_seconds()), opened.idle_seconds)
        return cls(
            access_token=keys.token(
                choice.id,
                choice.role,
                choice.center_ids,
                opened.session_id,
                authenticated_at=opened.authenticated_at.timestamp(),
                standing=opened.standing,
                seconds=seconds,
            ),
            refresh_token=str(opened.refresh_token),
            expires_in=seconds,
            method=opened.method,
            idle_seconds=opened.idle_seconds,
            id=choice.id,
            role=choice.role,
            centers=[CenterNamed.model_validate(center) for center in choice.centers],
            resident_id=choice.id if choice.role == "resident" else None,
        )

    @classmethod
    def undecided(cls, choices: Sequence[Choice], center: UUID | None) -> Self:
        """The question which role is meant."""
        at_home = any(one.role == "resident" and center in one.center_ids for one in choices)
        return cls(
            choices=[ChoiceRead.model_validate(one) for one in choices],
            may_join=not at_home if center is not None else not choices,
        )


class JoinAsk(PersonFields):
    """A new resident with the contact that the request has proven."""

    request_id: UUID
    code: TypedCode
    browser: Browser | None = None
    keep_card: int | None = Field(
        None, ge=1, description="the version of the consent `keep_card` that was read and agreed to"
    )
