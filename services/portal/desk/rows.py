"""What comes onto the desk from each service, and by when it would be too late."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from services.portal.desk.labels import TO_TELL
from services.portal.desk.model import AtMeeting, Row, ToCall
from services.portal.events.model import Event
from services.portal.matters.model import Match, Need
from services.portal.surveys.model import SurveyRead
from services.portal.talents.labels import HELP, SIDE
from services.portal.talents.view import Bank
from services.portal.wording.language import Language, capital, phrase
from services.portal.wording.reasons import need_said, reasons_said
from services.portal.wording.times import date_said, day_said, local

_PROPOSE_WITHIN = timedelta(days=3)
_ANSWER_WITHIN = timedelta(days=4)
_MEET_WITHIN = timedelta(days=7)
_ENTER_WITHIN = timedelta(days=3)
_TELL_WITHIN = timedelta(days=7)
_TICK_WITHIN = timedelta(days=2)
_SOON = timedelta(days=3)
_WITHOUT_HASTE = timedelta(days=7)
# So many of one kind stand on the desk one by one; the rest as one row.
_SHOWN = 3


def of_calls(language: Language, people: Sequence[ToCall], at: datetime) -> Iterable[Row]:
    """People who can only be called or visited: the first few, and how many more there are."""
    for one in people[:_SHOWN]:
        phone = one.first.way == "phone"
        more = len(one.calls) - 1
        others = (
            language.many(more, "и ещё {n} новость", "и ещё {n} новости", "и ещё {n} новостей")
            if more
            else ""
        )
        yield Row(
            title=language.say(
                phrase("Позвонить: {what}") if phone else phrase("Зайти: {what}"),
                what=language.say(TO_TELL.get(one.first.code, one.first.title)),
            ),
            why=" ".join(filter(None, (_waits_since(language, one), capital(others)))),
            href=f"/desk/calls/{one.resident_id}",
            action=language.say(phrase("Позвонить") if phone else phrase("Открыть")),
            lost_by=one.first.created_at + timedelta(days=1),
        )
    if (more := len(people) - _SHOWN) > 0:
        yield _more_calls(language, more, people[_SHOWN].first.created_at)


def _waits_since(language: Language, one: ToCall) -> str:
    return language.say(
        "Ждёт с {day}.", day=date_said(language, local(one.first.created_at).date(), year=False)
    )


def _more_calls(language: Language, more: int, since: datetime) -> Row:
    return Row(
        title=language.many(
            more,
            "Ещё {n} человек ждёт звонка",
            "Ещё {n} человека ждут звонка",
            "Ещё {n} человек ждут звонка",
        ),
        why=language.say(phrase("Им удобнее звонок или визит")),
        href="/desk/calls",
        action=language.say("Посмотреть"),
        lost_by=since + timedelta(days=1),
    )


def of_meetings(language: Language, meeting: AtMeeting, at: datetime) -> Iterable[Row]:
    """People who do not read the site and are to hear what was done in their name, as one row: nobody hurries."""
    if meeting.people and meeting.since is not None:
        yield Row(
            title=language.many(
                meeting.people,
                "Рассказать при встрече {n} человеку",
                "Рассказать при встрече {n} людям",
                "Рассказать при встрече {n} людям",
            ),
            why=language.say(
                "Сайта они не читают. Первый ждёт с {day}.",
                day=date_said(language, local(meeting.since).date(), year=False),
            ),
            href="/desk/calls#meeting",
            action=language.say("Посмотреть"),
            lost_by=at + _WITHOUT_HASTE,
        )


def of_needs(language: Language, bank: Bank, best: Mapping[UUID, Match], at: datetime) -> Iterable[Row]:
    """Needs for which somebody was found and nobody was asked: the longest waiting, and how many more."""
    for place, need in enumerate(bank.ready[:_SHOWN]):
        yield Row(
            title=language.say("Нужна помощь {help}", help=language.say(HELP.get(need.skill, ""))),
            why=_why_need(language, need, best.get(need.id)),
            href=f"/desk/talents/{need.id}",
            action=language.say("Предложить"),
            lost_by=need.stated_at + _PROPOSE_WITHIN,
            main=place == 0,
        )
    if (more := len(bank.ready) - _SHOWN) > 0:
        yield Row(
            title=language.many(
                more,
                "Ещё на {n} просьбу есть кого позвать",
                "Ещё на {n} просьбы есть кого позвать",
                "Ещё на {n} просьб есть кого позвать",
            ),
            why=language.say(phrase("Они пришли позже")),
            href="/desk/talents",
            action=language.say("Посмотреть"),
            lost_by=bank.ready[_SHOWN].stated_at + _PROPOSE_WITHIN,
        )


def of_matches(language: Language, bank: Bank, at: datetime) -> Iterable[Row]:
    """Matches that wait for somebody's word, or for a meeting."""
    for match in bank.proposed:
        asked = match.proposed_at or at
        if at - asked < timedelta(days=1):
            continue
        silent = " и ".join(language.say(SIDE[side]) for side in match.silent_sides)
        yield Row(
            title=language.say("Ждём ответа: помощь {help}", help=language.say(HELP.get(match.skill, ""))),
            why=language.say(
                "Спросили {day}. Не ответил тот, {who}", day=_day(language, asked, at), who=silent
            ),
            href=f"/desk/talents/{match.need_id}",
            action=language.say("Записать ответ"),
            lost_by=asked + _ANSWER_WITHIN,
        )
    for match in bank.agreed:
        agreed = match.agreed_at or at
        yield Row(
            title=language.say(
                "Назначить встречу: помощь {help}", help=language.say(HELP.get(match.skill, ""))
            ),
            why=language.say(
                "Оба согласны с {day}", day=date_said(language, local(agreed).date(), year=False)
            ),
            href=f"/desk/talents/{match.need_id}",
            action=language.say("Назначить"),
            lost_by=agreed + _MEET_WITHIN,
        )


