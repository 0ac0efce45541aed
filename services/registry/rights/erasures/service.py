"""How an erasure is said on paper: grounds, services and kinds of rows in words."""

from collections.abc import Mapping
from datetime import datetime

from services.registry.rights.erasures.model import Ground
from shared.kit.clock import CITY_TIME

GROUNDS: Mapping[Ground, str] = {
    "request": "требование человека (статьи 14 и 21 Федерального закона № 152-ФЗ)",
    "withdrawal": "отзыв согласия (статья 21, часть 5 Федерального закона № 152-ФЗ)",
    "moved": "человек переехал, цель обработки достигнута (статья 21, часть 4)",
    "died": "смерть человека, цель обработки достигнута (статья 21, часть 4)",
    "mistake": "карточка заведена по ошибке (статья 21, часть 3)",
    "term": "срок хранения окончен (статья 5, часть 7)",
    "restored": "повторное стирание после восстановления из резервной копии",
}
SERVICES: Mapping[str, str] = {
    "registry": "Реестр: карточка, контакты, согласия, входы",
    "talents": "Банк талантов: «могу помочь» и «нужна помощь»",
    "surveys": "Опросы: анкеты под именем",
    "events": "Встречи: записи и посещения",
    "notifications": "Оповещения: сообщения, письма, звонки",
    "city": "Город: обезличенный учёт",
}


def day_said(moment: datetime | None) -> str:
    """«26.11.2026, 19:20» on the city's clocks."""
    return "" if moment is None else f"{moment.astimezone(CITY_TIME):%d.%m.%Y, %H:%M}"


def kinds_said(counts: Mapping[str, int]) -> str:
    """How many rows were deleted or unlinked; nothing held is said too."""
    total = sum(counts.values())
    return f"записей: {total}" if total else "ничего не хранилось"
