"""How much of a request is read: nobody fills a service's memory, whether they have signed in or not."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_TEXT = 2 * 1024 * 1024
"""Bytes of JSON or of a form without files: the longest article, outline or questionnaire is a fraction of it."""

HEARD_OUT = 64 * 1024 * 1024
"""Bytes of anything else. Files have a smaller bound (`uploads`), but who is interrupted while sending sees a broken
connection and no reason; so much is listened to and forgotten."""


class Bounded:
    """ASGI middleware: whoever reads a body that is too long gets HTTPException(413), and no more of it is kept.

    Starlette's own answers plain text where the length was told beforehand; here a refusal looks like every other.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        left, answered = _most(Headers(scope=scope)), False

        async def receive_bounded() -> Message:
            nonlocal left, answered
            message = await receive()
            left -= len(message.get("body", b""))
            # Whoever answers already waits for the end of the connection, not for the body.
            if left < 0 and not answered:
                answered = True
                raise HTTPException(413)
            return message

        async def send_and_note(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        await self.app(scope, receive_bounded, send_and_note)


def kind_of(headers: Headers) -> str:
    """What the body is said to be: the media type without its parameters."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _most(headers: Headers) -> int:
    return LARGEST_TEXT if kind_of(headers).endswith(("json", "urlencoded")) else HEARD_OUT
