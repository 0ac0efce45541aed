"""Entrances, premises with owners and shares, yards, streets, microdistricts, management contracts, rooms.

Besides: what a center says of itself (hours, services, territory), the posts of those who work there, and when a
resident last took part, so that windows can be lit without listing anybody.

- `owners` name people: a center's own, and they go with the resident whom they name.
- `accounts` show a center's colleagues to whoever works in its context for that purpose (`app.purpose`).
"""

from alembic import op

from shared.kit.schema import tenant_table

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TERRITORIES = """
create table territories (
  center_id uuid not null constraint territories_center_id_fkey references centers (id),
  id uuid not null,
  kind text not null check (kind in ('yard', 'street', 'microdistrict')),
  name text not null,
  geometry jsonb,
  version integer not null,
  primary key (center_id, id),
  constraint territories_name_key unique (center_id, kind, name)
)
"""

_HOUSES = """
alter table houses
  add column storeys smallint check (storeys between 1 and 120),
  add column built_year smallint check (built_year between 1500 and 2100),
  add column fias_id uuid,
  add column kladr_code text check (kladr_code ~ '^([0-9]{13}|[0-9]{17}|[0-9]{19})$'),
  add column total_area numeric(12, 2) check (total_area > 0),
  add column point jsonb,
  add column entrances jsonb not null default '[]',
  add column yard_id uuid,
  add column street_id uuid,
  add column microdistrict_id uuid,
  add constraint houses_fias_key unique (center_id, fias_id),
  add constraint houses_yard_fkey foreign key (center_id, yard_id) references territories (center_id, id),
  add constraint houses_street_fkey foreign key (center_id, street_id) references territories (center_id, id),
  add constraint houses_microdistrict_fkey
    foreign key (center_id, microdistrict_id) references territories (center_id, id)
"""

_PREMISES = """
alter table premises
  add column kind text not null default 'flat' check (kind in ('flat', 'non_residential')),
  add column area numeric(9, 2) check (area > 0),
  add column version integer not null default 1
"""

_OWNERS = """
create table owners (
  center_id uuid not null,
  id uuid not null,
  premises_id uuid not null,
  kind text not null check (kind in ('resident', 'person', 'organisation', 'city')),
  resident_id uuid,
  name text,
  numerator bigint not null check (numerator between 1 and denominator),
  denominator bigint not null check (denominator between 1 and 1000000),
  basis text,
  version integer not null,
  primary key (center_id, id),
  check ((kind = 'resident') = (resident_id is not null)),
  check (kind not in ('person', 'organisation') or name is not null),
  constraint owners_resident_key unique (center_id, premises_id, resident_id),
  constraint owners_premises_fkey foreign key (center_id, premises_id) references premises (center_id, id),
  constraint owners_resident_fkey
    foreign key (center_id, resident_id) references residents (center_id, id) on delete cascade
)
"""

_CONTRACTS = """
create table management_contracts (
  center_id uuid not null,
  id uuid not null,
  house_id uuid not null,
  company_id uuid,
  company text not null,
  number text not null,
  starts_on date not null,
  ends_on date,
  document_link text,
  version integer not null,
  primary key (center_id, id),
  check (ends_on >= starts_on),
  constraint management_contracts_house_fkey
    foreign key (center_id, house_id) references houses (center_id, id)
)
"""

_DOCUMENTS = """
create table contract_documents (
  center_id uuid not null,
  contract_id uuid not null,
  name text not null,
  size integer not null check (size between 1 and 10485760),
  content bytea not null,
  kept_at timestamptz not null,
  primary key (center_id, contract_id),
  foreign key (center_id, contract_id) references management_contracts (center_id, id) on delete cascade
)
"""

_ROOMS = """
create table rooms (
  center_id uuid not null constraint rooms_center_id_fkey references centers (id),
  id uuid not null,
  name text not null,
  capacity integer not null check (capacity between 1 and 5000),
  area numeric(9, 2) check (area > 0),
  equipment text[] not null,
  access text[] not null,
  note text,
  version integer not null,
  primary key (center_id, id),
  constraint rooms_name_key unique (center_id, name)
)
"""

_POSTS = """
create table posts (
  center_id uuid not null,
  account_id uuid not null,
  post text not null,
  backgrounds text[] not null,
  version integer not null,
  primary key (center_id, account_id)
)
"""

_ACTIVITY = """
create table resident_activity (
  center_id uuid not null,
  resident_id uuid not null,
  active_on date not null,
  primary key (center_id, resident_id),
  foreign key (center_id, resident_id) references residents (center_id, id) on delete cascade
)
"""

_CENTERS = """
alter table centers
  add column about text,
  add column directions text,
  add column phone text,
  add column point jsonb,
  add column territory jsonb,
  add column hours jsonb not null default '[]',
  add column exceptions jsonb not null default '[]',
  add column services text[] not null default '{}',
  add column access text[] not null default '{}'
"""

_INDEXES = (
    "create index owners_premises on owners (center_id, premises_id)",
    "create index owners_resident on owners (center_id, resident_id)",
    "create index management_contracts_house on management_contracts (center_id, house_id, starts_on)",
    "create index management_contracts_ends on management_contracts (center_id, ends_on)",
    "create index residents_premises on residents (center_id, premises_id)",
)


def upgrade() -> None:
    for statement in (_TERRITORIES, _HOUSES, _PREMISES, _OWNERS, _CONTRACTS, _DOCUMENTS, _ROOMS, _POSTS):
        op.execute(statement)
    for statement in (_ACTIVITY, _CENTERS, *_INDEXES):
        op.execute(statement)
    for table in (
        "territories", "owners", "management_contracts", "contract_documents", "rooms", "posts",
        "resident_activity",
    ):  # fmt: skip
        tenant_table(op, table)
    op.execute(
        """
        create policy colleagues on accounts for select using (
          current_setting('app.purpose', true) = 'colleagues' and role = 'manager' and active
          and nullif(current_setting('app.center', true), '')::uuid = any (centers))
        """
    )
