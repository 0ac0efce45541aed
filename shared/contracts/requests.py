"""Questions one service asks another over NATS request and reply, where a fact would be the wrong thing.

Requests live in no stream: they may carry a contact or a code, which a fact never may.
"""

import re
from datetime import date
from typing import ClassVar, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["ru", "en"]
Way = Literal["site", "mail", "phone", "visit", "messenger"]

Answer = TypeVar("Answer", bound=BaseModel)

_VERB = re.compile(r"[a-z]+\.[a-z_]+")


class Request(BaseModel, Generic[Answer]):
    """One question; `Request[CodeSent]` says what the answer is, `verb` who answers: `<service>.<verb>`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    verb: ClassVar[str]
    subject: ClassVar[str]
    answer: ClassVar[type[BaseModel]]

    def __init_subclass__(cls, **_: object) -> None:
        """Takes the class argument that `__pydantic_init_subclass__` reads once the fields are known."""

    @classmethod
    def __pydantic_init_subclass__(cls, *, verb: str | None = None, **_: object) -> None:
        if verb is None:
            return
        if not _VERB.fullmatch(verb):
            raise ValueError(f"{verb} is not <service>.<verb>")
        (answer,) = next(
            of.__pydantic_generic_metadata__["args"]
            for of in cls.__mro__
            if issubclass(of, Request) and of.__pydantic_generic_metadata__["args"]
        )
        cls.verb, cls.subject, cls.answer = verb, f"rq.{verb}", answer


class CodeSent(BaseModel):
    """Whether the way took the message; it says nothing about whether anybody has read it."""

    sent: bool


class SendCode(Request[CodeSent], verb="notifications.send_code"):
    """Send a one-time sign-in code now; it is never stored and never said in a fact."""

    way: Literal["mail", "phone", "messenger"]
    address: str = Field(repr=False)
    code: str = Field(repr=False)
    language: Language = "ru"
    minutes: int = Field(default=10, description="how long the code is good for")
    center_id: UUID | None = Field(default=None, description="absent for staff of several centers")


Warned = Literal["new_device", "new_passkey", "new_identity", "keys_forgotten"]


class SendWarning(Request[CodeSent], verb="notifications.send_warning"):
    """Tell somebody now that something new can sign in as them; it is never stored and never said in a fact."""

    way: Literal["mail", "phone", "messenger"]
    address: str = Field(repr=False)
    what: Warned
    language: Language = "ru"


class Contact(BaseModel):
    """How one resident wants to be reached."""

    resident_id: UUID
    name: str = Field(repr=False, description="who is reached")
    child: str | None = Field(
        default=None,
        repr=False,
        description="the resident's name, where they are a child reached by a guardian",
    )
    way: Way
    address: str | None = Field(repr=False, description="absent where the way needs none: site, visit")
    language: Language = "ru"
    mail: str | None = Field(
        default=None, repr=False, description="the mail address, whichever way is wanted"
    )
    mail_proven: bool = Field(default=False, description="its owner has shown that the address is theirs")


class Contacts(BaseModel):
    """The contacts that exist; an id that is unknown, erased or of another center is simply absent."""

    items: list[Contact]


class ContactsOf(Request[Contacts], verb="registry.contacts_of"):
    """The contacts of a center's residents, asked for at the moment of sending and kept by nobody."""

    center_id: UUID
    resident_ids: list[UUID] = Field(max_length=500)


class Mentioned(BaseModel):
    """One text: what kind of thing it belongs to, and which."""

    place: str = Field(pattern=r"^[a-z]+$", max_length=20)
    thing_id: UUID


class Mentions(BaseModel):
    """Texts in which a name stands; the words themselves are not told."""

    items: list[Mentioned] = Field(max_length=500)


class LookForName(Request[Mentions]):
    """In which texts of others the name of somebody who is being erased stands (152-ФЗ art. 21); kept by nobody."""

    center_id: UUID
    resident_id: UUID
    family: str = Field(repr=False, max_length=500, description="a pattern of the family name in its cases")
    given: str = Field(
        repr=False, max_length=500, description="the same of the given name, or its first letter"
    )


class MentionsInTalents(LookForName, verb="talents.mentions_of"):
    """Words of others' offers and needs."""


class MentionsInSurveys(LookForName, verb="surveys.mentions_of"):
    """What surveys ask, and what others answered in their own words."""


class MentionsInEvents(LookForName, verb="events.mentions_of"):
    """Titles and words of events, and of others' appeals and ideas."""


class Answering(BaseModel):
    """Whether it is so at this moment."""

    answers: bool


class AnswersFor(Request[Answering], verb="registry.answers_for"):
    """Whether one resident answers for a child: a token says what was so when it was made."""

    center_id: UUID
    guardian_id: UUID
    ward_id: UUID


class Rule(BaseModel):
    """One number of the law, from one day on, until a later day's."""

    code: str
    valid_from: date
    number: int
    legal_basis: str


class Rules(BaseModel):
    """Every edition, by code and day."""

    items: list[Rule]


class RulesOf(Request[Rules], verb="registry.rules_of"):
    """What the law says about one subject: the codes that begin with it, as `appeal`."""

    subject_of_law: str = Field(pattern=r"^[a-z_]+$", max_length=40)


class WaySet(BaseModel):
    """What became of a wish: kept, or why not."""

    refused: Literal["unknown", "contact-missing"] | None = None


class SetWay(Request[WaySet], verb="registry.set_way"):
    """A resident chose how to be reached; the registry alone keeps it, because it knows by what they can be."""

    center_id: UUID
    resident_id: UUID
    way: Way
    language: Language


class CopySection(BaseModel):
    """A part of what a service holds about a person, said in Russian for that person to read."""

    title: str
    columns: list[str]
    rows: list[list[str]] = Field(repr=False)


class CopyPage(BaseModel):
    """As much of the copy as one message carries; a section may go on in the next page under the same title."""

    sections: list[CopySection]
    next: int | None = Field(default=None, description="ask again with this `after`; absent at the end")


class _CopyOf(Request[CopyPage]):
    """What a service holds about one resident (152-ФЗ art. 14)."""

    center_id: UUID
    resident_id: UUID
    after: int = 0


class CopyOfTalents(_CopyOf, verb="talents.copy_of"):
    """Offers, needs and matches of a resident."""


class CopyOfSurveys(_CopyOf, verb="surveys.copy_of"):
    """Sheets that a resident answered under their name."""


class CopyOfEvents(_CopyOf, verb="events.copy_of"):
    """What a resident signed up for, came to and held."""


class CopyOfNotifications(_CopyOf, verb="notifications.copy_of"):
    """What a resident was told, and how they want to be told."""


class CopyOfCity(_CopyOf, verb="city.copy_of"):
    """What the city counts under a resident's id."""
