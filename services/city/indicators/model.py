"""The indicators of community life that the city publishes, as definitions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from services.city.disclosure.model import THRESHOLD

YES, NO = "yes", "no"
"""Columns of a share: who or what counts, and the rest of what could have counted."""

OFFERS, RESIDENTS = "offers", "residents"
"""Columns of talent density, which count different things."""

UNMET_REASONS = ("nobody_can", "no_common_time", "too_far", "declined", "expired", "withdrawn")

Unit = Literal["share", "per_1000", "count"]


@dataclass(frozen=True, slots=True)
class Words:
    """One thing said in both languages."""

    ru: str
    en: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured and how, in words that can be printed beside the number."""

    code: str
    unit: Unit
    title: Words
    formula: Words
    numerator: Words
    denominator: Words
    period: Words
    coverage: Words
    source: str = "counted from the facts that the services publish"
    columns: tuple[str, ...] = (YES, NO)
    labels: Mapping[str, Words] | None = None
    """Names of the columns, where each is published as a number of its own."""
    hours: bool = False
    """Whether a median in hours is published beside the share."""
    adds_up: bool = False
    """Whether the months of a quarter, added up, are the quarter."""
    of_places: bool = False
    """Whether places are counted and not people: that all of them are alike says nothing about anybody."""
    k: int = THRESHOLD

    @property
    def sums_rows(self) -> bool:
        """Whether the columns count parts of one whole."""
        return self.unit != "per_1000" and len(self.columns) > 1

    @property
    def is_breakdown(self) -> bool:
        """Whether each column is a number of its own and not half of a share."""
        return self.labels is not None

    @property
    def harmless(self) -> frozenset[str]:
        """Columns in which a whole center may stand: that nobody took part is a true zero."""
        return frozenset({YES, NO} if self.of_places else {NO}) - set(self.labels or ())


