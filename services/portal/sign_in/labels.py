"""As whom somebody signs in."""

from services.portal.wording.language import phrase

ROLE = {
    "resident": phrase("как житель"),
    "guardian": phrase("как родитель или опекун"),
    "activist": phrase("как активист"),
    "manager": phrase("как менеджер центра"),
    "partner": phrase("как партнёр"),
    "company": phrase("как сотрудник управляющей компании"),
    "city": phrase("город"),
    "operator": phrase("оператор"),
}
