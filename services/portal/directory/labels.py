"""What is said of support organisations."""

from services.portal.wording.language import phrase

LEVEL = {
    "local": phrase("рядом, в районе"),
    "city": phrase("по всему городу"),
    "national": phrase("по всей стране"),
}
BODY_KIND = {
    "state": phrase("государственная"),
    "municipal": phrase("муниципальная"),
    "departmental": phrase("ведомственная"),
    "ngo": phrase("некоммерческая"),
}
SUPPORT = {
    "informational": phrase("расскажут и объяснят"),
    "organisational": phrase("помогут устроить"),
    "financial": phrase("помогут деньгами"),
    "moral": phrase("поддержат и выслушают"),
}