_IN_PERIOD = Words("за период", "during the period")
_AT_END = Words(
    "на конец периода; для текущего на сегодня", "at the end of the period; today for the current one"
)
_NAMED_SHEETS = Words(
    "взрослые жители из реестра центра; анонимные листы не входят, их некому приписать",
    "adult residents of the center's registry; anonymous sheets belong to nobody and are left out",
)
_CENTER_MATCHES = Words(
    "помощь, о которой договорились через центр; помощь мимо центра не видна",
    "help arranged through the center; help arranged elsewhere is not seen",
)

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "reach", "share",
        Words("Охват", "Reach"),
        Words("участники без повторов ÷ взрослые жители", "unique participants ÷ adult residents"),
        Words(
            "взрослые жители, которые пришли на мероприятие, ответили на опрос, предложили помощь, попросили о ней "
            "или помогли",
            "adult residents who came to an event, answered a survey, offered help, asked for it or gave it",
        ),
        Words("взрослые жители", "adult residents"),
        _IN_PERIOD, _NAMED_SHEETS,
    ),
    Indicator(
        "repeat_rate", "share",
        Words("Приходят снова", "Repeat rate"),
        Words("были на двух и более мероприятиях ÷ были хотя бы на одном", "at two or more events ÷ at one or more"),
        Words("жители, которые были на двух мероприятиях или больше", "residents who were at two events or more"),
        Words("жители, которые были хотя бы на одном мероприятии", "residents who were at one event or more"),
        _IN_PERIOD,
        Words("отмеченные на мероприятиях центра", "those ticked off at the center's events"),
    ),
    Indicator(
        "talent_density", "per_1000",
        Words("Плотность талантов", "Talent density"),
        Words("действующие предложения помощи на 1000 жителей", "standing offers of help per 1000 residents"),
        Words("предложения «я могу помочь», которые не отозваны", "offers «я могу помочь» that still stand"),
        Words("жители из реестра центра", "residents of the center's registry"),
        _AT_END,
        Words("банк соседских талантов и реестр центра", "the bank of neighbors' talents and the registry"),
        columns=(OFFERS, RESIDENTS),
    ),
    Indicator(
        "activation", "share",
        Words("Предложения в деле", "Activation"),
        Words("предложения, по которым помогли ÷ все предложения", "offers used ÷ offers"),
        Words("предложения, по которым за период помогли", "offers by which help was given during the period"),
        Words("предложения, которые в период действовали", "offers that stood at some time of the period"),
        _IN_PERIOD, _CENTER_MATCHES,
    ),
    Indicator(
        "need_fulfilment", "share",
        Words("Просьбы закрыты", "Needs fulfilled"),
        Words("закрытые просьбы ÷ все просьбы", "closed needs ÷ needs"),
        Words("просьбы, по которым до конца периода помогли", "needs met by the end of the period"),
        Words("просьбы «мне нужна помощь», высказанные за период", "needs «мне нужна помощь» stated in the period"),
        _IN_PERIOD,
        Words("просьбы из банка соседских талантов, с сайта и с бумаги", "needs from the web and from paper"),
        hours=True,
        adds_up=True,
    ),
    Indicator(
        "unmet_reasons", "count",
        Words("Почему просьбы остаются", "Why needs stay unmet"),
        Words("просьбы, закрытые без помощи, по причинам", "needs closed without help, by reason"),
        Words("просьбы с этой причиной", "needs with this reason"),
        Words("все просьбы, закрытые без помощи", "all needs closed without help"),
        _IN_PERIOD,
        Words("причину отмечает центр или сам житель", "the reason is noted by the center or the resident"),
        columns=UNMET_REASONS,
        adds_up=True,
        labels={
            "nobody_can": Words("Никто рядом не умеет", "Nobody near can do it"),
            "no_common_time": Words("Нет общего времени", "No time in common"),
            "too_far": Words("Слишком далеко", "Too far"),
            "declined": Words("Отказались", "Declined"),
            "expired": Words("Истёк срок", "Expired"),
            "withdrawn": Words("Просьбу отозвали", "Withdrawn"),
        },
    ),
    Indicator(
        "reciprocity", "share",
        Words("Дали и получили", "Reciprocity"),
        Words("и помогали, и получали помощь ÷ участвовали хотя бы с одной стороны", "both gave and received ÷ either"),
        Words("жители, которые и помогли, и получили помощь", "residents who both gave and received help"),
        Words("жители, которые помогли или получили помощь", "residents who gave or received help"),
        _IN_PERIOD, _CENTER_MATCHES,
    ),
    Indicator(
        "resident_led_share", "share",
        Words("Ведут сами жители", "Resident-led share"),
        Words("мероприятия, которые ведут жители ÷ все мероприятия", "events led by residents ÷ events"),
        Words("прошедшие мероприятия, которые вели жители", "past events led by residents"),
        Words("прошедшие мероприятия", "past events"),
        _IN_PERIOD,
        Words(
            "календарь центра без отменённых; за числом стоят ведущие и отмеченные участники",
            "the center's calendar without cancelled events; persons are organisers and those ticked off",
        ),
        adds_up=True,
    ),
    Indicator(
        "response_rate", "share",
        Words("Отвечают на опросы", "Response rate"),
        Words("ответившие ÷ взрослые жители", "those who answered ÷ adult residents"),
        Words("взрослые жители, которые ответили хотя бы на один опрос", "adult residents who answered a survey"),
        Words("взрослые жители центров, где в период шёл опрос", "adult residents where a survey ran in the period"),
        _IN_PERIOD, _NAMED_SHEETS,
    ),
    Indicator(
        "bridging", "share",
        Words("Связи между домами", "Bridging"),
        Words("связи между домами ÷ все связи", "cross-house ties ÷ ties"),
        Words("пары из разных домов, где один помог другому", "pairs from different houses, one of whom helped"),
        Words("все пары жителей, где один помог другому", "all pairs of residents, one of whom helped the other"),
        _IN_PERIOD,
        Words("пары, у которых известны оба дома", "pairs of whom both houses are known"),
    ),
    Indicator(
        "organisation_coverage", "share",
        Words("Дома с организацией жителей", "Organisation coverage"),
        Words(
            "квартиры в домах, где действует организация жителей ÷ все квартиры",
            "flats in houses with an active organisation of residents ÷ flats",
        ),
        Words(
            "квартиры домов, где действует совет, ТСЖ, ТОС или другая организация жителей",
            "flats of houses in which a council, a homeowners' partnership or another organisation of residents acts",
        ),
        Words("квартиры домов центра", "flats of the center's houses"),
        _AT_END,
        Words(
            "дома и организации из реестра центра; за числом стоят жители этих домов",
            "houses and organisations of the center's registry; persons are the residents of these houses",
        ),
        of_places=True,
    ),
    Indicator(
        "leadership_growth", "share",
        Words("Новые организаторы", "Leadership growth"),
        Words("новые организаторы ÷ активные жители", "new organisers ÷ active residents"),
        Words(
            "жители, которые за период впервые повели мероприятие или взяли роль в организации",
            "residents who for the first time led an event or took a role in an organisation",
        ),
        Words(
            "жители, которые участвовали в делах центра, вели мероприятие или взяли роль в организации",
            "residents who took part, led an event or took a role in an organisation",
        ),
        _IN_PERIOD,
        Words(
            "роли и мероприятия, записанные в центре; простое участие ролью не считается",
            "roles and events written down at the center; mere membership is no role",
        ),
    ),
    Indicator(
        "residents", "count",
        Words("Жители в реестре", "Residents on the registry"),
        Words("жители, внесённые в реестр", "residents entered in the registry"),
        Words("жители", "residents"),
        Words("жители", "residents"),
        _AT_END,
        Words("взрослые и дети, внесённые в реестр центра", "adults and children entered in the center's registry"),
        columns=(RESIDENTS,),
        labels={RESIDENTS: Words("Жители", "Residents")},
    ),
)  # fmt: skip

BY_CODE: Mapping[str, Indicator] = {one.code: one for one in INDICATORS}
