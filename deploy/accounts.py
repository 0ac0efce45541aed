"""Who may connect to NATS and say what: each service says only its own facts and makes no streams."""

from collections.abc import Callable, Iterable

from deploy.embedded.nats import Account, User

ADMIN = "admin"

_STREAMS_ARE_NOT_THEIRS = tuple(
    f"$JS.API.{what}.>" for what in ("STREAM.CREATE", "STREAM.UPDATE", "STREAM.DELETE", "STREAM.PURGE")
)


def city_account(services: Iterable[str], password: Callable[[str], str]) -> Account:
    """The one account of a node: the provisioning user and a user for each service."""
    names = list(services)
    users = [User(ADMIN, password(ADMIN))]
    for name in names:
        others = tuple(f"ev.*.{other}.>" for other in names if other != name)
        users.append(User(name, password(name), (*others, *_STREAMS_ARE_NOT_THEIRS)))
    return Account("CITY", tuple(users))
