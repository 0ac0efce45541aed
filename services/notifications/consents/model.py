"""Which consent each message rests on: without it the message stands on the site and is sent nowhere."""

from collections.abc import Mapping
from typing import get_args

from services.notifications.wording.model import MessageCode
from shared.contracts.codes import ConsentPurpose
from shared.kit.consents import concerns

_BY_BEGINNING: Mapping[str, ConsentPurpose] = {
    "match_": "help_matching",
    "help_at_": "help_matching",
    "event_": "contact_about_events",
    "registration_": "contact_about_events",
    "survey_": "survey_results_contact",
}

PURPOSE: Mapping[str, ConsentPurpose] = {
    code: purpose
    for code in get_args(MessageCode)
    for beginning, purpose in _BY_BEGINNING.items()
    if code.startswith(beginning)
}
"""The purpose that a message serves; a message that serves none is about the person's own data or safety."""


def codes_for(purpose: ConsentPurpose) -> list[str]:
    """The messages that rest on this consent."""
    return [code for code, serves in PURPOSE.items() if concerns(purpose, serves)]
