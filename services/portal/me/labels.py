"""How a person wants to be reached, in their own words."""

from services.portal.wording.language import phrase

WAY = {
    "site": phrase("только на этом сайте"),
    "mail": phrase("письмом на почту"),
    "phone": phrase("позвонить мне"),
    "visit": phrase("зайти ко мне"),
    "messenger": phrase("сообщением в мессенджере"),
}
