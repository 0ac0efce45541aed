"""What a house lacks and what to do next, the most pressing first."""

from collections.abc import Iterable

from services.portal.organisations.labels import COUNCIL_STATE
from services.portal.places.view import Missing, Passport
from services.portal.wording.language import Language, capital
from services.portal.wording.times import date_said
from shared.kit.clock import today


def missing_in(language: Language, view: Passport) -> list[Missing]:
    """What to mend, each with its place; nothing where the passport is complete."""
    return [
        *_of_contract(language, view),
        *_of_council(language, view),
        *_of_owners(language, view),
        *_of_house(language, view),
    ]


def _of_contract(language: Language, view: Passport) -> Iterable[Missing]:
    path = f"/desk/places/houses/{view.house.id}/contracts/new"
    if view.house.kind == "private":
        return
    if view.contract is None:
        yield Missing(
            language.say("Нет действующего договора управления"), path, language.say("Внести договор")
        )
    elif view.contract.ends_soon and view.contract.ends_on:
        left = (view.contract.ends_on - today()).days
        said = language.many(
            left,
            "Договор управления кончается через {n} день: пора собрать собственников",
            "Договор управления кончается через {n} дня: пора собрать собственников",
            "Договор управления кончается через {n} дней: пора собрать собственников",
        )
        yield Missing(said, f"/desk/events/new?house={view.house.id}", language.say("Назначить встречу"))


def _of_council(language: Language, view: Passport) -> Iterable[Missing]:
    """What the law asks of the house's council; which law and from how many flats the registry knows."""
    council = view.council
    formings = "/desk/organisations/councils"
    if council.forming_id is not None:
        said = language.say("Совет дома выбирают")
        yield Missing(said, f"{formings}/{council.forming_id}", language.say("Что дальше"))
    elif council.state == "missing":
        said = language.say("Нет ни ТСЖ, ни совета дома, а закон его ждёт")
        if council.legal_basis:
            said = f"{said} ({council.legal_basis})"
        yield Missing(said, f"{formings}/new?house={view.house.id}", language.say("Собрать совет"))
    elif council.state in ("term_ends", "term_over", "chair_missing") and council.council_id:
        said = capital(language.say(COUNCIL_STATE[council.state]))
        if council.until is not None:
            said = f"{said}: {date_said(language, council.until)}"
        yield Missing(said, f"/desk/organisations/{council.council_id}", language.say("Открыть"))


def _of_owners(language: Language, view: Passport) -> Iterable[Missing]:
    path = f"/desk/places/houses/{view.house.id}/premises"
    wrong = view.ownership.short + view.ownership.over
    if wrong:
        said = language.many(
            wrong,
            "В {n} помещении доли не складываются в целое",
            "В {n} помещениях доли не складываются в целое",
            "В {n} помещениях доли не складываются в целое",
        )
        yield Missing(said, f"{path}#conflicts", language.say("Разобраться"))
    if view.house.kind == "apartment" and view.ownership.with_area < view.house.flats:
        said = language.say(
            "Площадь известна у {known} из {all} квартир",
            known=language.number(view.ownership.with_area),
            all=language.number(view.house.flats),
        )
        yield Missing(said, path, language.say("Дополнить"))


def _of_house(language: Language, view: Passport) -> Iterable[Missing]:
    path = f"/desk/places/houses/{view.house.id}/edit"
    if view.house.point is None:
        yield Missing(
            language.say("Дома нет на карте"), f"{path}#coordinates", language.say("Поставить на карту")
        )
    if view.house.kind == "apartment" and not view.house.entrances:
        yield Missing(language.say("Подъезды не записаны"), f"{path}#entrances", language.say("Записать"))
