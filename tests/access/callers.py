"""Everybody who may knock at an operation: nobody, forgers, and each role at home and elsewhere."""

import base64
import hmac
import json
from collections.abc import Mapping
from uuid import UUID, uuid4

from shared.contracts.permissions import Role
from shared.kit.ids import new_id
from shared.testing.tokens import Tokens

CALLERS = (
    "anonymous", "expired", "wrong_key", "alg_none", "confused", "resident", "resident_elsewhere", "activist",
    "manager", "manager_elsewhere", "partner", "city", "operator", "guardian", "company",
)  # fmt: skip

ROLES_OF: Mapping[str, frozenset[Role]] = {
    "resident": frozenset({"resident"}),
    "activist": frozenset({"resident", "activist"}),
    "guardian": frozenset({"resident", "guardian"}),
    "manager": frozenset({"manager"}),
    "partner": frozenset({"partner"}),
    "company": frozenset({"company"}),
    "city": frozenset({"city"}),
    "operator": frozenset({"operator"}),
}
"""By caller at home: as what the table of permissions knows them."""


def callers(tokens: Tokens, home: UUID) -> Mapping[str, Mapping[str, str]]:
    """The headers of each caller; whoever is at home belongs to the center that is called."""
    away = new_id()
    sent = {
        "expired": tokens.of("manager", uuid4(), [home], seconds=-1),
        "wrong_key": _wrong_key(tokens, home),
        "alg_none": _unsigned(tokens, home),
        "confused": _signed_with_the_public_key(tokens, home),
        "resident": tokens.resident(home, uuid4()),
        "resident_elsewhere": tokens.resident(away, uuid4()),
        "activist": tokens.activist(home, uuid4(), uuid4()),
        "manager": tokens.manager(home),
        "manager_elsewhere": tokens.manager(away),
        "partner": tokens.of("partner", uuid4(), [home]),
        "city": tokens.city(),
        "operator": tokens.operator(),
        "guardian": tokens.guardian(home, uuid4(), uuid4()),
        "company": tokens.of("company", uuid4(), [home]),
    }
    bearers = {name: {"authorization": f"Bearer {token}"} for name, token in sent.items()}
    return {"anonymous": {}, **bearers}


def _wrong_key(tokens: Tokens, home: UUID) -> str:
    """Signed by a stranger who names the registry's key."""
    stranger = Tokens()
    stranger.kid = tokens.kid
    return stranger.manager(home)


def _unsigned(tokens: Tokens, home: UUID) -> str:
    _, claims, _ = tokens.manager(home).split(".")
    return f"{_part({'alg': 'none', 'typ': 'JWT'})}.{claims}."


def _signed_with_the_public_key(tokens: Tokens, home: UUID) -> str:
    """What everybody knows, used as if it were a shared secret."""
    _, claims, _ = tokens.manager(home).split(".")
    signed = f"{_part({'alg': 'HS256', 'kid': tokens.kid})}.{claims}"
    known = base64.urlsafe_b64decode(tokens.jwks["keys"][0]["x"] + "==")
    return f"{signed}.{_text(hmac.digest(known, signed.encode(), 'sha256'))}"


def _part(said: Mapping[str, str]) -> str:
    return _text(json.dumps(said).encode())


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
