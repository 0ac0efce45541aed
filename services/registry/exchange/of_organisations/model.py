"""The words of a list of organisations; the first of each goes out again."""

from collections.abc import Mapping, Sequence

from shared.contracts.codes import OrganisationKind, OrganisationScale

KINDS: Mapping[OrganisationKind, Sequence[str]] = {
    "council_mkd": ("совет многоквартирного дома", "совет мкд"),
    "council_house": ("совет дома", "домком", "домовой комитет"),
    "council_entrance": ("совет подъезда",),
    "tszh": ("тсж", "товарищество собственников жилья"),
    "tsn": ("тсн", "товарищество собственников недвижимости"),
    "council_yard": ("совет двора", "дворовый комитет"),
    "committee_street": ("уличный комитет", "комитет улицы"),
    "council_microdistrict": ("совет микрорайона",),
    "territorial_community": ("территориальная община",),
    "tos": ("тос", "тос без юридического лица"),
    "tos_legal": ("тос, юридическое лицо", "тос с юридическим лицом", "тос юрлицо"),
    "ktos": ("комитет тос", "ктос"),
    "stos": ("совет тос", "стос"),
    "group_initiative": ("инициативная группа",),
    "group_interest": ("группа по интересам", "клуб", "кружок"),
    "group_internet": ("группа в интернете", "чат"),
    "community_place": ("местное сообщество", "сообщество места"),
    "community_interest": ("сообщество интересов",),
    "ngo": ("местная общественная организация", "нко", "местная нко", "общественная организация"),
    "city_branch": ("отделение городского или областного органа", "отделение органа"),
    "internet_formal": ("группа организации в интернете",),
    "management_company": ("управляющая компания", "ук"),
}
SCALES: Mapping[OrganisationScale, Sequence[str]] = {
    "entrance": ("подъезд",), "house": ("дом",), "yard": ("двор",), "street": ("улица",),
    "microdistrict": ("микрорайон", "район"), "city": ("город",),
}  # fmt: skip
