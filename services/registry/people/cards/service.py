"""Giving somebody a card, and ending it when it is lost or another is printed."""

from pathlib import Path
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.cards.errors import CardNotFound
from services.registry.people.cards.model import ResidentCard, digest_card, make_secret
from services.registry.people.cards.repository import card_in_force
from services.registry.people.residents.model import Resident
from services.registry.places.centers.model import Center
from shared.kit import audit
from shared.kit.clock import CITY_TIME, now
from shared.kit.typesetting import typeset

_TEMPLATE = Path(__file__).parent / "templates" / "card.typ"
_GROUP = 5


async def issue(
    session: AsyncSession, resident: Resident, issued_by: UUID | None
) -> tuple[ResidentCard, str]:
    """A new card and its secret, which is written down nowhere; the card before it ends. Lock the resident first."""
    await revoke(session, resident.center_id, resident.id, missing_ok=True)
    secret = make_secret()
    card = ResidentCard(
        center_id=resident.center_id, resident_id=resident.id, digest=digest_card(secret), issued_by=issued_by
    )
    session.add(card)
    await session.flush()
    audit.note(session, "card.issued", about=resident.id)
    return card, secret


async def revoke(session: AsyncSession, center: UUID, resident: UUID, *, missing_ok: bool = False) -> None:
    """The card in force signs nobody in any more. Raises CardNotFound."""
    try:
        card = await card_in_force(session, center, resident)
    except CardNotFound:
        if missing_ok:
            return
        raise
    card.ended_at = now()
    await session.flush()
    audit.note(session, "card.ended", about=resident)


async def print_card(center: Center, resident: Resident, card: ResidentCard, secret: str) -> bytes:
    """The PDF: front and back in the size of a bank card, side by side on A4, to be cut out and folded."""
    import segno  # half a megabyte that a process in which nobody prints a card does not keep

    data = {
        "center": center.name,
        "address": center.address,
        "name": resident.name,
        "number": card.id.hex[-6:].upper(),
        "issued": f"{card.issued_at.astimezone(CITY_TIME):%d.%m.%Y}",
        "secret": " ".join(secret[at : at + _GROUP] for at in range(0, len(secret), _GROUP)),
        "code": segno.make(secret, error="m", micro=False).svg_inline(border=0),
    }
    return await typeset(_TEMPLATE, data)
