"""Members of staff with accounts of their own, signed in by a code."""

from dataclasses import dataclass

from shared.testing.running import Api
from tests.registry.conftest import Mailbox
from tests.registry.making import Center, Json, a_mail
from tests.registry.test_sessions import sign_in


@dataclass(frozen=True)
class Worker:
    """Somebody who works, and what they were given when they signed in."""

    account: Json
    signed: Json
    api: Api


async def a_worker(home: Center, mailbox: Mailbox, role: str = "manager", **more: object) -> Worker:
    """A new account, whose holder has just signed in."""
    of_center = role in ("manager", "partner", "company")
    body = {
        "role": role, "family_name": "Ким", "given_name": "Вера", "contact": a_mail(),
        "centers": [str(home.id)] if of_center else [], **more,
    }  # fmt: skip
    opened = await home.api.as_(home.tokens.operator()).post("/staff", json=body)
    assert opened.status_code == 201, opened.text
    signed = await sign_in(home.api, mailbox, opened.json()["contact"])
    return Worker(opened.json(), signed, home.api.as_(signed["access_token"]))


async def a_colleague(home: Center) -> None:
    """Somebody else who answers for the center, so that a manager may go."""
    body = {
        "role": "manager", "family_name": "Орлова", "given_name": "Ия", "contact": a_mail(),
        "centers": [str(home.id)],
    }  # fmt: skip
    opened = await home.api.as_(home.tokens.operator()).post("/staff", json=body)
    assert opened.status_code == 201, opened.text
