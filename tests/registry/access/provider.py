"""A real OpenID provider in a process of its own, and somebody's browser at its door."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx

from deploy.embedded.process import free_port
from shared.testing.polling import eventually


@dataclass(frozen=True)
class RealProvider:
    """Where it answers."""

    issuer: str

    def knows(self, subject: str, **claims: object) -> None:
        """Somebody has an account there."""
        body = json.dumps(claims).encode()
        sent = {"content-type": "application/json"}
        ask = urllib.request.Request(f"{self.issuer}/users/{subject}", body, sent, method="PUT")
        urllib.request.urlopen(ask, timeout=10).close()

    async def sign_in(self, url: str, subject: str) -> dict[str, str]:
        """What the browser brings back from there, once this person has signed in."""
        async with httpx.AsyncClient(trust_env=False, timeout=10) as browser:
            answer = await browser.post(url, data={"sub": subject})
        assert answer.status_code in (302, 303), answer.text
        brought = parse_qs(urlsplit(answer.headers["location"]).query)
        return {name: values[0] for name, values in brought.items()}

    async def answers(self) -> bool:
        """Whether it has started."""
        async with httpx.AsyncClient(trust_env=False, timeout=5) as browser:
            with suppress(httpx.HTTPError):
                found = await browser.get(f"{self.issuer}/.well-known/openid-configuration")
                return found.status_code == 200
        return False


@contextmanager
def provider_process(log: Path) -> Iterator[RealProvider]:
    """The provider, started on a free port and ended afterwards."""
    port = free_port()
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "oidc_provider_mock",
        "--port",
        str(port),
        "--require-nonce",
        "true",
    ]
    with log.open("wb") as written:
        process = subprocess.Popen(command, stdout=written, stderr=subprocess.STDOUT)
    try:
        yield RealProvider(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(10)


async def wait_for(provider: RealProvider) -> None:
    """Until it answers."""
    await eventually(provider.answers)
