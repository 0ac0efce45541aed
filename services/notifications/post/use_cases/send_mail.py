"""Sends one letter by mail."""

import asyncio
from urllib.parse import quote


async def send_mail(mail_url: str, address: str, title: str, text: str) -> bool:
    """Whether the mail server behind `mail_url` (as Apprise writes it, `mailto://…`) took the letter."""
    joint = "&" if "?" in mail_url else "?"
    return await asyncio.to_thread(_send, f"{mail_url}{joint}to={quote(address, safe='')}", title, text)


def _send(url: str, title: str, text: str) -> bool:
    import apprise  # loading its hundred services costs a second: only where mail really goes out

    way_out = apprise.Apprise()
    return way_out.add(url) and bool(
        way_out.notify(body=text, title=title, body_format=apprise.NotifyFormat.TEXT)
    )
