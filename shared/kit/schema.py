"""The tables that every service's database has, and the row-level security of tenant tables, for migrations."""

from typing import Protocol

from shared.kit.bus_schema import BUS


class Operations(Protocol):
    """The part of `alembic.op` that is needed here: a module, which mypy takes for no `Operations` of alembic's."""

    def execute(self, sqltext: str) -> None: ...


_OUTBOX = """
create table outbox (
  id bigint generated always as identity primary key,
  event_id uuid not null,
  center_id uuid not null,
  type text not null,
  subject text not null,
  data text not null,
  correlation_id text,
  causation_id text,
  traceparent text,
  occurred_at timestamptz not null,
  published_at timestamptz
);
create index outbox_waiting on outbox (id) where published_at is null;
create index outbox_published on outbox (published_at) where published_at is not null;
"""

_IDEMPOTENCY = """
create table idempotency (
  caller text not null,
  key text not null,
  request_hash bytea not null,
  status smallint not null,
  headers text not null,
  body bytea not null,
  kept_at timestamptz not null default now(),
  primary key (caller, key)
);
create index idempotency_kept_at on idempotency (kept_at);
"""

_AUDIT = """
create table audit (
  id bigint generated always as identity primary key,
  center_id uuid,
  at timestamptz not null default clock_timestamp(),
  actor_id uuid,
  actor_role text not null,
  action text not null,
  about_id uuid,
  ground text,
  evidence text,
  correlation_id text
);
create index audit_about on audit (center_id, about_id, id);
create table audit_seal (
  audit_id bigint primary key references audit (id),
  hash bytea not null
);
"""


def create_kit(op: Operations) -> None:
    """Creates the outbox, the inbox and what else the bus needs, the kept answers and the audit log.

    Rows of the audit log can be added, never changed.
    """
    for script in (_OUTBOX, *BUS, _IDEMPOTENCY, _AUDIT):
        for statement in script.split(";\n"):
            if statement.strip():
                op.execute(statement)
    op.execute(
        """
        do $$ declare granted text; begin
          for granted in select distinct grantee from information_schema.role_table_grants
            where table_name = 'audit' and grantee <> current_user
          loop
            execute format('revoke update, delete, truncate on audit, audit_seal from %I', granted);
          end loop;
        end $$
        """
    )


def tenant_table(op: Operations, table: str) -> None:
    """Puts `table` under row-level security by its `center_id`, also for its owner."""
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(
        f"""
        create policy center_only on {table}
          using (center_id = nullif(current_setting('app.center', true), '')::uuid)
          with check (center_id = nullif(current_setting('app.center', true), '')::uuid)
        """
    )
