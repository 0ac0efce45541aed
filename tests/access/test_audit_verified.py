"""`sosedi audit verify` finds what the owner of a database did to an audit log, in any service."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest

from deploy.audit import Found, head, look_through, read_checkpoints, write_checkpoint
from services.registry.access.keys.model import SigningKeys
from shared.kit import audit
from shared.kit.audit_seal import NOTHING, seal
from shared.kit.audit_words import forget_words
from shared.kit.database import Database
from shared.kit.ids import new_id
from shared.testing.databases import Databases
from shared.testing.servers import Servers
from shared.testing.tokens import Tokens
from tests.access.catalog import NAMES, Connection

_AGE = "update audit set at = at - interval '1 minute' where at > now() - interval '30 s'"
_CENTER = new_id()
_DROP = "alter table audit_seal drop constraint if exists audit_seal_audit_id_fkey"


@dataclass
class Log:
    """One service's log with six sealed lines, its owner, and its checkpoints."""

    service: str
    dsn: str
    owner: Connection
    file: Path
    keys: SigningKeys

    async def write(self, lines: int) -> None:
        database = Database(self.dsn, pool=1)
        try:
            for _ in range(lines):
                async with database.transaction(new_id()) as session:
                    audit.note(session, "thing.read", about=new_id())
            await self.owner.execute(_AGE)
            await seal(database)
        finally:
            await database.close()

    async def checkpoint(self) -> None:
        found = await head(self.dsn)
        assert found is not None
        write_checkpoint(self.file, self.keys, self.service, *found)

    async def look(self) -> Found:
        checkpoints, wrong = read_checkpoints(self.file, self.keys)
        found = await look_through(self.service, self.dsn, checkpoints)
        found.wrong[:0] = wrong
        return found

    async def line(self, from_end: int = 0) -> int:
        wanted = "select audit_id from audit_seal order by audit_id desc offset $1 limit 1"
        return int(await self.owner.fetchval(wanted, from_end))


@pytest.fixture
async def log(
    request: pytest.FixtureRequest, servers: Servers, worker: str, tokens: Tokens, tmp_path: Path
) -> AsyncIterator[Log]:
    """A log in a database of its own, which its owner may spoil."""
    service = getattr(request, "param", "talents")
    databases = Databases(servers, f"{worker}_spoilt")
    dsn = await databases.of(service)
    owner = await asyncpg.connect(databases.as_admin(service))
    keys = SigningKeys.read(tokens.write_private_key(tmp_path / "signing.pem"))
    made = Log(service, dsn, owner, tmp_path / "audit" / "checkpoints", keys)
    await made.write(6)
    yield made
    await owner.close()
    await databases.drop()


async def test_an_untouched_log_is_whole(log: Log) -> None:
    await log.checkpoint()
    await log.write(2)
    await log.checkpoint()
    found = await log.look()
    assert (found.wrong, found.lines, found.checkpoints) == ([], 8, 2)


@pytest.mark.parametrize("log", NAMES, indirect=True)
async def test_an_altered_line_is_found(log: Log) -> None:
    line = await log.line(3)
    await log.owner.execute("update audit set actor_role = 'city' where id = $1", line)
    assert (await log.look()).wrong == [f"line {line} was altered, or stands in another order"]


async def test_a_removed_line_is_found(log: Log) -> None:
    line = await log.line(3)
    await log.owner.execute(_DROP)
    await log.owner.execute("delete from audit where id = $1", line)
    assert (await log.look()).wrong == [f"line {line} was removed"]


async def test_a_line_removed_with_its_seal_is_found(log: Log) -> None:
    line = await log.line(3)
    await log.owner.execute("delete from audit_seal where audit_id = $1", line)
    await log.owner.execute("delete from audit where id = $1", line)
    (wrong,) = (await log.look()).wrong
    assert wrong.startswith("between place 2 and place 4")


async def test_two_lines_that_changed_places_are_found(log: Log) -> None:
    first, second = await log.line(3), await log.line(2)
    swap = """
    update audit a set about_id = b.about_id, at = b.at from audit b
    where a.id = any($1::bigint[]) and b.id = any($1::bigint[]) and a.id <> b.id
    """
    await log.owner.execute(swap, [first, second])
    assert (await log.look()).wrong == [
        f"line {one} was altered, or stands in another order" for one in (first, second)
    ]


