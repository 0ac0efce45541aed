"""Passkeys, staff identities, devices of centers, sign-in history, and deeds that a person did not ask for.

Why each table is guarded as it is:

- `devices` and `contests` are a center's own: only its tenant context sees them.
- `passkeys` and `identities` belong to staff accounts: a signed-in member of staff sees their own (`app.account`),
  sign-in the one row that was presented (`app.credential`, `app.identity`); the operator's desk ends all of an
  account (`app.purpose = 'staff'`).
- `challenges` are seen one at a time, by their id (`app.challenge`); the sweep sees expired ones.
- `sign_ins` are seen by the person they are about (`app.subject`); the sweep sees those older than ninety days.
"""

from alembic import op

from shared.kit.schema import tenant_table

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_METHODS = "('code', 'card', 'passkey', 'oidc')"


def upgrade() -> None:
    _sessions()
    _accounts()
    _devices()
    _passkeys()
    _challenges()
    _history()
    _contests()


def _sessions() -> None:
    op.execute(
        f"""
        alter table sessions
          add column method text not null default 'code' check (method in {_METHODS}),
          add column device text not null default 'other/other',
          add column idle_seconds integer not null default 2592000,
          add column authenticated_at timestamptz,
          add column used_at timestamptz
        """
    )
    op.execute("update sessions set authenticated_at = opened_at, used_at = opened_at")
    op.execute("alter table sessions alter authenticated_at set not null, alter used_at set not null")
    op.execute("alter table sign_in_requests add column browser_digest bytea")


def _accounts() -> None:
    op.execute("alter table accounts drop constraint accounts_role_check")
    op.execute("alter table accounts drop constraint accounts_check")
    op.execute(
        """
        alter table accounts
          add constraint accounts_role_check check (
            role in ('manager', 'partner', 'company', 'city', 'operator')),
          add constraint accounts_check check (
            (role in ('manager', 'partner', 'company')) = (cardinality(centers) > 0)),
          add constraint accounts_interest_declared check (
            role <> 'company' or interest = 'management_company')
        """
    )


def _devices() -> None:
    op.execute(
        """
        create table devices (
          center_id uuid not null references centers (id),
          id uuid not null,
          name text not null,
          key_digest bytea not null,
          enrolled_by uuid not null,
          enrolled_at timestamptz not null,
          used_at timestamptz,
          revoked_at timestamptz,
          primary key (center_id, id)
        )
        """
    )
    tenant_table(op, "devices")


def _passkeys() -> None:
    op.execute(
        """
        create table passkeys (
          id uuid primary key,
          account_id uuid not null references accounts (id),
          credential_id bytea not null constraint passkeys_credential_key unique,
          public_key bytea not null,
          sign_count bigint not null,
          transports text[] not null,
          synced boolean not null,
          name text not null,
          created_at timestamptz not null,
          used_at timestamptz
        )
        """
    )
    op.execute("create index passkeys_account on passkeys (account_id)")
    op.execute(
        """
        create table identities (
          issuer text not null,
          subject text not null,
          account_id uuid not null references accounts (id),
          linked_at timestamptz not null,
          primary key (issuer, subject)
        )
        """
    )
    op.execute("create index identities_account on identities (account_id)")
    presented = {
        "passkeys": "credential_id = decode(nullif(current_setting('app.credential', true), ''), 'hex')",
        "identities": "issuer || ' ' || subject = nullif(current_setting('app.identity', true), '')",
    }
    for table, shown in presented.items():
        _guard(table)
        op.execute(f"create policy own_account on {table} using ({_is('account_id', 'app.account')})")
        op.execute(f"create policy presented on {table} using ({shown})")
        op.execute(f"create policy staff_desk on {table} using ({_is_purpose('staff')})")


def _challenges() -> None:
    op.execute(
        """
        create table challenges (
          id uuid primary key,
          kind text not null check (kind in ('passkey-made', 'passkey', 'oidc')),
          secret text not null,
          browser_digest bytea,
          account_id uuid,
          expires_at timestamptz not null
        )
        """
    )
    op.execute("create index challenges_expires_at on challenges (expires_at)")
    _guard("challenges")
    op.execute(f"create policy this_challenge on challenges using ({_is('id', 'app.challenge')})")
    op.execute(f"create policy sweep on challenges using ({_is_purpose('sweep')} and expires_at < now())")


def _history() -> None:
    op.execute(
        f"""
        create table sign_ins (
          id uuid primary key,
          subject_id uuid not null,
          session_id uuid not null,
          method text not null check (method in {_METHODS}),
          device text not null,
          at timestamptz not null
        )
        """
    )
    op.execute("create index sign_ins_subject on sign_ins (subject_id, id)")
    op.execute("create index sign_ins_at on sign_ins (at)")
    _guard("sign_ins")
    op.execute(f"create policy of_subject on sign_ins using ({_is('subject_id', 'app.subject')})")
    op.execute(
        f"create policy sweep on sign_ins using ({_is_purpose('sweep')} and at < now() - interval '90 days')"
    )


def _contests() -> None:
    op.execute(
        """
        create table contests (
          center_id uuid not null,
          id uuid not null,
          resident_id uuid not null,
          service text not null,
          line bigint not null,
          action text not null,
          done_at timestamptz not null,
          words text,
          contested_at timestamptz not null,
          settled_at timestamptz,
          settled_by uuid,
          outcome text check (outcome in ('mended', 'explained', 'kept')),
          answer text,
          version integer not null,
          primary key (center_id, id),
          constraint contests_line_key unique (center_id, service, line),
          check ((settled_at is null) = (outcome is null)),
          foreign key (center_id, resident_id) references residents (center_id, id) on delete cascade
        )
        """
    )
    op.execute("create index contests_open on contests (center_id, id) where settled_at is null")
    tenant_table(op, "contests")


def _guard(table: str) -> None:
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")


def _is(column: str, setting: str) -> str:
    return f"{column} = nullif(current_setting('{setting}', true), '')::uuid"


def _is_purpose(purpose: str) -> str:
    return f"current_setting('app.purpose', true) = '{purpose}'"
