"""Whoever was erased is nowhere on the disk: not in the databases, their log, the streams, or the services' logs.

A person is entered wherever the city keeps people, under names, contacts and words that stand nowhere else. After the
erasure and `sosedi scrub` every file of the running city is searched for them, byte by byte.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from deploy.embedded.placement import SHARED
from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.testing.polling import eventually
from shared.testing.supervised import Supervisor
from tests.embedded.test_commands import _done, _open_center

Json = dict[str, Any]  # Any: bodies are JSON


class Canary:
    """What is known of one person, and of nobody else."""

    def __init__(self) -> None:
        mark = f"{new_id().int % 10**7:07}"
        self.family = f"Канарейкина{mark}"
        self.mail = f"canary-{mark}@example.org"
        self.phone = f"+7912{mark}"
        self.words = f"кран{mark}тайна"

    @property
    def bytes(self) -> dict[str, list[bytes]]:
        """Each of them in the forms in which a file may hold it."""
        found = {}
        for text in (self.family, self.mail, self.phone.removeprefix("+"), self.words):
            forms = {text, text.lower(), text.upper(), text.encode("unicode_escape").decode()}
            found[text] = [form.encode() for form in sorted(forms)]
        return found


class Life:
    """The person's life in the center, step by step."""

    def __init__(self, city: Supervisor, center: str, slug: str, canary: Canary) -> None:
        self.city, self.center, self.slug, self.canary = city, center, slug, canary
        self.manager = self._client("manager")
        self.id = ""

    def _client(self, role: str, *more: str) -> httpx.Client:
        token = _done(self.city, "token", "--role", role, "--center", self.slug, *more)
        base = f"{self.city.run['url']}/api"
        return httpx.Client(
            base_url=base, headers={"authorization": f"Bearer {token}"}, trust_env=False, timeout=30
        )

    def _post(self, client: httpx.Client, service: str, path: str, body: Json) -> Json:
        answer = client.post(
            f"/{service}/v1/centers/{self.center}/{path}",
            json=body,
            headers={"idempotency-key": str(new_id())},
        )
        assert answer.status_code in (200, 201, 202), f"{path}: {answer.status_code} {answer.text}"
        found: Json = answer.json()
        return found

    def enter(self) -> None:
        """A card with contacts, marks, a talk, a list that is being read, and a second card merged into it."""
        known = self.canary
        body = {"family_name": known.family, "given_name": "Анна", "mail": known.mail, "birth_year": 1950,
                "ground": known.words}  # fmt: skip
        self.id = self._post(self.manager, "registry", "residents", body)["id"]
        mine = f"residents/{self.id}"
        phone = {"kind": "phone", "value": known.phone, "ground": known.words}
        self._post(self.manager, "registry", f"{mine}/contacts", phone)
        self._post(self.manager, "registry", f"{mine}/marks", {"kind": "activist", "what_for": known.words})
        talk = {"kind": "note", "words": known.words, "resident_id": self.id}
        self._post(self.manager, "registry", "talks", talk)
        said = {"version": 1, "how": "aloud", "witness": known.words, "ground": known.words}
        self._post(self.manager, "registry", f"{mine}/consents", {"purpose": "photo", **said})
        self._merge()
        self._read_list()

    def _merge(self) -> None:
        twin = {"family_name": self.canary.family, "given_name": "Аня", "ground": self.canary.words}
        other = self._post(self.manager, "registry", "residents", twin)["id"]
        card = self.manager.get(f"/registry/v1/centers/{self.center}/residents/{self.id}")
        merged = self.manager.post(
            f"/registry/v1/centers/{self.center}/residents/{self.id}/merge",
            json={"other_id": other, "reason": self.canary.words},
            headers={"if-match": card.headers["etag"]},
        )
        assert merged.status_code in (200, 201), merged.text

    def _read_list(self) -> None:
        lines = f"Фамилия;Имя;Телефон\n{self.canary.family};Анна;{self.canary.phone}\n"
        sent = self.manager.post(
            f"/registry/v1/centers/{self.center}/imports",
            data={"kind": "residents"},
            files={"file": ("люди.csv", lines.encode(), "text/csv")},
        )
        assert sent.status_code == 202, sent.text

    def live(self) -> None:
        """Offers, needs, answers, signs up, is written to, asks for a code and for a copy."""
        person, known = self._client("resident", "--subject", self.id), self.canary
        for what in ("offers", "needs"):
            self._post(person, "talents", what, {"skill": "plumbing", "details": known.words})
        told = {"resident_id": self.id, "channel": "phone", "ground": known.words}
        self._post(self.manager, "talents", "offers", {"skill": "pets", **told})
        survey = self._post(self.manager, "surveys", "surveys", {
            "title": "Двор", "questions": [{"code": "words", "kind": "text", "text": "Что сказать?"}],
        })  # fmt: skip
        self._post(self.manager, "surveys", f"surveys/{survey['id']}/open", {})
        self._post(person, "surveys", f"surveys/{survey['id']}/answers", {"answers": {"words": known.words}})
        event = self._post(self.manager, "events", "events", {
            "kind": "club", "title": "Чай", "starts_at": f"{now().year + 1}-05-01T12:00:00Z",
            "ends_at": f"{now().year + 1}-05-01T13:00:00Z",
        })  # fmt: skip
        signed = {"resident_id": self.id, "channel": "phone"}
        self._post(self.manager, "events", f"events/{event['id']}/registrations", signed)
        asked = person.post("/registry/v1/sign-in/codes", json={"contact": known.mail, "center": self.center})
        assert asked.status_code in (200, 202), asked.text
        self._post(person, "registry", f"residents/{self.id}/copy-requests", {})
        person.close()

    def letters(self) -> list[Json]:
        """What lies in the mailbox of this machine for the person."""
        url = self.city.run["services"]["notifications"]["url"]
        found = httpx.get(
            f"{url}/api/notifications/v1/dev/mail", params={"address": self.canary.mail}, trust_env=False
        )
        assert found.status_code == 200, found.text
        items: list[Json] = found.json()["items"]
        return items

    def erase(self) -> Json:
        """At once, by the person's own word."""
        body = {"immediate": True, "channel": "visit"}
        return self._post(self.manager, "registry", f"residents/{self.id}/erasures", body)

    def erasure(self, made: Json) -> Json:
        """How far it has come."""
        answer = self.manager.get(f"/registry/v1/centers/{self.center}/erasures/{made['id']}")
        found: Json = answer.json()
        return found


