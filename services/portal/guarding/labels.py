"""How ways of signing in and kinds of devices are called."""

from services.portal.wording.language import phrase

METHOD = {
    "code": phrase("по коду"),
    "card": phrase("по карточке в центре"),
    "passkey": phrase("ключом"),
    "oidc": phrase("через другую службу"),
}
SYSTEM = {
    "android": phrase("телефон или планшет Android"),
    "ios": phrase("iPhone или iPad"),
    "windows": phrase("компьютер с Windows"),
    "mac": phrase("компьютер Mac"),
    "chromeos": phrase("ноутбук ChromeOS"),
    "linux": phrase("компьютер с Linux"),
    "other": phrase("неизвестное устройство"),
}
BROWSER = {
    "yandex": phrase("Яндекс Браузер"),
    "edge": "Edge",
    "opera": "Opera",
    "firefox": "Firefox",
    "chrome": "Chrome",
    "safari": "Safari",
    "other": phrase("неизвестный браузер"),
}
