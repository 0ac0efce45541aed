"""How residents are found, and how their contacts and the words of their names are kept beside them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, and_, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import make_transient_to_detached

from services.registry.finding.search import repository as search
from services.registry.finding.search.model import SearchWord, Term, in_latin
from services.registry.finding.search.model import asked as terms_of
from services.registry.finding.search.repository import kept_by
from services.registry.finding.search.service import entry, forget, keep
from services.registry.finding.spelling.model import sound
from services.registry.finding.twins import repository as twins
from services.registry.finding.twins.model import Likeness
from services.registry.finding.twins.service import note_person
from services.registry.people.contacts.model import Contact, ContactUnclear, read_contact
from services.registry.people.names.model import LAST_LETTER
from services.registry.people.residents.errors import ResidentNotFound
from services.registry.people.residents.model import KindOfContact, Resident, ResidentContact
from services.registry.places.houses.model import House, Premises
from shared.kit.audit import NOTING, noted_by

_ENTER = text(
    f"""
    with resident as (
      insert into residents (center_id, id, family_name, given_name, patronymic, house_id, premises_id, birth_year,
        adult, way, language, languages, channel, source, ground, joined_at, changed_at, version)
      values (:center, :id, :family_name, :given_name, :patronymic, :house_id, :premises_id, :birth_year,
        :adult, :way, :language, :languages, :channel, :source, :ground, :joined_at, :changed_at, :version)
    ), contact as (
      insert into resident_contacts (center_id, id, resident_id, kind, value, open_to, preferred, shared, verified_at,
        added_at, version)
      select :center, one.id, :id, kind, value, 'center', false, :shared, proven, :joined_at, 1
      from unnest(cast(:contact_ids as uuid[]), cast(:contact_kinds as text[]), cast(:contact_values as text[]),
        cast(:proven as timestamptz[])) as one (id, kind, value, proven)
    ), {search.KEEPING}, {twins.KEEPING}
    {NOTING}
    """
)


@dataclass(frozen=True, slots=True)
class Card:
    """A resident with what stands in other tables; of several contacts of a kind the one to be used first."""

    resident: Resident
    phone: str | None
    mail: str | None
    flat: str | None
    messenger: str | None = None

    @property
    def needs_another(self) -> bool:
        """Whether it is a child whom nothing reaches but a grown-up."""
        return not self.resident.adult and (self.phone, self.mail, self.messenger) == (None, None, None)


async def get_card(session: AsyncSession, center: UUID, resident: UUID) -> Card:
    """Raises ResidentNotFound."""
    found = await cards_of(session, center, [resident])
    if not found:
        raise ResidentNotFound
    return found[0]


async def get_resident(
    session: AsyncSession, center: UUID, resident: UUID, *, for_update: bool = False
) -> Resident:
    """Raises ResidentNotFound. `for_update` keeps others from changing the card until the transaction ends."""
    wanted = select(Resident).where(Resident.center_id == center, Resident.id == resident)
    found = (await session.scalars(wanted.with_for_update() if for_update else wanted)).one_or_none()
    if found is None:
        raise ResidentNotFound
    return found


async def lock_residents(session: AsyncSession, center: UUID, residents: Collection[UUID]) -> None:
    """Locks the cards that exist among these, in the one order in which everybody locks several."""
    wanted = select(Resident.id).where(Resident.center_id == center, Resident.id.in_(residents))
    await session.execute(wanted.order_by(Resident.id).with_for_update())


async def cards_of(session: AsyncSession, center: UUID, residents: Iterable[UUID]) -> Sequence[Card]:
    """The cards that exist among these."""
    found = await session.execute(
        select(Resident, _first("phone"), _first("mail"), Premises.number, _first("messenger"))
        .outerjoin(
            Premises, and_(Premises.center_id == Resident.center_id, Premises.id == Resident.premises_id)
        )
        .where(Resident.center_id == center, Resident.id.in_(list(residents)))
    )
    return [Card(*row) for row in found]


def residents_of(
    center: UUID,
    asked: str | None,
    house: UUID | None,
    premises: UUID | None = None,
    ids: Sequence[UUID] = (),
) -> Select[Resident]:
    """The residents of a center; `asked` is a whole contact, or beginnings of words of the name."""
    found = select(Resident).where(Resident.center_id == center)
    if ids:
        found = found.where(Resident.id.in_(ids))
    if house is not None:
        found = found.where(Resident.house_id == house)
    if premises is not None:
        found = found.where(Resident.premises_id == premises)
    if asked is None or not asked.strip():
        return found
    try:
        contact = read_contact(asked)
    except ContactUnclear:
        return _by_words(found, center, terms_of(asked).terms)
    return _by_contact(found, center, contact)


async def flats(session: AsyncSession, center: UUID, premises: Iterable[UUID]) -> Mapping[UUID, str]:
    """The numbers of flats by their ids."""
    found = await session.execute(
        select(Premises.id, Premises.number).where(
            Premises.center_id == center, Premises.id.in_(list(premises))
        )
    )
    return {row.id: row.number for row in found}


async def homes_of(session: AsyncSession, center: UUID, residents: Iterable[UUID]) -> dict[UUID, str]:
    """Where these residents live, as it is said: «Садовая, 7, кв. 12»; whose home is unknown is absent."""
    found = await session.execute(
        select(Resident.id, House.address, Premises.number)
        .join(House, and_(House.center_id == Resident.center_id, House.id == Resident.house_id))
        .outerjoin(
            Premises, and_(Premises.center_id == Resident.center_id, Premises.id == Resident.premises_id)
        )
        .where(Resident.center_id == center, Resident.id.in_(list(residents)))
    )
    return {row.id: f"{row.address}, кв. {row.number}" if row.number else row.address for row in found}


async def enter(
    session: AsyncSession, resident: Resident, contacts: Sequence[ResidentContact], evidence: str | None
) -> None:
    """Writes a new resident with the first contacts, findable and to be looked at for duplicates, and logs it: one
    statement, since it is written hundreds of times in an hour. The resident then belongs to the session."""
    reached = frozenset(contact.value for contact in contacts)
    alone = frozenset(contact.value for contact in contacts if not contact.shared)
    known = {column.key: getattr(resident, column.key) for column in Resident.__table__.columns}
    told = {
        **known,
        **kept_by(resident.center_id, [entry("person", resident.id, resident.name, contacts=reached)]),
        **noted_by(session, "resident.registered", resident.id, resident.ground, evidence),
        "center": resident.center_id,
        "keys": sorted(_likeness(resident, alone).keys),
        "contact_ids": [contact.id for contact in contacts],
        "contact_kinds": [contact.kind for contact in contacts],
        "contact_values": [contact.value for contact in contacts],
        "proven": [contact.verified_at for contact in contacts],
        "shared": any(contact.shared for contact in contacts),
    }
    await session.execute(_ENTER, told)
    make_transient_to_detached(resident)
    session.add(resident)


async def keep_words(session: AsyncSession, resident: Resident) -> None:
    """Makes the resident findable by the present name and contacts, and lets duplicates be looked for.

    To be called after every change of a name, a contact, a home or a year of birth, once that is flushed.
    """
    await session.flush()
    contacts = await session.execute(
        select(ResidentContact.value, ResidentContact.shared).where(
            ResidentContact.center_id == resident.center_id,
            ResidentContact.resident_id == resident.id,
            ResidentContact.kind != "messenger",
            ResidentContact.open_to != "sign_in",
        )
    )
    shared = {row.value: row.shared for row in contacts}
    alone = frozenset(value for value, by_others in shared.items() if not by_others)
    await keep(session, "person", resident.id, resident.name, contacts=frozenset(shared))
    await note_person(session, _likeness(resident, alone))


def _likeness(resident: Resident, alone: frozenset[str]) -> Likeness:
    """A telephone shared with another says nothing of their being one person."""
    return Likeness(
        resident.id,
        resident.family_name,
        resident.given_name,
        resident.patronymic,
        resident.house_id,
        resident.premises_id,
        resident.birth_year,
        alone,
    )


async def forget_words(session: AsyncSession, resident: UUID) -> None:
    """The resident is found no more."""
    await forget(session, "person", resident)


def _first(kind: KindOfContact) -> ScalarSelect[str]:
    """The contact of this kind that the center uses: the preferred one, else the oldest; never one for sign-in."""
    contact = ResidentContact
    return (
        select(contact.value)
        .where(
            contact.center_id == Resident.center_id,
            contact.resident_id == Resident.id,
            contact.kind == kind,
            contact.open_to != "sign_in",
        )
        .order_by(contact.preferred.desc(), contact.id)
        .limit(1)
        .scalar_subquery()
    )


def _by_words(found: Select[Resident], center: UUID, terms: Iterable[Term]) -> Select[Resident]:
    for term in terms:
        beginnings = [term.word, *([sound(term.word)] if in_latin(term) else [])]
        named = select(SearchWord.id).where(
            SearchWord.center_id == center,
            SearchWord.kind == "person",
            or_(*(and_(SearchWord.word >= one, SearchWord.word < one + LAST_LETTER) for one in beginnings)),
        )
        found = found.where(Resident.id.in_(named))
    return found


def _by_contact(found: Select[Resident], center: UUID, contact: Contact) -> Select[Resident]:
    reached = select(ResidentContact.resident_id).where(
        ResidentContact.center_id == center,
        ResidentContact.value == contact.value,
        ResidentContact.open_to != "sign_in",
    )
    return found.where(Resident.id.in_(reached))
