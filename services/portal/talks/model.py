"""A chance meeting as the pages show it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from services.portal.visits.api import Read
from services.portal.wording.language import phrase

Kind = Literal["need", "appeal", "idea", "note"]
State = Literal["waiting", "placed", "kept"]

KIND = {
    "need": phrase("Нужна помощь"),
    "appeal": phrase("Жалоба или обращение"),
    "idea": phrase("Идея"),
    "note": phrase("Просто разговор"),
}
HINT = {
    "need": phrase("потом можно сделать просьбой к соседям"),
    "appeal": phrase("на дом, двор, управляющую компанию"),
    "idea": phrase("что хочется устроить или изменить"),
    "note": phrase("останется заметкой для менеджеров центра"),
}
STATE = {
    "waiting": phrase("ждёт решения"),
    "placed": phrase("нашёл своё место"),
    "kept": phrase("заметка"),
}
PLACED = {
    "need": phrase("теперь просьба"),
    "appeal": phrase("теперь обращение"),
    "idea": phrase("теперь идея"),
}


class Talk(Read):
    """One talk."""

    id: UUID
    kind: Kind
    state: State
    words: str = ""
    house_id: UUID | None = None
    resident_id: UUID | None = None
    became_id: UUID | None = None
    talked_at: datetime
    version: int = 1

    @property
    def stands(self) -> str:
        """What has become of it so far."""
        return PLACED[self.kind] if self.state == "placed" else STATE[self.state]
