"""Sends one letter by mail."""

from urllib.parse import quote


async def send_mail(mail_url: str, address: str, title: str, text: str) -> bool:
    """Whether the mail server behind `mail_url` (as Apprise writes it, `mailto://…`) took the letter."""
    import apprise  # loading its hundred services costs a second: only where mail really goes out

    way_out = apprise.Apprise()
    joint = "&" if "?" in mail_url else "?"
    if not way_out.add(f"{mail_url}{joint}to={quote(address, safe='')}"):
        return False
    return bool(await way_out.async_notify(body=text, title=title, body_format=apprise.NotifyFormat.TEXT))
