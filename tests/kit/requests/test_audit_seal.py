"""A sealed audit log shows that a line was altered or removed."""

from uuid import UUID

from shared.kit import audit
from shared.kit.audit_seal import first_broken, seal
from shared.kit.database import Database
from tests.kit.requests.conftest import Shelf


async def _three_sealed_lines(shelf: Shelf, center: UUID) -> Database:
    database: Database = shelf.api.app.state.database
    for _ in range(3):
        async with database.transaction(center) as session:
            audit.note(session, "thing.seen", about=center)
    await shelf.admin.execute("update audit set at = at - interval '1 minute'")
    await shelf.admin.execute("delete from audit_seal")
    await seal(database)
    return database


async def test_untouched_log_is_whole(shelf: Shelf, center: UUID) -> None:
    assert await first_broken(await _three_sealed_lines(shelf, center)) is None


async def test_log_longer_than_one_round_is_sealed_in_one_chain(shelf: Shelf, center: UUID) -> None:
    database = await _three_sealed_lines(shelf, center)
    await shelf.admin.execute(
        "insert into audit (center_id, at, actor_role, action)"
        " select $1, now() - interval '1 minute', 'system', 'thing.seen' from generate_series(1, 2100)",
        center,
    )
    await seal(database)
    sealed = "select count(*) from audit a join audit_seal s on s.audit_id = a.id where a.center_id = $1"
    assert await shelf.admin.fetchval(sealed, center) == 2103
    assert await first_broken(database) is None
    second_round = "select audit_id from audit_seal order by audit_id offset 1500 limit 1"
    await shelf.admin.execute(f"update audit set action = 'nothing' where id = ({second_round})")
    assert await first_broken(database) == 1501


async def test_chain_goes_on_from_lines_that_were_sealed_without_a_place(shelf: Shelf, center: UUID) -> None:
    database = await _three_sealed_lines(shelf, center)
    await shelf.admin.execute("update audit_seal set hash = substr(hash, 9)")  # as kept before places were
    async with database.transaction(center) as session:
        audit.note(session, "thing.changed", about=center)
    await shelf.admin.execute("update audit set at = at - interval '1 minute' where action = 'thing.changed'")
    await seal(database)
    assert await first_broken(database) is None
    await shelf.admin.execute("update audit set action = 'nothing' where action = 'thing.changed'")
    assert await first_broken(database) is not None


async def test_altered_line_is_found(shelf: Shelf, center: UUID) -> None:
    database = await _three_sealed_lines(shelf, center)
    await shelf.admin.execute("update audit set action = 'nothing' where id = (select max(id) from audit)")
    assert await first_broken(database) is not None


async def test_removed_line_is_found(shelf: Shelf, center: UUID) -> None:
    database = await _three_sealed_lines(shelf, center)
    await shelf.admin.execute("alter table audit_seal drop constraint audit_seal_audit_id_fkey")
    await shelf.admin.execute(
        "delete from audit where id = (select max(id) - 1 from audit where center_id = $1)", center
    )
    assert await first_broken(database) is not None