def of_surveys(language: Language, surveys: Sequence[SurveyRead], at: datetime) -> Iterable[Row]:
    """Paper that waits to be entered, surveys that end, results that nobody has told."""
    for survey in surveys:
        if survey.state == "open" and survey.sheets and survey.sheets.paper_left:
            yield _paper(language, survey, survey.sheets.paper_left, at)
        if survey.state == "open" and survey.closes_at and survey.closes_at - at < _SOON:
            yield _survey(
                language, survey, phrase("Опрос закроется {day}"), phrase("Открыть"), survey.closes_at, at
            )
        if survey.state == "closed" and survey.closed_at and survey.is_fresh(at):
            told = phrase("Опрос закрыт {day}, посмотрите итоги")
            yield _survey(language, survey, told, phrase("Посмотреть"), survey.closed_at, at)


def _paper(language: Language, survey: SurveyRead, left: int, at: datetime) -> Row:
    title = survey.questionnaire.title.said(language.code)
    return Row(
        title=language.many(
            left,
            "{n} бумажная анкета не внесена",
            "{n} бумажные анкеты не внесены",
            "{n} бумажных анкет не внесены",
        ),
        why=language.say("«{title}». Около {minutes} минут", title=title, minutes=left * 2),
        href=f"/desk/surveys/{survey.id}/sheet",
        action=language.say("Внести"),
        lost_by=min(at + _ENTER_WITHIN, survey.closes_at or at + _ENTER_WITHIN),
    )


def _survey(
    language: Language, survey: SurveyRead, what: str, action: str, day: datetime, at: datetime
) -> Row:
    total = survey.sheets.total if survey.sheets else 0
    sheets = language.many(total, "{n} анкета", "{n} анкеты", "{n} анкет")
    title = survey.questionnaire.title.said(language.code)
    return Row(
        title=language.say(what, day=_day(language, day, at)),
        why=language.say("«{title}», {sheets}", title=title, sheets=sheets),
        href=f"/desk/surveys/{survey.id}",
        action=language.say(action),
        lost_by=day if survey.state == "open" else day + _TELL_WITHIN,
    )


def of_events(language: Language, events: Sequence[Event], at: datetime) -> Iterable[Row]:
    """Events that were, with nobody ticked off, and coming ones with a queue or nobody on the list."""
    for event in events:
        if event.cancelled_at:
            continue
        if event.ends_at < at and event.registered and not event.attended:
            yield _to_tick(language, event, at)
        elif event.starts_at > at and event.waiting:
            yield _with_queue(language, event, at)
        elif at < event.starts_at < at + _SOON and not event.registered:
            yield _with_nobody(language, event, at)


def _to_tick(language: Language, event: Event, at: datetime) -> Row:
    listed = language.many(
        event.registered, "В списке {n} человек", "В списке {n} человека", "В списке {n} человек"
    )
    return Row(
        title=language.say("Отметить, кто пришёл: «{title}»", title=event.title),
        why=language.say("Было {day}. {listed}", day=_day(language, event.starts_at, at), listed=listed),
        href=f"/desk/events/{event.id}",
        action=language.say("Отметить"),
        lost_by=event.ends_at + _TICK_WITHIN,
    )


def _with_queue(language: Language, event: Event, at: datetime) -> Row:
    title = language.many(
        event.waiting,
        "{n} человек ждёт места: «{title}»",
        "{n} человека ждут места: «{title}»",
        "{n} человек ждут места: «{title}»",
        title=event.title,
    )
    day = capital(_day(language, event.starts_at, at))
    return Row(
        title=title,
        why=language.say("{day}. Все места заняты: {all}", day=day, all=event.capacity),
        href=f"/desk/events/{event.id}",
        action=language.say("Открыть"),
        lost_by=event.starts_at,
    )


def _with_nobody(language: Language, event: Event, at: datetime) -> Row:
    return Row(
        title=language.say("Никто не записан: «{title}»", title=event.title),
        why=language.say("Начало {day}. Позвать или перенести", day=_day(language, event.starts_at, at)),
        href=f"/desk/events/{event.id}",
        action=language.say("Открыть"),
        lost_by=event.starts_at,
    )


def _why_need(language: Language, need: Need, best: Match | None) -> str:
    said = need_said(language, need)
    if best is None:
        return said
    return language.say("{said} Первый: {reasons}", said=said, reasons=reasons_said(language, best.reasons))


def _day(language: Language, moment: datetime, at: datetime) -> str:
    return day_said(language, local(moment).date(), local(at).date())
