"""What entering and changing an organisation have in common: the rules about kind, scale, parent, houses, founding."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.forms.model import fits_below
from services.registry.communities.organisations.errors import OrganisationNotFound
from services.registry.communities.organisations.model import Organisation
from services.registry.communities.organisations.repository import (
    ancestors_of,
    children_of,
    get_organisation,
    lock_hierarchy,
)
from services.registry.communities.rules.model import Rule
from services.registry.communities.rules.repository import rules_on
from services.registry.finding.search.service import keep
from services.registry.places.houses.model import House
from services.registry.places.territories.model import Territory
from shared.contracts.registry import OrganisationChangedV1, OrganisationFormedV1
from shared.kit import outbox
from shared.kit.clock import today
from shared.kit.language import say
from shared.kit.problems import Invalid, Wrong, invalid


async def check(session: AsyncSession, organisation: Organisation, houses: list[UUID]) -> None:
    """Raises Invalid with everything that does not fit."""
    wrong = [
        *_shape(organisation, houses),
        *_days(organisation),
        *await _unknown_houses(session, organisation.center_id, houses),
        *await _unknown_places(session, organisation),
        *await _parent(session, organisation),
        *await _founding(session, organisation),
    ]
    if wrong:
        raise Invalid(*wrong)


def tell(
    session: AsyncSession,
    organisation: Organisation,
    houses: Iterable[UUID],
    fact: type[OrganisationFormedV1] | type[OrganisationChangedV1],
) -> None:
    """Says what other services know of an organisation."""
    said = fact(
        organisation_id=organisation.id,
        kind=organisation.kind,
        scale=organisation.scale,
        house_ids=sorted(set(houses)),
        active_since=organisation.active_since,
    )
    outbox.add(session, said)


async def make_findable(session: AsyncSession, organisation: Organisation) -> None:
    """Puts it, as it is now, into the one search over everything."""
    await keep(session, "organisation", organisation.id, organisation.name, texts=[organisation.about])


def _shape(organisation: Organisation, houses: list[UUID]) -> Iterable[Wrong]:
    kind, scale = organisation.of_kind, organisation.scale
    if scale is None and not kind.may_be_unplaced:
        yield Wrong("/scale", "organisations.scale-missing", "Укажите масштаб: где действует организация")
    if scale is not None and scale not in kind.scales:
        yield Wrong("/scale", "organisations.scale-unfit", "У такой организации не бывает этого масштаба")
    if organisation.entrance is not None and scale != "entrance":
        yield Wrong("/entrance", "organisations.entrance-unfit", "Подъезд указывают только для подъезда")
    if scale == "entrance" and organisation.entrance is None:
        yield Wrong("/entrance", "organisations.entrance-missing", "Напишите номер подъезда")
    if scale in ("entrance", "house") and len(set(houses)) > 1:
        yield Wrong("/house_ids", "organisations.one-house", "Для подъезда и дома выберите один дом")
    if scale == "entrance" and not houses:
        yield Wrong("/house_ids", "organisations.house-missing", "Выберите дом, где этот подъезд")


def _days(organisation: Organisation) -> Iterable[Wrong]:
    for pointer, day in (
        ("/founded_on", organisation.founded_on),
        ("/document/on", organisation.document_on),
        ("/dissolved_on", organisation.dissolved_on),
    ):
        if day is not None and day > today():
            yield Wrong(pointer, "organisations.day-to-come", "Этот день ещё не наступил")


async def _unknown_houses(session: AsyncSession, center: UUID, houses: list[UUID]) -> list[Wrong]:
    known = set(
        await session.scalars(select(House.id).where(House.center_id == center, House.id.in_(houses)))
    )
    if known >= set(houses):
        return []
    return [Wrong("/house_ids", "organisations.house-unknown", "Такого дома в центре нет")]


async def _unknown_places(session: AsyncSession, organisation: Organisation) -> list[Wrong]:
    places = set(organisation.place_ids)
    wanted = select(Territory.id).where(
        Territory.center_id == organisation.center_id, Territory.id.in_(places)
    )
    if not places or set(await session.scalars(wanted)) >= places:
        return []
    return [Wrong("/place_ids", "organisations.place-unknown", "Такой территории в центре нет")]


async def _parent(session: AsyncSession, organisation: Organisation) -> list[Wrong]:
    for child in await children_of(session, organisation):
        if not fits_below(child.scale, organisation.scale):
            return [
                Wrong(
                    "/scale",
                    "organisations.smaller-than-part",
                    say("В неё входит «{name}»: масштаб больше", name=child.name),
                )
            ]
    if organisation.parent_id is None:
        return []
    await lock_hierarchy(session, organisation.center_id)
    try:
        parent = await get_organisation(session, organisation.center_id, organisation.parent_id)
    except OrganisationNotFound:
        return [Wrong("/parent_id", "organisations.parent-unknown", "Такой организации в центре нет")]
    if organisation.id in await ancestors_of(session, organisation.center_id, parent.id):
        words = say("Получится круг: «{name}» сама входит в эту организацию", name=parent.name)
        return [Wrong("/parent_id", "organisations.cycle", words)]
    if not fits_below(organisation.scale, parent.scale):
        return [
            Wrong(
                "/parent_id",
                "organisations.parent-smaller",
                say("«{name}» действует на меньшей территории", name=parent.name),
            )
        ]
    return []


async def _founding(session: AsyncSession, organisation: Organisation) -> list[Wrong]:
    """The law's thresholds, exact: ТСЖ Housing Code art. 136, ТОС law 131-ФЗ art. 27."""
    gathering = organisation.gathering
    if gathering is None:
        return []
    code = (organisation.of_kind.gatherings or {}).get(gathering)
    if code is None:
        return [
            Wrong("/decision/gathering", "organisations.gathering-unfit", "Так эту организацию не создают")
        ]
    if organisation.state == "forming":
        return []
    rule = (await rules_on(session, organisation.founded_on or today())).get(code)
    if rule is None or enough(organisation, rule):
        return []
    return [Wrong("/decision/part", "organisations.too-few", _too_few(organisation, rule))]


def enough(organisation: Organisation, rule: Rule) -> bool:
    """Whether enough took part in the decision to found it."""
    if organisation.part is None or organisation.whole is None:
        return False
    return rule.holds(organisation.part, organisation.whole)


def _too_few(organisation: Organisation, rule: Rule) -> str:
    said = {
        "share": rule.value,
        "part": f"{organisation.part:f}",
        "whole": f"{organisation.whole:f}",
        "basis": rule.legal_basis,
    }
    if rule.bound == "more_than":
        return say("Участвовало {part} из {whole}, а нужно больше {share}: {basis}", **said)
    return say("Участвовало {part} из {whole}, а нужно не меньше {share}: {basis}", **said)


def state_refused() -> Invalid:
    """What is active is not forming again."""
    return invalid("/state", "organisations.no-way-back", "Действующая организация уже создана")
