"""Staff accounts as they are sent and answered."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.registry.access.accounts.model import Interest, StaffRole
from services.registry.people.contacts.schemas import AnyContact
from services.registry.people.names.schemas import NamePart
from shared.kit.bodies import StrictModel


class AccountCreate(StrictModel):
    """An account to be opened."""

    role: StaffRole
    family_name: NamePart
    given_name: NamePart
    patronymic: NamePart | None = None
    contact: AnyContact = Field(description="where sign-in codes go")
    centers: list[UUID] = Field([], max_length=100, description="for managers and partners, at least one")
    interest: Interest = "none"


class AccountUpdate(StrictModel):
    """What is to be changed; what is left out stays."""

    family_name: NamePart | None = None
    given_name: NamePart | None = None
    patronymic: NamePart | None = None
    contact: AnyContact | None = None
    centers: list[UUID] | None = Field(None, max_length=100)
    interest: Interest | None = None
    active: bool | None = Field(None, description="false ends every session at once")
    forget_keys: bool = Field(
        False, description="ends its passkeys: their holder has lost them, and is let in by a code"
    )


class AccountRead(BaseModel):
    """A staff account, as the operator sees it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    role: StaffRole
    name: str
    family_name: str
    given_name: str
    patronymic: str | None
    contact: str
    centers: list[UUID]
    interest: Interest
    active: bool
    version: int
