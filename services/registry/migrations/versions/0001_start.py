"""Centers, houses, residents with their contacts, staff accounts, and what sign-in keeps.

Why each table is guarded as it is:

- `centers` is public: a list of addresses, no row-level security.
- `houses`, `premises`, `residents`, `resident_words` are a center's own: only its tenant context sees them.
- `resident_contacts` is a center's own too; besides, whoever has proven a contact sees the rows of exactly that
  contact in every center (`app.contact`), because sign-in does not know yet which centers the person belongs to.
- `accounts` belong to no center: the operator's desk sees all (`app.purpose = 'staff'`), sign-in the ones of the
  proven contact, a signed-in member of staff their own (`app.account`). No tenant context sees any.
- `sign_in_requests` are seen one at a time, by their id (`app.sign_in_request`); the sweep sees expired ones.
- `sessions` are seen one at a time, by their id (`app.session`), or all of one person (`app.subject`) so that
  erasure can end them; the sweep sees expired ones.
- `sign_in_limits` counts under keyed digests, which lead back to nobody: no row-level security.
"""

from alembic import op

from shared.kit.schema import create_kit, tenant_table

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_kit(op)
    _centers()
    _houses()
    _residents()
    _accounts()
    _sign_in()


def _centers() -> None:
    op.execute(
        """
        create table centers (
          id uuid primary key,
          slug text not null constraint centers_slug_key unique,
          name text not null,
          host text not null check (
            host in ('library', 'active_people', 'reception', 'school', 'club', 'museum', 'church')),
          address text not null,
          version integer not null,
          opened_at timestamptz not null
        )
        """
    )


def _houses() -> None:
    op.execute(
        """
        create table houses (
          center_id uuid not null constraint houses_center_id_fkey references centers (id),
          id uuid not null,
          address text not null,
          kind text not null check (kind in ('apartment', 'private')),
          flats integer not null check (flats between 1 and 5000),
          version integer not null,
          primary key (center_id, id),
          constraint houses_address_key unique (center_id, address)
        )
        """
    )
    op.execute(
        """
        create table premises (
          center_id uuid not null,
          id uuid not null,
          house_id uuid not null,
          number text not null,
          primary key (center_id, id),
          constraint premises_number_key unique (center_id, house_id, number),
          foreign key (center_id, house_id) references houses (center_id, id)
        )
        """
    )
    tenant_table(op, "houses")
    tenant_table(op, "premises")


def _residents() -> None:
    op.execute(
        """
        create table residents (
          center_id uuid not null constraint residents_center_id_fkey references centers (id),
          id uuid not null,
          family_name text not null,
          given_name text not null,
          patronymic text,
          house_id uuid,
          premises_id uuid,
          birth_year smallint,
          adult boolean not null,
          way text not null check (way in ('site', 'mail', 'phone', 'visit', 'messenger')),
          language text not null check (language in ('ru', 'en')),
          channel text not null check (channel in ('web', 'paper', 'phone', 'visit')),
          joined_at timestamptz not null,
          changed_at timestamptz not null,
          version integer not null,
          primary key (center_id, id),
          foreign key (center_id, house_id) references houses (center_id, id),
          foreign key (center_id, premises_id) references premises (center_id, id)
        )
        """
    )
    op.execute("create index residents_house on residents (center_id, house_id, id)")
    op.execute(
        """
        create table resident_contacts (
          center_id uuid not null,
          resident_id uuid not null,
          kind text not null check (kind in ('phone', 'mail')),
          value text not null,
          primary key (center_id, resident_id, kind),
          constraint resident_contacts_value_key unique (center_id, value),
          foreign key (center_id, resident_id) references residents (center_id, id) on delete cascade
        )
        """
    )
    op.execute("create index resident_contacts_value on resident_contacts (value)")
    op.execute(
        """
        create table resident_words (
          center_id uuid not null,
          word text collate "C" not null,
          resident_id uuid not null,
          primary key (center_id, word, resident_id),
          foreign key (center_id, resident_id) references residents (center_id, id) on delete cascade
        )
        """
    )
    op.execute("create index resident_words_resident on resident_words (center_id, resident_id)")
    for table in ("residents", "resident_contacts", "resident_words"):
        tenant_table(op, table)
    op.execute(
        f"create policy proven_contact on resident_contacts for select using ({_is('value', 'app.contact')})"
    )


def _accounts() -> None:
    op.execute(
        """
        create table accounts (
          id uuid primary key,
          role text not null check (role in ('manager', 'partner', 'city', 'operator')),
          family_name text not null,
          given_name text not null,
          patronymic text,
          contact text not null,
          centers uuid[] not null,
          interest text not null check (
            interest in ('none', 'management_company', 'city', 'business', 'other')),
          active boolean not null,
          version integer not null,
          constraint accounts_contact_key unique (contact, role),
          check ((role in ('manager', 'partner')) = (cardinality(centers) > 0))
        )
        """
    )
    _guard("accounts")
    op.execute(f"create policy staff_desk on accounts using ({_is_purpose('staff')})")
    op.execute(f"create policy proven_contact on accounts for select using ({_is('contact', 'app.contact')})")
    op.execute(f"create policy own_account on accounts for select using ({_is('id', 'app.account')})")


def _sign_in() -> None:
    op.execute(
        """
        create table sign_in_requests (
          id uuid primary key,
          contact text not null,
          center_id uuid,
          code_digest bytea not null,
          tries smallint not null,
          expires_at timestamptz not null,
          used_at timestamptz
        )
        """
    )
    op.execute("create index sign_in_requests_expires_at on sign_in_requests (expires_at)")
    op.execute(
        """
        create table sessions (
          id uuid primary key,
          role text not null,
          subject_id uuid not null,
          center_id uuid,
          refresh_digest bytea not null,
          opened_at timestamptz not null,
          expires_at timestamptz not null
        )
        """
    )
    op.execute("create index sessions_subject on sessions (subject_id)")
    op.execute("create index sessions_expires_at on sessions (expires_at)")
    op.execute(
        """
        create table sign_in_limits (
          key bytea primary key,
          ends_at timestamptz not null,
          count integer not null
        )
        """
    )
    for table in ("sign_in_requests", "sessions"):
        _guard(table)
        op.execute(f"create policy sweep on {table} using ({_is_purpose('sweep')} and expires_at < now())")
    op.execute(f"create policy this_request on sign_in_requests using ({_is('id', 'app.sign_in_request')})")
    op.execute(f"create policy this_session on sessions using ({_is('id', 'app.session')})")
    op.execute(f"create policy of_subject on sessions using ({_is('subject_id', 'app.subject')})")


def _guard(table: str) -> None:
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")


def _is(column: str, setting: str) -> str:
    cast = "" if column in ("value", "contact") else "::uuid"
    return f"{column} = nullif(current_setting('{setting}', true), ''){cast}"


def _is_purpose(purpose: str) -> str:
    return f"current_setting('app.purpose', true) = '{purpose}'"
