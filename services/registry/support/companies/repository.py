"""Which houses a management company's worker sees: those whose contract is in force with the company of their card."""

from datetime import date
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, or_, select

from services.registry.communities.organisations.model import Organisation
from services.registry.places.houses.model import House
from services.registry.places.management.model import Contract
from services.registry.places.management.repository import in_force_on
from services.registry.support.partners.model import Partner


def managed_by(account: UUID, center: UUID, today: date) -> Select[Contract, House]:
    """The contracts in force with their houses; a contract may name its company by id or in words alone."""
    same_words = and_(
        Contract.company_id.is_(None), func.lower(Contract.company) == func.lower(Organisation.name)
    )
    own = (
        exists()
        .where(Partner.center_id == center, Partner.account_id == account)
        .where(Organisation.center_id == center, Organisation.id == Partner.company_id)
        .where(or_(Contract.company_id == Organisation.id, same_words))
    )
    return (
        select(Contract, House)
        .join(House, and_(House.center_id == Contract.center_id, House.id == Contract.house_id))
        .where(Contract.center_id == center, in_force_on(today), own)
        .order_by(House.address, Contract.id)
    )
