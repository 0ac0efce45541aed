"""The words of a list of partners; the first of each goes out again."""

from collections.abc import Mapping, Sequence

from services.registry.support.partners.model import PartnerKind

KINDS: Mapping[PartnerKind, Sequence[str]] = {
    "school": ("школа", "детский сад", "гимназия", "лицей", "колледж"),
    "library": ("библиотека",),
    "social": ("социальная служба", "соцзащита", "социальная защита", "цсо"),
    "leisure": ("досуг и культура", "досуг", "культура", "дом культуры", "музей", "клуб"),
    "business": ("предприниматель", "бизнес", "магазин", "компания"),
    "deputy": ("депутат",),
    "municipal": ("местная власть", "мсу", "управа", "администрация"),
    "other": ("другой партнер", "другое", "другой"),
}
