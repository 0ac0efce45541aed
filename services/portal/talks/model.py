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
    "placed": phrase("стал просьбой"),
    "kept": phrase("заметка"),
}


class Talk(Read):
    """One talk."""

    id: UUID
    kind: Kind
    state: State
    words: str = ""
    house_id: UUID | None = None
    resident_id: UUID | None = None
    need_id: UUID | None = None
    talked_at: datetime
    version: int = 1
