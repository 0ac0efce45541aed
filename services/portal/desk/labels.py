"""What a call or a visit is for."""

from services.portal.wording.language import phrase

SPOKEN = {
    "phone": phrase("по телефону"),
    "visit": phrase("при встрече"),
}
TO_TELL = {
    "match_proposed_to_asking": phrase("рассказать о соседе, который может помочь"),
    "match_proposed_to_helping": phrase("спросить, сможет ли помочь соседу"),
    "match_agreed_to_asking": phrase("рассказать, что сосед согласен помочь"),
    "match_agreed_to_helping": phrase("рассказать, что помощь ждут"),
    "match_declined_to_asking": phrase("рассказать, что сосед не сможет помочь"),
    "match_declined_to_helping": phrase("рассказать, что помогать уже не нужно"),
    "help_at_event_to_asking": phrase("сказать, когда встреча"),
    "help_at_event_to_helping": phrase("сказать, когда встреча"),
    "event_entrusted": phrase("напомнить о встрече, которую ведёт житель"),
    "event_moved": phrase("сказать новое время встречи"),
    "event_cancelled": phrase("сказать, что встречи не будет"),
    "registration_made": phrase("подтвердить запись"),
    "registration_waiting": phrase("сказать про список ожидания"),
    "registration_promoted": phrase("сказать, что место освободилось"),
    "survey_closed": phrase("рассказать об итогах опроса"),
    "acted_for": phrase("рассказать, что сделано от имени человека"),
    "join_asked": phrase("сказать, что в организацию просятся"),
}
"""What a call or a visit is for, by the code of the message that waits."""
