"""What is said of houses, premises, owners and territories."""

from services.portal.wording.language import phrase

HOUSE_KIND = {"apartment": phrase("многоквартирный"), "private": phrase("частный")}
HOUSE_STATE = {
    "organisation": phrase("ТСЖ или ТСН"),
    "council": phrase("совет дома"),
    "none": phrase("пока ничего"),
}
TERRITORY_KIND = {
    "yard": phrase("двор"),
    "street": phrase("улица"),
    "microdistrict": phrase("микрорайон"),
}
PREMISES_KIND = {"flat": phrase("квартира"), "non_residential": phrase("нежилое помещение")}
OWNER_KIND = {
    "resident": phrase("житель из списка центра"),
    "person": phrase("другой человек"),
    "organisation": phrase("организация"),
    "city": phrase("город"),
}
SHARES = {
    "none": phrase("собственники не записаны"),
    "short": phrase("долей не хватает до целого"),
    "whole": phrase("доли складываются в целое"),
    "over": phrase("долей больше целого"),
}