async def test_an_erased_person_is_nowhere_on_the_disk(city: Supervisor) -> None:
    city.run_until_ready()
    canary = Canary()
    life = Life(city, _open_center(city, "erased-bytes"), "erased-bytes", canary)
    with life.manager:
        await _live_and_be_erased(city, life, canary)
    await asyncio.to_thread(_done, city, "scrub")
    assert _where(city, canary) == {}


async def _live_and_be_erased(city: Supervisor, life: Life, canary: Canary) -> None:
    life.enter()
    life.live()
    await eventually(lambda: len(life.letters()) >= 2)
    assert set(_where(city, canary)) == set(canary.bytes), "the search finds what is there"
    made = life.erase()
    await eventually(lambda: life.erasure(made)["state"] == "erased")
    assert life.letters() == []


def _where(city: Supervisor, canary: Canary) -> dict[str, list[str]]:
    """The files in which each of them stands."""
    found: dict[str, list[str]] = {}
    for file in _files(city):
        try:
            content = file.read_bytes()
        except (FileNotFoundError, IsADirectoryError, OSError):
            continue
        for text, forms in canary.bytes.items():
            if any(form in content for form in forms):
                found.setdefault(text, []).append(str(file))
    return found


def _files(city: Supervisor) -> Iterator[Path]:
    """Everything that the city keeps, its cluster too where that lies elsewhere."""
    roots = [city.data]
    note = city.data / "postgres" / "elsewhere"
    if note.is_file():
        roots.append(SHARED / note.read_text().strip())
    for root in roots:
        yield from (file for file in root.rglob("*") if file.is_file())
