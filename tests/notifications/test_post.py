"""Letters leave by mail at most once; refused ones are tried again, interrupted ones are not."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest

from services.notifications.deliveries.model import BACKOFF, LOST_AFTER
from services.notifications.deliveries.use_cases.deliver import deliver_in
from services.notifications.post.service import AddressBook, Envelope, PostOffice
from services.notifications.residents.use_cases.forget_resident import forget_resident
from shared.contracts.requests import Answer, Request
from shared.kit.clock import now
from shared.kit.database import Database
from shared.kit.ids import new_id
from shared.kit.tasks import Ask
from shared.kit.trouble import NoAnswer
from shared.testing.running import Running
from shared.testing.tokens import Tokens
from tests.notifications.conftest import Desk, Enter, open_center
from tests.notifications.smtp import MailServer, mail_server

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
"""Apprise loads it to read pictures, which letters have none of."""


@dataclass
class Post:
    """One resident's letter, in a center that no other round visits."""

    desk: Desk
    database: Database
    ask: Ask
    server: MailServer
    resident: UUID

    async def round(self, office: PostOffice | None = None) -> None:
        """Lets the post go round once."""
        office = office or PostOffice(self.server.url)
        await deliver_in(self.database, self.desk.center, office, AddressBook(self.ask))

    async def letter(self, **fields: object) -> None:
        """Puts a letter into the center's post."""
        message, delivery = new_id(), new_id()
        row = {"state": "due", "attempts": 0, "due_at": now(), "taken_at": None, **fields}
        await self.desk.driver.execute(
            "insert into messages (center_id, id, resident_id, code, params, cause_id, created_at) "
            "values ($1, $2, $3, 'survey_closed', '{\"sheets\": 2}', $4, now())",
            self.desk.center, message, self.resident, new_id(),
        )  # fmt: skip
        await self.desk.driver.execute(
            "insert into deliveries (center_id, id, message_id, resident_id, way, state, attempts, due_at, taken_at) "
            "values ($1, $2, $3, $4, 'mail', $5, $6, $7, $8)",
            self.desk.center, delivery, message, self.resident, *row.values(),
        )  # fmt: skip

    async def state(self) -> tuple[str, int]:
        """State and failed attempts of the letter."""
        row = await self.desk.driver.fetchrow(
            "select state, attempts from deliveries where resident_id = $1", self.resident
        )
        return row["state"], row["attempts"]

    async def make_due(self) -> None:
        """Lets the waiting time pass."""
        await self.desk.driver.execute("update deliveries set due_at = now()")

    async def ways(self) -> list[str]:
        return [fact["way"] for fact in await self.desk.said()]


@pytest.fixture
async def center(running: Running, tokens: Tokens) -> UUID:
    """A center that the registry knows too."""
    return await open_center(running, tokens)


@pytest.fixture
async def post(
    desk: Desk, enter: Enter, running: Running, database_of: Callable[[str], Awaitable[str]]
) -> AsyncIterator[Post]:
    database = Database(await database_of("notifications"), pool=2)
    async with running("registry") as registry, mail_server() as server:
        ask = registry.app.state.bus.ask
        yield Post(desk, database, ask, server, await enter(mail="anna@example.org"))
    await database.close()


async def test_letter_leaves_by_mail_once(post: Post) -> None:
    await post.letter()
    await post.round()
    await post.make_due()
    await post.round()
    (letter,) = post.server.taken
    assert letter["to"] == "anna@example.org"
    assert letter["subject"] == "Спасибо за ваши ответы"
    assert "Анна Ивановна" in letter.get_content()
    assert (await post.state(), await post.ways()) == (("sent", 0), ["mail"])


async def test_refused_letter_is_tried_again_later(post: Post) -> None:
    await post.letter()
    post.server.refuses = True
    await post.round()
    assert (await post.state(), await post.ways()) == (("due", 1), [])
    await post.round()
    assert await post.state() == ("due", 1)  # its time has not come
    post.server.refuses = False
    await post.make_due()
    await post.round()
    assert (await post.state(), len(post.server.taken)) == (("sent", 1), 1)


async def test_letter_refused_to_the_end_stays_on_the_site(post: Post) -> None:
    await post.letter(attempts=len(BACKOFF))
    post.server.refuses = True
    await post.round()
    assert (await post.state(), await post.ways()) == (("left_on_site", len(BACKOFF) + 1), ["site"])


async def test_interrupted_letter_is_not_sent_again(post: Post) -> None:
    await post.letter(state="sending", taken_at=now() - LOST_AFTER - timedelta(seconds=1))
    await post.round()
    assert (await post.state(), post.server.taken) == (("unclear", 0), [])


@dataclass(frozen=True)
class Slow(PostOffice):
    """A post that takes no letter before the test is over."""

    busy: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_open(self) -> bool:
        return True

    async def send(self, database: Database, letter: Envelope) -> bool:
        self.busy.set()
        await asyncio.Event().wait()
        return False


async def test_end_of_the_service_interrupts_one_letter_and_leaves_the_others_to_the_next_round(
    post: Post,
) -> None:
    for _ in range(3):
        await post.letter()
    office = Slow()
    going = asyncio.create_task(post.round(office))
    await office.busy.wait()
    going.cancel()
    await asyncio.wait((going,))
    states = await post.desk.driver.fetch(
        "select state from deliveries where resident_id = $1", post.resident
    )
    assert (going.cancelled(), [row["state"] for row in states].count("sending")) == (True, 1)


async def test_letter_in_another_hand_is_left_alone(post: Post) -> None:
    await post.letter(state="sending", taken_at=now())
    await post.round()
    assert (await post.state(), post.server.taken) == (("sending", 0), [])


async def no_answer(request: Request[Answer], timeout: float = 3.0) -> Answer:
    """The registry is away."""
    raise NoAnswer(request.subject)


async def test_letter_waits_while_nobody_tells_the_address(post: Post) -> None:
    await post.letter()
    post.ask = no_answer
    await post.round()
    assert (await post.state(), post.server.taken) == (("due", 0), [])


async def test_without_any_post_the_message_stays_on_the_site(post: Post) -> None:
    await post.letter()
    await post.round(PostOffice())
    assert (await post.state(), await post.ways()) == (("left_on_site", 0), ["site"])


async def test_letter_to_an_erased_resident_goes_nowhere(post: Post) -> None:
    await post.letter()
    async with post.database.transaction(post.desk.center) as session:
        await forget_resident(session, post.resident)
    await post.round()
    assert (post.server.taken, await post.ways()) == ([], [])


async def test_nonsense_of_a_mail_url_is_a_failure_and_no_crash(post: Post) -> None:
    await post.letter()
    await post.round(PostOffice("nonsense"))
    assert await post.state() == ("due", 1)
