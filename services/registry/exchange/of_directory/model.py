"""The words of a list of who helps; the first of each goes out again."""

from collections.abc import Mapping, Sequence

LEVELS: Mapping[str, Sequence[str]] = {
    "local": ("местный", "местная", "местное", "район"),
    "city": ("городской", "городская", "городское", "город"),
    "national": ("федеральный", "федеральная", "национальный", "национальная", "страна"),
}
BODIES: Mapping[str, Sequence[str]] = {
    "ngo": ("нко", "общественная", "некоммерческая"),
    "state": ("государственная", "государственный"),
    "departmental": ("ведомственная", "ведомственный"),
    "municipal": ("муниципальная", "муниципальный", "мсу"),
}
SUPPORT: Mapping[str, Sequence[str]] = {
    "informational": ("информационная", "информация"),
    "organisational": ("организационная", "организация"),
    "financial": ("финансовая", "деньги"),
    "moral": ("моральная",),
}