async def test_an_end_that_was_cut_off_shows_by_a_checkpoint_alone(log: Log) -> None:
    await log.checkpoint()
    for _ in range(2):
        line = await log.line()
        await log.owner.execute("delete from audit_seal where audit_id = $1", line)
        await log.owner.execute("delete from audit where id = $1", line)
    (wrong,) = (await log.look()).wrong
    assert "the end was cut off" in wrong
    log.file.unlink()
    assert (await log.look()).wrong == []


async def test_a_chain_written_anew_shows_by_a_checkpoint_alone(log: Log) -> None:
    await log.checkpoint()
    await log.owner.execute("update audit set action = 'nothing.read' where id = $1", await log.line(1))
    await log.owner.execute("delete from audit_seal")
    await log.write(0)
    (wrong,) = (await log.look()).wrong
    assert "is not the one that the checkpoint" in wrong


async def test_a_line_put_in_past_the_seal_is_found(log: Log) -> None:
    await log.owner.execute(
        "insert into audit (id, at, actor_role, action) overriding system value "
        "values (-1, now() - interval '1 hour', 'manager', 'nothing.read')"
    )
    (wrong,) = (await log.look()).wrong
    assert wrong.startswith("never sealed")


async def _say(log: Log, person: UUID) -> None:
    database = Database(log.dsn, pool=1)
    try:
        async with database.transaction(_CENTER) as session:
            audit.note(session, "offer.made-for", person, "попросила по телефону", "лист 7")
        await log.write(1)
    finally:
        await database.close()


@pytest.mark.parametrize("log", NAMES, indirect=True)
async def test_a_log_is_whole_after_words_were_erased(log: Log) -> None:
    person = new_id()
    await _say(log, person)
    await log.checkpoint()
    assert (await log.look()).wrong == []
    database = Database(log.dsn, pool=1)
    async with database.transaction(_CENTER) as session:
        await forget_words(session, person)
    await database.close()
    assert await log.owner.fetchval("select count(*) from audit_words") == 0
    found = await log.look()
    assert (found.wrong, found.lines, found.checkpoints) == ([], 8, 1)


@pytest.mark.parametrize("column", ["ground", "evidence"])
async def test_altered_words_are_found(log: Log, column: str) -> None:
    await _say(log, new_id())
    await log.owner.execute(f"update audit_words set {column} = 'сама пришла'")
    line = await log.owner.fetchval("select line from audit_words")
    assert (await log.look()).wrong == [f"the words of line {line} were altered"]


async def test_words_given_to_somebody_else_are_found(log: Log) -> None:
    await _say(log, new_id())
    await log.owner.execute("update audit_words set about_id = gen_random_uuid()")
    assert len((await log.look()).wrong) == 1


async def test_checkpoints_that_were_taken_out_or_forged_are_found(log: Log, tmp_path: Path) -> None:
    for _ in range(3):
        await log.checkpoint()
    first, _, third = log.file.read_text().split()
    log.file.write_text(f"{first}\n{third}\n")
    assert (await log.look()).wrong == ["before checkpoint 2 of the file another was taken out"]
    stranger = SigningKeys.read(Tokens().write_private_key(tmp_path / "other.pem"))
    log.file.unlink()
    write_checkpoint(log.file, stranger, log.service, 1, NOTHING)
    assert (await log.look()).wrong == ["checkpoint 1 of the file is not signed by this city's key"]


async def test_a_line_that_a_long_transaction_brings_late_is_sealed_all_the_same(log: Log) -> None:
    late = asyncpg.connect(log.dsn)
    connection = await late
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute(
        "insert into audit (at, actor_role, action) values (now() - interval '1 minute', 'manager', 'x.read')"
    )
    await log.write(1)
    await transaction.commit()
    await connection.close()
    await log.write(0)
    found = await log.look()
    assert (found.wrong, found.lines) == ([], 8)
