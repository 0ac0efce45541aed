"""What a chance meeting was about."""

from services.portal.wording.language import phrase

TALK = {
    "need": phrase("нужна помощь"),
    "appeal": phrase("жалоба или обращение"),
    "idea": phrase("идея"),
    "note": phrase("просто разговор"),
}
