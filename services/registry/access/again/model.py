"""How a contact is shown to its owner on a screen that others may see."""


def masked(contact: str) -> str:
    """`a…@example.org`, `+7…45`."""
    name, at, host = contact.partition("@")
    return f"{name[:1]}…@{host}" if at else f"{contact[:2]}…{contact[-2:]}"
