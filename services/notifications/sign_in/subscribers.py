"""Sends one-time sign-in codes and warnings when the registry asks for it."""

from services.notifications.post.service import Envelope, PostOffice
from services.notifications.wording.service import word_code, word_warning
from shared.contracts.requests import CodeSent, SendCode, SendWarning
from shared.kit.database import Database
from shared.kit.replies import Replies


def replies_of(office: PostOffice) -> Replies:
    """The replies to `SendCode` and `SendWarning`; codes are kept in the local mailbox alone, where there is one."""
    replies = Replies()

    @replies.to(SendCode)
    async def send_code(database: Database, ask: SendCode) -> CodeSent:
        worded = word_code(ask.code, ask.minutes, ask.language)
        letter = Envelope(ask.address, worded.title, worded.text)
        if ask.way == "mail":
            return CodeSent(sent=await office.send(database, letter))
        return CodeSent(sent=office.dev_mail and await office.keep(database, letter))

    @replies.to(SendWarning)
    async def send_warning(database: Database, ask: SendWarning) -> CodeSent:
        worded = word_warning(ask.what, ask.language)
        letter = Envelope(ask.address, worded.title, worded.text)
        if ask.way == "mail":
            return CodeSent(sent=await office.send(database, letter))
        return CodeSent(sent=office.dev_mail and await office.keep(database, letter))

    return replies
