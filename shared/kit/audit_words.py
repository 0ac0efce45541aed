"""Words in the audit log stand apart from it, so that they can be erased and the chain of hashes stays whole.

A line keeps a salted digest of what was said as its ground or evidence; the words and their salt stand in
`audit_words` and go with the person whom the line is about. Without the salt the digest leads back to no words, not
even by trying them. A trigger parts the words from the line, so every way of writing the log does: session, driver,
function. Known codes and opaque ids stay in the line. Lines outside of every center are about staff and stay as they
are, and so do lines of erasures: a code and the number of the act, the proof that somebody was forgotten.
"""

import hashlib
from uuid import UUID

from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.audit_seal import LINE, NOTHING, ORDER, PLACE, Sealed
from shared.kit.database import Table
from shared.kit.language import say
from shared.kit.schema import Operations, tenant_table

MARK = "words:"
"""What a digest in a line begins with."""
_CODES = (
    "web", "paper", "phone", "visit", "survey", "import", "aloud", "consent-paper", "site", "mail", "messenger",
    "request", "withdrawn", "leader", "activist", "code", "card", "passkey", "oidc",
)  # fmt: skip
"""What stays in a line; everything else is taken for words, so a code that is forgotten here is erased too."""
_ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_TABLE = """
create table audit_words (
  center_id uuid not null,
  line bigint not null,
  about_id uuid not null,
  at timestamptz not null,
  salt bytea not null,
  ground text,
  evidence text,
  primary key (center_id, line)
)
"""
_FUNCTION = f"""
create function part_words() returns trigger language plpgsql as $$
declare
  grain bytea := uuid_send(gen_random_uuid());
  said_ground text;
  said_evidence text;
begin
  if new.ground <> all ('{{{",".join(_CODES)}}}') and new.ground !~ '^{_ID}$' then
    said_ground := new.ground;
    new.ground := '{MARK}' || encode(sha256(grain || convert_to('ground:' || said_ground, 'UTF8')), 'hex');
  end if;
  if new.evidence <> all ('{{{",".join(_CODES)}}}') and new.evidence !~ '^{_ID}( {_ID})*$' then
    said_evidence := new.evidence;
    new.evidence := '{MARK}' || encode(sha256(grain || convert_to('evidence:' || said_evidence, 'UTF8')), 'hex');
  end if;
  if said_ground is not null or said_evidence is not null then
    insert into audit_words (center_id, line, about_id, at, salt, ground, evidence)
    values (new.center_id, new.id, new.about_id, new.at, grain, said_ground, said_evidence);
  end if;
  return new;
end
$$
"""
_WITH_WORDS = """new.center_id is not null and new.about_id is not null
  and (new.ground is not null or new.evidence is not null) and new.action not like 'erasure.%'"""
_TRIGGER = f"""
create trigger part_words before insert on audit for each row when ({_WITH_WORDS}) execute function part_words()
"""
_OLD_LINES = (
    "alter table audit_words no force row level security",
    f"create trigger part_old before update on audit for each row when ({_WITH_WORDS}) execute function part_words()",
    "update audit set ground = ground where center_id is not null and about_id is not null"
    " and (ground is not null or evidence is not null)",  # the trigger's own condition says which
    "drop trigger part_old on audit",
)
_SEALED = f"""
select {LINE}, s.hash, s.audit_id, {PLACE} as place from audit_seal s left join audit a on a.id = s.audit_id
where ({PLACE}, s.audit_id) > (:place, :line) order by {ORDER} limit 2000
"""


class AuditWords(Table):
    """The words of one line of the log."""

    __tablename__ = "audit_words"

    center_id: Mapped[UUID] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    about_id: Mapped[UUID]
    salt: Mapped[bytes]
    ground: Mapped[str | None]
    evidence: Mapped[str | None]


def part_words_from_log(op: Operations, connection: Connection) -> None:
    """For a migration: creates the table and the trigger, and parts the words of lines that are there already.

    Where there are such, their chain is sealed anew from the first of them on, each line in its place.
    """
    for statement in (
        _TABLE,
        "create index audit_words_about on audit_words (center_id, about_id)",
        _FUNCTION,
    ):
        op.execute(statement)
    tenant_table(op, "audit_words")
    for statement in _OLD_LINES:
        connection.execute(text(statement))
    if connection.scalar(text("select exists (select from audit_words)")):
        _seal_anew(connection)
    op.execute("alter table audit_words force row level security")
    op.execute(_TRIGGER)


def _seal_anew(connection: Connection) -> None:
    before, counted, place, line = NOTHING, 0, b"", 0
    while rows := connection.execute(text(_SEALED), {"place": place, "line": line}).all():
        for row in rows:
            counted += 1
            kept = Sealed.read(row.hash, counted)
            before = Sealed(kept.place, before.next(tuple(row)[:-3]).hash)
            placed = before.kept() if len(row.hash) > hashlib.sha256().digest_size else before.hash
            connection.execute(
                text("update audit_seal set hash = :hash where audit_id = :id"),
                {"hash": placed, "id": row.audit_id},
            )
        place, line = rows[-1].place, rows[-1].audit_id


def said(kept: str | None, words: str | None) -> str | None:
    """What a line says as its ground or evidence: a code, the words, or that they were erased."""
    if kept is None or not kept.startswith(MARK):
        return kept
    return words if words is not None else say("слова стёрты")


def digest(salt: bytes, part: str, words: str) -> str:
    """What a line keeps of the words that were its `part`, as the trigger writes it."""
    return MARK + hashlib.sha256(salt + f"{part}:{words}".encode()).hexdigest()


async def forget_words(session: AsyncSession, person: UUID) -> None:
    """Erases the words about a person; the lines stay."""
    await session.flush()
    await session.execute(text("delete from audit_words where about_id = :person"), {"person": person})
