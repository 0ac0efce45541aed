"""What a person agrees to, and how."""

from services.portal.wording.language import phrase

CONSENT = {
    "keep_card": phrase("Хранить мою карточку"),
    "contact_about_events": phrase("Сообщать мне о встречах и новостях"),
    "help_matching": phrase("Подбирать мне соседей для помощи"),
    "survey_results_contact": phrase("Рассказать мне об итогах опроса"),
    "complaints": phrase("Передать мою претензию в работу"),
    "accessibility_needs": phrase("Учитывать, что мне нужно из-за здоровья"),
    "own_lists": phrase("Быть в списке своего подъезда или дома"),
    "photo": phrase("Снимать меня на встречах центра"),
    "publication": phrase("Рассказывать обо мне в стенгазете и на сайте"),
}
CONSENT_HOW = {
    "web": phrase("дано на сайте"),
    "paper": phrase("подписан лист"),
    "aloud": phrase("сказано при свидетеле"),
    "survey": phrase("дано на листе опроса"),
}
BASIS = {
    "agreement": phrase("Договор с человеком или его просьба"),
    "law": phrase("Этого требует закон"),
    "vital": phrase("Угроза жизни или здоровью, согласие взять нельзя"),
}
BASIS_AT_ENTRY = {
    "awaited": phrase("Подпишет позже, лист напечатаю после записи"),
    "paper": phrase("Подписан лист"),
    "aloud": phrase("Сказано при свидетеле"),
    **BASIS,
}
