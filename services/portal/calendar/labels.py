"""What kinds of events are called."""

from services.portal.wording.language import phrase

EVENT_KIND = {
    "leisure": phrase("досуг"),
    "housing": phrase("жилищные вопросы"),
    "improvement": phrase("благоустройство"),
    "holiday": phrase("праздник"),
    "meeting": phrase("собрание"),
    "club": phrase("клуб"),
    "help": phrase("помощь соседу"),
}
